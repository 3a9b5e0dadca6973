/** What this device keeps of a gallery that its guest browses, for when there is no network, and until when it may. */
import { Observable } from "../observable.js";

/** @import { Kind, Seen, Shown } from "./seen.js" */

export class Browsing extends Observable {
  /** This device has photos of the gallery, of whenever they were seen. */
  keeps = false;
  /** Until when it may, as long as it opens the address without being asked for a PIN; null where it may not. */
  #until = /** @type {string | null} */ (null);
  #seen;

  /** @param {Seen} seen */
  constructor(seen) {
    super();
    this.#seen = seen;
  }

  /**
   * The event was opened, and the guest may or may not browse it.
   *
   * @param {number} eventId
   * @param {string | null} until
   * @param {boolean} mayBrowse
   */
  opened(eventId, until, mayBrowse) {
    this.#until = until;
    if (until && mayBrowse) this.#look(eventId);
    else this.forget(eventId);
  }

  /** @param {number} eventId */
  async #look(eventId) {
    const kept = await this.#seen.at("gallery", eventId).catch(() => null);
    if (kept) this.#begun();
  }

  #begun() {
    if (!this.keeps) this.become({ keeps: true });
  }

  /**
   * Keep a picture of what is `shown` behind the address of this `key`; null when that is shown no more.
   *
   * @param {string} key
   * @param {() => Omit<Shown, "door"> | null} shown
   * @param {string} photoId
   * @param {string} address
   * @param {Kind} [kind]
   */
  async keep(key, shown, photoId, address, kind) {
    const until = this.#until;
    if (!until) return;
    const door = { key, until };
    const now = () => {
      const all = this.#until ? shown() : null;
      return all && { ...all, door };
    };
    this.#begun();
    await this.#seen.keep("gallery", now, photoId, address, kind);
  }

  /**
   * Nothing of it is kept any more.
   *
   * @param {number} eventId
   */
  forget(eventId) {
    this.keeps = false;
    return this.#seen.forget("gallery", eventId);
  }

  /**
   * The same, and no more is until the event is opened anew.
   *
   * @param {number} eventId
   */
  end(eventId) {
    this.#until = null;
    return this.forget(eventId);
  }
}
