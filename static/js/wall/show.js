/**
 * One photo after the other: the next is fetched and decoded before it takes the place of the present one, which stays for as long as
 * that takes. Without a network it goes on with what it has.
 */
import { ApiError } from "../http.js";
import { Observable } from "../observable.js";
import { pictureFor } from "./sizes.js";

/** @import { Playlist } from "./playlist.js" */
/** @import { Pictures } from "./pictures.js" */

const SHOWN_MS = 8_000;
const LOOK_EVERY_MS = 1_000;
const TRIES = 3; // After so many pictures that do not come it is not the pictures.
const GONE = 404;
const EXPIRED = 410;

/** `present` is what is on the screen: a photo, and its picture's address on this machine; null: none. A `change` event follows each. */
export class Show extends Observable {
  #playlist;
  #pictures;
  #screen;
  #decode;
  #now;
  #since = -Infinity;
  #busy = false;
  #again = false;
  /** @type {{photo: Api.WallPhoto, url: string} | null} */
  present = null;

  /**
   * @param {Playlist} playlist
   * @param {Pictures} pictures
   * @param {object} [environment]
   * @param {() => {width: number, height: number}} [environment.screen] in its own pixels
   * @param {(url: string) => Promise<void>} [environment.decode] rejects where there is no picture
   * @param {() => number} [environment.now]
   */
  constructor(playlist, pictures, { screen = screenSize, decode = decoded, now = () => performance.now() } = {}) {
    super();
    this.#playlist = playlist;
    this.#pictures = pictures;
    this.#screen = screen;
    this.#decode = decode;
    this.#now = now;
    playlist.addEventListener("left", (event) => this.#left(/** @type {CustomEvent} */ (event).detail));
    playlist.addEventListener("arrived", (event) => this.#arrived(/** @type {CustomEvent} */ (event).detail));
    playlist.addEventListener("skip", () => this.step({ hurry: true }));
  }

  /** Begin; returns what ends it. */
  begin() {
    const timer = setInterval(() => this.look(), LOOK_EVERY_MS);
    this.look();
    return () => clearInterval(timer);
  }

  /** Go on if it is time to. */
  look() {
    const isTime = this.present === null || (!this.#playlist.paused && this.#now() - this.#since >= SHOWN_MS);
    return isTime ? this.step() : undefined;
  }

  /**
   * Show the next photo, if there is one whose turn it is. One step at a time.
   *
   * @param {{hurry?: boolean}} [how]
   */
  async step({ hurry = false } = {}) {
    if (this.#busy) {
      this.#again ||= hurry;
      return;
    }
    this.#busy = true;
    try {
      await this.#change(hurry);
    } finally {
      this.#busy = false;
    }
    if (this.#again) {
      this.#again = false;
      await this.step({ hurry: true });
    }
  }

  /** @param {boolean} hurry */
  async #change(hurry) {
    /** @type {Set<string>} */
    const tried = new Set();
    const presentId = this.present?.photo.photo_id ?? null;
    for (;;) {
      const offline = tried.size >= TRIES;
      const may = (/** @type {Api.WallPhoto} */ photo) => !tried.has(photo.photo_id) && (!offline || this.#pictures.has(photo));
      const photo = this.#playlist.next(presentId, { may, hurry });
      if (!photo) return;
      tried.add(photo.photo_id);
      const url = await this.#ready(photo);
      if (url && this.#playlist.has(photo.photo_id)) return this.#put(photo, url); // It may have left while it came.
    }
  }

  /**
   * The photo's picture, decoded; null where it does not come.
   *
   * @param {Api.WallPhoto} photo
   */
  async #ready(photo) {
    try {
      return await this.#decodedAt(photo, pictureFor(photo, this.#screen()));
    } catch (error) {
      if (error instanceof ApiError) return this.#missing(photo, error.status);
    }
    try {
      return await this.#decodedAt(photo, photo.preview_url); // An original may be one that this browser does not show.
    } catch {
      this.#playlist.seen(photo.photo_id); // Others first.
      return null;
    }
  }

  /**
   * @param {Api.WallPhoto} photo
   * @param {string} address
   */
  async #decodedAt(photo, address) {
    const url = await this.#pictures.get(photo, address);
    try {
      await this.#decode(url);
    } catch (error) {
      this.#pictures.forget(photo);
      throw error;
    }
    return url;
  }

  /**
   * @param {Api.WallPhoto} photo
   * @param {number} status
   */
  #missing(photo, status) {
    if (status === GONE) this.#playlist.drop(photo.photo_id);
    if (status === EXPIRED) this.#playlist.renew();
    return null;
  }

  /**
   * @param {Api.WallPhoto} photo
   * @param {string} url
   */
  #put(photo, url) {
    if (this.present) this.#playlist.seen(this.present.photo.photo_id);
    this.#playlist.seen(photo.photo_id);
    this.#since = this.#now();
    this.become({ present: { photo, url } });
  }

  /** It leaves the screen at once; another one may come. @param {string} photoId */
  #left(photoId) {
    this.#pictures.forget({ photo_id: photoId });
    if (this.present?.photo.photo_id !== photoId) return;
    this.become({ present: null });
    this.step();
  }

  /** A new photo does not wait behind an empty screen; one whose picture is another one now is fetched again. @param {string} photoId */
  #arrived(photoId) {
    this.#pictures.forget({ photo_id: photoId });
    if (this.present?.photo.photo_id === photoId) this.become({ present: null });
    if (this.present === null) queueMicrotask(() => this.look());
  }
}

/** @param {string} url */
async function decoded(url) {
  const image = new Image();
  image.src = url;
  await image.decode();
}

const screenSize = () => ({ width: innerWidth * devicePixelRatio, height: innerHeight * devicePixelRatio });
