/** What stands in the way of all photos, and when it is tried again: after a while, longer each time, until the way is free. */
import { TooOften } from "../http.js";
import { delayBefore } from "../socket.js";
import { needsSomebody } from "./upload-problems.js";

/** @import { Failure } from "../http.js" */

const TOO_OFTEN_S = 5; // Where the server does not say how long.

export class Hold {
  /** @type {Failure | null} what stands in the way; null while nothing does */
  trouble = null;
  #setTimeout;
  #tryAgain;
  #waits = 0; // Since the way was free last.
  #wait = 0; // Numbers them: an earlier one is of no interest.

  /**
   * @param {(act: () => void, ms: number) => unknown} setTimeout
   * @param {() => void} tryAgain
   */
  constructor(setTimeout, tryAgain) {
    this.#setTimeout = setTimeout;
    this.#tryAgain = tryAgain;
  }

  /** Whether waiting does not help: somebody has to do something. */
  get forSomebody() {
    return needsSomebody(this.trouble);
  }

  /** What was in the way of other photos does not count any more. */
  beginAnew() {
    this.trouble = null;
  }

  /** @param {Failure} error which stands in the way */
  because(error) {
    this.trouble = error;
  }

  /** The way is free again. */
  over() {
    this.trouble = null;
    this.#waits = 0;
  }

  /** Try again after a while. */
  wait() {
    const wait = ++this.#wait;
    const { trouble } = this;
    const delay = trouble instanceof TooOften ? (trouble.retryAfterS ?? TOO_OFTEN_S) * 1000 : delayBefore(this.#waits);
    this.#waits += 1;
    this.#setTimeout(() => this.#wait === wait && this.#tryAgain(), delay);
  }
}
