/**
 * Photos on their way to the server, resumable (tus): several at a time, in pieces, going on where a broken connection
 * or a closed page stopped them. A `change` event follows every change.
 */
import { Away, NotAcceptable, credentials, problemOf } from "../http.js";

const AT_ONCE = 3;
// The server keeps whole pieces only: small enough for a bad network to get one through, large enough to be fast on a good one.
const PIECE_BYTES = 4 * 1024 * 1024;
const RETRY_DELAYS_MS = [0, 1000, 3000, 5000, 10_000, 20_000];
const PHOTO_NAME = /\.(jpe?g|png|webp|hei[cf]|avif|tiff?)$/i;
const ENDPOINT = "/api/v1/uploads";

export class UploadQueue extends EventTarget {
  sent = 0;
  total = 0;
  skipped = 0;
  bytesSent = 0;
  bytesTotal = 0;
  #waiting = [];
  #running = new Map();
  #failed = new Map();
  #eventId;
  #nextKey = 1;

  constructor(eventId) {
    super();
    this.#eventId = eventId;
    addEventListener("online", () => this.retryAll("unreachable"));
  }

  /** Files that did not arrive: `{key, name, error}`. */
  get failed() {
    return [...this.#failed.values()];
  }

  get busy() {
    return this.#waiting.length + this.#running.size > 0;
  }

  /** Add files; what is not a photo by type or name is skipped and counted. */
  add(files) {
    if (!this.busy) Object.assign(this, { sent: 0, total: 0, skipped: 0, bytesSent: 0, bytesTotal: 0 });
    for (const file of files) {
      if (!file.type.startsWith("image/") && !PHOTO_NAME.test(file.name)) this.skipped += 1;
      else this.#enqueue({ key: this.#nextKey++, file, name: file.name, bytes: 0 });
    }
    this.#changed();
    this.#startMore();
  }

  /** Try a failed file again. */
  retry(key) {
    const item = this.#failed.get(key);
    if (!item) return;
    this.#failed.delete(key);
    this.#enqueue({ key, file: item.file, name: item.name, bytes: 0 });
    this.#changed();
    this.#startMore();
  }

  /** Try again all that may succeed this time, or those that failed with `code`. */
  retryAll(code) {
    for (const { key, error } of this.failed) if (code ? error.code === code : mayRetry(error)) this.retry(key);
  }

  /** Forget a failed file. */
  dismiss(key) {
    this.#failed.delete(key);
    this.#changed();
  }

  #enqueue(item) {
    this.total += 1;
    this.bytesTotal += item.file.size;
    this.#waiting.push(item);
  }

  #startMore() {
    while (this.#running.size < AT_ONCE && this.#waiting.length > 0) {
      const item = this.#waiting.shift();
      this.#running.set(item.key, item);
      this.#send(item).then(
        () => this.#finished(item),
        (error) => this.#finished(item, error),
      );
    }
  }

  async #send(item) {
    if (item.file.size === 0) throw new NotAcceptable({ status: 422, code: "empty_file" });
    const { Upload } = await tus();
    await new Promise((resolve, reject) => {
      const upload = new Upload(item.file, {
        endpoint: ENDPOINT,
        chunkSize: PIECE_BYTES,
        retryDelays: RETRY_DELAYS_MS,
        headers: credentials(),
        metadata: { event_id: String(this.#eventId), filename: item.name, filetype: item.file.type || "application/octet-stream" },
        fingerprint: async (file) => ["ep", this.#eventId, file.name, file.size, file.lastModified].join("-"),
        removeFingerprintOnSuccess: true,
        onProgress: (bytes) => this.#progressed(item, bytes),
        onSuccess: resolve,
        onError: (error) => reject(problemOfUpload(error)),
      });
      upload.findPreviousUploads().then((previous) => {
        if (previous.length > 0) upload.resumeFromPreviousUpload(previous[0]);
        upload.start();
      }, reject);
    });
  }

  #progressed(item, bytes) {
    this.bytesSent += bytes - item.bytes;
    item.bytes = bytes;
    this.#changed();
  }

  #finished(item, error) {
    this.#running.delete(item.key);
    if (error) this.#failed.set(item.key, { ...item, error });
    else this.sent += 1;
    this.#progressed(item, error ? 0 : item.file.size);
    if (error) {
      this.total -= 1;
      this.bytesTotal -= item.file.size;
    }
    this.#changed();
    this.#startMore();
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}

/** Whether the same file may succeed on another try: not when the server has said what is wrong with it. */
export const mayRetry = (error) => !(error instanceof NotAcceptable);

async function tus() {
  await import("../../vendor/tus-js-client/tus.min.js"); // Sets a global; fetched when the first photo is sent.
  return globalThis.tus;
}

/** The ApiError behind an error of the tus client. */
export function problemOfUpload(error) {
  const response = error.originalResponse;
  if (!response || !response.getStatus()) return new Away({ status: 0, code: "unreachable" });
  return problemOf(response.getStatus(), response.getBody());
}

/** All files of a drop, also those in folders; resolves to an array of File. */
export async function droppedFiles(dataTransfer) {
  // Entries must be taken at once: the drop's items are gone after the first await.
  const entries = [...dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (entries.length === 0) return [...dataTransfer.files];
  return (await Promise.all(entries.map(filesBelow))).flat();
}

async function filesBelow(entry) {
  if (entry.isFile) return [await new Promise((resolve, reject) => entry.file(resolve, reject))];
  const reader = entry.createReader();
  const files = [];
  for (;;) {
    const batch = await new Promise((resolve, reject) => reader.readEntries(resolve, reject)); // Comes in portions of 100.
    if (batch.length === 0) return files;
    for (const child of batch) files.push(...(await filesBelow(child)));
  }
}
