/** The photos that a guest, or a client, likes best: marked here at once, and at the service as soon as it can be reached. */
import { Observable } from "../observable.js";
import * as visits from "../visits.js";

/** @import { Credentials, Hearts } from "./hearts.js" */

/** A `change` event follows every change. */
export class Favourites extends Observable {
  /** @type {Api.Favourites | null} The list that the address opened. */
  list = null;
  /** @type {Hearts | null} What tells the service of them, from the moment that there is something to tell. */
  hearts = null;
  /** @type {Set<string>} */
  #marked = new Set();
  /** @type {number | string} What they lie under on this device: a client chooses apart from what a guest of the event has marked. */
  #key = 0;
  #credentials;

  /** @param {() => Credentials} credentials */
  constructor(credentials) {
    super();
    this.#credentials = credentials;
  }

  /** How many there are. */
  get size() {
    return this.#marked.size;
  }

  /** @param {string} photoId */
  has(photoId) {
    return this.#marked.has(photoId);
  }

  /**
   * Those that were marked on this device in an event.
   *
   * @param {number} eventId
   */
  of(eventId) {
    this.#lieUnder(eventId);
  }

  /**
   * Those of a list that was opened by its link.
   *
   * @param {Api.Favourites} list
   */
  ofList(list) {
    const key = list.kind === "client" ? list.id : list.event.id;
    visits.adopt(key, list);
    this.list = list;
    this.#lieUnder(key);
  }

  /** @param {number | string} key */
  #lieUnder(key) {
    if (key !== this.#key) this.#stop();
    this.#key = key;
    this.#read();
  }

  #read() {
    this.#marked = visits.favourites(this.#key);
    this.changed();
  }

  /**
   * Mark or unmark a photo.
   *
   * @param {string} photoId
   */
  toggle(photoId) {
    visits.mark(this.#key, photoId, !this.has(photoId));
    this.#read();
    return this.tell();
  }

  /** Tell the service what it does not know, and hear what another device marked. Resolves to what does that, if it can be had. */
  async tell() {
    const key = this.#key;
    const { Hearts } = await import("./hearts.js").catch(() => ({ Hearts: null })); // They stay here, and are told another time.
    if (!Hearts || this.#key !== key) return null;
    this.hearts ??= this.#listening(new Hearts(key, this.#credentials));
    this.hearts.soon();
    return this.hearts;
  }

  /** Resolves when the service knows all that is marked, or could not be told. */
  async told() {
    const hearts = await this.tell();
    if (hearts?.unsent) await hearts.run();
  }

  /** @param {Hearts} hearts */
  #listening(hearts) {
    hearts.addEventListener("change", () => {
      if (this.hearts !== hearts) return;
      this.list &&= hearts.list;
      this.#read();
    });
    return hearts;
  }

  /** The list that comments are written with. Rejects with an ApiError. */
  async held() {
    const hearts = await this.tell();
    if (!hearts) throw Object.assign(new Error("no list"), { code: "unreachable" });
    return hearts.open();
  }

  /**
   * A marked photo that is not here any more may be there as another one: a RAW file's JPEG came, and the service has the mark with it.
   *
   * @param {(photoId: string) => boolean} isHere
   */
  mayHaveMoved(isHere) {
    if (![...this.#marked].every(isHere)) this.hearts?.soon();
  }

  /** The guest is forgotten: nothing is marked any more. */
  leave() {
    this.#stop();
    this.#marked = new Set();
  }

  #stop() {
    this.hearts?.stop();
    this.hearts = null;
  }
}
