/** The kiosk as a device: knows at any moment whether the service could look for a guest, and what it still has open with it. */
import { post } from "../http.js";
import { ANSWER_WITHIN_MS, PairedDevice } from "../paired-device.js";
import { forgetAllOpen, forgetOpen, openSearches } from "./storage.js";

const NOT_OURS = new Set(["forbidden", "not_found"]);

/** See `PairedDevice`. It is `ready` when a guest may begin: the service could look for somebody now, and nobody is in doubt. */
export class Device extends PairedDevice {
  // What a power cut or a lost answer may have left open is closed as often as it came into doubt: until then nobody may begin.
  #doubts = 0;
  #swept = 0;
  /** @type {Api.Box[]} Where faces are on the cover. */
  faces = [];

  constructor() {
    super("kiosk");
  }

  /** @override */
  get isSettled() {
    return this.#swept === this.#doubts;
  }

  /**
   * @override
   * @param {any} state
   */
  snapshot(state) {
    this.faces = state.config.cover_faces ?? [];
    super.snapshot(state);
    this.changed();
  }

  /**
   * @override
   * @param {Api.KioskTold} data
   */
  told(data) {
    if (data.type === "kiosk.config") this.become({ faces: data.cover_faces ?? [] });
    super.told(data);
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

  /** @override */
  enter() {
    this.#doubts += 1;
    super.enter();
  }

  /**
   * @override
   * @param {any} own
   * @param {string} token
   */
  async serves(own, token) {
    if (!this.isSettled) await this.#sweep(token);
    return own.ready;
  }

  /** @override */
  forget() {
    super.forget();
    forgetAllOpen();
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
}
