/** The one way to the camera: opens it, takes stills as JPEG, says in one word why it cannot. */

const LONGEST_SIDE_PX = 1600; // Faces at arm's length are far larger than the engine needs; phones on bad networks say thanks.
const JPEG_QUALITY = 0.9;
const FIRST_FRAME_WITHIN_MS = 10_000;

/** `reason` is `denied`, `missing`, `busy`, `insecure` (needs https) or `failed`. */
export class CameraError extends Error {
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

/** An open camera that plays in `video`. An `ended` event tells that the device went away by itself. */
export class Camera extends EventTarget {
  #stream;
  #video;

  constructor(stream, video) {
    super();
    this.#stream = stream;
    this.#video = video;
    for (const track of stream.getTracks()) track.addEventListener("ended", () => this.dispatchEvent(new Event("ended")));
  }

  /** Show the front camera in `video`; rejects with a CameraError. */
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
    canvas.getContext("2d").drawImage(this.#video, 0, 0, canvas.width, canvas.height);
    return new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new CameraError("failed"))), "image/jpeg", JPEG_QUALITY);
    });
  }

  /** Release the device; its light goes out. */
  stop() {
    for (const track of this.#stream.getTracks()) track.stop();
    if (this.#video.srcObject === this.#stream) this.#video.srcObject = null; // Else another camera plays there by now.
  }
}

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
