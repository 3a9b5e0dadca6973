/**
 * What this browser remembers of folders that are being sent, so that a closed page can go on: which photos are left, the way
 * back to the folder where the browser has one, and content hashes that were worked out already. Never a photo itself.
 */
import { fromHandles } from "./sources.js";

const DATABASE = "eventphotos-uploads";
const FOLDERS = "folders";
const HASHES = "hashes";
const SAVE_EVERY_MS = 1000;
const NAMES_KEPT = 10_000;
const HASH_KEPT_MS = 30 * 24 * 3600 * 1000;

const lockOf = (id) => `eventphotos-upload-${id}`;

export class Remembered {
  #eventId;
  #database = null;
  #batches = new Set();

  constructor(eventId) {
    this.#eventId = eventId;
  }

  /** Folders that were not sent to the end; `elsewhere` are those that another tab is at right now. */
  async list() {
    const all = (await this.#ask(FOLDERS, "readonly", (store) => store.getAll())) ?? [];
    const held = new Set((await globalThis.navigator?.locks?.query().catch(() => null))?.held?.map(({ name }) => name));
    const own = new Set([...this.#batches].map(({ id }) => id));
    return all
      .filter((record) => record.eventId === this.#eventId && !own.has(record.id))
      .map((record) => ({ ...record, elsewhere: held.has(lockOf(record.id)) }))
      .sort((a, b) => a.at - b.at);
  }

  /** Whether the folder can be read again without asking anybody. */
  async mayRead({ handles }) {
    if (!handles) return false;
    const answers = await Promise.all(handles.map((handle) => handle.queryPermission({ mode: "read" }).catch(() => "denied")));
    return answers.every((answer) => answer === "granted");
  }

  /** The folder as a source, if the photographer lets us; null otherwise. To be called on a tap. */
  async open({ handles }) {
    if (!handles) return null;
    for (const handle of handles) {
      if ((await handle.requestPermission({ mode: "read" }).catch(() => "denied")) !== "granted") return null;
    }
    return fromHandles(handles);
  }

  async forget(id) {
    await this.#ask(FOLDERS, "readwrite", (store) => store.delete(id));
  }

  /** A Batch for the photos of `source`. */
  async begin({ label, handles }) {
    const alike = [];
    for (const past of await this.list()) {
      if (past.label === label && !past.elsewhere && (await mayBeSame(past.handles, handles))) alike.push(past);
    }
    const batch = new Batch({ label, handles, alike }, (kept) => this.#keep(kept));
    this.#batches.add(batch);
    return batch;
  }

  paused(paused) {
    for (const batch of this.#batches) batch.paused = paused;
  }

  /** Nothing of what is under way is to be offered again. Resolves when that is so for good. */
  async cancelled() {
    await Promise.all([...this.#batches].map((batch) => batch.cancel()));
  }

  /** The hash of `file`: remembered, or worked out by `digest` and remembered. */
  async hashOf(file, digest) {
    const key = [file.name, file.size, file.lastModified].join("|");
    const found = await this.#ask(HASHES, "readonly", (store) => store.get(key));
    if (found) return found.hash;
    const hash = await digest(file);
    await this.#ask(HASHES, "readwrite", (store) => store.put({ key, hash, at: Date.now() }));
    return hash;
  }

  async #keep(batch) {
    if (batch.over) {
      this.#batches.delete(batch);
      return this.forget(batch.id);
    }
    return this.#ask(FOLDERS, "readwrite", (store) => store.put({ ...batch.record(), eventId: this.#eventId }));
  }

  /** Private windows may have no storage: then nothing is remembered, and all the rest works. */
  async #ask(name, mode, act) {
    try {
      this.#database ??= openDatabase();
      const transaction = (await this.#database).transaction(name, mode, { durability: "relaxed" });
      const answer = settled(act(transaction.objectStore(name)));
      if (mode === "readwrite") await committed(transaction);
      return await answer;
    } catch {
      return undefined;
    }
  }
}

/** Whether two sources of one name may be the same folder: every camera calls its folder DCIM. */
async function mayBeSame(past, present) {
  if (!past || !present) return true; // Only the names of the photos can tell.
  if (past.length !== present.length) return false;
  const same = await Promise.all(past.map((handle, at) => handle.isSameEntry(present[at]).catch(() => false)));
  return same.every(Boolean);
}

/** The photos of one folder that are under way. `alike` are records of before that may be of the same folder. */
export class Batch {
  id = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`; // There is no randomUUID on plain http.
  cancelled = false;
  #label;
  #handles;
  #alike;
  #names = new Set();
  #left = new Map();
  #paused = false;
  #complete = false;
  #keep;
  #timer = null;
  #release = null;

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

  set paused(paused) {
    this.#paused = paused;
    this.#keepSoon();
  }

  add(item) {
    this.#left.set(item.key, item.name);
    this.#names.add(item.name);
    this.#keepSoon();
  }

  /** `item` is on the server, or never will be. */
  settle(item) {
    this.#left.delete(item.key);
    this.#keepSoon();
  }

  /**
   * All its files have been looked through. Resolves, when that is kept, to the records that it takes the place of: all that
   * was left of them is in it.
   */
  async complete() {
    this.#complete = true;
    await this.#keepNow();
    return this.#alike.filter(({ names }) => names.every((name) => this.#names.has(name)));
  }

  cancel() {
    this.cancelled = true;
    return this.#keepNow();
  }

  /** What is kept of it. */
  record() {
    const names = [...this.#left.values()].slice(0, NAMES_KEPT);
    return {
      id: this.id,
      label: this.#label,
      handles: this.#handles,
      left: this.#left.size,
      names,
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
    this.#timer = null;
    return this.#keep(this);
  }
}

function openDatabase() {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(FOLDERS, { keyPath: "id" });
    request.result.createObjectStore(HASHES, { keyPath: "key" }).createIndex("at", "at");
  };
  return settled(request).then((database) => {
    forgetOldHashes(database);
    return database;
  });
}

function forgetOldHashes(database) {
  const old = IDBKeyRange.upperBound(Date.now() - HASH_KEPT_MS);
  const request = database.transaction(HASHES, "readwrite").objectStore(HASHES).index("at").openCursor(old);
  request.onsuccess = () => {
    request.result?.delete();
    request.result?.continue();
  };
}

function settled(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** A page that is left may take what it has only asked for with it. */
function committed(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
}
