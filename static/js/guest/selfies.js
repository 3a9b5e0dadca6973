/** Taking one to three pictures of oneself: with the camera, or as files. A `change` event follows every change. */
import { Camera } from "../camera.js";
import { pictureOf } from "./picture-file.js";

const MOST_SELFIES = 3;
const COUNT_FROM = 3;
const COUNT_MS = 1000;

export class Selfies extends EventTarget {
  /** `starting`, `live`, `counting`, `review` (the picture taken last) or `off` (no camera, see `reason`). */
  state = "starting";
  /** Why the camera is off: a reason of CameraError, or `ended` when it went away by itself. */
  reason = null;
  /** Seconds until the picture is taken, while counting. */
  count = 0;
  /** What is wrong with a file that was chosen (a PictureError), or null. */
  problem = null;
  /** `{id, blob, url}` of each picture. */
  pictures = [];
  #camera = null;
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

  /** Show the camera's picture in `video`. */
  async start(video) {
    this.#gone = false;
    this.#become("starting", { reason: null });
    try {
      const camera = await this.#open(video);
      if (this.#gone) return camera.stop(); // The guest went back while the camera was starting.
      camera.addEventListener("ended", () => this.#cameraWent("ended"));
      this.#camera = camera;
      this.#become("live");
    } catch (error) {
      this.#cameraWent(error.reason ?? "failed");
    }
    return undefined;
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
    this.remove(this.pictures.at(-1).id);
  }

  /** Back to the camera for one more. */
  another() {
    if (this.#camera && !this.full) this.#become("live");
  }

  /** Take a picture out. */
  remove(id) {
    const picture = this.pictures.find((candidate) => candidate.id === id);
    URL.revokeObjectURL(picture.url);
    this.pictures = this.pictures.filter((kept) => kept !== picture);
    if (this.#camera) this.#become("live");
    else this.#changed();
  }

  /** Add files that the guest chose, as many as fit. */
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
    else this.#changed();
  }

  /** Let go of the camera and of every picture; `start` begins anew. */
  discard() {
    this.#gone = true;
    clearInterval(this.#timer);
    this.#camera?.stop();
    this.#camera = null;
    for (const { url } of this.pictures) URL.revokeObjectURL(url);
    this.pictures = [];
  }

  #tick() {
    this.count -= 1;
    if (this.count > 0) return this.#changed();
    clearInterval(this.#timer);
    return this.#take();
  }

  async #take() {
    try {
      this.#add(await this.#camera.still());
      this.#become("review");
    } catch {
      this.#cameraWent("failed");
    }
  }

  /** What was being read or taken meanwhile may be one too many, or come after the guest has gone back. */
  #add(blob) {
    this.problem = null;
    if (this.full || this.#gone) return;
    this.pictures = [...this.pictures, { id: this.#nextId++, blob, url: URL.createObjectURL(blob) }];
  }

  #cameraWent(reason) {
    this.#camera?.stop();
    this.#camera = null;
    this.#become("off", { reason });
  }

  #become(state, more = {}) {
    if (state !== "counting") clearInterval(this.#timer); // Whatever else happens ends the countdown.
    Object.assign(this, { state, ...more });
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}
