/**
 * A screen at the venue: paired once by a code, then the kiosk or the wall of one event until somebody revokes it. What the two do
 * with that is theirs to say (kiosk/device.js, wall/playlist.js).
 */
import { get, post } from "./http.js";
import { Observable } from "./observable.js";
import { delayBefore, LiveSocket } from "./socket.js";

/** @typedef {{token: string, kioskId: string, event: Api.Event}} Saved the paired device */
/** @typedef {"kiosk" | "wall"} Kind */

const CHECK_EVERY_MS = 60_000;
export const ANSWER_WITHIN_MS = 5_000;
// The service's own words; a status alone may come from a proxy that stands in for it.
const REVOKED = new Set(["not_authenticated", "not_found"]);

/**
 * `state` is `unpaired`, `paired` or `locked`; `event` is the event as guests see it. A `change` event follows every change,
 * a `lock` event comes before the one of locking. The device is kept on this machine under `ep.` and its kind.
 */
export class PairedDevice extends Observable {
  /** @type {Kind} */
  #kind;
  /** @type {Saved | null} */
  #saved;
  #answered = false; // The last time it was asked, the service could do its work.
  #asked = false;
  #failures = 0;
  /** @type {number | null} */
  #timer = null;
  /** @type {Promise<boolean> | null} */
  #asking = null;
  socket = new LiveSocket();
  /** @type {"unpaired" | "paired" | "locked"} */
  state;

  /** @param {Kind} kind */
  constructor(kind) {
    super();
    this.#kind = kind;
    this.#saved = stored(this.#key);
    this.state = this.#saved ? "paired" : "unpaired";
    this.socket.addEventListener("state", () => this.#connectionChanged());
  }

  get #key() {
    return `ep.${this.#kind}`;
  }

  /** @returns {any} the event as guests see it (Api.Event); null without one */
  get event() {
    return this.#saved?.event ?? null;
  }

  get token() {
    return this.#saved?.token ?? null;
  }

  /** Whether it can do its work: the service answers, tells what happens, and nothing is in doubt. */
  get ready() {
    return this.state === "paired" && this.socket.state === "online" && this.#answered && this.isSettled;
  }

  /** Whether it is known that it cannot: the first answer is in, or the connection is broken. */
  get away() {
    return !this.ready && (this.#asked || this.socket.state === "waiting");
  }

  /** For the class itself: nothing that the service has to know waits to be told. */
  get isSettled() {
    return true;
  }

  /** Begin with what is known from before the power cut. */
  open() {
    if (this.state === "paired") this.enter();
  }

  /**
   * Become the device that `code` was made for. Rejects with an ApiError.
   *
   * @param {string} code
   */
  async pair(code) {
    const { token, event, kiosk } = await post("/kiosks/pair", { json: { code, kind: this.#kind } });
    this.#save({ token, kioskId: kiosk.id, event });
    navigator.storage?.persist?.(); // A browser that is short of room would else forget whose device it is.
    this.state = "paired";
    this.enter();
    this.changed();
  }

  /** Go from `locked` back to where a code is asked for. */
  askForCode() {
    this.state = "unpaired";
    this.changed();
  }

  /** Ask the service right now. Resolves to `ready`, within seconds whatever the network does. */
  verify() {
    this.#asking ??= this.#ask().finally(() => (this.#asking = null));
    return this.#asking;
  }

  /** For the class itself: it is paired from now on. */
  enter() {
    this.socket.authenticate(this.token ?? "");
    this.listen();
    this.verify();
  }

  /** For the class itself: listen to its topic, from a fresh snapshot on. */
  listen() {
    this.socket.subscribe(`kiosk:${this.#saved?.kioskId}`, {
      snapshot: (state) => this.snapshot(state),
      publication: (data) => this.told(data),
      ended: () => this.#cutOff(() => this.listen()),
    });
  }

  /**
   * For the class itself: what its topic says it is.
   *
   * @param {any} state
   */
  snapshot({ config }) {
    this.configure(config.event);
  }

  /**
   * For the class itself: what its topic tells.
   *
   * @param {Api.KioskTold} data
   */
  told(data) {
    switch (data.type) {
      case "kiosk.revoked":
        return this.#lock();
      case "kiosk.config":
        return this.configure(data.event);
      default:
        throw new Error(`unknown publication: ${/** @type {any} */ (data).type}`);
    }
  }

  /**
   * For the class itself: the service answered. Resolves to whether it can do what this device needs; may reject as a request does.
   *
   * @param {any} own as `/kiosks/self` has it
   * @param {string} token
   * @returns {Promise<boolean>}
   */
  async serves(own, token) {
    return own !== null && token !== "";
  }

  /** For the class itself: nothing of the event may be left on this machine. */
  forget() {
    localStorage.removeItem(this.#key);
  }

  /** @param {Api.Event | undefined} event */
  configure(event) {
    if (!event || !this.#saved || JSON.stringify(event) === JSON.stringify(this.#saved.event)) return;
    this.#save({ ...this.#saved, event });
    this.changed();
  }

  /**
   * It may not listen any more. That it was revoked is for the service to say when it is asked; else it tries to `goOn`.
   *
   * @param {() => void} goOn
   */
  async #cutOff(goOn) {
    await this.verify();
    if (this.state === "paired") setTimeout(() => this.state === "paired" && goOn(), delayBefore(1));
  }

  async #ask() {
    clearTimeout(this.#timer);
    const { token } = this;
    if (!token) return false;
    try {
      const own = await get("/kiosks/self", { token, timeoutMs: ANSWER_WITHIN_MS });
      const serves = await this.serves(own, token);
      if (token !== this.token) return false;
      this.configure(own.event);
      this.#note(serves);
    } catch (error) {
      if (token !== this.token) return false;
      if (REVOKED.has(error.code)) this.#lock();
      else this.#note(false);
    }
    this.#checkLater();
    return this.ready;
  }

  #connectionChanged() {
    if (this.socket.state === "refused") this.#cutOff(() => this.socket.insist());
    if (this.socket.state === "online" && this.state === "paired") this.verify();
    return this.changed();
  }

  /** @param {boolean} answered */
  #note(answered) {
    this.#asked = true;
    this.#answered = answered;
    this.#failures = answered ? 0 : this.#failures + 1;
    this.changed();
  }

  #checkLater() {
    if (this.state !== "paired") return;
    clearTimeout(this.#timer);
    const isFine = this.#failures === 0 && this.isSettled;
    this.#timer = setTimeout(() => this.verify(), isFine ? CHECK_EVERY_MS : delayBefore(this.#failures));
  }

  /** @param {Saved} saved */
  #save(saved) {
    this.#saved = saved;
    localStorage.setItem(this.#key, JSON.stringify(saved));
  }

  /** Revoked, or its event is gone. Whoever has something open with it hears of it first. */
  #lock() {
    if (this.state !== "paired") return;
    this.notify("lock");
    clearTimeout(this.#timer);
    this.state = "locked";
    this.#saved = null;
    this.#answered = false;
    this.forget();
    this.socket.close();
    this.changed();
  }
}

/**
 * What is kept on this machine under `key`; null where there is nothing.
 *
 * @param {string} key
 */
export function stored(key) {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null");
  } catch {
    return null; // Cut off while it was written.
  }
}
