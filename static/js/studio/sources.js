/**
 * Where photos come from: a drop, a chosen folder, chosen files. Each is a source `{label, handles, chunks, skipped}`: `chunks`
 * yields arrays of File a few hundred at a time, so that a folder of ten thousand freezes nothing, `skipped` gets the names of
 * files and folders that cannot be read, and `handles` lead to the same files again after the page was closed (null where the
 * browser has none).
 */
import { t } from "../ui/words.js";

/**
 * @typedef {object} Source
 * @property {string} label
 * @property {FileSystemHandle[] | null} handles
 * @property {AsyncIterable<File[]>} chunks
 * @property {string[]} skipped
 * @property {boolean} [watched] it comes from a folder that is kept an eye on: nothing of it need be remembered
 */

/** @typedef {{isFile(thing: any): boolean, open(thing: any): Promise<File>, children(folder: any): AsyncIterable<any>}} Way how a browser shows folders */

const CHUNK = 200;
const OPENED_AT_ONCE = 32;

/** Whether a folder can be chosen here: phones' browsers say that they do it, and then show single files. */
export const choosesFolders = () =>
  remembersFolders() || ("webkitdirectory" in HTMLInputElement.prototype && matchMedia("(any-pointer: fine)").matches);

/** Whether this browser can come back to a folder without being shown it again. */
export const remembersFolders = () => typeof globalThis.showDirectoryPicker === "function";

/**
 * Files of an `<input type="file">`.
 *
 * @param {FileList} list
 */
export function chosenFiles(list) {
  const files = [...list].filter(({ webkitRelativePath: path = "" }) => !path.split("/").slice(1, -1).some(isOfTheComputer));
  const folder = files[0]?.webkitRelativePath?.split("/")[0];
  return ofFiles(folder || labelOf(files), files);
}

/**
 * Files that are at hand.
 *
 * @param {string} label
 * @param {File[]} files
 * @returns {Source}
 */
export const ofFiles = (label, files) => ({ label, handles: null, chunks: inChunks(files), skipped: [] });

/** A folder chosen through the File System Access API; null when the question was dismissed. */
export async function chosenFolder() {
  const folder = await chosenDirectory("photos");
  return folder && fromHandles([folder]);
}

/**
 * The browser's way to a folder that is chosen now; null when the question was dismissed. `purpose`: it begins where one was
 * chosen for the same last.
 *
 * @param {string} purpose
 */
export async function chosenDirectory(purpose) {
  try {
    return await showDirectoryPicker({ id: purpose, mode: "read" });
  } catch (error) {
    if (error.name === "AbortError") return null;
    throw error;
  }
}

/**
 * Everything of a drop, also what is in folders.
 *
 * @param {DataTransfer} dataTransfer
 */
export async function dropped(dataTransfer) {
  // Handles and entries must be asked for at once: the drop's items are gone after the first await.
  const items = [...dataTransfer.items].filter(({ kind }) => kind === "file");
  const files = [...dataTransfer.files];
  const entries = items.map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  const asked = items.map((item) => item.getAsFileSystemHandle?.());
  const given = await Promise.all(asked.map((handle) => handle?.catch(() => null)));
  const handles = given.flatMap((handle) => handle ?? []);
  if (handles.length > 0 && handles.length === items.length) return fromHandles(handles);
  if (entries.length === 0) return ofFiles(labelOf(files), files);
  return found(entries, ENTRIES, null);
}

/**
 * Files and folders that were chosen or dropped before.
 *
 * @param {FileSystemHandle[]} handles
 */
export function fromHandles(handles) {
  return found(handles, HANDLES, handles);
}

/**
 * @param {any[]} things
 * @param {Way} way
 * @param {FileSystemHandle[] | null} handles
 * @returns {Source}
 */
function found(things, way, handles) {
  /** @type {string[]} */
  const skipped = [];
  return { label: labelOf(things), handles, chunks: gathered(filesOf(things, way, skipped)), skipped };
}

/**
 * One thing by its name, several by their number.
 *
 * @param {any[]} things
 */
function labelOf(things) {
  return things.length === 1 ? things[0].name : t("files-count", { count: things.length });
}

/** @param {File[]} files */
async function* inChunks(files) {
  for (let at = 0; at < files.length; at += CHUNK) {
    yield files.slice(at, at + CHUNK);
    await pause();
  }
}

/** @param {AsyncIterable<File>} files */
async function* gathered(files) {
  let chunk = [];
  for await (const file of files) {
    chunk.push(file);
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = [];
    await pause();
  }
  if (chunk.length > 0) yield chunk;
}

const pause = () => new Promise((resolve) => setTimeout(resolve));

/** The two ways in which browsers show a folder. */
const HANDLES = {
  isFile: (/** @type {{kind: string}} */ { kind }) => kind === "file",
  open: (/** @type {any} */ handle) => handle.getFile(),
  children: (/** @type {any} */ folder) => folder.values(),
};
const ENTRIES = {
  isFile: (/** @type {{isFile: boolean}} */ { isFile }) => isFile,
  open: (/** @type {any} */ entry) => new Promise((resolve, reject) => entry.file(resolve, reject)),
  async *children(/** @type {any} */ folder) {
    const reader = folder.createReader();
    for (;;) {
      const batch = await new Promise((resolve, reject) => reader.readEntries(resolve, reject)); // Comes in portions of 100.
      if (batch.length === 0) return;
      yield* batch;
    }
  },
};

/**
 * All files, also those in folders. One that cannot be read is no reason to leave out the others.
 *
 * @param {any[]} things
 * @param {Way} way
 * @param {string[]} skipped
 * @returns {AsyncGenerator<File>}
 */
async function* filesOf(things, way, skipped) {
  const files = things.filter(way.isFile).sort(byName);
  for (let at = 0; at < files.length; at += OPENED_AT_ONCE) {
    const opening = files.slice(at, at + OPENED_AT_ONCE).map((file) => way.open(file).catch(() => void skipped.push(file.name)));
    yield* (await Promise.all(opening)).filter((file) => file !== undefined);
  }
  for (const folder of things.filter((thing) => !way.isFile(thing)).sort(byName)) {
    yield* filesOf(await childrenOf(folder, way, skipped), way, skipped);
  }
}

/**
 * @param {any} folder
 * @param {Way} way
 * @param {string[]} skipped
 */
async function childrenOf(folder, way, skipped) {
  const children = [];
  try {
    for await (const child of way.children(folder)) {
      if (way.isFile(child) || !isOfTheComputer(child.name)) children.push(child);
    }
  } catch {
    skipped.push(folder.name); // What was found in it until then goes on.
  }
  return children;
}

// What computers keep on a card for themselves: what was deleted is no photo any more, and much of it cannot be read.
/** @param {string} folder */
export const isOfTheComputer = (folder) => /^(\.|\$RECYCLE\.BIN$|System Volume Information$)/i.test(folder);

const order = new Intl.Collator("en", { numeric: true });
/**
 * @param {{name: string}} a
 * @param {{name: string}} b
 */
const byName = (a, b) => order.compare(a.name, b.name);

// Whether the server reads it is for the server to say; this only keeps films and texts from being sent at all. Browsers know no
// type of most RAW files.
const PHOTO_NAME =
  /\.(jpe?g|jfif|png|webp|hei[cf]|hif|avif|tiff?|cr[23]|nef|nrw|arw|raf|orf|rw2|dng|pef|jxl|srw|3fr|fff|iiq|rwl|raw)$/i;
const PHOTO_TYPE = /^image\/(jpeg|png|webp|hei[cf]|avif|jxl|tiff)$/;
const OTHER_RAW_NAME = /\.(crw|x3f|mrw|erf|kdc|dcr|k25|srf|sr2|mef|mos|cap|eip|gpr|j6i|mdc|ptx|pxn|bay)$/i;
const VIDEO_NAME = /\.(mov|mp4|m4v|avi|mts|m2ts|3gp|mkv|webm|mpe?g|wmv|insv|lrv)$/i;

/**
 * Whether `file` is a photo, by name and type. macOS leaves a companion `._IMG_1.jpg` beside photos on a card: that is none.
 *
 * @param {{name: string, type: string}} of
 */
export const isPhoto = ({ name, type }) => !name.startsWith(".") && (PHOTO_NAME.test(name) || PHOTO_TYPE.test(type));

/**
 * Whether `file` is a film, by name and type: a camera's, or what an iPhone keeps beside a Live Photo.
 *
 * @param {{name: string, type: string}} of
 */
export const isVideo = ({ name, type }) => !name.startsWith(".") && (VIDEO_NAME.test(name) || type.startsWith("video/"));

/**
 * Whether `file` is a RAW file of a kind that the service does not read.
 *
 * @param {{name: string}} of
 */
export const isUnreadRaw = ({ name }) => !name.startsWith(".") && OTHER_RAW_NAME.test(name);
