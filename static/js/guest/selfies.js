/** Taking one to three pictures of oneself: with the camera, or as files. A `change` event follows every change. */
import { Camera } from "../camera.js";
import { Observable } from "../observable.js";
import { pictureOf } from "./picture-file.js";

/** @import { PictureError } from "./picture-file.js" */

const MOST_SELFIES = 3;
const COUNT_FROM = 3;
const COUNT_MS = 1000;

export class Selfies extends Observable {
  /** @type {"starting" | "live" | "counting" | "review" | "off"} `starting`, `live`, `counting`, `review` (the picture taken last) or `off` (no camera, see `reason`). */
  state = "starting";
  /** @type {string | null} Why the camera is off: a reason of CameraError, or `ended` when it went away by itself. */
  reason = null;
  /** Seconds until the picture is taken, while counting. */
  count = 0;
  /** @type {PictureError | null} What is wrong with a file that was chosen. */
  problem = null;
  /** @type {{id: number, blob: Blob, url: string}[]} `{id, blob, url}` of each picture. */
  pictures = [];
  /** @type {Camera | null} */
  #camera = null;
  /** @type {HTMLVideoElement | null} */
  #video = null;
  #tries = 0; // Numbers the cameras that are being opened: only the last one is wanted.
  /** @type {number | null} */
  #timer = null;
  #nextId = 1;
  #open;
  #read;
  #gone = false;

  /** The environment can be given for tests. */
  constructor({ open = Camera.open, read = pictureOf } = {}) {
    super();
    this.#open = open;
    this.#read = read;
  }

  /**
   * Show the camera's picture in `video`.
   *
   * @param {HTMLVideoElement} video
   */
  async start(video) {
    this.#gone = false;
    this.#video = video;
    this.#become("starting", { reason: null });
    await this.#openCamera();
  }

  async #openCamera() {
    this.#tries += 1;
    const number = this.#tries;
    try {
      const camera = await this.#open(/** @type {HTMLVideoElement} */ (this.#video));
      if (this.#gone || number !== this.#tries) return camera.stop(); // The guest went back while the camera was starting.
      camera.addEventListener("ended", () => this.#cameraWent("ended"));
      camera.addEventListener("stalled", () => this.#cameraStalled());
      this.#camera = camera;
      // A picture that is being looked at stays where it is.
      if (this.state === "review" && this.pictures.length) this.changed();
      else this.#become("live");
    } catch (error) {
      if (!this.#gone && number === this.#tries) this.#cameraWent(error.reason ?? "failed");
    }
    return undefined;
  }

  /** It shows nothing any more: another one in its place. What was counted begins anew. */
  #cameraStalled() {
    this.#letGo();
    if (this.state !== "review") this.#become("starting");
    this.#openCamera();
  }

  get full() {
    return this.pictures.length >= MOST_SELFIES;
  }

  /** Count down and take a picture; asked again while counting, it stops. */
  shoot() {
    if (this.state === "counting") return this.#become("live");
    if (this.state !== "live" || this.full) return undefined;
    this.count = COUNT_FROM;
    this.#become("counting");
    this.#timer = setInterval(() => this.#tick(), COUNT_MS);
    return undefined;
  }

  /** The picture taken last was not good: away with it, and back to the camera. */
  retake() {
    this.remove(this.pictures[this.pictures.length - 1].id);
  }

  /** Back to the camera for one more. */
  another() {
    if (this.#camera && !this.full) this.#become("live");
  }

  /**
   * Take a picture out.
   *
   * @param {number} id
   */
  remove(id) {
    const picture = this.pictures.find((candidate) => candidate.id === id);
    if (!picture) return;
    URL.revokeObjectURL(picture.url);
    this.pictures = this.pictures.filter((kept) => kept !== picture);
    if (this.#camera) this.#become("live");
    else this.changed();
  }

  /**
   * Add files that the guest chose, as many as fit.
   *
   * @param {Iterable<File>} files
   */
  async choose(files) {
    this.problem = null;
    for (const file of [...files].slice(0, MOST_SELFIES - this.pictures.length)) {
      try {
        this.#add(await this.#read(file));
      } catch (error) {
        this.problem = error;
      }
    }
    if (this.#camera && this.pictures.length) this.#become("review");
    else this.changed();
  }

  /** Let go of the camera and of every picture; `start` begins anew. */
  discard() {
    this.#gone = true;
    clearInterval(this.#timer);
    this.#letGo();
    for (const { url } of this.pictures) URL.revokeObjectURL(url);
    this.pictures = [];
  }

  #tick() {
    this.count -= 1;
    if (this.count > 0) return this.changed();
    clearInterval(this.#timer);
    return this.#take();
  }

  async #take() {
    try {
      this.#add(await /** @type {Camera} */ (this.#camera).still());
      this.#become("review");
    } catch {
      this.#cameraWent("failed");
    }
  }

  /**
   * What was being read or taken meanwhile may be one too many, or come after the guest has gone back.
   *
   * @param {Blob} blob
   */
  #add(blob) {
    this.problem = null;
    if (this.full || this.#gone) return;
    this.pictures = [...this.pictures, { id: this.#nextId++, blob, url: URL.createObjectURL(blob) }];
  }

  /** @param {string} reason */
  #cameraWent(reason) {
    this.#letGo();
    this.#become("off", { reason });
  }

  #letGo() {
    this.#camera?.stop();
    this.#camera = null;
  }

  /**
   * @param {Selfies["state"]} state
   * @param {object} [more]
   */
  #become(state, more = {}) {
    if (state !== "counting") clearInterval(this.#timer); // Whatever else happens ends the countdown.
    this.become({ state, ...more });
  }
}
