/** Taking photos home in one ZIP. Small ones are fetched here, with progress; large ones are left to the browser. */
import { download, downloadFrom, post } from "../http.js";
import { follow, saveFile } from "../ui/save.js";
import { t } from "../ui/words.js";

const LARGEST_IN_MEMORY = 150e6;
const TELL_EVERY_MS = 150;

export class Archive extends EventTarget {
  /** `idle`, `making`, `loading`, `done` or `handed-over`. */
  state = "idle";
  received = 0;
  /** Bytes in all; null while it is not known. */
  total = null;
  /** Why it failed last, as an ApiError. */
  problem = null;
  #stop = null;
  #toldAt = 0;

  get busy() {
    return this.state === "making" || this.state === "loading";
  }

  /** Fetch the photos with these ids, or all of the search. Whatever goes wrong is told by `problem`. */
  async start(search, eventName, photoIds) {
    if (this.busy) return;
    const stop = new AbortController();
    this.#stop = stop;
    this.#become("making", { received: 0, total: null, problem: null });
    try {
      await this.#fetch(search, t("guest-zip-name", { event: eventName }), photoIds, stop.signal);
    } catch (error) {
      if (!stop.signal.aborted) this.#become("idle", { problem: error });
    }
  }

  /** Stop, if it is under way. */
  cancel() {
    this.#stop?.abort();
    this.#become("idle", { problem: null });
  }

  async #fetch(search, name, photoIds, signal) {
    const offer = await offerOf(search, photoIds, signal);
    if (offer && offer.bytes > LARGEST_IN_MEMORY) {
      follow(offer.url);
      this.#become("handed-over", { total: offer.bytes });
      return;
    }
    this.#become("loading", { total: offer?.bytes ?? null });
    const onBytes = (bytes) => this.#progressed(bytes);
    const zip = offer
      ? await downloadFrom(offer.url, { signal, onBytes })
      : await download(`/searches/${search.id}/photos.zip`, { token: search.token, signal, onBytes });
    if (signal.aborted) return;
    saveFile(zip, `${name}.zip`);
    this.#become("done");
  }

  #progressed(bytes) {
    this.received = bytes;
    const now = performance.now();
    if (now - this.#toldAt < TELL_EVERY_MS) return;
    this.#toldAt = now;
    this.dispatchEvent(new Event("change"));
  }

  #become(state, more = {}) {
    Object.assign(this, { state, ...more });
    this.dispatchEvent(new Event("change"));
  }
}

/** Where the ZIP can be had and how large it is: `{url, bytes}`; null from a service that can only stream it. */
async function offerOf(search, photoIds, signal) {
  const json = photoIds ? { photo_ids: photoIds } : {};
  try {
    return await post(`/searches/${search.id}/downloads`, { json, token: search.token, signal });
  } catch (error) {
    if (error.status === 404 || error.status === 405) return null;
    throw error;
  }
}
