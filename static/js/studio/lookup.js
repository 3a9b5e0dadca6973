/** Photos of an event by their ids. */

/** @import { Ask } from "../http.js" */

export class Lookup {
  #http;
  #eventId;
  #busy = false;

  /**
   * @param {{post: Ask}} http
   * @param {number} eventId
   */
  constructor(http, eventId) {
    this.#http = http;
    this.#eventId = eventId;
  }

  /**
   * Ask for what `unknown()` names until it names nothing more, and have `take` told each time what the server has and what it has no
   * more. Does nothing while that is under way already. Rejects with a Failure.
   *
   * @param {() => string[]} unknown
   * @param {(found: {items: Api.Photo[], gone: string[]}) => void} take
   */
  async all(unknown, take) {
    if (this.#busy) return;
    this.#busy = true;
    try {
      for (let wanted = unknown(); wanted.length > 0; wanted = unknown()) take(await this.#ask(wanted));
    } finally {
      this.#busy = false;
    }
  }

  /** @param {string[]} ids */
  async #ask(ids) {
    /** @type {{items: Api.Photo[]}} */
    const { items } = await this.#http.post(`/events/${this.#eventId}/photos/lookup`, { json: { photo_ids: ids } });
    const there = new Set(items.map(({ id }) => id));
    return { items, gone: ids.filter((id) => !there.has(id)) };
  }
}
