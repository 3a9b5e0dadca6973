/** How many photos of an event there are of each status, under the rest of the gallery's filter. */
import { get } from "../http.js";
import { countsQueryOf, statesOf } from "./gallery-filter.js";
import { useRefreshed } from "./refreshed.js";

/** @import { Filter } from "./gallery-filter.js" */
/** @import { Refreshed } from "./refreshed.js" */

const EVERY_MS = 10_000;

/**
 * Read again whenever the gallery does, and now and then: others change photos, too.
 *
 * @param {number} eventId
 * @param {Filter} filter
 * @returns {Refreshed<Api.PhotoCounts>}
 */
export function useCounts(eventId, filter) {
  const path = `/events/${eventId}/photos/counts?${countsQueryOf(filter)}`;
  return useRefreshed(path, () => get(path), EVERY_MS);
}

/**
 * How many photos the gallery shows under a status; null while nobody knows.
 *
 * @param {Api.PhotoCounts | undefined} counts
 * @param {string} status one of `STATUSES`
 */
export function countOf(counts, status) {
  if (!counts) return null;
  const states = status === "all" ? Object.keys(counts) : statesOf(status);
  return states.reduce(
    (/** @type {number} */ sum, /** @type {string} */ state) => sum + counts[/** @type {keyof Api.PhotoCounts} */ (state)],
    0,
  );
}
