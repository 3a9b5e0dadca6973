/** The photos on their way to each event, for as long as the page lives, and what they need of this browser and of the service. */
import { get, post } from "../http.js";
import { digest, sample } from "./hashing.js";
import { Remembered } from "./remembered.js";
import { largestPhoto, startSending } from "./sending.js";
import { session } from "./session.js";
import { UploadQueue } from "./upload-queue.js";

/** @import { Outside } from "./upload-queue.js" */

/** @type {Map<number, UploadQueue>} */
const queues = new Map();

/**
 * The queue of an event, one for as long as the page lives: sending goes on while one looks at something else.
 *
 * @param {number} eventId
 */
export function uploadsOf(eventId) {
  const queue = queues.get(eventId) ?? opened(eventId);
  queues.set(eventId, queue);
  return queue;
}

/**
 * Nothing is sent to this event any more: it is gone.
 *
 * @param {number} eventId
 */
export const giveUp = (eventId) => queues.get(eventId)?.cancel();

/** @param {number} eventId */
function opened(eventId) {
  const queue = new UploadQueue(eventId, outside(eventId));
  queue.recall();
  session.addEventListener("change", () => session.user && queue.refused && queue.continue());
  return queue;
}

/**
 * @param {number} eventId
 * @returns {Outside}
 */
const outside = (eventId) => ({
  digest,
  sample,
  startSending,
  largestPhoto,
  // To a stranger the event may be one that is not there: whether the session is over, only the account says.
  refused: (error) => session.endedBy(error) || get("/auth/me").catch((reason) => session.endedBy(reason)),
  known: async (hashes) => (await post(`/events/${eventId}/photos/known`, { json: { hashes } })).known,
  remembered: new Remembered(eventId),
  now: () => performance.now(),
  setTimeout: globalThis.setTimeout.bind(globalThis),
});
