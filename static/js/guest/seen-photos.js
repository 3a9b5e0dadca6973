/**
 * The photos that a guest has seen, kept on this device for when there is no network: the pictures as they were shown, and what was
 * found. The service worker (static/sw.js) shows them under `/seen/`. All of an event's go with its last search.
 */
import { downloadFrom } from "../http.js";

const MOST_SHOWN = 300; // Some 12 MB.
const MOST_LARGE = 60; // Some 25 MB.
const WRITE_AFTER_MS = 1000;
const NAME = "seen-";

/**
 * @typedef {object} Found What is kept beside the pictures.
 * @property {Api.Event} event
 * @property {Api.Match[]} matches those whose pictures are kept
 */

/** @param {number} eventId */
const found = (eventId) => `/seen/${eventId}/found.json`;
/**
 * @param {number} eventId
 * @param {string} photoId
 * @param {"shown" | "large"} kind
 */
const pathOf = (eventId, photoId, kind) => `/seen/${eventId}/${photoId}/${kind}`;

/**
 * What was seen at an event, with addresses that need no network; null where nothing is kept.
 *
 * @param {number} eventId
 * @returns {Promise<Found | null>}
 */
export async function seenAt(eventId) {
  const answer = await globalThis.caches?.match(found(eventId), { cacheName: NAME + eventId });
  return answer ? answer.json() : null;
}

/**
 * Nothing of the event's photos stays on this device.
 *
 * @param {number} eventId
 */
export const forgetSeen = (eventId) => globalThis.caches?.delete(NAME + eventId);

export class SeenPhotos {
  #eventId;
  /** @type {() => Found} */
  #now;
  /** @type {Set<string>} */
  #known = new Set();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer = undefined;
  /** @type {Promise<unknown>} One thing after the other: what is forgotten is not written again. */
  #last = Promise.resolve();
  #stopped = false;

  /**
   * `now` answers with the event and all photos that are shown as found.
   *
   * @param {number} eventId
   * @param {() => Found} now
   */
  constructor(eventId, now) {
    this.#eventId = eventId;
    this.#now = now;
  }

  /**
   * A picture is on the screen, from this address. `kind` says in which size.
   *
   * @param {string} photoId
   * @param {string} address
   * @param {"shown" | "large"} [kind]
   */
  keep(photoId, address, kind = "shown") {
    const key = `${photoId} ${kind}`;
    if (
      !globalThis.caches ||
      this.#stopped ||
      this.#known.has(key) ||
      !new URL(address, location.href).pathname.startsWith("/api/")
    )
      return;
    this.#known.add(key);
    this.#next(() => this.#put(photoId, address, kind).catch(() => this.#known.delete(key)));
    this.#writeSoon();
  }

  /** What was found has changed. */
  changed() {
    if (this.#known.size > 0) this.#writeSoon();
  }

  /** The guest has left: nothing stays. */
  stop() {
    this.#stopped = true;
    clearTimeout(this.#timer);
    return this.#next(() => forgetSeen(this.#eventId));
  }

  #writeSoon() {
    clearTimeout(this.#timer);
    if (!this.#stopped) this.#timer = setTimeout(() => this.#next(() => this.#write()), WRITE_AFTER_MS);
  }

  /** @param {() => unknown} act */
  #next(act) {
    this.#last = this.#last.then(act).catch(() => undefined); // A full device keeps what it can.
    return this.#last;
  }

  /**
   * From the browser's own cache: the picture has just been shown.
   *
   * @param {string} photoId
   * @param {string} address
   * @param {"shown" | "large"} kind
   */
  async #put(photoId, address, kind) {
    const picture = await downloadFrom(address);
    if (this.#stopped) return;
    const cache = await caches.open(NAME + this.#eventId);
    await cache.put(pathOf(this.#eventId, photoId, kind), new Response(picture));
  }

  /** What may not be seen any more goes, and of the others the oldest beyond the limit. */
  async #write() {
    if (this.#stopped) return;
    const cache = await caches.open(NAME + this.#eventId);
    const { event, matches } = this.#now();
    const there = new Set(matches.map(({ photo_id: id }) => id));
    /** @type {Record<string, string[]>} */
    const kept = { shown: [], large: [] };
    for (const { url } of await cache.keys()) {
      const [, , , photoId, kind] = new URL(url).pathname.split("/");
      if (kind === undefined) continue;
      if (there.has(photoId)) kept[kind].push(photoId);
      else await cache.delete(pathOf(this.#eventId, photoId, /** @type {"shown"} */ (kind)));
    }
    await this.#drop(cache, kept.shown, "shown", MOST_SHOWN);
    await this.#drop(cache, kept.large, "large", MOST_LARGE);
    const [shown, large] = [new Set(kept.shown), new Set(kept.large)];
    const seen = matches.filter(({ photo_id: id }) => shown.has(id)).map((match) => this.#asKept(match, large));
    const content = JSON.stringify({ event: { ...event, cover: null }, matches: seen });
    await cache.put(found(this.#eventId), new Response(content, { headers: { "Content-Type": "application/json" } }));
  }

  /**
   * @param {Cache} cache
   * @param {string[]} photoIds the oldest first
   * @param {"shown" | "large"} kind
   * @param {number} most
   */
  async #drop(cache, photoIds, kind, most) {
    for (const photoId of photoIds.splice(0, Math.max(0, photoIds.length - most))) {
      this.#known.delete(`${photoId} ${kind}`);
      await cache.delete(pathOf(this.#eventId, photoId, kind));
    }
  }

  /**
   * @param {Api.Match} match
   * @param {Set<string>} large
   */
  #asKept(match, large) {
    const path = (/** @type {"shown" | "large"} */ kind) => pathOf(this.#eventId, match.photo_id, kind);
    const addresses = {
      thumb_url: path("shown"),
      thumb_srcset: null,
      preview_url: path(large.has(match.photo_id) ? "large" : "shown"),
    };
    return { ...match, ...addresses, original_url: null, download_url: null };
  }
}
