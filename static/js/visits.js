/** What this device remembers between visits, so that a guest who comes back finds her search again. Holds no pictures. */

const searchKey = (eventId) => `ep.search.${eventId}`;
const eventKey = (linkToken) => `ep.link.${linkToken}`;

/** Remember `search` (`{id, topic, token, expires_at}`) of an `event`, and which link led there. */
export function remember(event, search, linkToken) {
  write(searchKey(event.id), { id: search.id, topic: search.topic, token: search.token, expires_at: search.expires_at });
  if (linkToken) write(eventKey(linkToken), { id: event.id, name: event.name, date: event.date ?? null });
}

/** The remembered search of an event, unless it has expired; null when there is none. */
export function recall(eventId, now = Date.now()) {
  const search = read(searchKey(eventId));
  return search && Date.parse(search.expires_at) > now ? search : null;
}

/** The remembered event and search behind a link that no longer opens by itself; null when there is none. */
export function recallByLink(linkToken) {
  const event = read(eventKey(linkToken));
  const search = event && recall(event.id);
  return search && { event, search };
}

/** Forget the search of an event. */
export function forget(eventId) {
  attempt(() => localStorage.removeItem(searchKey(eventId)));
}

function write(key, value) {
  attempt(() => localStorage.setItem(key, JSON.stringify(value)));
}

function read(key) {
  return attempt(() => JSON.parse(localStorage.getItem(key))) ?? null;
}

// Private windows may refuse storage: the visit then works, and only coming back does not.
function attempt(act) {
  try {
    return act();
  } catch {
    return undefined;
  }
}
