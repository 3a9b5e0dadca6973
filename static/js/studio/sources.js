/**
 * Where photos come from: a drop, a chosen folder, chosen files. Each is a source `{label, handles, chunks}`: `chunks` yields
 * arrays of File a few hundred at a time, so that a folder of ten thousand freezes nothing, and `handles` lead to the same
 * files again after the page was closed (null where the browser has none).
 */

const CHUNK = 200;
const OPENED_AT_ONCE = 32;

/** Whether this browser can come back to a folder without being shown it again. */
export const remembersFolders = () => typeof globalThis.showDirectoryPicker === "function";

/** Files of an `<input type="file">`. */
export function chosenFiles(list) {
  const files = [...list];
  const folder = files[0]?.webkitRelativePath?.split("/")[0];
  return { label: folder || labelOf(files), handles: null, chunks: inChunks(files) };
}

/** A folder chosen through the File System Access API; null when the question was dismissed. */
export async function chosenFolder() {
  try {
    return fromHandles([await showDirectoryPicker({ id: "photos", mode: "read" })]);
  } catch (error) {
    if (error.name === "AbortError") return null;
    throw error;
  }
}

/** Everything of a drop, also what is in folders. */
export async function dropped(dataTransfer) {
  // Handles and entries must be asked for at once: the drop's items are gone after the first await.
  const items = [...dataTransfer.items].filter(({ kind }) => kind === "file");
  const files = [...dataTransfer.files];
  const entries = items.map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  const asked = items.map((item) => item.getAsFileSystemHandle?.());
  const handles = (await Promise.all(asked.map((handle) => handle?.catch(() => null)))).filter(Boolean);
  if (handles.length > 0 && handles.length === items.length) return fromHandles(handles);
  if (entries.length === 0) return { label: labelOf(files), handles: null, chunks: inChunks(files) };
  return { label: labelOf(entries), handles: null, chunks: gathered(filesOfEntries(entries)) };
}

/** Files and folders that were chosen or dropped before. */
export function fromHandles(handles) {
  return { label: labelOf(handles), handles, chunks: gathered(filesOfHandles(handles)) };
}

/** One thing by its name, several by their number. */
function labelOf(things) {
  return things.length === 1 ? things[0].name : `${things.length} files`;
}

async function* inChunks(files) {
  for (let at = 0; at < files.length; at += CHUNK) {
    yield files.slice(at, at + CHUNK);
    await pause();
  }
}

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

async function* filesOfHandles(handles) {
  const files = handles.filter(({ kind }) => kind === "file").sort(byName);
  for (let at = 0; at < files.length; at += OPENED_AT_ONCE) {
    yield* await Promise.all(files.slice(at, at + OPENED_AT_ONCE).map((handle) => handle.getFile()));
  }
  for (const folder of handles.filter(({ kind }) => kind === "directory").sort(byName)) {
    const children = [];
    for await (const child of folder.values()) children.push(child);
    yield* filesOfHandles(children);
  }
}

async function* filesOfEntries(entries) {
  for (const entry of [...entries].sort(byName)) {
    if (entry.isFile) yield await new Promise((resolve, reject) => entry.file(resolve, reject));
    else yield* filesOfEntries(await childrenOf(entry));
  }
}

async function childrenOf(folder) {
  const reader = folder.createReader();
  const children = [];
  for (;;) {
    const batch = await new Promise((resolve, reject) => reader.readEntries(resolve, reject)); // Comes in portions of 100.
    if (batch.length === 0) return children;
    children.push(...batch);
  }
}

const order = new Intl.Collator("en", { numeric: true });
const byName = (a, b) => order.compare(a.name, b.name);

// Whether the server reads it is for the server to say; this only keeps films, texts and camera raws from being sent at all.
const PHOTO_NAME = /\.(jpe?g|jfif|png|webp|hei[cf]|avif|tiff?)$/i;
const PHOTO_TYPE = /^image\/(jpeg|png|webp|hei[cf]|avif|tiff)$/;

/** Whether `file` is a photo, by name and type. macOS leaves a companion `._IMG_1.jpg` beside photos on a card: that is none. */
export const isPhoto = ({ name, type }) => !name.startsWith(".") && (PHOTO_NAME.test(name) || PHOTO_TYPE.test(type));
