/**
 * One picture of a guest: the camera opens, three seconds are counted, the picture stands still until it is used or taken again.
 * No picture is taken that could not be looked for.
 */
import { Camera, onDevices } from "../camera.js";
import { judged } from "../faces.js";
import { Observable } from "../observable.js";

/** @import { Face, Selfie } from "../faces.js" */

const COUNTED_S = 3;
const SECOND_MS = 1000;
const LOOK_EVERY_MS = 5000;
const MAY_COME_BACK = new Set(["ended", "busy", "missing", "failed"]); // The others need somebody to allow something.

/**
 * `phase` is `opening`, `counting` (`seconds` left), `frozen` (`address` shows the picture), `choosing` (it shows several people:
 * `faces`), `sending` or `stopped` (`problem` says why, when it has one: `{title, text}` as ids of texts or `error`). A `change`
 * event follows every change.
 *
 * `canServe()` says whether the service is there, `verify()` asks it and resolves to that; `look()` resolves to the faces on a
 * picture, or to null when nobody knows.
 */
export class Shot extends Observable {
  #service;
  /** @type {Camera | null} */
  #camera = null;
  /** @type {Blob | null} */
  #picture = null;
  #run = 0; // Numbers the attempts: what an earlier one still waits for is of no interest.
  /** @type {Api.Box | null} */
  #box = null;
  #enough = new AbortController();
  /** @type {Promise<void>} */
  #looking = Promise.resolve();
  /** @type {Face[]} */
  faces = [];
  /** @type {"opening" | "counting" | "frozen" | "choosing" | "sending" | "stopped"} */
  phase = "opening";
  seconds = 0;
  /** @type {string | null} */
  address = null;
  /** @type {{title: string, text: string | null, error: unknown} | null} */
  problem = null;

  /** @param {{canServe: () => boolean, verify: () => Promise<boolean>, look: (picture: Blob, signal: AbortSignal) => Promise<Face[] | null>}} service */
  constructor(service) {
    super();
    this.#service = service;
  }

  /**
   * Show the camera in `video`, count, and hold the picture. Never rejects.
   *
   * @param {HTMLVideoElement} video
   */
  async take(video) {
    const run = this.#begin();
    try {
      if (!(await this.#service.verify())) return this.#current(run) && this.away("kiosk-away-before");
      if (!this.#current(run)) return undefined;
      if (!(await this.#open(video, run)) || !(await this.#count(run))) return undefined;
      return await this.#hold(run);
    } catch (error) {
      return this.#current(run) && this.#withoutCamera(video, error.reason ?? "failed");
    }
  }

  /**
   * The picture to send, once it is known that it will do; from now on it is sent. Null when it is not to be sent, or not yet: then
   * `phase` says why.
   *
   * @returns {Promise<Selfie | null>}
   */
  async send() {
    const run = this.#run;
    this.#become("sending");
    await this.#looking;
    return this.#current(run) && this.phase === "sending" && this.#picture ? { blob: this.#picture, box: this.#box } : null;
  }

  /**
   * This face is meant, of several on the picture; null leaves it open.
   *
   * @param {Face | null} face
   */
  point(face) {
    this.#box = face?.box ?? null;
    this.faces = [];
    this.#become("frozen");
  }

  /**
   * The service went away: there is no picture any more.
   *
   * @param {string | null} text
   */
  away(text) {
    this.fail("kiosk-away-title", text);
  }

  /**
   * Stop because of this; the picture is gone. `text` is the id of a text, or `error` is what was thrown.
   *
   * @param {string} title
   * @param {string | null} text
   * @param {unknown} [error]
   */
  fail(title, text, error = null) {
    this.stop();
    this.problem = { title, text, error };
    this.#become("stopped");
  }

  /** Close the camera and forget the picture. */
  stop() {
    this.#run += 1;
    this.#enough.abort();
    this.#release();
    if (this.address) URL.revokeObjectURL(this.address);
    Object.assign(this, { phase: "stopped", seconds: 0, address: null, problem: null, faces: [] });
    this.#picture = null;
    this.#box = null;
  }

  /** The service came or went: nobody is photographed for nothing. */
  serviceChanged() {
    if (["opening", "counting"].includes(this.phase) && !this.#service.canServe()) this.away("kiosk-away-before");
  }

  #begin() {
    this.stop();
    this.#become("opening");
    return this.#run;
  }

  /**
   * @param {HTMLVideoElement} video
   * @param {number} run
   */
  async #open(video, run) {
    const camera = await Camera.open(video);
    if (!this.#current(run)) return camera.stop(); // Nobody waits for it any more.
    this.#camera = camera;
    camera.addEventListener("ended", () => this.#current(run) && this.#withoutCamera(video, "ended"));
    camera.addEventListener("stalled", () => this.#current(run) && this.take(video));
    return true;
  }

  /**
   * @param {HTMLVideoElement} video
   * @param {string} reason
   */
  #withoutCamera(video, reason) {
    this.fail("kiosk-camera-problem-title", `kiosk-camera-${reason}`);
    if (MAY_COME_BACK.has(reason)) this.#goOnWithCamera(video);
  }

  /**
   * Nobody at a kiosk knows what to plug in: as soon as there is a camera again, it goes on by itself.
   *
   * @param {HTMLVideoElement} video
   */
  #goOnWithCamera(video) {
    const run = this.#run;
    let looking = false;
    const look = async () => {
      if (looking) return;
      looking = true;
      const found = this.#current(run) && (await opens());
      looking = false;
      if (found && this.#current(run)) this.take(video);
      if (!this.#current(run)) leave();
    };
    const timer = setInterval(look, LOOK_EVERY_MS);
    const unplug = onDevices(look);
    const leave = () => {
      clearInterval(timer);
      unplug();
    };
  }

  /** @param {number} run */
  async #count(run) {
    for (this.seconds = COUNTED_S; this.seconds > 0; this.seconds -= 1) {
      this.#become("counting");
      const last = this.seconds === 1;
      // A network that died silently is found out before the picture is taken, not after.
      const [served] = await Promise.all([
        last ? this.#service.verify() : true,
        new Promise((done) => setTimeout(done, SECOND_MS)),
      ]);
      if (!this.#current(run)) return false;
      if (!served) {
        this.away("kiosk-away-before");
        return false;
      }
    }
    return true;
  }

  /** @param {number} run */
  async #hold(run) {
    const picture = await /** @type {Camera} */ (this.#camera).still();
    if (!this.#current(run)) return;
    this.#picture = picture;
    this.address = URL.createObjectURL(picture);
    this.#release();
    this.#become("frozen");
    this.#enough = new AbortController();
    this.#looking = this.#lookAt(picture, run);
  }

  /**
   * @param {Blob} picture
   * @param {number} run
   */
  async #lookAt(picture, run) {
    const { box = null, choose = [], refused } = judged(await this.#service.look(picture, this.#enough.signal));
    if (!this.#current(run)) return;
    this.#box = box;
    this.faces = choose;
    if (refused) this.fail("rejected-title", `rejected-${refused}`);
    else if (choose.length) this.#become("choosing");
  }

  #release() {
    const camera = this.#camera;
    this.#camera = null;
    camera?.stop();
  }

  /** @param {number} run */
  #current(run) {
    return run === this.#run;
  }

  /** @param {Shot["phase"]} phase */
  #become(phase) {
    this.phase = phase;
    this.changed();
  }
}

/** Whether a camera can be opened; it is closed again, and nobody has seen it. */
async function opens() {
  const unseen = Object.assign(document.createElement("video"), { muted: true, playsInline: true });
  try {
    const camera = await Camera.open(unseen);
    camera.stop();
    return true;
  } catch {
    return false;
  }
}
