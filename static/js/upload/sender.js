/** Sends photos, several at a time, in the order in which they came. */

/** @import { Failure } from "../http.js" */
/** @import { Item } from "../studio/upload-scanner.js" */

const AT_ONCE = 3;

/**
 * @typedef {object} Sending One photo on its way, as sending.js begins it.
 * @property {Promise<unknown>} done resolves to the id of its photo, rejects with why it did not arrive
 * @property {(how?: {forget?: boolean}) => Promise<unknown>} stop for now, or for good with what is there of it already
 */
/** @typedef {(what: {eventId: number, file: File, hash: string, source: string, final: boolean, onBytes: (sent: number) => void}) => Sending} StartSending */
/**
 * @typedef {object} Told What the sender tells of.
 * @property {(item: Item, bytes: number) => void} progressed
 * @property {(item: Item, photoId: unknown) => void} arrived
 * @property {(item: Item, error: Failure) => void} didNotArrive
 * @property {() => void} ends of one, whichever way
 */

export class Sender {
  #eventId;
  #startSending;
  #told;
  /** @type {Item[]} */
  #waiting = [];
  /** @type {Map<number, {item: Item, sending: Sending}>} */
  #running = new Map();

  /**
   * @param {number} eventId
   * @param {StartSending} startSending
   * @param {Told} told
   */
  constructor(eventId, startSending, told) {
    this.#eventId = eventId;
    this.#startSending = startSending;
    this.#told = told;
  }

  /** Photos being sent now. */
  get running() {
    return [...this.#running.values()].map(({ item }) => item);
  }

  /** How many wait for their turn. */
  get waiting() {
    return this.#waiting.length;
  }

  /** How many have not arrived. */
  get left() {
    return this.#waiting.length + this.#running.size;
  }

  /** @param {Item} item */
  add(item) {
    this.#waiting.push(item);
  }

  /** @param {Item} item which goes on before all others */
  addFirst(item) {
    this.#waiting.unshift(item);
  }

  /** Begin as many as may be under way. */
  work() {
    while (this.#running.size < AT_ONCE && this.#waiting.length > 0) this.#send(/** @type {Item} */ (this.#waiting.shift()));
  }

  /** Stop for now: what is under way waits for its turn again, and goes on where it was. */
  stop() {
    const running = [...this.#running.values()];
    this.#running.clear();
    this.#waiting.unshift(...running.map(({ item }) => item));
    for (const { sending } of running) sending.stop();
  }

  /** Give up, and hand out, all that is left; `forget` has the server drop what has come of it. */
  giveUp() {
    const running = [...this.#running.values()];
    const given = [...this.#waiting, ...running.map(({ item }) => item)];
    this.#waiting = [];
    this.#running.clear();
    return { given, forget: () => Promise.all(running.map(({ sending }) => sending.stop({ forget: true }))) };
  }

  /** @param {Item} item */
  #send(item) {
    const isCurrent = () => this.#running.get(item.key)?.sending === sending; // Else it was stopped meanwhile.
    const sending = this.#startSending({
      eventId: this.#eventId,
      file: item.file,
      hash: /** @type {string} */ (item.hash),
      source: item.watched ? "folder" : "browser",
      final: item.final ?? false,
      onBytes: (bytes) => isCurrent() && this.#told.progressed(item, bytes),
    });
    this.#running.set(item.key, { item, sending });
    const ended = (/** @type {() => void} */ tell) => {
      if (!isCurrent()) return;
      this.#running.delete(item.key);
      tell();
      this.#told.ends();
    };
    sending.done.then(
      (photoId) => ended(() => this.#told.arrived(item, photoId)),
      (error) => ended(() => this.#told.didNotArrive(item, error)),
    );
  }
}
