/**
 * Something that the server knows, read again and again while somebody looks, or when there is news of it. A `change` event follows
 * every change.
 */

import { Observable } from "../observable.js";
import { delayBefore } from "../socket.js";
import { useEffect, useMemo, useStore } from "../ui/html.js";
import { session } from "./session.js";

/** @import { Failure } from "../http.js" */

/** How often what tells of its changes itself is read again: only when a window is looked at, and where reading failed. */
export const WHEN_TOLD = Infinity;

/** @template Value */
export class Refreshed extends Observable {
  /** @type {Value | undefined} What was read last; undefined until the first answer. */
  value = undefined;
  /** @type {Failure | null} Why the last reading failed; `value` is then from the reading before. */
  error = null;
  #read;
  #everyMs;
  /** @type {number | null} */
  #timer = null;
  #asked = 0;
  #failures = 0;
  /** @type {(() => void) | null} */
  #stop = null;

  /**
   * `read()` resolves to the value; `everyMs` is a number, or a function of the value.
   *
   * @param {() => Promise<Value>} read
   * @param {number | ((value: Value) => number)} everyMs
   */
  constructor(read, everyMs) {
    super();
    this.#read = read;
    this.#everyMs = typeof everyMs === "function" ? everyMs : () => everyMs;
  }

  /** Read now, and again until `stop`; never while the page is hidden, and at once when it is looked at again. */
  start() {
    const looked = () => document.visibilityState === "visible" && this.refresh();
    document.addEventListener("visibilitychange", looked);
    addEventListener("focus", looked);
    this.#stop = () => {
      document.removeEventListener("visibilitychange", looked);
      removeEventListener("focus", looked);
      clearTimeout(this.#timer);
      this.#asked += 1; // An answer that is on its way comes too late.
    };
    this.refresh();
  }

  stop() {
    this.#stop?.();
    this.#stop = null;
  }

  /** Read now. */
  async refresh() {
    clearTimeout(this.#timer);
    const number = ++this.#asked;
    const change = await this.#read().then(
      (value) => ({ value, error: null }),
      (error) => ({ error }),
    );
    if (number !== this.#asked) return; // Asked again, or told, meanwhile.
    this.#failures = change.error ? this.#failures + 1 : 0;
    this.become(change);
    this.#again();
  }

  /**
   * Take a value that another answer brought.
   *
   * @param {Value} value
   */
  put(value) {
    this.#asked += 1;
    this.become({ value, error: null });
    this.#again();
  }

  #again() {
    clearTimeout(this.#timer);
    if (!this.#stop || document.visibilityState !== "visible") return;
    const ms = this.#failures ? delayBefore(this.#failures) : this.#everyMs(/** @type {Value} */ (this.value));
    if (ms !== WHEN_TOLD) this.#timer = setTimeout(() => this.refresh(), ms);
  }
}

/**
 * A Refreshed for as long as the calling component is drawn and somebody is signed in; a new one when `key` changes. It is read
 * anew with each further `news`.
 *
 * @template Value
 * @param {unknown} key
 * @param {() => Promise<Value>} read
 * @param {number | ((value: Value) => number)} everyMs
 * @param {number} [news]
 */
export function useRefreshed(key, read, everyMs, news = 0) {
  const store = useMemo(() => new Refreshed(read, everyMs), [key]);
  useStore([store, session]);
  const signedIn = Boolean(session.user);
  useEffect(() => {
    if (!signedIn) return undefined;
    store.start();
    return () => store.stop();
  }, [store, signedIn]);
  useEffect(() => {
    if (news > 0) store.refresh();
  }, [news]);
  useEffect(() => {
    if (store.error) session.endedBy(store.error);
  }, [store.error]);
  return store;
}
