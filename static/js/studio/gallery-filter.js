/** What the gallery is narrowed to: kept in the address, asked of the server, and judged here for photos that come in live. */

/**
 * @typedef {object} Filter
 * @property {string} status
 * @property {string} q what names contain
 * @property {string} from as typed, in the photographer's zone
 * @property {string} to
 * @property {string} faces
 * @property {string} by the account that sent it; `unknown`, or empty for anyone
 * @property {string} camera the key of a camera, or empty
 * @property {string} given whether guests gave it: one of `GIVEN`
 * @property {string} chosen a list of favourites, `any` of them, or empty
 * @property {string} sort
 */

/** @type {Readonly<Filter>} */
export const ANYTHING = Object.freeze({
  status: "indexed",
  q: "",
  from: "",
  to: "",
  faces: "any",
  by: "",
  camera: "",
  given: "any",
  chosen: "",
  sort: "newest",
});

/** What one may choose of, as the server knows it. `all` is no status to the server. */
export const STATUSES = ["indexed", "waiting", "rejected", "hidden", "failed", "queued", "all"];

/** @type {Record<string, any>} Those that the server tells apart and a photographer does not: what is being looked through is not ready either. */
const STATES = { queued: ["processing", "queued"] };

/**
 * The statuses of the server that one of `STATUSES` stands for.
 *
 * @param {string} status
 */
export const statesOf = (status) => STATES[status] ?? [status];

/** Photos from before senders were recorded. */
export const UNKNOWN = "unknown";

export const SORTS = ["newest", "taken", "loved"];

/** @type {Record<string, [number | null, number | null]>} Numbers of faces one may ask for: `[at least, at most]`. */
export const FACES = { any: [null, null], none: [null, 0], some: [1, null], one: [1, 1], few: [2, 5], many: [6, null] };

/** @type {Record<string, boolean | null>} Whether guests gave what one asks for; null: whoever sent it. */
export const GIVEN = { any: null, guests: true, own: false };

/**
 * The filter in a hash such as `#event/8/gallery?status=hidden&q=DSC`; what makes no sense there is left out.
 *
 * @param {string} hash
 * @returns {Filter}
 */
export function filterOf(hash) {
  const given = new URLSearchParams(hash.split("?")[1] ?? "");
  /** @type {Record<string, any>} */
  const known = {
    status: (/** @type {string} */ value) => STATUSES.includes(value),
    faces: (/** @type {string} */ value) => value in FACES,
    given: (/** @type {string} */ value) => value in GIVEN,
    sort: (/** @type {string} */ value) => SORTS.includes(value),
    from: isTime,
    to: isTime,
  };
  /** @type {Record<string, string>} */
  const filter = { ...ANYTHING };
  for (const name of Object.keys(ANYTHING)) {
    const value = given.get(name);
    if (value !== null && (known[name] ?? (() => true))(value)) filter[name] = value;
  }
  return /** @type {Filter} */ (filter);
}

/**
 * The hash for a filter; the plain address of the gallery for one that narrows nothing.
 *
 * @param {string} base
 * @param {Filter} filter
 */
export function hashOf(base, filter) {
  const set = Object.entries(filter).filter(([name, value]) => value !== ANYTHING[/** @type {keyof Filter} */ (name)]);
  return set.length > 0 ? `${base}?${new URLSearchParams(set)}` : base;
}

/**
 * The queries of the server's outline, one after the other. Times are typed in the photographer's own zone.
 *
 * @param {Filter} filter
 */
export const queriesOf = (filter) =>
  statesOf(filter.status).map((/** @type {string} */ status) => queryOf({ ...filter, status }));

/**
 * The query of the server's counts: all that narrows the photos, but for their status.
 *
 * @param {Filter} filter
 */
export const countsQueryOf = (filter) => queryOf({ ...filter, status: "all", sort: "" });

/** @param {Filter} of */
function queryOf({ status, q, from, to, faces, by, camera, given, chosen, sort }) {
  const [least, most] = FACES[faces];
  const query = {
    status: status === "all" ? "" : status,
    q: q.trim(),
    taken_from: from && new Date(from).toISOString(),
    taken_to: to && new Date(`${to}:59.999`).toISOString(),
    min_faces: String(least ?? ""),
    max_faces: String(most ?? ""),
    camera,
    given: String(GIVEN[given] ?? ""),
    chosen_in: chosen,
    sort,
  };
  const set = Object.entries(query).filter(([, value]) => value !== "");
  if (by) set.push(["uploaded_by", by === UNKNOWN ? "" : by]);
  return new URLSearchParams(set).toString();
}

/**
 * Whether `photo` is among those that `filter` asks for, as the server would say. One that has just come nobody has chosen.
 *
 * @param {Filter} of
 * @param {Api.Photo} photo
 */
export function matches({ status, q, from, to, faces, by, camera, given, chosen }, photo) {
  const [least, most] = FACES[faces];
  if (status !== "all" && !statesOf(status).includes(photo.status)) return false;
  if (q.trim() && !photo.name.toLowerCase().includes(q.trim().toLowerCase())) return false;
  if ((least !== null && photo.faces < least) || (most !== null && photo.faces > most)) return false;
  if (by && (photo.uploaded_by ?? UNKNOWN) !== by) return false;
  if (GIVEN[given] !== null && photo.given !== GIVEN[given]) return false;
  if (chosen || (camera && photo.camera_key !== camera)) return false;
  if (!from && !to) return true;
  const taken = photo.taken_at ? Date.parse(photo.taken_at) : 0;
  return Boolean(taken) && !(from && taken < Date.parse(from)) && !(to && taken > Date.parse(`${to}:59.999`));
}

/**
 * Whether anything but status and order narrows the gallery.
 *
 * @param {Filter} of
 */
export const narrows = (of) => Boolean(of.q.trim()) || moreIn(of) > 0;

/**
 * By how much that one may choose besides the name the gallery is narrowed.
 *
 * @param {Filter} of
 */
export const moreIn = ({ from, to, faces, by, camera, given, chosen }) =>
  [from, to, faces !== "any", by, camera, given !== "any", chosen].filter(Boolean).length;

/** @param {string} value */
const isTime = (value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(value) && !Number.isNaN(Date.parse(value));
