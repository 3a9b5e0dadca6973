/**
 * Which catalogues the studio, its card to print and the administration read: one file a domain and language, under
 * static/words/studio. No two of a page say the same text. Guests read none of them.
 */

const SHARED = ["shared", "account", "events", "team", "house"];

/** @param {string[]} domains */
const of = (domains) => (/** @type {string} */ code) => domains.map((domain) => `studio/${code}/${domain}`);

export const STUDIO = of([
  ...SHARED,
  ...["sharing", "gallery", "albums", "favourites", "review", "finals", "brand", "ingest", "cameras", "programs"],
]);
export const ADMIN = of([...SHARED, "admin"]);
export const CARD = of(["shared", "card"]);
