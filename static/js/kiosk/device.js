/**
 * The device: paired once by a code, then the kiosk of one event until somebody revokes it. Knows at any moment whether the
 * service could look for a guest.
 */
import { get, post } from "../http.js";
import { Observable } from "../observable.js";
import { delayBefore, LiveSocket } from "../socket.js";
import { forgetDevice, forgetOpen, openSearches, saveDevice, savedDevice } from "./storage.js";

/** @import { Saved } from "./storage.js" */

const CHECK_EVERY_MS = 60_000;
const ANSWER_WITHIN_MS = 5_000;
// The service's own words; a status alone may come from a proxy that stands in for it.
const REVOKED = new Set(["not_authenticated", "not_found"]);
const NOT_OURS = new Set(["forbidden", "not_found"]);

/**
 * `state` is `unpaired`, `paired` or `locked`; `event` is the event as guests see it. A `change` event follows every change,
 * a `lock` event comes before the one of locking.
 */
export class Device extends Observable {
  /** @type {Saved | null} */
  #saved = savedDevice();
  #socket = new LiveSocket();
  #answered = false; // The last time it was asked, the service could do its work.
  // What a power cut or a lost answer may have left open is closed as often as it came into doubt: until then nobody may begin.
  #doubts = 0;
  #swept = 0;
  #asked = false;
  #failures = 0;
  /** @type {number | null} */
  #timer = null;
  /** @type {Promise<boolean> | null} */
  #asking = null;
  /** @type {"unpaired" | "paired" | "locked"} */
  state = this.#saved ? "paired" : "unpaired";

  constructor() {
    super();
    this.#socket.addEventListener("state", () => this.#connectionChanged());
  }

  /** @returns {any} the event as guests see it (Api.Event); null without one */
  get event() {
    return this.#saved?.event ?? null;
  }

  get token() {
    return this.#saved?.token ?? null;
  }

  /** Whether a guest may begin: the service answers, tells what happens, and could look for somebody now. */
  get ready() {
    return this.state === "paired" && this.#socket.state === "online" && this.#answered && this.#isSwept;
  }

  /** Whether it is known that nobody can begin: the first answer is in, or the connection is broken. */
  get away() {
    return !this.ready && (this.#asked || this.#socket.state === "waiting");
  }

  /** Begin with what is known from before the power cut. */
  open() {
    if (this.state === "paired") this.#enter();
  }

  /**
   * Become the kiosk that `code` was made for. Rejects with an ApiError.
   *
   * @param {string} code
   */
  async pair(code) {
    const { token, event, kiosk } = await post("/kiosks/pair", { json: { code } });
    this.#saved = { token, kioskId: kiosk.id, event };
    saveDevice(this.#saved);
    navigator.storage?.persist?.(); // A browser that is short of room would else forget whose device it is.
    this.state = "paired";
    this.#enter();
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

  /** Something may be open of which nothing is noted: nobody begins before the service has let go of it. */
  doubt() {
    this.#doubts += 1;
    this.changed();
    this.verify();
  }

  /**
   * Let go of the searches that are noted as open: the service withdraws those that no phone took over. Resolves to whether
   * none is left; what fails stays noted and is tried again later.
   */
  async closeSearches() {
    for (const searchId of openSearches()) await this.closeSearch(searchId);
    return openSearches().length === 0;
  }

  /**
   * The same for one of them.
   *
   * @param {string} searchId
   */
  async closeSearch(searchId) {
    if (!this.token) return;
    try {
      await post(`/kiosks/searches/${searchId}/done`, { token: this.token, timeoutMs: ANSWER_WITHIN_MS });
    } catch (error) {
      if (!NOT_OURS.has(error.code)) return;
    }
    forgetOpen(searchId);
  }

  #enter() {
    this.#doubts += 1;
    this.#socket.authenticate(this.token ?? "");
    this.#listen();
    this.verify();
  }

  #listen() {
    this.#socket.subscribe(`kiosk:${this.#saved?.kioskId}`, {
      snapshot: (/** @type {{config: any}} */ { config }) => this.#configure(config.event),
      publication: (/** @type {Api.KioskTold} */ data) => this.#told(data),
      ended: () => this.#cutOff(() => this.#listen()),
    });
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
      if (!this.#isSwept) await this.#sweep(token);
      if (token !== this.token) return false;
      this.#configure(own.event);
      this.#note(own.ready);
    } catch (error) {
      if (token !== this.token) return false;
      if (REVOKED.has(error.code)) this.#lock();
      else this.#note(false);
    }
    this.#checkLater();
    return this.ready;
  }

  /** @param {Api.KioskTold} data */
  #told(data) {
    switch (data.type) {
      case "kiosk.revoked":
        return this.#lock();
      case "kiosk.config":
        return this.#configure(data.event);
      default:
        throw new Error(`unknown publication: ${/** @type {any} */ (data).type}`);
    }
  }

  #connectionChanged() {
    if (this.#socket.state === "refused") this.#cutOff(() => this.#socket.insist());
    if (this.#socket.state === "online" && this.state === "paired") this.verify();
    return this.changed();
  }

  get #isSwept() {
    return this.#swept === this.#doubts;
  }

  /**
   * A search may have begun without its id having been noted, as in the moment of a power cut: the service knows it.
   *
   * @param {string} token
   */
  async #sweep(token) {
    const upTo = this.#doubts;
    await post("/kiosks/self/done", { token, timeoutMs: ANSWER_WITHIN_MS });
    for (const searchId of openSearches()) forgetOpen(searchId);
    this.#swept = upTo;
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
    const isFine = this.#failures === 0 && this.#isSwept;
    this.#timer = setTimeout(() => this.verify(), isFine ? CHECK_EVERY_MS : delayBefore(this.#failures));
  }

  /** @param {Api.Event | undefined} event */
  #configure(event) {
    if (!event || !this.#saved || JSON.stringify(event) === JSON.stringify(this.#saved.event)) return;
    this.#saved = { ...this.#saved, event };
    saveDevice(this.#saved);
    this.changed();
  }

  /** Revoked, or its event is gone. Whoever has something open with it hears of it first. */
  #lock() {
    if (this.state !== "paired") return;
    this.notify("lock");
    clearTimeout(this.#timer);
    this.state = "locked";
    this.#saved = null;
    this.#answered = false;
    forgetDevice();
    this.#socket.close();
    this.changed();
  }
}
