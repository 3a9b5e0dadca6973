/**
 * The photos of an event that one may browse: all of their ids and shapes at once, the rest of those one looks at. What comes and
 * goes is told by the event's topic. A `change` event follows every change.
 */
import { Away, get, isGone, NotAllowed, NotThere, post } from "../http.js";
import { Observable } from "../observable.js";

/** @import { Ask, Failure } from "../http.js" */

const LOOKED_UP_AT_ONCE = 200;
const KEPT = 1500; // Photos with their addresses; those seen last.
const STALE_AFTER_MS = 30_000; // A picture that fails right after its address was read fails for another reason.
const BESIDE = 40; // So many photos before and after the one that is looked at are known to who looks at it.

/** @typedef {"newest" | "day"} Order `newest`: as they came, the latest first; `day`: as they were taken, the earliest first */

/**
 * Is it the service's word that nothing of the gallery is to be seen any more? The guest of a link that was revoked is nobody's guest.
 *
 * @param {Failure} problem
 */
const isClosed = (problem) => problem instanceof NotAllowed || isGone(problem);

export class GalleryStore extends Observable {
  /** @type {string[]} */
  ids = [];
  /** @type {number[]} */
  ratios = [];
  /** @type {{id: string, name: string}[]} The albums to choose from. */
  albums = [];
  /** @type {string | null} The album that is shown; null for all photos. */
  album = null;
  /** @type {Order} */
  order = "newest";
  /** `reading` until the first outline is there. */
  reading = true;
  /** @type {Failure | null} Why it could not be read, or the gallery is closed. */
  problem = null;
  /** The service could not be asked for what is in sight. */
  away = false;
  /** @type {Map<string, number>} Photos that came since, with their shapes: shown when somebody asks for them. */
  arrivals = new Map();
  /** Which photos there are has changed in a way that only the service can tell. */
  #moved = false;
  /** @type {Set<string>} Photos that were here and are not to be seen any more. */
  #gone = new Set();
  /** @type {Map<string, Api.GalleryPhoto>} */
  #photos = new Map();
  /** @type {Map<string, number>} */
  #readAt = new Map();
  /** @type {Set<string>} */
  #failed = new Set();
  /** @type {Map<string, number>} Where each photo stands. */
  #places = new Map();
  #range = { first: 0, last: -1 };
  #asked = 0;
  #looking = false;
  #lost = 0; // How often the service could not be reached.
  #http;
  #path;
  #token;

  /**
   * `token` is the guest's.
   *
   * @param {number} eventId
   * @param {string | null} token
   * @param {{get: Ask, post: Ask}} [http]
   */
  constructor(eventId, token, http = { get, post }) {
    super();
    this.#http = http;
    this.#path = `/events/${eventId}/gallery`;
    this.#token = token ?? undefined;
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
   * Where a photo stands, from 0; -1 for one that is not here.
   *
   * @param {string} id
   */
  placeOf(id) {
    return this.#places.get(id) ?? -1;
  }

  /** What is here may be shown; of photos outside an album nothing else is known than that they have left. */
  get shown() {
    const whole = !this.album && !this.reading && !this.problem;
    return {
      photo: (/** @type {string} */ id) => this.#photos.get(id),
      allows: (/** @type {string} */ id) => !this.#gone.has(id) && (!whole || this.#places.has(id) || this.arrivals.has(id)),
      placeOf: (/** @type {string} */ id) => this.#places.get(id) ?? this.ids.length,
    };
  }

  /** The service has said that the gallery is closed. */
  get closed() {
    return this.problem !== null && isClosed(this.problem);
  }

  /** How many photos came since, or 1 where only the service can tell. */
  get news() {
    return this.arrivals.size || Number(this.#moved);
  }

  /**
   * Show another album, or all photos.
   *
   * @param {string | null} album
   */
  choose(album) {
    this.album = album;
    return this.#readAnew();
  }

  /**
   * Show the photos in another order.
   *
   * @param {Order} order
   */
  sort(order) {
    this.order = order;
    return this.#readAnew();
  }

  #readAnew() {
    this.become({ ids: [], ratios: [], reading: true, problem: null });
    this.#places = new Map();
    return this.read();
  }

  /** Read which photos there are; what is shown stays until that is here. */
  async read() {
    const asked = ++this.#asked;
    const query = new URLSearchParams({ sort: this.order, ...(this.album && { album: this.album }) });
    const arrivals = new Map(this.arrivals);
    // What is heard from now on, the answer may have been too early for.
    this.arrivals = new Map();
    this.#moved = false;
    try {
      const { ids, ratios, albums } = await this.#http.get(`${this.#path}/outline?${query}`, { token: this.#token });
      if (asked !== this.#asked) return;
      for (const id of ids) this.arrivals.delete(id);
      this.#places = new Map();
      this.#become({
        ids,
        ratios,
        albums,
        reading: false,
        problem: null,
        away: false,
      });
      this.#lookUp();
    } catch (error) {
      if (asked === this.#asked) this.#didNotRead(error, arrivals);
    }
  }

  /**
   * @param {Failure} problem
   * @param {Map<string, number>} arrivals
   */
  #didNotRead(problem, arrivals) {
    if (problem instanceof NotThere && this.album) return this.choose(null); // The album is gone.
    if (isClosed(problem)) return this.#close(problem);
    this.arrivals = new Map([...arrivals, ...this.arrivals]);
    if (this.ids.length && problem instanceof Away) return this.#lose();
    return this.become({ reading: false, problem });
  }

  /**
   * The photographer has closed the gallery: nothing of it is shown any more.
   *
   * @param {Failure} problem
   */
  #close(problem) {
    this.#photos.clear();
    this.arrivals = new Map();
    this.#become({ ids: [], ratios: [], albums: [], album: null, reading: false, problem, away: false });
  }

  /** Put what came since where it belongs. */
  async showNews() {
    if (this.#moved || this.order === "day" || this.album) return this.read();
    const fresh = [...this.arrivals.keys()].reverse();
    const ratios = fresh.map((id) => /** @type {number} */ (this.arrivals.get(id)));
    this.arrivals = new Map();
    return this.#become({ ids: [...fresh, ...this.ids], ratios: [...ratios, ...this.ratios] });
  }

  /**
   * Photos `first` to `last` are drawn: they are looked up.
   *
   * @param {{first: number, last: number}} range
   */
  look(range) {
    this.#range = range;
    return this.#lookUp();
  }

  /**
   * The photos around one, as far as they are known without a hole; those that are not are looked up.
   *
   * @param {string} id
   * @returns {Api.GalleryPhoto[]}
   */
  around(id) {
    const at = this.placeOf(id);
    if (at < 0) return [];
    let [first, last] = [at, at];
    while (first > 0 && at - first < BESIDE && this.#photos.has(this.ids[first - 1])) first -= 1;
    while (last + 1 < this.ids.length && last - at < BESIDE && this.#photos.has(this.ids[last + 1])) last += 1;
    return this.ids.slice(first, last + 1).flatMap((one) => this.#photos.get(one) ?? []);
  }

  /**
   * Look up the photos around one that is looked at large.
   *
   * @param {string} id
   */
  async lookAround(id) {
    const at = this.placeOf(id);
    if (at < 0) return;
    await this.know(this.ids.slice(Math.max(0, at - BESIDE), at + BESIDE + 1));
  }

  /**
   * Look these photos up, as far as they are not known.
   *
   * @param {string[]} ids
   */
  async know(ids) {
    const unknown = ids.filter((id) => !this.#photos.has(id)).slice(0, LOOKED_UP_AT_ONCE);
    if (unknown.length) await this.#fetch(unknown);
  }

  /**
   * A picture did not come: its address may not hold any more.
   *
   * @param {string} id
   */
  stale(id) {
    this.#failed.add(id);
    return this.#lookUp();
  }

  /** Ask again for the pictures that could not be had: what was in their way may be over. */
  renew() {
    for (const id of this.#failed) this.#readAt.delete(id);
    return this.#lookUp();
  }

  /**
   * A ZIP of these photos: `{url, bytes, photos}`.
   *
   * @param {string[]} ids
   * @param {AbortSignal} [signal]
   */
  archive(ids, signal) {
    return this.#http.post(`${this.#path}/downloads`, { json: { photo_ids: ids }, token: this.#token, signal });
  }

  /**
   * What hears the event's topic; `again` is called where that has ended and may be asked for anew.
   *
   * @param {() => void} again
   */
  listener(again) {
    return {
      snapshot: () => this.read(),
      publication: (/** @type {Api.GalleryTold} */ data) => this.publication(data),
      ended: async () => {
        await this.read();
        if (!this.problem) again();
      },
    };
  }

  /**
   * One publication of the event's topic.
   *
   * @param {Api.GalleryTold} data
   */
  publication(data) {
    switch (data.type) {
      case "gallery.photo":
        return this.#came(data);
      case "gallery.removed":
        return this.#left(data.photo_id);
      case "gallery.albums":
        if (this.album && !data.albums.some(({ id }) => id === this.album)) return this.choose(null);
        return this.become({ albums: data.albums });
      case "gallery.changed":
        if (data.album_id !== null && data.album_id !== this.album) return undefined;
        return this.#mayHaveMoved();
      default:
        return undefined;
    }
  }

  /** @param {{photo_id: string, ratio: number, album_ids: string[]}} of */
  #came({ photo_id: id, ratio, album_ids: albumIds }) {
    this.#gone.delete(id);
    if (this.#places.has(id)) {
      this.#readAt.delete(id); // It shows another file, perhaps.
      this.#failed.add(id);
      return this.#lookUp();
    }
    if (this.album && !albumIds.includes(this.album)) return undefined;
    this.arrivals.set(id, ratio);
    return this.#nobodyLooks() ? this.read() : this.changed();
  }

  /** @param {string} id */
  #left(id) {
    this.#gone.add(id);
    const waited = this.arrivals.delete(id);
    this.#photos.delete(id);
    const at = this.placeOf(id);
    if (at < 0) return waited ? this.changed() : undefined;
    const without = (/** @type {any[]} */ list) => [...list.slice(0, at), ...list.slice(at + 1)];
    return this.#become({ ids: without(this.ids), ratios: without(this.ratios) });
  }

  #mayHaveMoved() {
    this.#moved = true;
    return this.#nobodyLooks() ? this.read() : this.changed();
  }

  /** Nothing is shown that could move under anybody's eyes. */
  #nobodyLooks() {
    return this.ids.length === 0 && !this.problem;
  }

  /** @param {Partial<GalleryStore>} changes */
  #become(changes) {
    if (changes.ids) this.#places = new Map(changes.ids.map((id, at) => [id, at]));
    this.become(changes);
  }

  /** Look up what is in sight and not known, the newest wish first; what was scrolled past meanwhile is left out. */
  async #lookUp() {
    if (this.#looking) return;
    this.#looking = true;
    try {
      for (let wanted = this.#unknown(); wanted.length > 0; wanted = this.#unknown()) await this.#fetch(wanted);
    } finally {
      this.#looking = false;
    }
  }

  #unknown() {
    if (this.away) return [];
    const { first, last } = this.#range;
    return this.ids
      .slice(first, last + 1)
      .filter((id) => !this.#photos.has(id) || this.#isStale(id))
      .slice(0, LOOKED_UP_AT_ONCE);
  }

  /** @param {string} id */
  #isStale(id) {
    return this.#failed.has(id) && !(performance.now() - Number(this.#readAt.get(id)) < STALE_AFTER_MS);
  }

  /** @param {string[]} ids */
  async #fetch(ids) {
    const lost = this.#lost;
    try {
      const { items } = await this.#http.post(`${this.#path}/lookup`, { json: { photo_ids: ids }, token: this.#token });
      for (const photo of items) this.#remember(photo);
      const there = new Set(items.map((/** @type {Api.GalleryPhoto} */ { photo_id: id }) => id));
      const gone = ids.filter((id) => !there.has(id));
      if (lost === this.#lost) this.away = false; // Else the answer is older than the network's end.
      if (gone.length) this.#without(new Set(gone));
      else this.changed();
    } catch (error) {
      if (isClosed(error)) this.#close(error);
      else this.#lose();
    }
  }

  #lose() {
    this.#lost += 1;
    this.become({ away: true });
  }

  /** @param {Set<string>} gone */
  #without(gone) {
    const kept = this.ids.map((id, at) => ({ id, ratio: this.ratios[at] })).filter(({ id }) => !gone.has(id));
    for (const id of gone) {
      this.#photos.delete(id);
      this.#gone.add(id);
    }
    this.#become({ ids: kept.map(({ id }) => id), ratios: kept.map(({ ratio }) => ratio) });
  }

  /** @param {Api.GalleryPhoto} photo */
  #remember(photo) {
    const id = photo.photo_id;
    this.#photos.delete(id);
    this.#photos.set(id, photo);
    this.#failed.delete(id);
    this.#readAt.set(id, performance.now());
    if (this.#photos.size <= KEPT) return;
    const [oldest] = this.#photos.keys();
    this.#photos.delete(oldest);
    this.#readAt.delete(oldest);
  }

  /** The service can be reached again, or somebody looks again. */
  async back() {
    if (this.problem instanceof Away || this.away) {
      this.away = false;
      await this.read();
    }
    return this.renew();
  }
}
