/** What the gallery is narrowed to: kept in the address, asked of the server, and judged here for photos that come in live. */

export const ANYTHING = Object.freeze({ status: "indexed", q: "", from: "", to: "", faces: "any", sort: "newest" });

/** Status as the server knows it, and as one chooses it. `all` is no status to the server. */
export const STATUSES = { indexed: "Ready", hidden: "Hidden", failed: "Failed", queued: "Waiting", all: "All" };

/** Those that the server tells apart and a photographer does not: what is being looked through is not ready either. */
const STATES = { queued: ["processing", "queued"] };

const statesOf = (status) => STATES[status] ?? [status];

export const SORTS = { newest: "Newest upload first", taken: "By the time taken" };

/** Numbers of faces one may ask for: `[at least, at most]`. */
export const FACES = {
  any: { label: "Any number", range: [null, null] },
  none: { label: "Nobody", range: [null, 0] },
  some: { label: "Somebody", range: [1, null] },
  one: { label: "One face", range: [1, 1] },
  few: { label: "2 to 5 faces", range: [2, 5] },
  many: { label: "6 faces or more", range: [6, null] },
};

/** The filter in a hash such as `#event/8/gallery?status=hidden&q=DSC`; what makes no sense there is left out. */
export function filterOf(hash) {
  const given = new URLSearchParams(hash.split("?")[1] ?? "");
  const known = {
    status: (value) => value in STATUSES,
    faces: (value) => value in FACES,
    sort: (value) => value in SORTS,
    from: isTime,
    to: isTime,
  };
  const filter = { ...ANYTHING };
  for (const name of Object.keys(ANYTHING)) {
    const value = given.get(name);
    if (value !== null && (known[name] ?? (() => true))(value)) filter[name] = value;
  }
  return filter;
}

/** The hash for a filter; the plain address of the gallery for one that narrows nothing. */
export function hashOf(base, filter) {
  const set = Object.entries(filter).filter(([name, value]) => value !== ANYTHING[name]);
  return set.length > 0 ? `${base}?${new URLSearchParams(set)}` : base;
}

/** The queries of the server's outline, one after the other. Times are typed in the photographer's own zone. */
export const queriesOf = (filter) => statesOf(filter.status).map((status) => queryOf({ ...filter, status }));

function queryOf({ status, q, from, to, faces, sort }) {
  const [least, most] = FACES[faces].range;
  const query = {
    status: status === "all" ? "" : status,
    q: q.trim(),
    taken_from: from && new Date(from).toISOString(),
    taken_to: to && new Date(`${to}:59.999`).toISOString(),
    min_faces: least ?? "",
    max_faces: most ?? "",
    sort,
  };
  return new URLSearchParams(Object.entries(query).filter(([, value]) => value !== "")).toString();
}

/** Whether `photo` is among those that `filter` asks for, as the server would say. */
export function matches({ status, q, from, to, faces }, photo) {
  const [least, most] = FACES[faces].range;
  if (status !== "all" && !statesOf(status).includes(photo.status)) return false;
  if (q.trim() && !photo.name.toLowerCase().includes(q.trim().toLowerCase())) return false;
  if ((least !== null && photo.faces < least) || (most !== null && photo.faces > most)) return false;
  if (!from && !to) return true;
  const taken = photo.taken_at && Date.parse(photo.taken_at);
  return Boolean(taken) && !(from && taken < Date.parse(from)) && !(to && taken > Date.parse(`${to}:59.999`));
}

/** Whether anything but status and order narrows the gallery. */
export const narrows = ({ q, from, to, faces }) => Boolean(q.trim() || from || to) || faces !== "any";

const isTime = (value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(value) && !Number.isNaN(Date.parse(value));
