/**
 * A guest's favourites at the service: what was marked on this device is told as soon as it can be, and what another one marked comes
 * back. What is told is what is to be so: where an answer was lost it is told again. A `change` event follows every change.
 */
import { Away, get, isGone, patch, post, TooOften } from "../http.js";
import { Observable } from "../observable.js";
import { delayBefore } from "../socket.js";
import * as visits from "../visits.js";

/** @import { Failure } from "../http.js" */

/** @typedef {{token: string | null, searches: string[]}} Credentials of the guest's session, and of the searches of the visit */

const AT_ONCE = 500; // Photos told of at a time: the service takes 1000.
const GATHER_MS = 400; // Who marks one photo marks the next.

export class Hearts extends Observable {
  /** @type {Api.Favourites | null} as the service answered last */
  list = null;
  /** @type {Failure | null} Why the service keeps something as it was, and not as it is marked here. */
  problem = null;
  #key;
  #credentials;
  /** @type {Promise<void> | null} */
  #running = null;
  #stopped = false;
  #attempt = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer = undefined;
  #online = () => this.soon(0);
  #leaving = () => this.unsent > 0 && this.run(); // What was marked in the last moment does not wait until the page is opened again.

  /**
   * `key` is what the marks lie under on this device: an event, or a client's list.
   *
   * @param {number | string} key
   * @param {() => Credentials} credentials
   */
  constructor(key, credentials) {
    super();
    this.#key = key;
    this.#credentials = credentials;
    globalThis.addEventListener?.("online", this.#online);
    globalThis.addEventListener?.("pagehide", this.#leaving);
  }

  /** What is marked here and not yet told. */
  get unsent() {
    return Object.keys(visits.unsentMarks(this.#key)).length;
  }

  get #mayBegin() {
    const { token, searches } = this.#credentials();
    return token !== null || searches.length > 0;
  }

  /** Tell it in a moment. */
  soon(ms = GATHER_MS) {
    clearTimeout(this.#timer);
    if (!this.#stopped) this.#timer = setTimeout(() => this.run(), ms);
  }

  /** The guest is gone, or has forgotten all of it. */
  stop() {
    this.#stopped = true;
    clearTimeout(this.#timer);
    globalThis.removeEventListener?.("online", this.#online);
    globalThis.removeEventListener?.("pagehide", this.#leaving);
  }

  /** Tell what is marked and hear what is there; goes on by itself where the service cannot be reached. Resolves when it has tried. */
  run() {
    if (this.#stopped) return Promise.resolve();
    this.#running ??= this.#runOnce().finally(() => {
      this.#running = null;
      if (!this.#stopped) this.changed();
    });
    return this.#running;
  }

  async #runOnce() {
    clearTimeout(this.#timer);
    try {
      await this.#tell();
      this.#attempt = 0;
    } catch (error) {
      this.#failed(error);
    }
  }

  /**
   * Call the list something, or say that the choice is made. Rejects with an ApiError.
   *
   * @param {{name?: string, finished?: boolean}} json
   */
  async say(json) {
    const { id, token } = await this.open();
    this.#heard(await patch(`/favourites/${id}`, { json, token }), {});
    this.changed();
  }

  /**
   * The list; begun where there is none. Rejects with an ApiError.
   *
   * @returns {Promise<{id: string, token: string}>}
   */
  async open() {
    const known = visits.listOf(this.#key);
    if (known) return known;
    const { token, searches } = this.#credentials();
    const json = { event_id: this.#key, searches: token ? searches : searches.slice(1) };
    const list = await post("/favourites", { json, token: token ?? searches[0] });
    this.#heard(list, {});
    return list;
  }

  async #tell() {
    const { id, token } = await this.open();
    do {
      const sent = Object.fromEntries(Object.entries(visits.unsentMarks(this.#key)).slice(0, AT_ONCE));
      const told = Object.entries(sent);
      const idsOf = (/** @type {boolean} */ wanted) => told.filter(([, is]) => is === wanted).map(([photoId]) => photoId);
      const path = `/favourites/${id}`;
      const list = told.length
        ? await patch(`${path}/photos`, { json: { add: idsOf(true), remove: idsOf(false) }, token, keepalive: true })
        : await get(path, { token });
      if (this.#stopped) return;
      this.#heard(list, sent);
    } while (this.unsent > 0);
  }

  /**
   * @param {Api.Favourites} list
   * @param {Record<string, boolean>} sent
   */
  #heard(list, sent) {
    if (this.#stopped) return;
    this.problem = null;
    this.list = list;
    visits.marksSent(this.#key, list, sent);
  }

  /** @param {Failure} error */
  #failed(error) {
    if (this.#stopped) return;
    if (error instanceof Away || error instanceof TooOften) {
      this.soon((error.retryAfterS ?? 0) * 1000 + delayBefore(this.#attempt++) + 1000);
    } else if (isGone(error) && visits.listOf(this.#key) && this.#attempt === 0 && this.#mayBegin) {
      this.#attempt += 1; // Deleted by the photographer, or from another device: what is marked here begins another one.
      visits.listIsGone(this.#key);
      this.soon();
    } else this.problem = error;
  }
}
