/** Taking one to three pictures of oneself: by the camera, or as files where there is none. */
import { Camera } from "./camera.js";
import { h, one, say, setAttribute, show } from "./dom.js";
import { CAMERA, picturesTaken } from "./words/en.js";

const MOST = 3;

/** Tells `done` (with `blobs`) when the guest is content. */
export class SelfieTaker extends EventTarget {
  #camera = null;
  #pictures = [];
  #opening = false;

  constructor() {
    super();
    one("#shoot").addEventListener("click", () => this.#shoot());
    one("#open-camera").addEventListener("click", () => this.#openCamera());
    one("#choose").addEventListener("click", () => one("#files").click());
    one("#files").addEventListener("change", (event) => this.#choose(event.target));
    one("#find").addEventListener("click", () => this.dispatchEvent(new Event("done")));
  }

  /** The pictures taken, as Blobs. */
  get blobs() {
    return this.#pictures.map(({ blob }) => blob);
  }

  /** Begin with no picture and the camera on. */
  async start() {
    this.discard();
    say(one("#selfie-problem"), "");
    await this.#openCamera();
  }

  /** Let go of the camera and of every picture. */
  discard() {
    this.#closeCamera();
    for (const { url } of this.#pictures) URL.revokeObjectURL(url);
    this.#pictures = [];
    this.#draw();
  }

  /** Say what is wrong with the pictures or the way they went. */
  complain(sentence) {
    say(one("#selfie-problem"), sentence);
  }

  /** While the pictures are on their way, nothing can be pressed twice. */
  set sending(sending) {
    one("#find").disabled = sending;
    say(one("#find"), sending ? "Sending …" : "Find my photos");
  }

  async #openCamera() {
    if (this.#opening || this.#camera) return;
    this.#opening = true;
    show(one("#open-camera"), false);
    show(one("#camera"));
    try {
      const camera = await Camera.open(one("#camera video"));
      camera.addEventListener("ended", () => this.#cameraWent("failed"));
      this.#camera = camera;
      this.complain("");
    } catch (error) {
      this.#cameraWent(error.reason ?? "failed");
    } finally {
      this.#opening = false;
      this.#draw();
    }
    if (one("[data-screen=selfie]").hidden) this.#closeCamera(); // The guest went back while the camera was starting.
  }

  #cameraWent(reason) {
    this.#closeCamera();
    this.complain(CAMERA[reason]);
    show(one("#open-camera"), reason !== "insecure");
    this.#draw();
  }

  #closeCamera() {
    this.#camera?.stop();
    this.#camera = null;
    show(one("#camera"), false);
  }

  async #shoot() {
    if (!this.#camera || this.#pictures.length >= MOST) return;
    this.#add(await this.#camera.still());
  }

  #choose(input) {
    for (const file of [...input.files].slice(0, MOST - this.#pictures.length)) this.#add(file);
    input.value = "";
  }

  #add(blob) {
    this.#pictures.push({ blob, url: URL.createObjectURL(blob) });
    this.complain("");
    this.#draw();
  }

  #remove(picture) {
    URL.revokeObjectURL(picture.url);
    this.#pictures = this.#pictures.filter((kept) => kept !== picture);
    this.#draw();
  }

  #draw() {
    const taken = this.#pictures.length;
    one("#selfies").replaceChildren(...this.#pictures.map((picture, index) => this.#thumbnail(picture, index + 1)));
    show(one("#shoot"), this.#camera !== null && taken < MOST);
    say(one("#shoot"), taken ? "Take another (finds you better)" : "Take the picture");
    one("#shoot").classList.toggle("primary", taken === 0);
    show(one("#choose"), taken < MOST);
    show(one("#find"), taken > 0);
    say(one("#selfie-count"), taken ? picturesTaken(taken) : "");
    setAttribute(one("#selfies"), "hidden", taken === 0);
  }

  #thumbnail(picture, position) {
    const name = `Picture ${position}`;
    return h(
      "li",
      {},
      h("img", { src: picture.url, alt: name }),
      h("button", { type: "button", class: "compact quiet", "aria-label": `Remove ${name}`, on: { click: () => this.#remove(picture) } }, "Remove"),
    );
  }
}
