/**
 * Taking one to three pictures of oneself: with the camera, or as files; and saying which face is meant where one shows several
 * people. A `change` event follows every change.
 */
import { Camera } from "../camera.js";
import { judged } from "../faces.js";
import { Observable } from "../observable.js";
import { pictureOf } from "./picture-file.js";

/** @import { Face } from "../faces.js" */
/** @import { PictureError } from "./picture-file.js" */
/** @typedef {{id: number, blob: Blob, url: string, box: Api.Box | null, faces: Face[] | null, mirrored: boolean}} Taken `box` says which face is meant, `faces` are there while that is to be chosen; `mirrored`: the camera showed it so, and so it is to be shown */

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
  /** @type {string | null} Why the service would reject the picture that was taken last, which is gone: a reason of a rejected selfie. */
  refused = null;
  /** @type {Taken[]} */
  pictures = [];
  /** @type {Camera | null} */
  #camera = null;
  /** @type {HTMLVideoElement | null} */
  #video = null;
  #tries = 0; // Numbers the cameras that are being opened: only the last one is wanted.
  /** @type {number | null} */
  #timer = null;
  #nextId = 1;
  /** @type {Promise<void>} One picture is looked at after the other. */
  #looking = Promise.resolve();
  #look;
  #open;
  #read;
  #gone = false;

  /**
   * `look` resolves to the faces on a picture, or to null when nobody knows. The rest of the environment can be given for tests.
   *
   * @param {{look: (picture: Blob) => Promise<Face[] | null>, open?: typeof Camera.open, read?: typeof pictureOf}} environment
   */
  constructor({ look, open = Camera.open, read = pictureOf }) {
    super();
    this.#look = look;
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

  /**
   * The picture on which a face is to be chosen; null when there is none.
   *
   * @returns {Taken | null}
   */
  get choosing() {
    return this.pictures.find(({ faces }) => faces) ?? null;
  }

  /** Resolves when the service has seen every picture, or will not say. */
  async looked() {
    await this.#looking;
  }

  /**
   * On the picture that is chosen from this face is meant; null leaves it open.
   *
   * @param {Face | null} face
   */
  point(face) {
    Object.assign(this.choosing ?? {}, { box: face?.box ?? null, faces: null });
    this.changed();
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
    if (!this.full) this.#become(this.#camera ? "live" : "starting");
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
    else if (this.state === "review") this.#become("starting");
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
    // Also while the camera is being opened: else it would open under the finger that is on its way to the button.
    if (this.state !== "off" && this.pictures.length) this.#become("review");
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
      this.#add(await /** @type {Camera} */ (this.#camera).still(), true);
      this.#become("review");
    } catch {
      this.#cameraWent("failed");
    }
  }

  /**
   * What was being read or taken meanwhile may be one too many, or come after the guest has gone back.
   *
   * @param {Blob} blob
   * @param {boolean} [mirrored]
   */
  #add(blob, mirrored = false) {
    this.problem = null;
    this.refused = null;
    if (this.full || this.#gone) return;
    /** @type {Taken} */
    const picture = { id: this.#nextId++, blob, url: URL.createObjectURL(blob), box: null, faces: null, mirrored };
    this.pictures = [...this.pictures, picture];
    this.#looking = this.#looking.then(() => this.#lookAt(picture));
  }

  /** @param {Taken} picture */
  async #lookAt(picture) {
    if (!this.pictures.includes(picture)) return;
    const { box = null, choose: faces = null, refused = null } = judged(await this.#look(picture.blob));
    if (!this.pictures.includes(picture)) return;
    Object.assign(picture, { box, faces });
    this.refused = refused;
    if (refused) this.remove(picture.id);
    else this.changed();
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
