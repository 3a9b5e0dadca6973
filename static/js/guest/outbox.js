/**
 * What a guest has said without a network: told as soon as there is one, also after the page was closed. Of what is said about the
 * same thing the last word holds. A `change` event follows every change.
 */
import { Away, request, TooOften } from "../http.js";
import { Observable } from "../observable.js";
import { delayBefore } from "../socket.js";

/**
 * @typedef {object} Said
 * @property {string} about what it is said about: a later word takes its place
 * @property {"POST" | "PUT" | "DELETE"} method
 * @property {string} path
 * @property {string | null} token of the search or list that it is said with; null for the cookie
 * @property {unknown} [json]
 */

const KEPT = "ep.outbox";

class Outbox extends Observable {
  /** @type {Said[]} Where the device refuses to remember. */
  #here = [];
  #running = false;
  #attempt = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer = undefined;

  constructor() {
    super();
    globalThis.addEventListener?.("online", () => this.run());
  }

  /** @returns {Said[]} what is still to be told, in the order it was said */
  get all() {
    try {
      return JSON.parse(localStorage.getItem(KEPT) ?? "null") ?? this.#here;
    } catch {
      return this.#here;
    }
  }

  /**
   * Tell this, now or later.
   *
   * @param {Said} said
   */
  put(said) {
    this.#keep([...this.all.filter(({ about }) => about !== said.about), said]);
    return this.run();
  }

  /**
   * Nothing that was said with this token is told any more.
   *
   * @param {string} token
   */
  drop(token) {
    this.#keep(this.all.filter((said) => said.token !== token));
  }

  /** Tell what is to be told; goes on by itself while the service cannot be reached. */
  async run() {
    if (this.#running) return;
    this.#running = true;
    clearTimeout(this.#timer);
    try {
      for (let [said] = this.all; said; [said] = this.all) await this.#tell(said);
      this.#attempt = 0;
    } catch (error) {
      this.#timer = setTimeout(() => this.run(), (error.retryAfterS ?? 0) * 1000 + delayBefore(this.#attempt++) + 1000);
    } finally {
      this.#running = false;
    }
  }

  /** @param {Said} said */
  async #tell(said) {
    const { method, path, token, json } = said;
    try {
      await request(method, path, { token, keepalive: true, ...(json !== undefined && { json }) });
    } catch (error) {
      if (error instanceof Away || error instanceof TooOften) throw error;
      // The service has heard it and will not have it: it is gone, or not allowed any more.
    }
    const text = JSON.stringify(said);
    this.#keep(this.all.filter((other) => JSON.stringify(other) !== text)); // Something newer about it stays.
  }

  /** @param {Said[]} all */
  #keep(all) {
    this.#here = all;
    try {
      if (all.length) localStorage.setItem(KEPT, JSON.stringify(all));
      else localStorage.removeItem(KEPT);
    } catch {
      // A private window: it is told as long as the page is open.
    }
    this.changed();
  }
}

export const outbox = new Outbox();
