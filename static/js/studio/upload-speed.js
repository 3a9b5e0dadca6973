/** How fast photos go out, of late. */

const WINDOW_MS = 10_000;
const APART_MS = 250;
const KEPT = 61;

export class Speed {
  #now;
  /** @type {{at: number, bytes: number}[]} */
  #samples = [];

  /** @param {() => number} now ms */
  constructor(now) {
    this.#now = now;
  }

  /** What was sent before does not count any more. */
  beginAnew() {
    this.#samples = [];
  }

  /** @param {number} bytes sent by now, in all */
  note(bytes) {
    const at = this.#now();
    const last = this.#samples.at(-1);
    if (!last || at - last.at >= APART_MS) this.#samples = [...this.#samples.slice(1 - KEPT), { at, bytes }];
  }

  /**
   * Bytes a second; 0 while nothing moves.
   *
   * @param {number} bytes sent by now, in all
   */
  at(bytes) {
    const now = this.#now();
    const recent = this.#samples.filter(({ at }) => now - at <= WINDOW_MS);
    if (recent.length < 2) return 0;
    return ((bytes - recent[0].bytes) / Math.max(now - recent[0].at, APART_MS)) * 1000;
  }
}
