/**
 * What this browser remembers of folders that are being sent, so that a closed page can go on: which photos are left, the way
 * back to the folder where the browser has one, and content hashes that were worked out already. Never a photo itself.
 */
import { openDB } from "../../vendor/idb/idb.js";
import { fromHandles } from "./sources.js";

/** @import { Database, Store } from "../../vendor/idb/idb.js" */
/** @import { Source } from "./sources.js" */
/** @import { Item } from "./upload-scanner.js" */

/**
 * @typedef {object} Noted What is kept of a folder that is being sent.
 * @property {string} id
 * @property {number} eventId
 * @property {string} label
 * @property {FileSystemHandle[] | null} handles the way back to it
 * @property {number} left how many of its photos
 * @property {string[]} names of those, the first of them
 * @property {[string, string][]} hashes of those, with their names, as far as they are known
 * @property {boolean} paused
 * @property {number} at when it was noted, ms
 */
/** @typedef {Noted & {elsewhere: boolean}} Unfinished `elsewhere`: another tab is at it right now */
/** @typedef {{digest: (file: File) => Promise<string>, sample: (file: File) => Promise<string>}} Hashing `sample` tells files apart */

const DATABASE = "eventphotos-uploads";
const FOLDERS = "folders";
const HASHES = "hashes";
const SAVE_EVERY_MS = 1000;
const NAMES_KEPT = 10_000;
const FEW = 100; // So many are written down without waiting: they are soon sent, and a page may be closed in any moment.
const HASH_KEPT_MS = 30 * 24 * 3600 * 1000;

const lockOf = (/** @type {string} */ id) => `eventphotos-upload-${id}`;

export class Remembered {
  #eventId;
  /** @type {Promise<Database> | null} */
  #database = null;
  /** @type {Set<Batch>} */
  #batches = new Set();

  /** @param {number} eventId */
  constructor(eventId) {
    this.#eventId = eventId;
  }

  /**
   * Folders that were not sent to the end.
   *
   * @returns {Promise<Unfinished[]>}
   */
  async list() {
    /** @type {Noted[]} */
    const all = (await this.#ask(FOLDERS, "readonly", (store) => store.getAll())) ?? [];
    const held = new Set((await globalThis.navigator?.locks?.query().catch(() => null))?.held?.map(({ name }) => name));
    const own = new Set([...this.#batches].map(({ id }) => id));
    return all
      .filter((record) => record.eventId === this.#eventId && !own.has(record.id))
      .map((record) => ({ ...record, elsewhere: held.has(lockOf(record.id)) }))
      .sort((a, b) => a.at - b.at);
  }

  /**
   * Whether the folder can be read again without asking anybody.
   *
   * @param {Unfinished} record
   */
  async mayRead({ handles }) {
    if (!handles) return false;
    const answers = await Promise.all(handles.map((handle) => handle.queryPermission({ mode: "read" }).catch(() => "denied")));
    return answers.every((answer) => answer === "granted");
  }

  /**
   * The folder as a source, if the photographer lets us; null otherwise. To be called on a tap.
   *
   * @param {Unfinished} record
   */
  async open({ handles }) {
    if (!handles) return null;
    for (const handle of handles) {
      if ((await handle.requestPermission({ mode: "read" }).catch(() => "denied")) !== "granted") return null;
    }
    return fromHandles(handles);
  }

  /** @param {string} id */
  async forget(id) {
    await this.#ask(FOLDERS, "readwrite", (store) => store.delete(id));
  }

  /**
   * A Batch for the photos of a source.
   *
   * @param {Source} source
   */
  async begin({ label, handles, watched }) {
    if (watched) return new Batch({ label, handles, alike: [] }, async () => undefined);
    const alike = [];
    for (const past of await this.list()) {
      if (past.label === label && !past.elsewhere && (await mayBeSame(past.handles, handles))) alike.push(past);
    }
    const batch = new Batch({ label, handles, alike }, (kept) => this.#keep(kept));
    this.#batches.add(batch);
    return batch;
  }

  /** @param {boolean} paused */
  paused(paused) {
    for (const batch of this.#batches) batch.paused = paused;
  }

  /** Nothing of what is under way is to be offered again. Resolves when that is so for good. */
  async cancelled() {
    await Promise.all([...this.#batches].map((batch) => batch.cancel()));
  }

  /**
   * The hash of `file`: remembered, or worked out and remembered.
   *
   * @param {File} file
   * @param {Hashing} hashing
   */
  async hashOf(file, { digest, sample }) {
    const key = await keyOf(file, sample);
    const found = await this.#ask(HASHES, "readonly", (store) => store.get(key));
    if (found) return found.hash;
    const hash = await digest(file);
    await this.#ask(HASHES, "readwrite", (store) => store.put({ key, hash, at: Date.now() }));
    return hash;
  }

  /**
   * The hash of `file` turned out not to be its content's.
   *
   * @param {File} file
   * @param {Hashing} hashing
   */
  async forgetHash(file, { sample }) {
    const key = await keyOf(file, sample).catch(() => null);
    if (key) await this.#ask(HASHES, "readwrite", (store) => store.delete(key));
  }

  /** @param {Batch} batch */
  async #keep(batch) {
    if (batch.over) {
      this.#batches.delete(batch);
      return this.forget(batch.id);
    }
    await this.#ask(FOLDERS, "readwrite", (store) => store.put({ ...batch.record(), eventId: this.#eventId }));
    return undefined;
  }

  /**
   * What `act` comes to, once that is kept: a page that is left may take what it has only asked for with it. Private windows may
   * have no storage: then nothing is remembered, and all the rest works.
   *
   * @template T
   * @param {string} name
   * @param {IDBTransactionMode} mode
   * @param {(store: Store) => Promise<T>} act
   */
  async #ask(name, mode, act) {
    try {
      this.#database ??= openDatabase();
      const { store, done } = (await this.#database).transaction(name, mode, { durability: "relaxed" });
      const [answer] = await Promise.all([act(store), done]);
      return answer;
    } catch {
      return undefined;
    }
  }
}

// Name, size and time are not enough: cameras count from the start on every card, and copying may level the times.
/**
 * @param {File} file
 * @param {Hashing["sample"]} sample
 */
const keyOf = async (file, sample) => [file.name, file.size, file.lastModified, await sample(file)].join("|");

/**
 * Whether two sources of one name may be the same folder: every camera calls its folder DCIM.
 *
 * @param {FileSystemHandle[] | null} past
 * @param {FileSystemHandle[] | null} present
 */
async function mayBeSame(past, present) {
  if (!past || !present) return true; // Only the names of the photos can tell.
  if (past.length !== present.length) return false;
  const same = await Promise.all(past.map((handle, at) => handle.isSameEntry(present[at]).catch(() => false)));
  return same.every(Boolean);
}

/** The photos of one folder that are under way. `alike` are older records that may be of the same folder. */
export class Batch {
  /** @type {string} */
  id = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`; // There is no randomUUID on plain http.
  cancelled = false;
  #label;
  #handles;
  #alike;
  /** @type {((past: Unfinished) => unknown) | null} is told of an older record whose photos turn out to be among these */
  onReplaced = null;
  /** @type {Set<string>} */
  #names = new Set();
  /** @type {Map<number, Item>} */
  #left = new Map();
  /** @type {Map<string, Set<string>>} by name: two photos may have the same */
  #hashes = new Map();
  /** @type {Set<Unfinished>} */
  #undecided = new Set();
  #paused = false;
  #complete = false;
  #keep;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer = undefined;
  /** @type {((nothing?: undefined) => void) | null} */
  #release = null;

  /**
   * @param {{label: string, handles: FileSystemHandle[] | null, alike: Unfinished[]}} folder
   * @param {(batch: Batch) => Promise<unknown>} keep
   */
  constructor({ label, handles, alike }, keep) {
    this.#label = label;
    this.#handles = handles;
    this.#alike = alike;
    this.#keep = keep;
    globalThis.navigator?.locks?.request(lockOf(this.id), () => new Promise((resolve) => (this.#release = resolve)));
  }

  /** Nothing is left of it. */
  get over() {
    return this.cancelled || (this.#complete && this.#left.size === 0);
  }

  /** @param {boolean} paused */
  set paused(paused) {
    this.#paused = paused;
    this.#keepSoon();
  }

  /** @param {Item} item */
  add(item) {
    this.#left.set(item.key, item);
    this.#names.add(item.name);
    this.#keepSoon();
  }

  /**
   * What is in `item` is known now.
   *
   * @param {Item} item
   */
  identified({ name, hash }) {
    this.#hashes.set(name, (this.#hashes.get(name) ?? new Set()).add(/** @type {string} */ (hash)));
    if (this.#left.size <= FEW) this.#keepNow();
    else this.#keepSoon();
    this.#decide();
  }

  /**
   * `item` is on the server, or never will be.
   *
   * @param {Item} item
   */
  settle(item) {
    this.#left.delete(item.key);
    this.#keepSoon();
  }

  /**
   * All its files have been looked through. Resolves, when that is kept, to the records that it takes the place of: all that
   * was left of them is in it. Where it was known what was in their photos, `onReplaced` is told once that is known of these:
   * another photo may have the same name.
   */
  async complete() {
    this.#complete = true;
    await this.#keepNow();
    const same = this.#alike.filter(({ names }) => names.every((name) => this.#names.has(name)));
    this.#undecided = new Set(same.filter(({ hashes = [] }) => hashes.length > 0));
    this.#decide();
    return same.filter((past) => !past.hashes?.length);
  }

  #decide() {
    for (const past of this.#undecided) {
      if (!past.hashes.every(([name, hash]) => this.#hashes.get(name)?.has(hash))) continue;
      this.#undecided.delete(past);
      this.onReplaced?.(past);
    }
  }

  cancel() {
    this.cancelled = true;
    return this.#keepNow();
  }

  /** What is kept of it. */
  record() {
    const left = [...this.#left.values()].slice(0, NAMES_KEPT);
    const names = left.map(({ name }) => name);
    return {
      id: this.id,
      label: this.#label,
      handles: this.#handles,
      left: this.#left.size,
      names,
      hashes: left.filter(({ hash }) => hash).map(({ name, hash }) => [name, hash]),
      paused: this.#paused,
      at: Date.now(),
    };
  }

  #keepSoon() {
    if (this.over) this.#keepNow();
    else this.#timer ??= setTimeout(() => this.#keepNow(), SAVE_EVERY_MS);
  }

  #keepNow() {
    if (this.over) this.#release?.();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    return this.#keep(this);
  }
}

async function openDatabase() {
  const database = await openDB(DATABASE, 1, {
    upgrade(fresh) {
      fresh.createObjectStore(FOLDERS, { keyPath: "id" });
      fresh.createObjectStore(HASHES, { keyPath: "key" }).createIndex("at", "at");
    },
  });
  forgetOldHashes(database).catch(() => undefined); // They are forgotten the next time, or the time after.
  return database;
}

/** @param {Database} database */
async function forgetOldHashes(database) {
  const { store, done } = database.transaction(HASHES, "readwrite");
  const old = store.index("at").iterate(IDBKeyRange.upperBound(Date.now() - HASH_KEPT_MS));
  for await (const hash of old) hash.delete();
  await done;
}
