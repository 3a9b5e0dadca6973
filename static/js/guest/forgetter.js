/** Sees to it that the service deletes what this device has forgotten, however long it takes. A `change` event tells news. */
import { isGone, remove } from "../http.js";
import { Observable } from "../observable.js";
import { delayBefore } from "../socket.js";
import * as visits from "../visits.js";

/** @import { Owed } from "../visits.js" */

export class Forgetter extends Observable {
  /** @type {Map<string, Api.Receipt>} */
  #receipts = new Map();
  /** @type {Map<string, Owed>} */
  #asked = new Map(); // Also where the device refuses to remember.
  #earlier = new Set(visits.forgetting().map(({ id }) => id)); // Forgotten on a page that was closed before it was told.
  /** @type {Map<string, Owed>} */
  #unseen = new Map(); // Those of them that are confirmed by now.
  #running = false;
  #attempt = 0;
  /** @type {number | null} */
  #retry = null;

  constructor() {
    super();
    globalThis.addEventListener?.("online", () => this.run());
  }

  /** Searches (`{id, token, event}`) that the service has yet to confirm to have deleted. */
  get owed() {
    const all = new Map([...visits.forgetting(), ...this.#asked.values()].map((search) => [search.id, search]));
    return [...all.values()];
  }

  /**
   * Whether anything that was found at an event is among them.
   *
   * @param {number} eventId
   */
  owes(eventId) {
    return this.owed.some(({ event }) => event.id === eventId);
  }

  /**
   * Forget a search of `event` on this device now, and at the service as soon as it can be reached.
   *
   * @param {{id: number, name: string}} event
   * @param {{id: string, token: string}} search
   */
  forget(event, search) {
    for (const owed of visits.beginForgetting(event, search)) this.#asked.set(owed.id, owed);
    this.run();
  }

  /**
   * A search at an event that is forgotten while the service owes its word or nobody has seen that; undefined without one.
   *
   * @param {number} eventId
   */
  untold(eventId) {
    return [...this.owed, ...this.#unseen.values()].find(({ event }) => event.id === eventId);
  }

  /**
   * What was confirmed about an event has been read.
   *
   * @param {number} eventId
   */
  seen(eventId) {
    for (const [id, { event }] of this.#unseen) if (event.id === eventId) this.#unseen.delete(id);
  }

  /**
   * The service's receipt for a search; undefined without one, as when the search was gone before we asked.
   *
   * @param {string} searchId
   */
  receiptOf(searchId) {
    return this.#receipts.get(searchId);
  }

  /** Ask for everything that is owed; goes on by itself until all of it is confirmed. */
  async run() {
    if (this.#running) return;
    this.#running = true;
    clearTimeout(this.#retry);
    const asked = new Set();
    const next = () => this.owed.find(({ id }) => !asked.has(id)); // Also what is forgotten meanwhile.
    for (let search = next(); search; search = next()) {
      asked.add(search.id);
      await this.#ask(search);
    }
    this.#running = false;
    const left = this.owed.length;
    this.#attempt = left < asked.size ? 0 : this.#attempt + 1;
    if (left) this.#retry = setTimeout(() => this.run(), delayBefore(this.#attempt) + 1000);
  }

  /** @param {Owed} search */
  async #ask(search) {
    const { id, token } = search;
    try {
      const answer = await remove(`/searches/${id}?receipt=true`, { token });
      if (answer?.receipt) this.#receipts.set(id, answer.receipt);
    } catch (error) {
      if (!isGone(error)) return; // Not confirmed: it stays owed.
    }
    if (this.#earlier.has(id)) this.#unseen.set(id, search);
    this.#asked.delete(id);
    visits.endForgetting(id);
    this.changed();
  }
}
