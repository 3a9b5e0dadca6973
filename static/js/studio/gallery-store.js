/**
 * The photos of an event under one filter: all of their ids and shapes at once, the rest of those one looks at. A `change`
 * event follows every change.
 */
import { get, post } from "../http.js";
import { Observable } from "../observable.js";
import { partsOf } from "./bulk.js";
import { matches, queriesOf } from "./gallery-filter.js";
import { Lookup } from "./lookup.js";

/** @import { Filter } from "./gallery-filter.js" */
/** @import { Ask, Failure } from "../http.js" */

const LOOKED_UP_AT_ONCE = 200;
const KEPT = 2500; // Photos with their addresses; those seen last.
const STALE_AFTER_MS = 30_000; // A picture that fails right after its address was read fails for another reason.

export class GalleryStore extends Observable {
  /** @type {string[]} */
  ids = [];
  /** @type {number[]} */
  ratios = [];
  /** @type {"reading" | "ready" | "failed"} `reading` until the first outline of the present filter, then `ready`, or `failed` with an `error`. */
  state = "reading";
  /** @type {Failure | null} */
  error = null;
  /** @type {Set<string>} Photos that came in under this filter since; they are shown when somebody asks for them. */
  arrivals = new Set();
  /** @type {Set<string>} Photos that are shown and deleted meanwhile by somebody else. */
  gone = new Set();
  #eventId;
  /** @type {Filter | null} */
  #filter = null;
  /** @type {Map<string, Api.Photo>} */
  #photos = new Map();
  /** @type {Map<string, number>} */
  #readAt = new Map();
  /** @type {Set<string>} */
  #failed = new Set();
  /** @type {Set<string>} */
  #outdated = new Set();
  #range = { first: 0, last: -1 };
  #lookup;
  #asked = 0;
  #http;

  #isHidden;

  /**
   * @param {number} eventId
   * @param {{get: Ask, post: Ask}} [http]
   * @param {(id: string) => boolean} [isHidden] what is on its way out
   */
  constructor(eventId, http = { get, post }, isHidden = () => false) {
    super();
    this.#isHidden = isHidden;
    this.#eventId = eventId;
    this.#http = http;
    this.#lookup = new Lookup(http, eventId);
  }

  /**
   * What is known of a photo; undefined until it has been looked up.
   *
   * @param {string} id
   */
  photo(id) {
    return this.#photos.get(id);
  }

  /**
   * Show what `filter` asks for.
   *
   * @param {Filter} filter
   */
  narrow(filter) {
    this.#filter = filter;
    this.state = "reading";
    return this.read();
  }

  /** Read the outline again; what is shown stays until it is there. */
  async read() {
    const asked = ++this.#asked;
    const before = { arrivals: this.arrivals, gone: this.gone };
    // What is heard from now on the answer may have been too early for.
    Object.assign(this, { arrivals: new Set(this.arrivals), gone: new Set(this.gone) });
    try {
      const outline = this.#seen(await this.#outline());
      if (asked !== this.#asked) return;
      Object.assign(this, { ids: outline.ids, ratios: outline.ratios, state: "ready", error: null });
      const shown = new Set(outline.ids);
      this.arrivals = new Set([...this.arrivals].filter((id) => !before.arrivals.has(id) && !shown.has(id)));
      this.gone = new Set([...this.gone].filter((id) => !before.gone.has(id) && shown.has(id)));
    } catch (error) {
      if (asked !== this.#asked) return;
      Object.assign(this, { error, state: this.state === "ready" ? "ready" : "failed" });
    }
    this.changed();
    this.#lookUp();
  }

  /**
   * Photos `first` to `last` are in sight.
   *
   * @param {{first: number, last: number}} of
   */
  look({ first, last }) {
    this.#range = { first, last };
    this.#lookUp();
  }

  /**
   * A photo's picture could not be had: its address may hold no more.
   *
   * @param {string} id
   */
  stale(id) {
    this.#failed.add(id);
    this.#lookUp();
  }

  /** Ask again for the pictures that could not be had: what was in their way may be over. */
  renew() {
    for (const id of this.#failed) this.#readAt.delete(id);
    this.#lookUp();
  }

  /**
   * One publication of the event's ingest topic.
   *
   * @param {Api.IngestTold} data
   */
  publication(data) {
    switch (data.type) {
      case "photo.indexed":
      case "photo.failed":
      case "photo.changed":
        return this.#came(data.photo);
      case "cameras.changed":
        return data.pending ? undefined : this.#timesChanged();
      case "photo.removed":
        this.arrivals.delete(data.photo_id);
        if (this.#photos.delete(data.photo_id) || this.ids.includes(data.photo_id)) this.gone.add(data.photo_id);
        return this.changed();
      default:
        return undefined; // Progress and stages move no photo in or out.
    }
  }

  /**
   * Do `action` (`hide`, `unhide`, `approve`, `reject`, `hold`, `delete`, `retry`) to photos, however many; `onProgress(done)` is told as it goes. Resolves
   * to `{done, skipped}`; rejects when the server cannot be asked, with what was done until then as the error's `done`.
   *
   * @param {string} action
   * @param {string[]} ids
   * @param {(done: number) => void} [onProgress]
   */
  async act(action, ids, onProgress = () => undefined) {
    const result = { done: 0, skipped: /** @type {{photo_id: string, code: string}[]} */ ([]) };
    try {
      let asked = 0;
      for (const part of partsOf(ids)) {
        const { done, skipped } = await this.#http.post(`/events/${this.#eventId}/photos/bulk`, {
          json: { action, photo_ids: part },
        });
        result.done += done;
        result.skipped.push(...skipped);
        for (const id of part) this.#photos.delete(id);
        asked += part.length;
        onProgress(asked);
      }
      return result;
    } catch (error) {
      error.done = result.done;
      throw error;
    } finally {
      await this.read();
    }
  }

  /**
   * An archive of at most a thousand photos: `{url, bytes, photos}`. Its address holds for some minutes.
   *
   * @param {string[]} ids
   */
  archive(ids) {
    return this.#http.post(`/events/${this.#eventId}/downloads`, { json: { photo_ids: ids } });
  }

  /** @param {{ids: string[], ratios: number[]}} outline */
  #seen({ ids, ratios }) {
    const places = ids.flatMap((id, place) => (this.#isHidden(id) ? [] : [place]));
    return { ids: places.map((place) => ids[place]), ratios: places.map((place) => ratios[place]) };
  }

  async #outline() {
    const asking = queriesOf(/** @type {Filter} */ (this.#filter)).map((/** @type {string} */ query) =>
      this.#http.get(`/events/${this.#eventId}/photos/outline?${query}`),
    );
    /** @type {Api.Outline[]} */
    const parts = await Promise.all(asking);
    if (parts.length === 1) return parts[0];
    // A photo that goes on from one to the other meanwhile is in both.
    const ratios = new Map(
      parts.flatMap((part) => part.ids.map((id, at) => /** @type {[string, number]} */ ([id, part.ratios[at]]))),
    );
    return { ids: [...ratios.keys()], ratios: [...ratios.values()] };
  }

  /** A camera's clock was put right: photos are in another order, and those that are known were taken at another time. */
  #timesChanged() {
    for (const id of this.#photos.keys()) this.#outdated.add(id);
    return this.read();
  }

  /** @param {Api.Photo} photo */
  #came(photo) {
    const index = this.ids.indexOf(photo.id);
    // Also one that has just left: it may come back before it is asked about again, and would be shown as it was then.
    if (index >= 0 || this.#photos.has(photo.id)) this.#remember(photo);
    if (index >= 0) {
      this.#reshape(index, photo);
    } else if (this.#filter && matches(this.#filter, photo) && !this.#isHidden(photo.id)) {
      this.arrivals.add(photo.id);
    } else {
      this.arrivals.delete(photo.id);
    }
    this.changed();
  }

  /**
   * @param {number} index
   * @param {{width: number, height: number}} of1
   */
  #reshape(index, { width, height }) {
    const ratio = width && height ? Math.round((width / height) * 1000) / 1000 : this.ratios[index];
    if (ratio === this.ratios[index]) return;
    this.ratios = this.ratios.slice();
    this.ratios[index] = ratio;
  }

  /** Look up what is in sight and not known, the newest wish first; what was scrolled past meanwhile is left out. */
  async #lookUp() {
    try {
      await this.#lookup.all(
        () => this.#unknown(),
        ({ items, gone }) => {
          for (const photo of items) this.#remember(photo);
          for (const id of gone) this.gone.add(id);
          this.error = null;
          this.changed();
        },
      );
    } catch (error) {
      this.error = error;
      this.changed();
    }
  }

  #unknown() {
    const { first, last } = this.#range;
    return this.ids
      .slice(first, last + 1)
      .filter((id) => !this.gone.has(id) && (!this.#photos.has(id) || this.#outdated.has(id) || this.#isStale(id)))
      .slice(0, LOOKED_UP_AT_ONCE);
  }

  /** @param {string} id */
  #isStale(id) {
    return this.#failed.has(id) && !(performance.now() - Number(this.#readAt.get(id)) < STALE_AFTER_MS);
  }

  /** @param {Api.Photo} photo */
  #remember(photo) {
    this.#photos.delete(photo.id);
    this.#photos.set(photo.id, photo);
    this.#failed.delete(photo.id);
    this.#outdated.delete(photo.id);
    this.#readAt.set(photo.id, performance.now());
    if (this.#photos.size <= KEPT) return;
    const [oldest] = this.#photos.keys();
    this.#photos.delete(oldest);
    this.#readAt.delete(oldest);
  }
}
