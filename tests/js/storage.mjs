/** What a browser keeps for a page, and Node does not: as much of Web Storage as the pages use, over a map that tests look into. */

/** @param {Map<string, string>} kept */
export const storageOf = (kept) => ({
  getItem: (key) => kept.get(key) ?? null,
  setItem: (key, value) => kept.set(key, String(value)),
  removeItem: (key) => kept.delete(key),
});
