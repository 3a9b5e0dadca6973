/**
 * One picture of a guest: the camera opens, three seconds are counted, the picture stands still until it is used or taken again.
 * No picture is taken that could not be looked for.
 */
import { Camera } from "../camera.js";

const COUNTED_S = 3;
const SECOND_MS = 1000;

/**
 * `phase` is `opening`, `counting` (`seconds` left), `frozen` (`address` shows the picture), `sending` or `stopped` (`problem`
 * says why, when it has one: `{title, text}` as ids of texts or `error`). A `change` event follows every change.
 *
 * `canServe()` says whether the service is there, `verify()` asks it and resolves to that.
 */
export class Shot extends EventTarget {
  #service;
  #camera = null;
  #picture = null;
  #run = 0; // Numbers the attempts: what an earlier one still waits for is of no interest.
  phase = "opening";
  seconds = 0;
  address = null;
  problem = null;

  constructor(service) {
    super();
    this.#service = service;
  }

  /** Show the camera in `video`, count, and hold the picture. Never rejects. */
  async take(video) {
    const run = this.#begin();
    try {
      if (!(await this.#service.verify())) return this.#current(run) && this.away("kiosk-away-before");
      if (!this.#current(run)) return undefined;
      if (!(await this.#open(video, run)) || !(await this.#count(run))) return undefined;
      return await this.#hold(run);
    } catch (error) {
      return this.#current(run) && this.fail("kiosk-camera-problem-title", `kiosk-camera-${error.reason ?? "failed"}`);
    }
  }

  /** The picture to send, as a Blob; from now on it is sent. */
  send() {
    this.#become("sending");
    return this.#picture;
  }

  /** The service went away: there is no picture any more. */
  away(text) {
    this.fail("kiosk-away-title", text);
  }

  /** Stop because of this; the picture is gone. `text` is the id of a text, or `error` is what was thrown. */
  fail(title, text, error = null) {
    this.stop();
    this.problem = { title, text, error };
    this.#become("stopped");
  }

  /** Close the camera and forget the picture. */
  stop() {
    this.#run += 1;
    this.#release();
    if (this.address) URL.revokeObjectURL(this.address);
    Object.assign(this, { phase: "stopped", seconds: 0, address: null, problem: null });
    this.#picture = null;
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

  async #open(video, run) {
    const camera = await Camera.open(video);
    if (!this.#current(run)) return camera.stop(); // Nobody waits for it any more.
    this.#camera = camera;
    camera.addEventListener("ended", () => this.#current(run) && this.fail("kiosk-camera-problem-title", "kiosk-camera-ended"));
    return true;
  }

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

  async #hold(run) {
    const picture = await this.#camera.still();
    if (!this.#current(run)) return;
    this.#picture = picture;
    this.address = URL.createObjectURL(picture);
    this.#release();
    this.#become("frozen");
  }

  #release() {
    const camera = this.#camera;
    this.#camera = null;
    camera?.stop();
  }

  #current(run) {
    return run === this.#run;
  }

  #become(phase) {
    this.phase = phase;
    this.dispatchEvent(new Event("change"));
  }
}
