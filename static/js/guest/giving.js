/** The photos that a guest gives: on their way, on what became of those that arrived, and what she has given so far. */
import { Away, get, TooOften } from "../http.js";
import { Observable } from "../observable.js";
import { delayBefore } from "../socket.js";
import { deletions, goneBy } from "../ui/undo.js";
import { digest } from "../upload/hashing.js";
import { Sender } from "../upload/sender.js";
import { startSending } from "../upload/sending.js";

/**
 * @typedef {object} Giving1 One photo on its way.
 * @property {number} key
 * @property {File} file
 * @property {string | null} hash
 * @property {"waiting" | "sending" | "given" | "twice" | "failed"} state
 * @property {number} bytes how many have arrived
 * @property {any} error why it failed
 */

/** `items` are those of this visit, in the order chosen; `given` what the service has of her (null: not known yet). */
export class Giving extends Observable {
  /** @type {Giving1[]} */
  items = [];
  /** @type {Api.GivenPhoto[] | null} */
  given = null;
  /** @type {any} Why what she has given is not known; null when it is. */
  problem = null;
  /** The network is away: what waits goes on by itself. */
  stuck = false;
  name = "";
  #eventId;
  #token;
  #sender;
  #later;
  #failures = 0;
  #nextKey = 1;
  #retry = () => this.#goOn();
  /** @type {any} */
  #timer = null;
  #counted = new Set();
  /** @type {Map<string, Giving1>} Those that have arrived since what the service has of her was last looked at. */
  #arrivals = new Map();

  /**
   * @param {number} eventId
   * @param {string | null} token the guest session's
   * @param {object} [environment]
   * @param {typeof startSending} [environment.start]
   * @param {(file: File) => Promise<string>} [environment.hash]
   * @param {(act: () => void, ms: number) => any} [environment.later]
   */
  constructor(eventId, token, { start = startSending, hash = digest, later = setTimeout.bind(globalThis) } = {}) {
    super();
    this.#eventId = eventId;
    this.#token = token;
    this.#later = later;
    this.hash = hash;
    this.#sender = new Sender(eventId, (of) => start({ ...of, source: "guest", giver: this.name, token }), {
      progressed: (item, bytes) => this.#progressed(this.#of(item), bytes),
      arrived: (item, photoId) => this.#arrived(this.#of(item), /** @type {string} */ (photoId)),
      didNotArrive: (item, error) => this.#didNotArrive(this.#of(item), error),
      ends: () => this.#sender.work(),
    });
    globalThis.addEventListener?.("online", this.#retry);
  }

  get busy() {
    return this.items.some(({ state }) => state === "waiting" || state === "sending");
  }

  /** How many of this visit are in that state. @param {Giving1["state"]} state */
  count = (state) => this.items.filter((item) => item.state === state).length;

  /** Bytes that arrived, of all that are to. */
  get progress() {
    const under = this.items.filter(({ state }) => state !== "failed");
    const total = under.reduce((sum, { file }) => sum + file.size, 0);
    const done = under.reduce(
      (sum, { state, bytes, file }) => sum + (ENDED.has(state) ? file.size : Math.min(bytes, file.size)),
      0,
    );
    return total === 0 ? 0 : done / total;
  }

  /** @param {Iterable<File>} files */
  add(files) {
    for (const file of files) {
      const item = /** @type {Giving1} */ ({ key: this.#nextKey++, file, hash: null, state: "waiting", bytes: 0, error: null });
      this.items.push(item);
      this.#begin(item);
    }
    this.changed();
  }

  /** Try those again that failed. */
  again() {
    for (const item of this.items.filter(({ state }) => state === "failed")) {
      Object.assign(item, { state: "waiting", error: null, bytes: 0 });
      this.#begin(item);
    }
    this.changed();
  }

  /** What the service has of her. */
  async look() {
    try {
      this.given = (await get(`/events/${this.#eventId}/given`, { token: this.#token })).items;
      this.problem = null;
      this.#tellWhatWasHere();
    } catch (error) {
      this.problem = error;
    }
    this.changed();
  }

  /** A photo that somebody else had given before did not become hers. */
  #tellWhatWasHere() {
    const hers = new Set(this.given?.map(({ id }) => id));
    for (const [photoId, item] of this.#arrivals) if (!hers.has(photoId)) item.state = "twice";
    this.#arrivals.clear();
  }

  /** What the service has of her, without what is on its way out. */
  get kept() {
    return (this.given ?? []).filter(({ id }) => !deletions.hides(this.#pathOf(id)));
  }

  /**
   * Delete one for good, unless that is taken back.
   *
   * @param {string} photoId
   * @param {string} text what is said of it meanwhile
   */
  delete(photoId, text) {
    deletions.add({ ...goneBy(this.#pathOf(photoId), this.#token), text, done: () => this.look() });
  }

  /** @param {string} photoId */
  #pathOf(photoId) {
    return `/events/${this.#eventId}/given/${photoId}`;
  }

  /** Nobody looks any more; what is on its way stops, and goes on when the same photos are chosen again. */
  close() {
    globalThis.removeEventListener?.("online", this.#retry);
    clearTimeout(this.#timer);
    this.#sender.stop();
  }

  /** @param {Giving1} item */
  async #begin(item) {
    try {
      item.hash ??= await this.hash(item.file);
    } catch (error) {
      return this.#didNotArrive(item, error);
    }
    // The same photo chosen twice is sent once.
    if (
      this.items.some((other) => other !== item && other.hash === item.hash && other.state !== "failed" && other.key < item.key)
    )
      return this.#became(item, { state: "twice" });
    this.#sender.add(/** @type {any} */ (item));
    this.#sender.work();
    return undefined;
  }

  /** @param {{key: number}} item */
  #of = ({ key }) => /** @type {Giving1} */ (this.items.find((item) => item.key === key));

  /**
   * @param {Giving1} item
   * @param {Partial<Giving1>} changes
   */
  #became(item, changes) {
    Object.assign(item, changes);
    this.changed();
  }

  /**
   * @param {Giving1} item
   * @param {number} bytes
   */
  #progressed(item, bytes) {
    this.#failures = 0;
    this.stuck = false;
    this.#became(item, { state: "sending", bytes });
  }

  /**
   * @param {Giving1} item
   * @param {string} photoId
   */
  #arrived(item, photoId) {
    const known = this.#counted.has(photoId) || (this.given ?? []).some(({ id }) => id === photoId);
    this.#counted.add(photoId);
    if (!known) this.#arrivals.set(photoId, item);
    this.#became(item, { state: known ? "twice" : "given" });
    if (!this.busy) this.look();
  }

  /**
   * @param {Giving1} item
   * @param {any} error
   */
  #didNotArrive(item, error) {
    if (!(error instanceof Away || error instanceof TooOften)) {
      this.#became(item, { state: "failed", error });
      if (!this.busy) this.look();
      return;
    }
    this.#sender.stop();
    if (item.hash) this.#sender.addFirst(/** @type {any} */ (item));
    this.stuck = true;
    this.#became(item, { state: "waiting" });
    const waitMs = (error.retryAfterS ?? 0) * 1000 || delayBefore(this.#failures++);
    clearTimeout(this.#timer);
    this.#timer = this.#later(() => (item.hash ? this.#goOn() : this.#begin(item)), waitMs);
  }

  #goOn() {
    clearTimeout(this.#timer);
    this.#sender.work();
  }
}

const ENDED = new Set(["given", "twice"]);
