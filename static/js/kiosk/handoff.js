/** The way to the guest's phone: a code to scan, made anew before it is too old, and the news that a phone has taken over. */
import { get, post } from "../http.js";
import { Observable } from "../observable.js";

/** @import { Failure } from "../http.js" */

const ASK_EVERY_MS = 1500;
const ANSWER_WITHIN_MS = 5000;
const RENEW_EVERY_MS = 240_000; // Well before the service would refuse it (HANDOFF_TTL_S, ten minutes).

/**
 * `picture` is the address of the code as a picture, null until it is there; `error` is why it is not; `doubted` says that the guest
 * wants to leave and no phone has the photos. `change` follows changes.
 */
export class Handoff extends Observable {
  #search;
  #token;
  /** @type {number[]} */
  #timers = [];
  #open = true;
  /** @type {Promise<boolean> | null} */
  #asking = null;
  doubted = false;
  /** @type {string | null} */
  picture = null;
  /** @type {Failure | null} */
  error = null;

  /**
   * `token` is the kiosk's. `onTaken()` is called once a phone has the search.
   *
   * @param {Api.Search} search
   * @param {string | null} token
   * @param {() => void} onTaken
   */
  constructor(search, token, onTaken) {
    super();
    this.#search = search;
    this.#token = token;
    this.#every(ASK_EVERY_MS, async () => (await this.isTaken()) && onTaken());
    this.#every(RENEW_EVERY_MS, () => this.renew());
    this.renew();
  }

  /** Ask for a code; earlier ones stay good for their time. */
  async renew() {
    try {
      const { qr_svg: svg } = await post(`/kiosks/searches/${this.#search.id}/handoff`, { token: this.#token });
      this.#show(`data:image/svg+xml,${encodeURIComponent(svg)}`, null);
    } catch (error) {
      this.#show(this.picture, error);
    }
  }

  /** Whether a phone has the search; asked once at a time, and false while nobody answers. */
  isTaken() {
    this.#asking ??= this.#ask().finally(() => (this.#asking = null));
    return this.#asking;
  }

  /** Ask whether to leave without the photos, or, `false`, no longer. */
  doubt(doubted = true) {
    if (!this.#open) return;
    this.doubted = doubted;
    this.changed();
  }

  /** The panel is gone. */
  close() {
    this.#open = false;
    for (const timer of this.#timers) clearInterval(timer);
    this.picture = null;
  }

  async #ask() {
    const { id, token } = this.#search;
    try {
      const { handed_off: taken } = await get(`/searches/${id}`, { token, timeoutMs: ANSWER_WITHIN_MS });
      return taken && this.#open;
    } catch {
      return false; // The page says so elsewhere, and this asks again.
    }
  }

  /**
   * @param {string | null} picture
   * @param {Failure | null} error
   */
  #show(picture, error) {
    if (!this.#open) return;
    this.become({ picture, error: picture ? null : error });
  }

  /**
   * @param {number} ms
   * @param {() => void} act
   */
  #every(ms, act) {
    this.#timers.push(setInterval(act, ms));
  }
}
