/** The photos on their way to each event, for as long as the page lives, and what they need of this browser and of the service. */
import { get, post } from "../http.js";
import { digest, sample } from "../upload/hashing.js";
import { largestPhoto, startSending } from "../upload/sending.js";
import { keptFolder } from "./kept-folder.js";
import { Remembered } from "./remembered.js";
import { session } from "./session.js";
import { UploadQueue } from "./upload-queue.js";
import { WatchedFolder } from "./watched-folder.js";

/** @import { Outside } from "./upload-queue.js" */

/** @type {Map<number, UploadQueue>} */
const queues = new Map();
/** @type {Map<number, WatchedFolder>} */
const folders = new Map();

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
export function giveUp(eventId) {
  queues.get(eventId)?.cancel();
  folders.get(eventId)?.stop();
}

/**
 * The folder of an event that is kept an eye on, one for as long as the page lives.
 *
 * @param {number} eventId
 */
export function watchedOf(eventId) {
  const folder = folders.get(eventId) ?? new WatchedFolder(worldOf(eventId));
  if (!folders.has(eventId)) folder.recall();
  folders.set(eventId, folder);
  return folder;
}

/**
 * @param {number} eventId
 * @returns {import("./watched-folder.js").Outside}
 */
const worldOf = (eventId) => ({
  kept: keptFolder(eventId),
  alone: () => alone(`eventphotos-watched-${eventId}`),
  add: (source) => uploadsOf(eventId).add(source),
  setTimeout: globalThis.setTimeout.bind(globalThis),
});

/**
 * Be the one tab that does something, until the function that comes is called; null where another one is. Where the browser knows
 * nothing of it (plain http), each tab takes itself for the one: what the service has is not sent twice.
 *
 * @param {string} name
 * @returns {Promise<(() => void) | null>}
 */
const alone = (name) =>
  new Promise((resolve) => {
    if (!navigator.locks) return resolve(() => undefined);
    return navigator.locks.request(name, { ifAvailable: true }, (lock) => {
      if (lock) return new Promise((release) => resolve(() => release(undefined)));
      return resolve(null);
    });
  });

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
