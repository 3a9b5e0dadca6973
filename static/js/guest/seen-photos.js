/**
 * Photos that a guest has seen, kept on this device for when there is no network: the pictures as they were shown, and what was said
 * of them. The service worker (static/sw.js) shows them under `/seen/`.
 */
import { downloadFrom } from "../http.js";

/** @import { Door, Kind, Kept, Part, Shown } from "./seen.js" */

const MB = 1_000_000;
/** The bytes that a device keeps of an event; a picture as it is shown has some 40 kB, a large one 400. */
const MOST_BYTES = { found: { shown: 12 * MB, large: 25 * MB }, gallery: { shown: 20 * MB, large: 25 * MB } };
const WRITE_AFTER_MS = 1000;

export class SeenPhotos {
  #name;
  #folder;
  #most;
  /** @type {() => Shown} */
  now;
  /** @type {Set<string>} */
  #known = new Set();
  /** @type {Map<string, number>} The bytes of what is kept, by path. */
  #bytes = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer = undefined;
  /** @type {Promise<unknown>} One thing after the other: what is forgotten is not written again. */
  #last = Promise.resolve();
  #stopped = false;

  /**
   * `now` answers with what may be shown at that moment.
   *
   * @param {Part} part
   * @param {string} name of the cache
   * @param {() => Shown} now
   */
  constructor(part, name, now) {
    this.#name = name;
    this.#folder = `/seen/${name}`;
    this.#most = MOST_BYTES[part];
    this.now = now;
  }

  /**
   * A picture is on the screen, from this address. `kind` says in which size.
   *
   * @param {string} photoId
   * @param {string} address
   * @param {Kind} [kind]
   */
  keep(photoId, address, kind = "shown") {
    const key = `${photoId} ${kind}`;
    if (
      !globalThis.caches ||
      this.#stopped ||
      this.#known.has(key) ||
      !new URL(address, location.href).pathname.startsWith("/api/")
    )
      return;
    this.#known.add(key);
    this.#next(() => this.#put(photoId, address, kind).catch(() => this.#known.delete(key)));
    this.#writeSoon();
  }

  /** What may be shown has changed. */
  changed() {
    if (this.#known.size > 0) this.#writeSoon();
  }

  /** None of it may be shown any more: nothing stays. */
  stop() {
    this.#stopped = true;
    clearTimeout(this.#timer);
    return this.#next(() => caches.delete(this.#name));
  }

  #writeSoon() {
    clearTimeout(this.#timer);
    if (!this.#stopped) this.#timer = setTimeout(() => this.#next(() => this.#write()), WRITE_AFTER_MS);
  }

  /** @param {() => unknown} act */
  #next(act) {
    this.#last = this.#last.then(act).catch(() => undefined); // A full device keeps what it can.
    return this.#last;
  }

  /**
   * @param {string} photoId
   * @param {Kind} kind
   */
  #pathOf(photoId, kind) {
    return `${this.#folder}/${photoId}/${kind}`;
  }

  /**
   * From the browser's own cache: the picture has just been shown.
   *
   * @param {string} photoId
   * @param {string} address
   * @param {Kind} kind
   */
  async #put(photoId, address, kind) {
    const picture = await downloadFrom(address);
    if (this.#stopped) return;
    const cache = await caches.open(this.#name);
    const headers = { "Content-Type": picture.type, "Content-Length": `${picture.size}` };
    await cache.put(this.#pathOf(photoId, kind), new Response(picture, { headers }));
    this.#bytes.set(this.#pathOf(photoId, kind), picture.size);
  }

  /** What may not be seen any more goes, and of the others the oldest beyond the limit. */
  async #write() {
    if (this.#stopped) return;
    const cache = await caches.open(this.#name);
    const { event, door, photo, allows, placeOf } = this.now();
    /** @type {Record<Kind, string[]>} */
    const kept = { shown: [], large: [] };
    for (const { url } of await cache.keys()) {
      const { pathname } = new URL(url);
      const [photoId, kind] = pathname.split("/").slice(-2);
      if (kind !== "shown" && kind !== "large") continue;
      if (allows(photoId)) kept[kind].push(photoId);
      else await this.#drop(cache, photoId, kind);
    }
    for (const kind of /** @type {Kind[]} */ (["shown", "large"])) await this.#fit(cache, kept[kind], kind);
    const large = new Set(kept.large);
    const before = new Map((await this.#before(cache)).map((one) => [one.photo_id, one]));
    const photos = kept.shown.flatMap((id) => this.#asKept(photo(id) ?? before.get(id), large) ?? []);
    photos.sort((one, other) => placeOf(one.photo_id) - placeOf(other.photo_id));
    /** @type {Kept} */
    const content = { event: { ...event, cover: null }, door, photos };
    const headers = { "Content-Type": "application/json" };
    await cache.put(`${this.#folder}/kept.json`, new Response(JSON.stringify(content), { headers }));
  }

  /**
   * What was said of the photos that were seen at another visit.
   *
   * @param {Cache} cache
   * @returns {Promise<Api.GalleryPhoto[]>}
   */
  async #before(cache) {
    const answer = await cache.match(`${this.#folder}/kept.json`);
    return answer ? (await answer.json()).photos : [];
  }

  /**
   * The oldest go until the others fit.
   *
   * @param {Cache} cache
   * @param {string[]} photoIds the oldest first
   * @param {Kind} kind
   */
  async #fit(cache, photoIds, kind) {
    let bytes = 0;
    for (const photoId of photoIds) bytes += await this.#bytesOf(cache, this.#pathOf(photoId, kind));
    while (bytes > this.#most[kind]) {
      const photoId = /** @type {string} */ (photoIds.shift());
      bytes -= await this.#bytesOf(cache, this.#pathOf(photoId, kind));
      await this.#drop(cache, photoId, kind);
    }
  }

  /**
   * @param {Cache} cache
   * @param {string} path
   */
  async #bytesOf(cache, path) {
    const known = this.#bytes.get(path);
    if (known !== undefined) return known;
    const bytes = Number((await cache.match(path))?.headers.get("Content-Length"));
    this.#bytes.set(path, bytes);
    return bytes;
  }

  /**
   * @param {Cache} cache
   * @param {string} photoId
   * @param {Kind} kind
   */
  async #drop(cache, photoId, kind) {
    this.#known.delete(`${photoId} ${kind}`);
    this.#bytes.delete(this.#pathOf(photoId, kind));
    await cache.delete(this.#pathOf(photoId, kind));
  }

  /**
   * @param {Api.GalleryPhoto | undefined} photo
   * @param {Set<string>} large
   * @returns {Api.GalleryPhoto | null}
   */
  #asKept(photo, large) {
    if (!photo) return null;
    const shown = this.#pathOf(photo.photo_id, "shown");
    const preview = large.has(photo.photo_id) ? this.#pathOf(photo.photo_id, "large") : shown;
    const addresses = { thumb_url: shown, thumb_srcset: null, preview_url: preview, original_url: null, download_url: null };
    return { ...photo, ...addresses };
  }
}
