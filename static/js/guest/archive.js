/** Taking photos home in one ZIP. Small ones are fetched here, with progress; large ones are left to the browser. */
import { download, downloadFrom, post } from "../http.js";
import { Observable } from "../observable.js";
import { fileName, follow, nameOf, saveFile } from "../ui/save.js";
import { t } from "../ui/words.js";

/** @import { Failure } from "../http.js" */

const LARGEST_IN_MEMORY = 150e6;
const TELL_EVERY_MS = 150;

export class Archive extends Observable {
  /** @type {"idle" | "making" | "loading" | "done" | "handed-over"} `idle`, `making`, `loading`, `done` or `handed-over`. */
  state = "idle";
  received = 0;
  /** @type {number | null} Bytes in all; null while it is not known. */
  total = null;
  /** @type {Failure | null} Why it failed last. */
  problem = null;
  /** @type {AbortController | null} */
  #stop = null;
  #toldAt = 0;

  get busy() {
    return this.state === "making" || this.state === "loading";
  }

  /**
   * Fetch the photos with these ids, or all that any or all of the searches found. Whatever goes wrong is told by `problem`.
   *
   * @param {Api.Search[]} searches
   * @param {"any" | "all"} mode
   * @param {Api.Event} event
   * @param {string[] | undefined} photoIds
   */
  start(searches, mode, event, photoIds) {
    const name = t(searches.length > 1 ? "guest-zip-name-several" : "guest-zip-name", { event: nameOf(event) });
    const [search] = searches;
    const stream = (/** @type {AbortSignal} */ signal, /** @type {(bytes: number) => void} */ onBytes) =>
      download(`/searches/${search.id}/photos.zip`, { token: search.token, signal, onBytes });
    return this.pack((signal) => offerOf(searches, mode, photoIds, signal), name, stream);
  }

  /**
   * Fetch the ZIP that `offer` resolves to the place and size of; where that is null, `stream` fetches it.
   *
   * @param {(signal: AbortSignal) => Promise<{url: string, bytes: number} | null>} offer
   * @param {string} name
   * @param {(signal: AbortSignal, onBytes: (bytes: number) => void) => Promise<Blob>} [stream]
   */
  async pack(offer, name, stream) {
    if (this.busy) return;
    const stop = new AbortController();
    this.#stop = stop;
    this.#become("making", { received: 0, total: null, problem: null });
    try {
      await this.#fetch(await offer(stop.signal), name, stop.signal, stream);
    } catch (error) {
      if (!stop.signal.aborted) this.#become("idle", { problem: error });
    }
  }

  /** Stop, if it is under way. */
  cancel() {
    this.#stop?.abort();
    this.#become("idle", { problem: null });
  }

  /**
   * @param {{url: string, bytes: number} | null} offer
   * @param {string} name
   * @param {AbortSignal} signal
   * @param {((signal: AbortSignal, onBytes: (bytes: number) => void) => Promise<Blob>) | undefined} stream
   */
  async #fetch(offer, name, signal, stream) {
    if (offer && offer.bytes > LARGEST_IN_MEMORY) {
      follow(offer.url);
      this.#become("handed-over", { total: offer.bytes });
      return;
    }
    this.#become("loading", { total: offer?.bytes ?? null });
    const onBytes = (/** @type {number} */ bytes) => this.#progressed(bytes);
    const zip = offer ? await downloadFrom(offer.url, { signal, onBytes }) : await stream?.(signal, onBytes);
    if (signal.aborted || !zip) return;
    saveFile(zip, fileName(name, ".zip"));
    this.#become("done");
  }

  /** @param {number} bytes */
  #progressed(bytes) {
    this.received = bytes;
    const now = performance.now();
    if (now - this.#toldAt < TELL_EVERY_MS) return;
    this.#toldAt = now;
    this.changed();
  }

  /**
   * @param {Archive["state"]} state
   * @param {object} [more]
   */
  #become(state, more = {}) {
    this.become({ state, ...more });
  }
}

/**
 * Where the ZIP can be had and how large it is: `{url, bytes}`; null from a service that can only stream that of one search.
 *
 * @param {Api.Search[]} searches
 * @param {"any" | "all"} mode
 * @param {string[] | undefined} photoIds
 * @param {AbortSignal} signal
 */
async function offerOf([search, ...others], mode, photoIds, signal) {
  const several = others.length > 0 ? { others: others.map(({ token }) => token), mode } : {};
  const json = { ...(photoIds && { photo_ids: photoIds }), ...several };
  try {
    return await post(`/searches/${search.id}/downloads`, { json, token: search.token, signal });
  } catch (error) {
    if (others.length === 0 && (error.status === 404 || error.status === 405)) return null;
    throw error;
  }
}
