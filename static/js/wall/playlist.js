/** The wall as a device: which photos it may show, as its topic tells them, and how it is to show them. */
import { PairedDevice } from "../paired-device.js";
import { AGAIN_AFTER_MS, choose } from "./choosing.js";

/** @import { Turn } from "./choosing.js" */

export const MOST = 200; // As the service begins with: app/services/walls.py.
const ASK_AGAIN_AFTER_MS = 60_000;

/**
 * See `PairedDevice`. `paused` and `join` ({url, qr_svg} or null) are as the photographer set them. A `left` event names a photo that
 * may be shown no longer, `arrived` one that came or has other pictures, `skip` says that the next one is to be shown.
 */
export class Playlist extends PairedDevice {
  /** @type {Map<string, Turn>} */
  #turns = new Map();
  #askedAt = -Infinity;
  #now;
  /** Whether it was told which photos there are. */
  known = false;
  paused = false;
  /** @type {{url: string, qr_svg: string} | null} */
  join = null;

  /** @param {{now?: () => number}} [environment] */
  constructor({ now = () => performance.now() } = {}) {
    super("wall");
    this.#now = now;
  }

  get size() {
    return this.#turns.size;
  }

  /** @param {string} photoId */
  has = (photoId) => this.#turns.has(photoId);

  /**
   * The photo whose turn it is, of those that `may` be shown; null when none is to come yet. With `hurry` one that was shown a moment
   * ago will do.
   *
   * @param {string | null} presentId
   * @param {{may?: (photo: Api.WallPhoto) => boolean, hurry?: boolean}} [how]
   */
  next(presentId, { may = () => true, hurry = false } = {}) {
    const turns = [...this.#turns.values()].filter(({ photo }) => may(photo));
    return choose(turns, { now: this.#now(), presentId, againAfterMs: hurry ? 0 : AGAIN_AFTER_MS });
  }

  /** It is on the screen, or was until now. @param {string} photoId */
  seen(photoId) {
    const turn = this.#turns.get(photoId);
    if (turn) turn.seenAt = this.#now();
  }

  /** Its picture is not there: it is no photo of the wall, until the wall is told of it again. @param {string} photoId */
  drop(photoId) {
    this.#turns.delete(photoId);
    this.notify("left", photoId); // Also of one that makes way for newer ones, and is on the screen still.
  }

  /** The addresses of pictures have expired: ask for all photos anew, now and then. */
  renew() {
    if (this.#now() - this.#askedAt < ASK_AGAIN_AFTER_MS) return;
    this.#askedAt = this.#now();
    this.listen();
  }

  /**
   * @override
   * @param {any} state
   */
  snapshot({ config, photos }) {
    const ids = new Set(photos.map((/** @type {Api.WallPhoto} */ photo) => photo.photo_id));
    for (const id of [...this.#turns.keys()]) if (!ids.has(id)) this.drop(id);
    for (const photo of photos) this.#put(photo);
    this.#arrange(config.wall);
    this.known = true;
    super.snapshot({ config });
    this.changed();
  }

  /**
   * @override
   * @param {Api.KioskTold} data
   */
  told(data) {
    switch (data.type) {
      case "wall.photo":
        this.#put(data.photo);
        this.#makeRoom();
        return this.changed();
      case "wall.left":
        this.drop(data.photo_id);
        return this.changed();
      case "wall.renew":
        return this.listen();
      case "wall.skip":
        return this.notify("skip");
      case "kiosk.config":
        this.#arrange(data.wall);
        super.told(data);
        return this.changed();
      default:
        return super.told(data);
    }
  }

  /** @override */
  forget() {
    super.forget();
    for (const id of [...this.#turns.keys()]) this.drop(id);
    this.join = null;
    this.paused = false;
    this.known = false;
  }

  /** @param {Api.WallPhoto} photo */
  #put(photo) {
    const known = this.#turns.get(photo.photo_id);
    this.#turns.set(photo.photo_id, { photo, seenAt: known?.seenAt ?? null });
    if (!known || known.photo.file_id !== photo.file_id) this.notify("arrived", photo.photo_id);
  }

  /** The oldest make way. What of them is on the screen stays there for its time. */
  #makeRoom() {
    if (this.#turns.size <= MOST) return;
    const [oldest] = [...this.#turns.values()].sort((one, other) => one.photo.number - other.photo.number);
    this.#turns.delete(oldest.photo.photo_id);
  }

  /** @param {{paused: boolean, join: {url: string, qr_svg: string} | null} | undefined} wall */
  #arrange(wall) {
    this.paused = wall?.paused ?? false;
    this.join = wall?.join ?? null;
  }
}
