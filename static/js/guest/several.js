/**
 * Several photos into the device's own library: handed over by its share sheet, a batch at a time, each with a tap of its own, for
 * browsers let a page share only right after one. A `change` event follows every change.
 */
import { downloadFrom } from "../http.js";
import { Observable } from "../observable.js";
import { fileName } from "../ui/save.js";

/** @import { Failure } from "../http.js" */
/** @import { Takeable } from "./sharing.js" */

/** Phones take more, but fail without a word where all of it does not fit into their memory. */
export const MOST_FILES = 10;
export const MOST_BYTES = 50 * 2 ** 20;
const AT_ONCE = 3; // Downloads.

/** Whether this device takes files from a page. */
export function takesFiles() {
  const probe = new File([new Uint8Array(1)], "photo.jpg", { type: "image/jpeg" });
  return Boolean(navigator.canShare?.({ files: [probe] }));
}

export class Several extends Observable {
  /** @type {"idle" | "fetching" | "ready" | "done"} */
  state = "idle";
  /** Photos that the device has taken. */
  saved = 0;
  /** Photos of the batch that is fetched, or being fetched. */
  batch = 0;
  /** @type {Failure | null} */
  problem = null;
  #photos;
  #addressOf;
  /** @type {File[]} */
  #files = [];
  #stop = new AbortController();

  /**
   * @param {Takeable[]} photos
   * @param {(photo: Takeable) => string} addressOf where a photo's file is fetched from
   */
  constructor(photos, addressOf) {
    super();
    this.#photos = photos;
    this.#addressOf = addressOf;
  }

  get total() {
    return this.#photos.length;
  }

  /** Fetch the next batch and hand it over; where fetching took longer than a browser remembers the tap, the next tap hands it over. */
  async next() {
    if (this.state === "fetching") return;
    if (this.#files.length === 0) await this.#fetch();
    if (this.#files.length > 0 && this.state === "ready") await this.#share();
  }

  /** Nobody waits for it any more. */
  cancel() {
    this.#stop.abort();
    this.#files = [];
  }

  async #fetch() {
    this.become({ state: "fetching", problem: null, batch: Math.min(MOST_FILES, this.total - this.saved) });
    try {
      this.#files = await this.#batchFrom(this.saved);
      this.become({ state: "ready", batch: this.#files.length });
    } catch (problem) {
      if (!this.#stop.signal.aborted) this.become({ state: "idle", problem });
    }
  }

  /**
   * As many as fit; one at least.
   *
   * @param {number} start
   */
  async #batchFrom(start) {
    const wanted = this.#photos.slice(start, start + MOST_FILES);
    /** @type {File[]} */
    const files = [];
    let bytes = 0;
    for (let at = 0; at < wanted.length; at += AT_ONCE) {
      const fetched = await Promise.all(
        wanted.slice(at, at + AT_ONCE).map((photo, index) => this.#file(photo, start + at + index)),
      );
      for (const file of fetched) {
        bytes += file.size;
        if (files.length > 0 && bytes > MOST_BYTES) return files;
        files.push(file);
      }
    }
    return files;
  }

  /**
   * @param {Takeable} photo
   * @param {number} index
   */
  async #file(photo, index) {
    const picture = await downloadFrom(this.#addressOf(photo), { signal: this.#stop.signal });
    const ending = ENDINGS.get(picture.type) ?? ".jpg";
    const name = (photo.name ?? `photo-${index + 1}`).replace(/\.[^.]*$/, "");
    return new File([picture], fileName(name, ending), { type: picture.type || "image/jpeg" });
  }

  async #share() {
    try {
      await navigator.share({ files: this.#files });
      const saved = this.saved + this.#files.length;
      this.#files = [];
      this.become({ saved, batch: 0, state: saved < this.total ? "idle" : "done" });
    } catch (error) {
      // The tap is too long ago, or the guest thought better of it: the batch is here, and the next tap hands it over.
      if (error.name === "NotAllowedError" || error.name === "AbortError") return this.changed();
      this.#files = [];
      this.become({ state: "idle", problem: Object.assign(error, { code: "share_failed" }) });
    }
  }
}

const ENDINGS = new Map([
  ["image/jpeg", ".jpg"],
  ["image/png", ".png"],
  ["image/webp", ".webp"],
  ["image/heic", ".heic"],
  ["image/heif", ".heif"],
  ["image/avif", ".avif"],
  ["image/tiff", ".tif"],
]);
