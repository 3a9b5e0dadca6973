/** Looks through what was dropped or chosen, now or before the page was closed, for photos to send. */
import { isPhoto, isUnreadRaw, isVideo } from "./sources.js";

/** @import { Failure } from "../http.js" */
/** @import { Batch, Remembered, Unfinished } from "./remembered.js" */
/** @import { Source } from "./sources.js" */

/**
 * @typedef {object} Item One photo on its way.
 * @property {number} key
 * @property {File} file
 * @property {string} name
 * @property {string} [path]
 * @property {number} size bytes
 * @property {number} bytes sent of it
 * @property {number} tries that the server broke off without a reason
 * @property {string | null} hash of its content, once that is known
 * @property {Failure | null} error why it did not arrive
 * @property {Batch} batch
 * @property {boolean} [final] it is to replace the photo that it was made of
 * @property {boolean} watched it came by itself, from a folder that is kept an eye on
 */
/**
 * @typedef {object} Told What the scanner tells of.
 * @property {() => void} begins somebody gives more to send
 * @property {(item: Item) => void} found a photo
 * @property {() => void} goesOn some files have been looked through
 * @property {() => void} ends a source has been looked through
 * @property {() => void} changed
 */

const NAMES_KEPT = 200;
const LOOK_AGAIN_MS = 3000; // How far another tab has come, and whether it is still at it.

export class Scanner {
  /** How many folders are being read. */
  reading = 0;
  /** @type {{label: string, names: string[]}[]} folders of which something could not be read */
  unreadable = [];
  /** What was left out: how many, how many of them films and RAW files that nobody here reads, and the names of the first. */
  unsupported = { count: 0, videos: 0, raws: 0, names: /** @type {string[]} */ ([]) };
  /** @type {Unfinished[]} earlier folders that are not sent to the end */
  unfinished = [];
  #remembered;
  #setTimeout;
  #told;
  #nextKey = 1;
  /** @type {Set<string>} */
  #resumedByItself = new Set();

  /**
   * @param {{remembered: Remembered, setTimeout: (act: () => void, ms: number) => unknown}} outside
   * @param {Told} told
   */
  constructor({ remembered, setTimeout }, told) {
    this.#remembered = remembered;
    this.#setTimeout = setTimeout;
    this.#told = told;
  }

  /** What was found before is over and done with. */
  beginAnew() {
    this.unreadable = [];
    this.unsupported = { count: 0, videos: 0, raws: 0, names: [] };
  }

  /** Learn what was not sent to the end before, and go on with what may be read without asking. */
  async recall() {
    this.unfinished = await this.#remembered.list();
    this.#told.changed();
    if (this.unfinished.some(({ elsewhere }) => elsewhere)) this.#setTimeout(() => this.recall(), LOOK_AGAIN_MS);
    for (const record of this.unfinished) {
      if (record.elsewhere || record.paused || this.#resumedByItself.has(record.id)) continue;
      if (!(await this.#remembered.mayRead(record))) continue;
      if (!this.unfinished.some(({ id }) => id === record.id)) continue; // It was part of another one.
      this.#resumedByItself.add(record.id);
      await this.resume(record);
    }
  }

  /**
   * Go on with one of `unfinished`; the browser may ask for permission. Resolves to whether it could.
   *
   * @param {Unfinished} record
   */
  async resume(record) {
    const source = await this.#remembered.open(record);
    if (!source) return false;
    await this.add(source, record);
    return true;
  }

  /**
   * Forget one of `unfinished`.
   *
   * @param {{id: string}} record
   */
  async forget(record) {
    await this.#remembered.forget(record.id);
    this.unfinished = this.unfinished.filter(({ id }) => id !== record.id);
    this.#told.changed();
  }

  /**
   * Look through a source; resolves when that is done. `record` is what it goes on with.
   *
   * @param {Source} source
   * @param {Unfinished | null} [record]
   */
  async add(source, record = null) {
    this.#told.begins();
    this.unfinished = this.unfinished.filter(({ id }) => id !== record?.id);
    const batch = await this.#remembered.begin(source);
    batch.onReplaced = (past) => this.forget(past);
    this.reading += 1;
    try {
      for await (const files of source.chunks) {
        if (batch.cancelled) break;
        for (const file of files) this.#look(file, batch, Boolean(source.watched));
        this.#told.goesOn();
      }
    } finally {
      if (source.skipped.length > 0) this.unreadable.push({ label: source.label, names: source.skipped });
      this.reading -= 1;
      this.#told.ends();
      for (const past of await batch.complete()) await this.forget(past);
      if (record) await this.#resumed(record, source);
    }
  }

  /**
   * `record` went on from `source`. It stays where not everything could be read: the card may come back.
   *
   * @param {Unfinished} record
   * @param {Source} source
   */
  async #resumed(record, { skipped }) {
    if (skipped.length === 0) return this.forget(record);
    this.unfinished = await this.#remembered.list();
    return this.#told.changed();
  }

  /**
   * @param {File} file
   * @param {Batch} batch
   * @param {boolean} watched
   */
  #look(file, batch, watched) {
    if (!isPhoto(file)) {
      this.unsupported.count += 1;
      if (isVideo(file)) this.unsupported.videos += 1;
      if (isUnreadRaw(file)) this.unsupported.raws += 1;
      if (this.unsupported.names.length < NAMES_KEPT) this.unsupported.names.push(file.name);
      return;
    }
    const { name, size } = file;
    const item = { key: this.#nextKey++, file, name, size, bytes: 0, tries: 0, hash: null, error: null, batch, watched };
    batch.add(item);
    this.#told.found(item);
  }
}
