/** Compares photos with what the server has, batch by batch, not further ahead of sending than it makes sense. */
import { Away, NotAcceptable } from "../http.js";
import { TooLarge } from "./upload-problems.js";

/** @import { Failure } from "../http.js" */
/** @import { Item } from "./upload-scanner.js" */

const FIRST_BATCH = 4; // Small, so that sending begins at once; the next ones double.
const LARGEST_BATCH = 128;

/**
 * @typedef {object} Outside What the checker asks.
 * @property {() => Promise<number>} largestPhoto that the server takes, in bytes
 * @property {(item: Item) => Promise<string>} hashOf a photo's content
 * @property {(hashes: string[]) => Promise<Record<string, unknown>>} known those of these hashes that the server has
 */
/**
 * @typedef {object} Told What the checker asks for, and what it tells of.
 * @property {() => boolean} mayCheck whether more is wanted now
 * @property {(item: Item) => void} isNew it is to be sent
 * @property {(item: Item) => void} isKnown the server has it
 * @property {(item: Item, error: Failure) => void} isUnusable it cannot be sent, whatever the server has
 * @property {() => void} answered the service has answered
 * @property {() => void} goesOn a batch is through
 * @property {(error: Failure) => void} stuck the service cannot be asked now
 * @property {() => void} rests nothing is to be checked right now
 */

export class Checker {
  #outside;
  #told;
  /** @type {Item[]} */
  #waiting = [];
  /** @type {Item[]} those that are being compared now */
  #batch = [];
  #batchSize = FIRST_BATCH;
  #limit = 0; // Not known yet.
  #busy = false;

  /**
   * @param {Outside} outside
   * @param {Told} told
   */
  constructor(outside, told) {
    this.#outside = outside;
    this.#told = told;
  }

  /** How many are still to be compared. */
  get left() {
    return this.#waiting.length + this.#batch.length;
  }

  /** The first photos are to be on their way soon. */
  beginAnew() {
    this.#batchSize = FIRST_BATCH;
  }

  /** @param {Item} item */
  add(item) {
    this.#waiting.push(item);
  }

  /** Give up, and hand out, all that is left. */
  giveUp() {
    const given = [...this.#waiting, ...this.#batch];
    this.#waiting = [];
    this.#batch = [];
    return given;
  }

  /** Compare, for as long as there is something and more is wanted. */
  async work() {
    if (this.#busy || !this.#mayGoOn()) return;
    this.#busy = true;
    try {
      while (this.#mayGoOn()) {
        this.#batch = this.#waiting.splice(0, this.#batchSize);
        await this.#check(this.#batch);
        this.#batchSize = Math.min(LARGEST_BATCH, this.#batchSize * 2);
      }
    } catch (error) {
      this.#waiting.unshift(...this.#batch.filter((item) => !item.error));
      this.#batch = [];
      this.#told.stuck(error);
    } finally {
      this.#busy = false;
    }
    this.#told.rests();
  }

  #mayGoOn() {
    return this.#waiting.length > 0 && this.#told.mayCheck();
  }

  /** @param {Item[]} batch */
  async #check(batch) {
    this.#limit ||= await this.#outside.largestPhoto();
    const hashes = (await Promise.all(batch.map((item) => this.#identify(item)))).filter((hash) => hash !== null);
    const known = hashes.length > 0 ? await this.#outside.known([...new Set(hashes)]) : {};
    if (this.#batch !== batch) return; // Given up meanwhile.
    this.#batch = [];
    this.#told.answered();
    for (const item of batch) {
      if (item.hash === null) continue;
      if (known[item.hash]) this.#told.isKnown(item);
      else this.#told.isNew(item);
    }
    this.#told.goesOn();
  }

  /**
   * What is in the photo; null where it cannot be sent.
   *
   * @param {Item} item
   */
  async #identify(item) {
    try {
      if (item.size === 0) throw new NotAcceptable({ status: 422, code: "empty_file" });
      if (item.size > this.#limit) throw new TooLarge(this.#limit);
      item.hash ??= await this.#outside.hashOf(item);
      item.batch.identified(item);
      return item.hash;
    } catch (error) {
      if (error instanceof Away) throw error; // It says nothing of the file.
      if (this.#batch.includes(item)) this.#told.isUnusable(item, error); // Else it was given up meanwhile.
      return null;
    }
  }
}
