/**
 * What this device remembers between visits, so that a guest who comes back finds her search and her favourites again; and what
 * it still has to make sure is deleted. Holds no pictures, and lets the service's clock decide what is over.
 *
 * @param {number} eventId
 */

const searchKey = (eventId) => `ep.search.${eventId}`;
/** @param {number} eventId */
const othersKey = (eventId) => `ep.others.${eventId}`;
/** @param {string} linkToken */
const eventKey = (linkToken) => `ep.link.${linkToken}`;
/** @param {number} eventId */
const replacedKey = (eventId) => `ep.replaced.${eventId}`;
/** @param {number | string} eventId of an event, or the id of a client's list */
const favouritesKey = (eventId) => `ep.favourites.${eventId}`;
/** @param {string} handoff */
const handoffKey = (handoff) => `ep.handoff.${handoff}`;
const nonces = new Map(); // Where the device refuses to remember.
const FORGETTING = "ep.forgetting";

/**
 * Remember `search` (`{id, topic, token, expires_at}`) of an `event`, and which link led there. One that was remembered before may
 * live on: it is kept for the day that all of the event is to be forgotten.
 *
 * @param {Api.Event} event
 * @param {Api.Search} search
 * @param {string | undefined} linkToken
 */
export function remember(event, search, linkToken) {
  const past = recall(event.id);
  if (past && past.id !== search.id) write(replacedKey(event.id), [...replaced(event.id), { id: past.id, token: past.token }]);
  write(searchKey(event.id), { id: search.id, topic: search.topic, token: search.token, expires_at: search.expires_at });
  if (linkToken) rememberDoor(event, linkToken);
}

/**
 * The same for a search that this device may have already, of whichever person of a visit.
 *
 * @param {Api.Event} event
 * @param {Api.Search} search
 * @param {string} linkToken
 */
export function comeBackTo(event, search, linkToken) {
  const known = [recall(event.id), ...others(event.id)].some((one) => one?.id === search.id);
  remember(event, (known && recall(event.id)) || search, linkToken);
}

/**
 * Remember a search of one more person in the same visit.
 *
 * @param {number} eventId
 * @param {Api.Search} search
 */
export function join(eventId, { id, topic, token, expires_at }) {
  write(othersKey(eventId), [...others(eventId).filter((other) => other.id !== id), { id, topic, token, expires_at }]);
}

/**
 * The searches of the other people in the visit.
 *
 * @param {number} eventId
 * @returns {Api.Search[]}
 */
export function others(eventId) {
  return read(othersKey(eventId)) ?? [];
}

/**
 * The remembered search of an event; null when there is none. Whether it still lives is for the service to say.
 *
 * @param {number} eventId
 */
export function recall(eventId) {
  return read(searchKey(eventId));
}

/**
 * Remember which event is behind an address, without a search.
 *
 * @param {Api.Event} event
 * @param {string} key
 */
export const rememberDoor = (event, key) => write(eventKey(key), { ...event, cover: null }); // The cover's address would not last.

/**
 * Nothing leads from an address to an event any more.
 *
 * @param {string} key
 */
export const forgetDoor = (key) => erase(eventKey(key));

/**
 * The event behind an address, as it was remembered; null where it was not.
 *
 * @param {string} key
 * @returns {Api.Event | null}
 */
export const eventBehind = (key) => read(eventKey(key));

/**
 * The remembered event and search behind a link that no longer opens by itself; null when there is none.
 *
 * @param {string} linkToken
 */
export function recallByLink(linkToken) {
  const event = read(eventKey(linkToken));
  const search = event && recall(event.id);
  return search && { event, search };
}

/**
 * Forget a search of an event, and what was marked in it; not the newer one that another tab has remembered since. Of several
 * people the next one takes its place, and what was marked stays until the last of them is forgotten.
 *
 * @param {number} eventId
 * @param {string} searchId
 */
export function forget(eventId, searchId) {
  globalThis.caches?.delete(`push-${searchId}`); // By what it would be pushed to elsewhere (guest/push.js).
  const left = others(eventId).filter(({ id }) => id !== searchId);
  if (recall(eventId)?.id === searchId) {
    const next = left.shift();
    if (next) write(searchKey(eventId), next);
    else erase(searchKey(eventId));
    if (!next) forgetMarks(eventId);
  }
  if (left.length) write(othersKey(eventId), left);
  else erase(othersKey(eventId));
}

/**
 * @typedef {object} Marks What was marked at an event: which photos, what of it the service has not been told yet (true: marked), and
 * the list that it is kept in there.
 * @property {string[]} ids
 * @property {Record<string, boolean>} unsent
 * @property {{id: string, token: string} | null} list
 */

/** @type {Map<number | string, Marks>} Where the device refuses to remember. */
const marks = new Map();

/**
 * @param {number | string} eventId
 * @returns {Marks}
 */
function marksOf(eventId) {
  const kept = read(favouritesKey(eventId)) ?? marks.get(eventId) ?? [];
  // Of before the service kept them: they are carried up once.
  if (Array.isArray(kept)) return { ids: kept, unsent: Object.fromEntries(kept.map((id) => [id, true])), list: null };
  return kept;
}

/**
 * @param {number | string} eventId
 * @param {Marks} now
 */
function keepMarks(eventId, now) {
  marks.set(eventId, now);
  write(favouritesKey(eventId), now);
}

/**
 * Ids of the photos of an event that are marked.
 *
 * @param {number | string} eventId
 */
export const favourites = (eventId) => new Set(marksOf(eventId).ids);

/**
 * Mark a photo, or take the mark away; the service is still to be told.
 *
 * @param {number | string} eventId
 * @param {string} photoId
 * @param {boolean} wanted
 */
export function mark(eventId, photoId, wanted) {
  const { ids, unsent, list } = marksOf(eventId);
  const others = ids.filter((id) => id !== photoId);
  keepMarks(eventId, { ids: wanted ? [...others, photoId] : others, unsent: { ...unsent, [photoId]: wanted }, list });
}

/**
 * What the service has not been told yet, by photo.
 *
 * @param {number | string} eventId
 */
export const unsentMarks = (eventId) => marksOf(eventId).unsent;

/**
 * The list at the service; null where there is none yet.
 *
 * @param {number | string} eventId
 */
export const listOf = (eventId) => marksOf(eventId).list;

/**
 * The service has these photos in this list, now that it was told what was `sent`; what was marked since is still to be told.
 *
 * @param {number | string} eventId
 * @param {{id: string, token: string, photo_ids: string[]}} list
 * @param {Record<string, boolean>} sent
 */
export function marksSent(eventId, { id, token, photo_ids: there }, sent) {
  const unsent = Object.fromEntries(
    Object.entries(marksOf(eventId).unsent).filter(([photoId, wanted]) => sent[photoId] !== wanted),
  );
  const added = Object.keys(unsent).filter((photoId) => unsent[photoId] && !there.includes(photoId));
  const ids = [...there.filter((photoId) => unsent[photoId] !== false), ...added];
  keepMarks(eventId, { ids, unsent, list: { id, token } });
}

/**
 * This device goes on with a list that was opened by its link; what was marked here before comes into it.
 *
 * @param {number | string} eventId
 * @param {{id: string, token: string}} list
 */
export function adopt(eventId, { id, token }) {
  if (listOf(eventId)?.id === id) return;
  listIsGone(eventId);
  keepMarks(eventId, { ...marksOf(eventId), list: { id, token } });
}

/**
 * The list is gone at the service: what is marked here is to be told anew.
 *
 * @param {number | string} eventId
 */
export function listIsGone(eventId) {
  const { ids } = marksOf(eventId);
  keepMarks(eventId, { ids, unsent: Object.fromEntries(ids.map((id) => [id, true])), list: null });
}

/**
 * Nothing is marked at the event.
 *
 * @param {number | string} eventId
 */
export function forgetMarks(eventId) {
  marks.delete(eventId);
  erase(favouritesKey(eventId));
}

/** @typedef {{id: string, token: string, event: {id: number, name: string}}} Owed a search that was forgotten here */

/**
 * Searches that this device has forgotten and the service has not confirmed to have deleted.
 *
 * @returns {Owed[]}
 */
export function forgetting() {
  return read(FORGETTING) ?? [];
}

/**
 * Forget a search of an event here and now, with all that it replaced, and remember that the service still has to; returns what is
 * remembered of them.
 *
 * @param {{id: number, name: string}} event
 * @param {{id: string, token: string}} search
 */
export function beginForgetting(event, search) {
  const gone = [search, ...replaced(event.id)];
  const owed = gone.map(({ id, token }) => ({ id, token, event: { id: event.id, name: event.name } }));
  const rest = forgetting().filter(({ id }) => gone.every((one) => one.id !== id));
  write(FORGETTING, [...rest, ...owed]);
  erase(replacedKey(event.id));
  forget(event.id, search.id);
  return owed;
}

/**
 * The service has confirmed: nothing of the search is left anywhere.
 *
 * @param {string} searchId
 */
export function endForgetting(searchId) {
  const rest = forgetting().filter(({ id }) => id !== searchId);
  if (rest.length) write(FORGETTING, rest);
  else erase(FORGETTING);
}

/**
 * What tells this phone's asking for a hand-off from everybody else's: the same until the hand-off is done, also after a reload.
 *
 * @param {string} handoff
 */
export function nonceOf(handoff) {
  const key = handoffKey(handoff);
  const kept = attempt(() => sessionStorage.getItem(key)) ?? nonces.get(key);
  if (kept) return kept;
  const nonce = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  nonces.set(key, nonce);
  attempt(() => sessionStorage.setItem(key, nonce));
  return nonce;
}

/**
 * The hand-off is done.
 *
 * @param {string} handoff
 */
export function endHandoff(handoff) {
  const key = handoffKey(handoff);
  nonces.delete(key);
  attempt(() => sessionStorage.removeItem(key));
}

/** @param {number} eventId */
const replaced = (eventId) => read(replacedKey(eventId)) ?? [];

/**
 * @param {string} key
 * @param {unknown} value
 */
function write(key, value) {
  attempt(() => localStorage.setItem(key, JSON.stringify(value)));
}

/** @param {string} key */
function erase(key) {
  attempt(() => localStorage.removeItem(key));
}

/** @param {string} key */
function read(key) {
  return attempt(() => JSON.parse(localStorage.getItem(key) ?? "null")) ?? null;
}

// Private windows may refuse storage: the visit then works, and only coming back does not.
/** @param {() => any} act */
function attempt(act) {
  try {
    return act();
  } catch {
    return undefined;
  }
}
