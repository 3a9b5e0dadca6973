/** Which photos are selected. Ranges go from the photo that was touched last. A `change` event follows every change. */
import { Observable } from "../observable.js";

export class Selection extends Observable {
  /** @type {Set<string>} */
  #ids = new Set();
  /** @type {string | null} */
  #anchor = null;

  get size() {
    return this.#ids.size;
  }

  /** The selected ids. */
  get all() {
    return [...this.#ids];
  }

  /** @param {string} id */
  has(id) {
    return this.#ids.has(id);
  }

  /**
   * Select a photo, or no longer.
   *
   * @param {string} id
   */
  toggle(id) {
    if (!this.#ids.delete(id)) this.#ids.add(id);
    this.#anchor = id;
    this.changed();
  }

  /**
   * Select all from the photo touched last to `id`, in the order of `order` (ids).
   *
   * @param {string} id
   * @param {string[]} order
   */
  extend(id, order) {
    const from = order.indexOf(this.#anchor ?? "");
    const to = order.indexOf(id);
    if (from < 0) return this.toggle(id);
    for (const between of order.slice(Math.min(from, to), Math.max(from, to) + 1)) this.#ids.add(between);
    return this.changed();
  }

  /**
   * Let ranges begin at `id`, unless something is selected already.
   *
   * @param {string} id
   */
  beginAt(id) {
    if (this.#ids.size === 0) this.#anchor = id;
  }

  /** @param {string[]} ids */
  set(ids) {
    this.#ids = new Set(ids);
    this.#anchor = null;
    this.changed();
  }

  clear() {
    if (this.#ids.size > 0) this.set([]);
  }

  /**
   * Keep only what is in `ids`: the others are not shown any more.
   *
   * @param {string[]} ids
   */
  keepOnly(ids) {
    const shown = new Set(ids);
    const kept = this.all.filter((id) => shown.has(id));
    if (kept.length === this.#ids.size) return;
    this.#ids = new Set(kept);
    this.changed();
  }
}
