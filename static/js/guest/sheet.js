/**
 * Where on the page a photo is. Those that were found lie on the sheet; those that come in later slide into the strip above it,
 * which has its place already: so nothing moves under the eyes of whoever looks at the sheet.
 */

export class Sheet {
  #placed = new Set();
  /** @type {any[]} */
  #strip = [];

  /**
   * Put `photos` (best first) in their places: `{sheet, strip}`, the strip newest first. `cameLater(photoId)` says which of them
   * came in later; the first one on an empty sheet lies on the sheet.
   *
   * @param {any[]} photos
   * @param {(photoId: string) => boolean} cameLater
   */
  arrange(photos, cameLater) {
    for (const { photo_id: photoId } of photos) {
      if (this.#placed.has(photoId) || this.#strip.includes(photoId)) continue;
      if (cameLater(photoId) && this.#placed.size > 0) this.#strip.unshift(photoId);
      else this.#placed.add(photoId);
    }
    const byId = new Map(photos.map((photo) => [photo.photo_id, photo]));
    return {
      sheet: photos.filter(({ photo_id: photoId }) => this.#placed.has(photoId)),
      strip: this.#strip.flatMap((photoId) => byId.get(photoId) ?? []),
    };
  }

  /** Nobody is looking right now: what lies in the strip moves to the sheet. */
  settle() {
    for (const photoId of this.#strip.splice(0)) this.#placed.add(photoId);
  }
}

/**
 * `photos`, each once, with those that were there `before` where they were: whoever looks through them loses no place. New ones come last.
 *
 * @param {any[]} before
 * @param {any[]} photos
 */
export function inTheirPlaces(before, photos) {
  const left = new Map(photos.map((photo) => [photo.photo_id, photo]));
  const known = before.flatMap(({ photo_id: photoId }) => left.get(photoId) ?? []);
  for (const { photo_id: photoId } of known) left.delete(photoId);
  return [...known, ...left.values()];
}
