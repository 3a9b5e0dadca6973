/** Photos of an event by their ids. */

/** @import { Ask } from "../http.js" */

/**
 * What the server has of these ids, and which of them it has no more. Rejects with a Failure.
 *
 * @param {{post: Ask}} http
 * @param {number} eventId
 * @param {string[]} ids
 */
export async function lookUp(http, eventId, ids) {
  /** @type {{items: Api.Photo[]}} */
  const { items } = await http.post(`/events/${eventId}/photos/lookup`, { json: { photo_ids: ids } });
  const there = new Set(items.map(({ id }) => id));
  return { items, gone: ids.filter((id) => !there.has(id)) };
}
