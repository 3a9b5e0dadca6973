/** Photos on their way out, as something that can be taken back (ui/undo.js). */
import { partsOf } from "./bulk.js";

/**
 * These photos of the event are gone.
 *
 * @param {number} eventId
 * @param {string[]} ids
 */
export const photosGone = (eventId, ids) => ({
  keys: ids.map(photoKey),
  asked: partsOf(ids).map((part) => ({
    method: "POST",
    path: `/events/${eventId}/photos/bulk`,
    json: { action: "delete", photo_ids: part },
  })),
});

/** @param {string} id */
export const photoKey = (id) => `photo:${id}`;
