/** Notices that nobody is there. Tells `warning` (with `seconds` left, every second), `active` and `gone`. */
import { Observable } from "./observable.js";

const TICK_MS = 1000;

export class Idleness extends Observable {
  #gone;
  #warn;
  #now;
  #lastSign = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer = undefined;
  #warned = false;
  seconds = 0;

  /**
   * `goneS` seconds without a sign of life mean that nobody is there; the last `warnS` of them are counted aloud. Touching `except`
   * alone is no sign of life: what warns has a button for that, and must not vanish under the finger on its way to it.
   *
   * @param {object} [how]
   * @param {number} [how.goneS]
   * @param {number} [how.warnS]
   * @param {() => number} [how.now]
   * @param {{addEventListener?: Function}} [how.target]
   * @param {{contains(element: any): boolean} | null} [how.except]
   */
  constructor({ goneS = 30, warnS = 10, now = () => performance.now(), target = globalThis, except = null } = {}) {
    super();
    this.#gone = goneS;
    this.#warn = warnS;
    this.#now = now;
    for (const type of ["pointerdown", "pointermove", "keydown", "touchstart", "wheel"]) {
      target.addEventListener?.(type, (/** @type {Event} */ event) => except?.contains(event.target) || this.sign(), {
        passive: true,
        capture: true,
      });
    }
  }

  /** Seconds that are counted aloud. */
  get longestWarning() {
    return this.#warn;
  }

  /** Whether it watches at the moment. */
  get watching() {
    return this.#timer !== undefined;
  }

  /** Begin to watch. */
  start() {
    this.stop();
    this.sign();
    this.#timer = setInterval(() => this.check(), TICK_MS);
  }

  /** Stop watching. */
  stop() {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#warned = false;
  }

  /** Somebody is there. */
  sign() {
    this.#lastSign = this.#now();
    if (this.#warned) {
      this.#warned = false;
      this.notify("active");
    }
  }

  /** Look how long it has been. */
  check() {
    const left = Math.ceil(this.#gone - (this.#now() - this.#lastSign) / 1000);
    if (left <= 0) {
      this.stop();
      this.notify("gone");
    } else if (left <= this.#warn) {
      this.#warned = true;
      this.seconds = left;
      this.notify("warning");
    }
  }
}
