/**
 * Photos on their way from this browser to an event: looked through, checked against what the server has, then sent, several at
 * a time. It goes on by itself after the network was away, and can be paused, continued and given up.
 */
import { Observable } from "../observable.js";
import { Sender } from "../upload/sender.js";
import { Checker } from "./upload-checker.js";
import { Hold } from "./upload-hold.js";
import { isOfTheFile, mayRetry, worthWaitingFor } from "./upload-problems.js";
import { Scanner } from "./upload-scanner.js";
import { Speed } from "./upload-speed.js";

/** @import { Failure } from "../http.js" */
/** @import { Remembered, Unfinished } from "./remembered.js" */
/** @import { Source } from "./sources.js" */
/** @import { Item } from "./upload-scanner.js" */
/** @import { StartSending } from "../upload/sender.js" */

const AHEAD = 200; // So many files are checked ahead of sending: the same bytes should not be read twice, far apart.
const TRIES = 4; // Of one file whose sending the server breaks off without a reason.

/**
 * @typedef {object} Outside What the queue needs of the world.
 * @property {(file: File) => Promise<string>} digest
 * @property {(file: File) => Promise<string>} sample
 * @property {StartSending} startSending
 * @property {() => Promise<number>} largestPhoto
 * @property {(error: Failure) => unknown} refused somebody is needed, as `error` says: is it that nobody is signed in?
 * @property {(hashes: string[]) => Promise<Record<string, unknown>>} known
 * @property {Remembered} remembered
 * @property {() => number} now
 * @property {(act: () => void, ms: number) => unknown} setTimeout
 */

export class UploadQueue extends Observable {
  /** @type {"idle" | "busy" | "paused" | "held"} `held`: something has to change first, `trouble` says what */
  state = "idle";
  /** Photos by what became of them; `found` is all of them. */
  found = 0;
  known = 0;
  sent = 0;
  bytesSent = 0;
  bytesTotal = 0;
  /** Whether what is added from now on are finals, which replace the photos that they were made of. */
  finals = false;
  /** @type {Set<string>} Ids of the finals that were sent since it began. */
  finalsSent = new Set();
  #outside;
  #hold;
  #scanner;
  #checker;
  #sender;
  #speed;
  /** @type {Map<number, Item>} */
  #failed = new Map();
  /** @type {Set<string>} */
  #arrivedHashes = new Set();

  /**
   * @param {number} eventId
   * @param {Outside} environment
   */
  constructor(eventId, environment) {
    super();
    this.#outside = environment;
    this.#hold = new Hold(environment.setTimeout, () => this.#tryAgain());
    this.#scanner = new Scanner(environment, {
      begins: () => this.#begin(),
      found: (item) => this.#take(item),
      goesOn: () => this.#goOn(),
      ends: () => this.#settled(),
      changed: () => this.changed(),
    });
    const { largestPhoto, known, remembered } = environment;
    const hashOf = (/** @type {Item} */ { file }) => remembered.hashOf(file, environment);
    this.#checker = new Checker(
      { largestPhoto, known, hashOf },
      {
        mayCheck: () => this.state === "busy" && this.#sender.waiting < AHEAD,
        isNew: (item) => this.#sender.add(item),
        isKnown: (item) => this.#alreadyThere(item),
        isUnusable: (item, error) => this.#fail(item, error),
        answered: () => this.#hold.over(),
        goesOn: () => this.#goOn(),
        stuck: (error) => this.#holdBecauseOf(error),
        rests: () => this.#settled(),
      },
    );
    this.#sender = new Sender(eventId, environment.startSending, {
      progressed: (item, bytes) => this.#progressed(item, bytes),
      arrived: (item, photoId) => this.#arrived(item, photoId),
      didNotArrive: (item, error) => this.#didNotArrive(item, error),
      ends: () => this.#settled(),
    });
    this.#speed = new Speed(environment.now);
    globalThis.addEventListener?.("online", () => this.#tryAgain());
    globalThis.addEventListener?.("beforeunload", (event) => this.left > 0 && event.preventDefault());
  }

  /** Folders of which something could not be read. */
  get unreadable() {
    return this.#scanner.unreadable;
  }

  /** What was left out, as the scanner counts it. */
  get unsupported() {
    return this.#scanner.unsupported;
  }

  /** Earlier folders that are not sent to the end. */
  get unfinished() {
    return this.#scanner.unfinished;
  }

  /** How many folders are still being read. */
  get reading() {
    return this.#scanner.reading;
  }

  /** Photos that did not arrive; their `error` says why. */
  get failed() {
    return [...this.#failed.values()];
  }

  /** Photos being sent now. */
  get running() {
    return this.#sender.running;
  }

  /** How many photos are neither sent, known nor failed. */
  get left() {
    return this.#checker.left + this.#sender.left;
  }

  /** How many are still to be compared with what the server has. */
  get unchecked() {
    return this.#checker.left;
  }

  /** What stands in the way of all photos; null while nothing does. */
  get trouble() {
    return this.#hold.trouble;
  }

  /** Whether it waits for somebody: to sign in again, or to see that the event takes no photos from them. */
  get refused() {
    return this.state === "held" && this.#hold.forSomebody;
  }

  /** Bytes a second of late; 0 while nothing moves. */
  get speed() {
    return this.#speed.at(this.bytesSent);
  }

  /** Seconds until all is sent at this speed; null while that cannot be said. */
  get etaS() {
    const { speed } = this;
    return speed > 0 && this.state === "busy" ? Math.ceil((this.bytesTotal - this.bytesSent) / speed) : null;
  }

  /** Learn what was not sent to the end before, and go on with what may be read without asking. */
  recall() {
    return this.#scanner.recall();
  }

  /**
   * Go on with one of `unfinished`, on a tap: the browser may ask for permission. Resolves to whether it could.
   *
   * @param {Unfinished} record
   */
  resume(record) {
    return this.#scanner.resume(record);
  }

  /**
   * Forget one of `unfinished`.
   *
   * @param {Unfinished} record
   */
  forget(record) {
    return this.#scanner.forget(record);
  }

  /**
   * Are those that are chosen next finals?
   *
   * @param {boolean} finals
   */
  sendAsFinals(finals) {
    this.become({ finals });
  }

  /**
   * Take the photos of a source; resolves when all its files have been looked through.
   *
   * @param {Source} source
   */
  add(source) {
    return this.#scanner.add(source);
  }

  /** Stop for now. */
  pause() {
    if (this.state !== "busy" && this.state !== "held") return;
    this.#become("paused");
    this.#stopSending();
    this.#outside.remembered.paused(true);
  }

  /** Go on after `pause`, or at once where it would wait. */
  continue() {
    if (this.state !== "paused" && this.state !== "held") return;
    this.#outside.remembered.paused(false);
    this.#become("busy");
    this.#settled();
  }

  /** Give up all that is not sent. What has arrived stays. */
  async cancel() {
    const sending = this.#sender.giveUp();
    for (const item of [...this.#checker.giveUp(), ...sending.given]) {
      this.#leaveOut(item);
      item.batch.cancelled = true;
    }
    await this.#outside.remembered.cancelled(); // Before it is said: who closes the page then is not asked about it again.
    if (this.left === 0) this.#become("idle");
    await sending.forget();
  }

  /**
   * Try a failed photo again.
   *
   * @param {number} key
   */
  retry(key) {
    const failure = this.#failed.get(key);
    if (!failure) return;
    this.#failed.delete(key);
    const item = { ...failure, error: null, bytes: 0, tries: 0 };
    this.found += 1;
    this.bytesTotal += item.size;
    (item.hash ? this.#sender : this.#checker).add(item);
    if (this.state === "idle") this.#become("busy");
    this.#goOn();
  }

  /** Try again all that may succeed this time. */
  retryAll() {
    for (const { key, error } of this.failed) if (mayRetry(error)) this.retry(key);
  }

  /**
   * Forget a failed photo.
   *
   * @param {number} key
   */
  dismiss(key) {
    const item = this.#failed.get(key);
    item?.batch.settle(item);
    this.#failed.delete(key);
    this.changed();
  }

  /** There is more to send; it is counted from zero again when the last photos are over and done with. */
  #begin() {
    if (this.state !== "idle") return;
    if (this.reading === 0) {
      this.#arrivedHashes.clear();
      Object.assign(this, { found: 0, known: 0, sent: 0, bytesSent: 0, bytesTotal: 0 });
      this.finalsSent.clear();
      this.#hold.beginAnew();
      this.#scanner.beginAnew();
      this.#checker.beginAnew();
      this.#speed.beginAnew();
    }
    this.#become("busy");
  }

  /** @param {Item} item */
  #take(item) {
    this.found += 1;
    this.bytesTotal += item.size;
    item.final = this.finals || (item.watched && isInFinals(item.path));
    this.#checker.add(item);
  }

  /** Do what can be done now. */
  #goOn() {
    this.changed();
    if (this.state !== "busy") return;
    this.#checker.work();
    this.#sender.work();
  }

  /** Something ended: begin the next, or rest. */
  #settled() {
    if (this.state === "busy" && this.left === 0 && this.reading === 0) this.#become("idle");
    this.#goOn();
  }

  /** @param {Item} item */
  #alreadyThere(item) {
    this.known += 1;
    this.bytesTotal -= item.size;
    item.batch.settle(item);
  }

  /**
   * @param {Item} item
   * @param {number} bytes
   */
  #progressed(item, bytes) {
    if (bytes > item.bytes) this.#hold.over();
    this.bytesSent += bytes - item.bytes;
    item.bytes = bytes;
    this.#speed.note(this.bytesSent);
    this.changed();
  }

  /**
   * @param {Item} item
   * @param {unknown} photoId
   */
  #arrived(item, photoId) {
    this.#progressed(item, item.size);
    // The same photo twice in what was chosen is one in the event.
    if (item.hash !== null && this.#arrivedHashes.has(item.hash)) this.known += 1;
    else this.sent += 1;
    if (item.hash !== null) this.#arrivedHashes.add(item.hash);
    if (item.final && photoId) this.finalsSent.add(String(photoId));
    item.batch.settle(item);
  }

  /**
   * @param {Item} item
   * @param {Failure} error
   */
  #didNotArrive(item, error) {
    if (!worthWaitingFor(error)) item.tries += 1;
    if (error.code === "file_changed") this.#outside.remembered.forgetHash(item.file, this.#outside);
    if (isOfTheFile(error) || item.tries >= TRIES) return this.#fail(item, error);
    this.#sender.addFirst(item); // The bytes that have arrived count on: it resumes.
    return this.#holdBecauseOf(error);
  }

  /**
   * @param {Item} item
   * @param {Failure} error
   */
  #fail(item, error) {
    this.#leaveOut(item);
    item.bytes = 0;
    item.error = error;
    this.#failed.set(item.key, item);
    if (!mayRetry(error)) item.batch.settle(item);
    this.changed();
  }

  /**
   * It does not count any more.
   *
   * @param {Item} item
   */
  #leaveOut(item) {
    this.found -= 1;
    this.bytesTotal -= item.size;
    this.bytesSent -= item.bytes;
  }

  /**
   * Something stands in the way of all photos: wait and try again, or until somebody does something.
   *
   * @param {Failure} error
   */
  #holdBecauseOf(error) {
    this.#hold.because(error);
    if (this.state !== "busy") return;
    this.#become("held");
    this.#stopSending();
    if (this.refused) this.#outside.refused(error);
    else this.#hold.wait();
  }

  #tryAgain() {
    if (this.state !== "held" || this.refused) return;
    this.#become("busy");
    this.#goOn();
  }

  #stopSending() {
    this.#sender.stop();
    this.changed();
  }

  /** @param {UploadQueue["state"]} state */
  #become(state) {
    this.become({ state });
  }
}

/**
 * As on the service's own ways in: what lies in a folder of that name is a final.
 *
 * @param {string | undefined} path
 */
const isInFinals = (path) =>
  (path ?? "")
    .split("/")
    .slice(0, -1)
    .some((folder) => folder.toLowerCase() === "finals");
