/** Fresh addresses for pictures: theirs are signed, expire during a long visit, and then fail many at a time. */

const AT_MOST_EVERY_MS = 60_000;

/** Asks for fresh ones when a picture failed, and at most once in a while: not every failure comes of its address. */
export class Renewal {
  #renew;
  #everyMs;
  #gatherMs;
  #at = -Infinity;
  /** @type {ReturnType<typeof setTimeout> | null} */
  #timer = null;

  /**
   * @param {() => Promise<unknown>} renew where it rejects, the next failure asks again, however soon
   * @param {{everyMs?: number, gatherMs?: number}} [times] `gatherMs` is how long others that fail along are waited for
   */
  constructor(renew, { everyMs = AT_MOST_EVERY_MS, gatherMs = 0 } = {}) {
    this.#renew = renew;
    this.#everyMs = everyMs;
    this.#gatherMs = gatherMs;
  }

  /** A picture could not be had. Resolves when it was renewed, or it is settled when it will be. */
  async ask() {
    if (this.#timer !== null) return;
    const wait = Math.max(this.#gatherMs, this.#at + this.#everyMs - performance.now());
    if (wait > 0) this.#timer = setTimeout(() => this.now(), wait);
    else await this.now();
  }

  /** Renew without waiting. */
  async now() {
    this.cancel();
    this.#at = performance.now();
    try {
      await this.#renew();
    } catch {
      this.cancel();
      this.#at = -Infinity;
    }
  }

  /** What was to be renewed later is not wanted any more. */
  cancel() {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
