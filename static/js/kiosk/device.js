/**
 * The device: paired once by a code, then the kiosk of one event until somebody revokes it. Knows at any moment whether the
 * service could look for a guest.
 */
import { get, post } from "../http.js";
import { delayBefore, LiveSocket } from "../socket.js";
import { forgetDevice, forgetOpen, openSearches, saveDevice, savedDevice } from "./storage.js";

const CHECK_EVERY_MS = 60_000;
const ANSWER_WITHIN_MS = 5_000;

/**
 * `state` is `unpaired`, `paired` or `locked`; `event` is the event as guests see it. A `change` event follows every change,
 * a `lock` event comes before the one of locking.
 */
export class Device extends EventTarget {
  #saved = savedDevice();
  #socket = new LiveSocket();
  #answered = false; // The last time it was asked, the service could do its work.
  #swept = false; // What a power cut left open is closed: until then nobody may begin.
  #asked = false;
  #failures = 0;
  #timer = null;
  #asking = null;
  state = this.#saved ? "paired" : "unpaired";

  constructor() {
    super();
    this.#socket.addEventListener("state", () => this.#connectionChanged());
  }

  get event() {
    return this.#saved?.event ?? null;
  }

  get token() {
    return this.#saved?.token ?? null;
  }

  /** Whether a guest may begin: the service answers, tells what happens, and could look for somebody now. */
  get ready() {
    return this.state === "paired" && this.#socket.state === "online" && this.#answered && this.#swept;
  }

  /** Whether it is known that nobody can begin: the first answer is in, or the connection is broken. */
  get away() {
    return !this.ready && (this.#asked || this.#socket.state === "waiting");
  }

  /** Begin with what is known from before the power cut. */
  open() {
    if (this.state === "paired") this.#enter();
  }

  /** Become the kiosk that `code` was made for. Rejects with an ApiError. */
  async pair(code) {
    const { token, event, kiosk } = await post("/kiosks/pair", { json: { code } });
    this.#saved = { token, kioskId: kiosk.id, event };
    saveDevice(this.#saved);
    this.state = "paired";
    this.#enter();
    this.#changed();
  }

  /** Go from `locked` back to where a code is asked for. */
  askForCode() {
    this.state = "unpaired";
    this.#changed();
  }

  /** Ask the service right now. Resolves to `ready`, within seconds whatever the network does. */
  verify() {
    this.#asking ??= this.#ask().finally(() => (this.#asking = null));
    return this.#asking;
  }

  /**
   * Let go of the searches that are noted as open: the service withdraws those that no phone took over. Resolves to whether
   * none is left; what fails stays noted and is tried again later.
   */
  async closeSearches() {
    for (const searchId of openSearches()) {
      if (!this.token) return false;
      try {
        await post(`/kiosks/searches/${searchId}/done`, { token: this.token, timeoutMs: ANSWER_WITHIN_MS });
      } catch (error) {
        if (![403, 404].includes(error.status)) continue;
      }
      forgetOpen(searchId);
    }
    return openSearches().length === 0;
  }

  #enter() {
    this.#swept = false;
    this.#socket.authenticate(this.#saved.token);
    this.#socket.subscribe(`kiosk:${this.#saved.kioskId}`, {
      snapshot: ({ config }) => this.#configure(config.event),
      publication: (data) => this.#told(data),
      ended: () => this.#lock(),
    });
    this.verify();
  }

  async #ask() {
    clearTimeout(this.#timer);
    const { token } = this;
    if (!token) return false;
    try {
      const own = await get("/kiosks/self", { token, timeoutMs: ANSWER_WITHIN_MS });
      if (!this.#swept) await this.#sweep(token);
      if (token !== this.token) return false;
      this.#configure(own.event);
      this.#note(own.ready);
    } catch (error) {
      if (token !== this.token) return false;
      if (error.status === 401 || error.status === 404) this.#lock();
      else this.#note(false);
    }
    this.#checkLater();
    return this.ready;
  }

  #told(data) {
    switch (data.type) {
      case "kiosk.revoked":
        return this.#lock();
      case "kiosk.config":
        return this.#configure(data.event);
      default:
        throw new Error(`unknown publication: ${data.type}`);
    }
  }

  #connectionChanged() {
    if (this.#socket.state === "refused") return this.#lock();
    if (this.#socket.state === "online" && this.state === "paired") this.verify();
    return this.#changed();
  }

  /** A search may have begun in the moment of a power cut, before its id was noted: the service knows it. */
  async #sweep(token) {
    await post("/kiosks/self/done", { token, timeoutMs: ANSWER_WITHIN_MS });
    for (const searchId of openSearches()) forgetOpen(searchId);
    this.#swept = true;
  }

  #note(answered) {
    this.#asked = true;
    this.#answered = answered;
    this.#failures = answered ? 0 : this.#failures + 1;
    this.#changed();
  }

  #checkLater() {
    if (this.state !== "paired") return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.verify(), this.#failures ? delayBefore(this.#failures) : CHECK_EVERY_MS);
  }

  #configure(event) {
    if (!event || !this.#saved || JSON.stringify(event) === JSON.stringify(this.#saved.event)) return;
    this.#saved = { ...this.#saved, event };
    saveDevice(this.#saved);
    this.#changed();
  }

  /** Revoked, or its event is gone. Whoever has something open with it hears of it first. */
  #lock() {
    if (this.state !== "paired") return;
    this.dispatchEvent(new Event("lock"));
    clearTimeout(this.#timer);
    this.state = "locked";
    this.#saved = null;
    this.#answered = false;
    forgetDevice();
    this.#socket.close();
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}
