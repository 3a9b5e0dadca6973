/**
 * Passing one photo on by the device's own means: the picture itself. Never this page's address, which opens the guest's search.
 * A `change` event follows every change.
 */
import { downloadFrom } from "../http.js";
import { Observable } from "../observable.js";
import { fileName } from "../ui/save.js";

/** @typedef {{photo_id: string, preview_url: string, name?: string, [more: string]: any}} Takeable a photo that can be passed on */

export class Sharing extends Observable {
  /** Id of the text on the button. */
  label = "guest-share";
  /** @type {{address: string, file: File} | null} */
  #ready = null; // Fetched, but the browser wanted another tap.
  /** @type {object | null} */
  #busy = null;

  /** Whether this device can pass pictures on. */
  get possible() {
    const probe = new File([new Uint8Array(1)], "photo.jpg", { type: "image/jpeg" });
    return Boolean(navigator.canShare?.({ files: [probe] }));
  }

  /** Another photo is looked at. */
  reset() {
    this.#busy = null;
    this.#ready = null;
    this.#say("guest-share");
  }

  /**
   * Fetch the picture, or what else of it is at `address`, and hand it to the device.
   *
   * @param {Takeable} photo
   * @param {string} [address]
   */
  async share(photo, address = photo.preview_url) {
    if (this.#busy) return;
    const task = {};
    this.#busy = task;
    if (this.#ready?.address !== address) this.#ready = null;
    if (!this.#ready) this.#say("guest-preparing");
    try {
      const file = this.#ready?.file ?? (await fileOf(photo, address));
      if (this.#busy !== task) return;
      this.#ready = { address, file };
      await navigator.share({ files: [file] });
      this.reset();
    } catch (error) {
      if (this.#busy === task) this.#failed(error);
    }
  }

  /** @param {any} error */
  #failed(error) {
    this.#busy = null;
    // Fetching took longer than browsers remember a tap: with the picture at hand, the next one works at once.
    if (error.name === "NotAllowedError" && this.#ready) return this.#say("guest-share-ready");
    if (error.name === "AbortError") return this.reset(); // The guest thought better of it.
    this.#ready = null;
    return this.#say("guest-share-failed");
  }

  /** @param {string} label */
  #say(label) {
    if (this.label === label) return;
    this.label = label;
    this.changed();
  }
}

/**
 * @param {Takeable} photo
 * @param {string} address
 */
async function fileOf(photo, address) {
  const picture = await downloadFrom(address);
  const name = (photo.name ?? "photo").replace(/\.[^.]*$/, "");
  return new File([picture], fileName(name, ".jpg"), { type: "image/jpeg" });
}
