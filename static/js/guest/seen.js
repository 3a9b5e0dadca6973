/**
 * What this device has kept of an event's photos for when there is no network: those of the guest, which go with her last search, and
 * those of a gallery that she has seen, which go as soon as it is known that she may not browse it any more.
 */
import { serverNow } from "../http.js";
import * as visits from "../visits.js";

/** @import { SeenPhotos } from "./seen-photos.js" */

/** @typedef {"found" | "gallery"} Part */
/** @typedef {"shown" | "large"} Kind in which size a picture was on the screen */
/** @typedef {{key: string, until: string}} Door The address that a gallery was opened by, and until when that holds. */

/**
 * @typedef {object} Kept What is kept beside the pictures.
 * @property {Api.Event} event
 * @property {Door | null} door of a gallery
 * @property {Api.GalleryPhoto[]} photos those whose pictures are kept, with addresses that need no network
 */

/**
 * @typedef {object} Shown What may be shown at the moment.
 * @property {Api.Event} event
 * @property {Door | null} door
 * @property {(photoId: string) => Api.GalleryPhoto | undefined} photo what is known of a photo
 * @property {(photoId: string) => boolean} allows may it still be seen?
 * @property {(photoId: string) => number} placeOf
 */

/**
 * The cache of a part of an event's photos.
 *
 * @param {Part} part
 * @param {number} eventId
 */
const nameOf = (part, eventId) => (part === "found" ? `seen-${eventId}` : `seen-gallery-${eventId}`);

export class Seen {
  /** @type {Map<string, SeenPhotos>} */
  #shelves = new Map();

  /**
   * A picture is on the screen, from this address. `now` answers with what may be shown, or null where the guest has left.
   *
   * @param {Part} part
   * @param {() => Shown | null} now
   * @param {string} photoId
   * @param {string} address
   * @param {Kind} [kind]
   */
  async keep(part, now, photoId, address, kind) {
    const { SeenPhotos } = await import("./seen-photos.js").catch(() => ({ SeenPhotos: null }));
    const shown = now();
    if (!SeenPhotos || !shown) return;
    const name = nameOf(part, shown.event.id);
    const may = /** @type {() => Shown} */ (() => now() ?? shown);
    if (shown.door && !this.#shelves.has(name)) visits.rememberDoor(shown.event, shown.door.key);
    const shelf = this.#shelves.get(name) ?? new SeenPhotos(part, name, may);
    shelf.now = may;
    this.#shelves.set(name, shelf);
    shelf.keep(photoId, address, kind);
  }

  /**
   * What may be shown of a part has changed.
   *
   * @param {Part} part
   * @param {number} eventId
   */
  changed(part, eventId) {
    this.#shelves.get(nameOf(part, eventId))?.changed();
  }

  /**
   * Nothing of a part stays on this device.
   *
   * @param {Part} part
   * @param {number} eventId
   */
  forget(part, eventId) {
    const name = nameOf(part, eventId);
    const shelf = this.#shelves.get(name);
    this.#shelves.delete(name);
    return shelf ? shelf.stop() : globalThis.caches?.delete(name);
  }

  /**
   * What is kept of a part; null where that is nothing.
   *
   * @param {Part} part
   * @param {number} eventId
   * @returns {Promise<Kept | null>}
   */
  async at(part, eventId) {
    const name = nameOf(part, eventId);
    const answer = await globalThis.caches?.match(`/seen/${name}/kept.json`, { cacheName: name });
    return answer ? answer.json() : null;
  }

  /**
   * The gallery that was opened by an address, as long as that holds; null where none is kept.
   *
   * @param {string} key
   */
  async galleryBehind(key) {
    const event = visits.eventBehind(key);
    const kept = event && (await this.at("gallery", event.id));
    if (!event || kept?.door?.key !== key) return null;
    if (Date.parse(kept.door.until) > serverNow()) return kept;
    await this.forget("gallery", event.id);
    return null;
  }

  /**
   * The service opens no gallery by this address (any more).
   *
   * @param {string} key
   */
  async galleryIsClosed(key) {
    const event = visits.eventBehind(key);
    if (event) await this.forget("gallery", event.id);
  }
}

/**
 * Photos of a list as what may be shown.
 *
 * @param {Api.Event} event
 * @param {Api.GalleryPhoto[]} photos
 * @returns {Shown}
 */
export function listed(event, photos) {
  const places = new Map(photos.map(({ photo_id: id }, at) => [id, at]));
  const placeOf = (/** @type {string} */ id) => places.get(id) ?? photos.length;
  return { event, door: null, photo: (id) => photos[placeOf(id)], allows: (id) => places.has(id), placeOf };
}
