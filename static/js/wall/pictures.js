/**
 * The pictures that the wall has with it: those it showed last, so that it goes on without a network. As many as go round within the
 * minutes in which none comes again, and never more than so many bytes; what is let go is let go of in memory, too.
 */
import { downloadFrom } from "../http.js";

const MOST = 40;
const MOST_BYTES = 160 * 2 ** 20;

export class Pictures {
  /** @type {Map<string, {url: string, bytes: number}>} By photo and file, what was used last at the end. */
  #held = new Map();
  #bytes = 0;

  /** Whether the photo's picture is here. @param {Api.WallPhoto} photo */
  has = (photo) => this.#held.has(keyOf(photo));

  get size() {
    return this.#held.size;
  }

  /**
   * The address of the photo's picture on this machine, good until others have taken its place. Rejects as `downloadFrom`.
   *
   * @param {Api.WallPhoto} photo
   * @param {string} address where it is to be had
   */
  async get(photo, address) {
    const key = keyOf(photo);
    const known = this.#held.get(key);
    if (known) {
      this.#held.delete(key);
      this.#held.set(key, known);
      return known.url;
    }
    const file = await downloadFrom(address);
    this.forget(photo); // It may have come by another way meanwhile.
    const picture = { url: URL.createObjectURL(file), bytes: file.size };
    this.#held.set(key, picture);
    this.#bytes += picture.bytes;
    this.#makeRoom();
    return picture.url;
  }

  /** @param {{photo_id: string}} photo */
  forget({ photo_id: id }) {
    for (const key of [...this.#held.keys()]) if (key.startsWith(`${id}:`)) this.#drop(key);
  }

  clear() {
    for (const key of [...this.#held.keys()]) this.#drop(key);
  }

  #makeRoom() {
    // The last two are on the screen, or about to be.
    for (const key of [...this.#held.keys()].slice(0, -2)) {
      if (this.#held.size <= MOST && this.#bytes <= MOST_BYTES) return;
      this.#drop(key);
    }
  }

  /** @param {string} key */
  #drop(key) {
    const picture = this.#held.get(key);
    if (!picture) return;
    this.#held.delete(key);
    this.#bytes -= picture.bytes;
    URL.revokeObjectURL(picture.url);
  }
}

/** @param {{photo_id: string, file_id: string}} photo */
const keyOf = ({ photo_id: id, file_id: file }) => `${id}:${file}`;
