/** Sees to it that the service deletes what this device has forgotten, however long it takes. A `change` event tells news. */
import { remove } from "../http.js";
import { delayBefore } from "../socket.js";
import * as visits from "../visits.js";

const GONE = new Set([401, 404, 410]);

/** Whether the service itself says that there is no such search (any more): a proxy's page with such a status says nothing of it. */
export const isGone = ({ status, code }) => GONE.has(status) && code !== `http_${status}`;

export class Forgetter extends EventTarget {
  #receipts = new Map();
  #asked = new Map(); // Also where the device refuses to remember.
  #earlier = new Set(visits.forgetting().map(({ id }) => id)); // Forgotten on a page that was closed before it was told.
  #unseen = new Map(); // Those of them that are confirmed by now.
  #running = false;
  #attempt = 0;
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

  /** Whether anything that was found at an event is among them. */
  owes(eventId) {
    return this.owed.some(({ event }) => event.id === eventId);
  }

  /** Forget a search of `event` on this device now, and at the service as soon as it can be reached. */
  forget(event, search) {
    for (const owed of visits.beginForgetting(event, search)) this.#asked.set(owed.id, owed);
    this.run();
  }

  /** A search at an event that is forgotten while the service owes its word or nobody has seen that; undefined without one. */
  untold(eventId) {
    return [...this.owed, ...this.#unseen.values()].find(({ event }) => event.id === eventId);
  }

  /** What was confirmed about an event has been read. */
  seen(eventId) {
    for (const [id, { event }] of this.#unseen) if (event.id === eventId) this.#unseen.delete(id);
  }

  /** The service's receipt for a search; undefined without one, as when the search was gone before we asked. */
  receiptOf(searchId) {
    return this.#receipts.get(searchId);
  }

  /** Ask for everything that is owed; goes on by itself until all of it is confirmed. */
  async run() {
    if (this.#running) return;
    this.#running = true;
    clearTimeout(this.#retry);
    const before = this.owed;
    for (const search of before) await this.#ask(search);
    this.#running = false;
    const left = this.owed.length;
    this.#attempt = left < before.length ? 0 : this.#attempt + 1;
    if (left) this.#retry = setTimeout(() => this.run(), delayBefore(this.#attempt) + 1000);
  }

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
    this.dispatchEvent(new Event("change"));
  }
}
