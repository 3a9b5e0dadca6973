/**
 * A folder that is kept an eye on: looked at every few seconds, and photos that come are sent as if they had been dropped. One that
 * is still being written is left until it looks the same twice.
 */
import { Observable } from "../observable.js";
import { isOfTheComputer, isPhoto, ofFiles } from "./sources.js";

/** @import { Source } from "./sources.js" */

const EVERY_MS = 2000;

/**
 * @typedef {object} Kept Which folder it is, for when the page comes back.
 * @property {() => Promise<FileSystemDirectoryHandle | undefined>} get
 * @property {(folder: FileSystemDirectoryHandle) => Promise<unknown>} put
 * @property {() => Promise<unknown>} forget
 */
/**
 * @typedef {object} Outside What it needs of the world.
 * @property {Kept} kept
 * @property {() => Promise<(() => void) | null>} alone be the one tab that does it, until the function is called; null: another is
 * @property {(source: Source) => Promise<unknown>} add send what is in the source
 * @property {(act: () => void, ms: number) => unknown} setTimeout
 */

export class WatchedFolder extends Observable {
  /**
   * `asking`: the browser wants to be asked again, on a tap. `away`: it cannot be read. `elsewhere`: another tab is at it.
   *
   * @type {"off" | "asking" | "watching" | "away" | "elsewhere"}
   */
  state = "off";
  /** The folder's name. */
  label = "";
  /** How many photos of it were handed on to be sent. */
  found = 0;
  #outside;
  /** @type {FileSystemDirectoryHandle | null} */
  #folder = null;
  /** @type {Set<string>} what was handed on, or is no photo, by its path */
  #known = new Set();
  /** @type {Map<string, string>} how what may still grow looked, by its path */
  #growing = new Map();
  #turn = 0; // What an earlier one still does is of no interest.
  /** @type {(() => void) | null} */
  #release = null;

  /** @param {Outside} outside */
  constructor(outside) {
    super();
    this.#outside = outside;
  }

  /** Go on with the folder that was watched last, if there is one: at once, or after asking. */
  async recall() {
    const folder = await this.#outside.kept.get();
    if (!folder || this.#folder) return;
    this.#take(folder);
    if ((await permission(folder, "queryPermission")) === "granted") await this.#begin();
    else this.become({ state: "asking" });
  }

  /**
   * Keep an eye on a folder, in place of any other.
   *
   * @param {FileSystemDirectoryHandle} folder
   */
  async watch(folder) {
    this.#end();
    this.#take(folder);
    await this.#outside.kept.put(folder);
    await this.#begin();
  }

  /** Go on where the browser wants to be asked; to be called on a tap. Resolves to whether it does. */
  async goOn() {
    if (!this.#folder || (await permission(this.#folder, "requestPermission")) !== "granted") return false;
    await this.#begin();
    return true;
  }

  /** Look at it no more. What was found is sent all the same. */
  async stop() {
    this.#end();
    this.#folder = null;
    this.become({ state: "off", label: "" });
    await this.#outside.kept.forget();
  }

  /** @param {FileSystemDirectoryHandle} folder */
  #take(folder) {
    this.#folder = folder;
    this.#known.clear();
    this.#growing.clear();
    this.become({ label: folder.name, found: 0 });
  }

  #end() {
    this.#turn += 1;
    this.#release?.();
    this.#release = null;
  }

  async #begin() {
    const turn = ++this.#turn;
    const release = this.#release ?? (await this.#outside.alone());
    if (turn !== this.#turn) return release?.();
    this.#release = release;
    if (release) {
      this.become({ state: "watching" });
      return this.#look(turn);
    }
    this.become({ state: "elsewhere" });
    return this.#outside.setTimeout(() => turn === this.#turn && this.#begin(), EVERY_MS);
  }

  /** @param {number} turn */
  async #look(turn) {
    try {
      const files = await this.#complete();
      if (turn !== this.#turn) return;
      this.become({ state: "watching", found: this.found + files.length });
      if (files.length > 0) this.#outside.add({ ...ofFiles(this.label, files), watched: true });
    } catch (error) {
      if (turn !== this.#turn) return;
      // Another card may have the same names: it is looked at as a whole, and what the service has is not sent.
      this.#known.clear();
      if (error.name === "NotAllowedError") {
        this.#end();
        this.become({ state: "asking" });
        return;
      }
      this.become({ state: "away" });
    }
    this.#outside.setTimeout(() => turn === this.#turn && this.#look(turn), EVERY_MS);
  }

  /** The photos that have come and stopped growing. */
  async #complete() {
    const files = [];
    const present = new Set();
    for await (const [path, handle] of filesIn(/** @type {FileSystemDirectoryHandle} */ (this.#folder))) {
      present.add(path);
      if (this.#known.has(path)) continue;
      const file = await this.#finished(path, handle);
      if (file) files.push(file);
    }
    for (const path of this.#known) if (!present.has(path)) this.#known.delete(path);
    for (const path of this.#growing.keys()) if (!present.has(path)) this.#growing.delete(path);
    return files;
  }

  /**
   * @param {string} path
   * @param {FileSystemFileHandle} handle
   */
  async #finished(path, handle) {
    if (!isPhoto({ name: handle.name, type: "" })) {
      this.#known.add(path);
      return null;
    }
    const file = await handle.getFile().catch(() => null); // It is being renamed, say.
    if (!file) return null;
    const looks = `${file.size} ${file.lastModified}`;
    if (file.size === 0 || this.#growing.get(path) !== looks) {
      this.#growing.set(path, looks);
      return null;
    }
    this.#growing.delete(path);
    this.#known.add(path);
    return file;
  }
}

/**
 * @param {any} folder
 * @param {"queryPermission" | "requestPermission"} how
 * @returns {Promise<string>}
 */
const permission = (folder, how) => folder[how]({ mode: "read" }).catch(() => "denied");

/**
 * Every file of a folder and those in it, with its path. A folder in it that cannot be read is left out for now.
 *
 * @param {any} folder
 * @param {string} [path]
 * @returns {AsyncGenerator<[string, FileSystemFileHandle]>}
 */
async function* filesIn(folder, path = "") {
  const folders = [];
  for await (const child of folder.values()) {
    if (child.kind === "file") yield [`${path}${child.name}`, child];
    else if (!isOfTheComputer(child.name)) folders.push(child);
  }
  for (const child of folders) {
    try {
      yield* filesIn(child, `${path}${child.name}/`);
    } catch (error) {
      if (error.name === "NotAllowedError") throw error;
    }
  }
}
