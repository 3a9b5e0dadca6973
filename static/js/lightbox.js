/** One photo large, in a dialog: arrow keys, swipe and buttons go on, Escape closes. */
import { one, say, setAttribute } from "./dom.js";
import { photoOf } from "./words/en.js";

const SWIPE_PX = 48;

/** `photos()` gives the photos to go through: `{photo_id, preview_url, original_url?}`. */
export class Lightbox {
  #dialog;
  #photos;
  #photoId = null;
  #startX = null;

  constructor(dialog, photos) {
    this.#dialog = dialog;
    this.#photos = photos;
    dialog.addEventListener("click", (event) => this.#clicked(event));
    dialog.addEventListener("keydown", (event) => this.#pressed(event));
    dialog.addEventListener("pointerdown", (event) => (this.#startX = event.clientX));
    dialog.addEventListener("pointerup", (event) => this.#swiped(event.clientX));
    dialog.addEventListener("close", () => (this.#photoId = null));
  }

  get isOpen() {
    return this.#dialog.open;
  }

  /** Show a photo. */
  open(photoId) {
    this.#photoId = photoId;
    this.#draw();
    if (!this.#dialog.open) this.#dialog.showModal();
  }

  /** Close, if it is open. */
  close() {
    if (this.#dialog.open) this.#dialog.close();
  }

  /** The photos may have changed: stay on the same one, or close when it is gone. */
  refresh() {
    if (!this.isOpen) return;
    if (this.#photos().some((photo) => photo.photo_id === this.#photoId)) this.#draw();
    else this.close();
  }

  #draw() {
    const photos = this.#photos();
    const index = photos.findIndex((photo) => photo.photo_id === this.#photoId);
    const photo = photos[index];
    const image = one("img", this.#dialog);
    if (image.getAttribute("src") !== photo.preview_url) image.src = photo.preview_url;
    image.alt = photoOf(index + 1, photos.length);
    say(one("[role=status]", this.#dialog), photoOf(index + 1, photos.length));
    setAttribute(one("[data-act=previous]", this.#dialog), "aria-disabled", index === 0);
    setAttribute(one("[data-act=next]", this.#dialog), "aria-disabled", index === photos.length - 1);
    const save = this.#dialog.querySelector("[data-act=save]"); // A kiosk has none.
    if (save) save.href = photo.original_url ?? photo.preview_url;
  }

  #step(by) {
    const photos = this.#photos();
    const index = photos.findIndex((photo) => photo.photo_id === this.#photoId) + by;
    if (index < 0 || index >= photos.length) return;
    this.#photoId = photos[index].photo_id;
    this.#draw();
  }

  #clicked(event) {
    const act = event.target.closest("[data-act]")?.dataset.act;
    if (act === "close") this.close();
    if (act === "previous") this.#step(-1);
    if (act === "next") this.#step(1);
  }

  #pressed(event) {
    if (event.key === "ArrowLeft") this.#step(-1);
    if (event.key === "ArrowRight") this.#step(1);
  }

  #swiped(x) {
    const moved = this.#startX === null ? 0 : x - this.#startX;
    this.#startX = null;
    if (Math.abs(moved) > SWIPE_PX) this.#step(moved < 0 ? 1 : -1);
  }
}
