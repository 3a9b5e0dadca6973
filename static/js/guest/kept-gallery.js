/** Answers a gallery's questions as the service would, from what this device has kept. */

/** @import { Ask } from "../http.js" */
/** @import { Kept } from "./seen.js" */

export class KeptGallery {
  #photos;

  /** @param {Kept} kept */
  constructor({ photos }) {
    this.#photos = new Map(photos.map((photo) => [photo.photo_id, photo]));
  }

  /** @type {Ask} */
  get = async () => {
    const photos = [...this.#photos.values()];
    return { ids: photos.map(({ photo_id: id }) => id), ratios: photos.map(({ width, height }) => width / height), albums: [] };
  };

  /** @type {Ask} */
  post = async (_path, asked) => {
    const { photo_ids: ids = [] } = /** @type {{photo_ids?: string[]}} */ (asked?.json ?? {});
    return { items: ids.flatMap((id) => this.#photos.get(id) ?? []) };
  };
}
