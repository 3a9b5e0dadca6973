/** The one way to the camera: opens it, takes stills as JPEG, says in one word why it cannot. */
import { Observable } from "./observable.js";

const LONGEST_SIDE_PX = 1600; // Faces at arm's length are far larger than the engine needs; phones on bad networks say thanks.
const JPEG_QUALITY = 0.9;
const FIRST_FRAME_WITHIN_MS = 10_000;
const NEXT_FRAME_WITHIN_MS = 1000;
const MUTED_AT_MOST_MS = 2000;

/** `reason` is `denied`, `missing`, `busy`, `insecure` (needs https) or `failed`. */
class CameraError extends Error {
  /**
   * @param {string} reason
   * @param {unknown} [cause]
   */
  constructor(reason, cause) {
    super(reason, { cause });
    this.reason = reason;
  }
}

const REASON_OF_NAME = new Map([
  ["NotAllowedError", "denied"],
  ["SecurityError", "denied"],
  ["NotFoundError", "missing"],
  ["OverconstrainedError", "missing"],
  ["NotReadableError", "busy"],
  ["AbortError", "busy"],
]);

/**
 * An open camera that plays in `video`. An `ended` event tells that the device went away by itself; a `stalled` event that it is
 * there and shows nothing any more, as when a phone was locked meanwhile: another one is to be opened in its place.
 */
export class Camera extends Observable {
  #stream;
  #video;
  #muted = false;
  #looking = false;
  #watching = new AbortController();

  /**
   * @param {MediaStream} stream
   * @param {HTMLVideoElement} video
   */
  constructor(stream, video) {
    super();
    this.#stream = stream;
    this.#video = video;
    const { signal } = this.#watching;
    for (const track of stream.getTracks()) {
      track.addEventListener("ended", () => this.#ended(), { signal });
      track.addEventListener("mute", () => this.#mute(), { signal });
      track.addEventListener("unmute", () => (this.#muted = false), { signal });
    }
    document.addEventListener("visibilitychange", () => this.#look(), { signal });
    addEventListener("pageshow", () => this.#look(), { signal });
  }

  /**
   * Show the front camera in `video`; rejects with a CameraError.
   *
   * @param {HTMLVideoElement} video
   */
  static async open(video) {
    if (!navigator.mediaDevices?.getUserMedia) throw new CameraError(globalThis.isSecureContext ? "missing" : "insecure");
    const stream = await requestStream();
    const camera = new Camera(stream, video);
    try {
      video.srcObject = stream;
      await video.play();
      await firstFrame(video);
      return camera;
    } catch (error) {
      camera.stop();
      throw new CameraError("failed", error);
    }
  }

  /** The present picture, unmirrored, as a JPEG Blob. */
  async still() {
    const { videoWidth: width, videoHeight: height } = this.#video;
    const scale = Math.min(1, LONGEST_SIDE_PX / Math.max(width, height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d")).drawImage(this.#video, 0, 0, canvas.width, canvas.height);
    return new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new CameraError("failed"))), "image/jpeg", JPEG_QUALITY);
    });
  }

  /** Release the device; its light goes out. */
  stop() {
    this.#watching.abort();
    for (const track of this.#stream.getTracks()) track.stop();
    if (this.#video.srcObject === this.#stream) this.#video.srcObject = null; // Else another camera plays there by now.
  }

  #ended() {
    if (isInSight()) this.#tell("ended");
    else this.#muted = true; // Phones end what nobody can see; it is opened again when somebody comes back.
  }

  #mute() {
    this.#muted = true;
    setTimeout(() => this.#muted && this.#look(), MUTED_AT_MOST_MS);
  }

  /** Somebody looks again: does the picture move? */
  async #look() {
    if (this.#looking || !isInSight()) return;
    this.#looking = true;
    const shows = !this.#muted && (await this.#moves());
    this.#looking = false;
    if (!shows && isInSight()) this.#tell("stalled");
  }

  async #moves() {
    const video = this.#video;
    if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return false;
    if (video.paused) await video.play().catch(() => undefined); // Browsers pause what is out of sight, not all go on with it.
    const before = video.currentTime;
    await new Promise((resolve) => setTimeout(resolve, NEXT_FRAME_WITHIN_MS));
    return !this.#muted && video.currentTime !== before;
  }

  /** @param {string} event */
  #tell(event) {
    if (!this.#watching.signal.aborted) this.notify(event);
  }
}

/**
 * Call `act` whenever a camera may have been plugged in or out; returns a function that ends that.
 *
 * @param {() => void} act
 */
export function onDevices(act) {
  const { mediaDevices } = navigator;
  mediaDevices?.addEventListener("devicechange", act);
  return () => mediaDevices?.removeEventListener("devicechange", act);
}

const isInSight = () => document.visibilityState === "visible";

async function requestStream() {
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { facingMode: "user", width: { ideal: 1280 }, height: { ideal: 960 } },
    });
  } catch (error) {
    throw new CameraError(REASON_OF_NAME.get(error.name) ?? "failed", error);
  }
}

/**
 * @param {HTMLVideoElement} video
 * @returns {Promise<void>}
 */
function firstFrame(video) {
  if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && video.videoWidth > 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("no picture")), FIRST_FRAME_WITHIN_MS);
    video.addEventListener(
      "loadeddata",
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
