/** Every text of the guest's page and the kiosk that changes with what happens, in English. */

const count = (number, one, many) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;

/** Why a selfie did not work, and what to do differently; keyed by the reasons of `search.status`. */
export const REJECTED = {
  no_face: "We could not find a face. Look straight at the camera, with your whole face in the frame.",
  several_faces: "There is more than one face in the picture. Please take it alone.",
  too_small: "Your face is too small in the picture. Move closer.",
  too_blurry: "The picture is blurred. Hold still for a moment, or wipe the lens.",
  too_dark: "It is too dark. Find more light, best from the front.",
  unreadable: "We could not read this picture. Please take a new one.",
};

/** What stands in the way of the camera; keyed by `CameraError.reason`. */
export const CAMERA = {
  denied: "The camera is not allowed here. Allow it in your browser, or choose a picture instead.",
  missing: "There is no camera here. Choose a picture instead.",
  busy: "Another app is using the camera. Close it and try again, or choose a picture instead.",
  insecure: "The camera only works over a secure address (https). Choose a picture instead.",
  failed: "The camera does not answer. Try again, or choose a picture instead.",
};

/** The same at a kiosk, where nobody can choose a picture. */
export const CAMERA_OF_KIOSK = {
  denied: "This screen may not use its camera. Please tell someone from the organisers.",
  missing: "This screen has no camera. Please tell someone from the organisers.",
  busy: "The camera is busy. Please try again in a moment.",
  insecure: "The camera only works over a secure address (https). Please tell someone from the organisers.",
  failed: "The camera does not answer. Please try again.",
};

const BY_CODE = {
  pin_required: "This event is protected by a PIN. You get it where you got the link.",
  wrong_pin: "That PIN is not right. Please try again.",
  link_expired: "This link has expired. Please ask for a new one.",
  link_revoked: "This link has been withdrawn. Please ask for a new one.",
  consent_required: "We may only look for you after you have agreed.",
  selfie_missing: "Please take a selfie first.",
  too_many_selfies: "Three selfies are enough.",
  unreachable: "We cannot reach the service. Check your connection and try again.",
};

const BY_STATUS = {
  401: "Your visit has ended. Please open your link again.",
  403: "This is not open to you.",
  404: "There is nothing here. The link may be mistyped, or the event is over.",
  410: "This is no longer available.",
  413: "This picture is too large.",
  415: "This file is not a picture we can read. Please choose a JPEG, PNG or HEIC photo.",
  429: "That was a bit fast.",
  503: "The service is catching its breath.",
};

/** An error as a sentence that says what to do. Anything that is not an ApiError is our own mistake. */
export function explain(error) {
  const sentence = BY_CODE[error.code] ?? BY_STATUS[error.status] ?? "Something went wrong on our side. Please try again.";
  return error.retryAfterS ? `${sentence} Try again in ${count(error.retryAfterS, "second", "seconds")}.` : sentence;
}

/** The state of the live connection; empty while all is well. */
export const CONNECTION = {
  idle: "",
  connecting: "",
  online: "",
  waiting: "No connection right now. We keep trying; nothing is lost.",
  refused: "Your visit has ended. Please open your link again.",
};

/** What the search is doing, how many photos it has found so far, and how many of which it is not sure. */
export function progress({ stage, caughtUp }, found, doubted = 0) {
  switch (stage) {
    case "queued":
    case "detecting":
      return "Looking at your selfie …";
    case "searching":
      return found ? `${photosOfYou(found)} so far, still looking …` : "Looking for you in all photos …";
    case "live":
      if (found) return photosOfYou(found);
      if (doubted) return "Is this you?";
      return caughtUp ? "No photos of you yet" : "Looking for you in all photos …";
    case "rejected":
      return "That selfie did not work.";
    default:
      throw new Error(`unknown stage: ${stage}`);
  }
}

export const photosOfYou = (number) => `${count(number, "photo", "photos")} of you`;
export const newPhotos = (number) => `${count(number, "new photo", "new photos")} of you`;
export const photoOf = (position, total) => `Photo ${position} of ${total}`;
export const picturesTaken = (number) => `${number} of 3 pictures taken`;
export const downloading = (bytes) => `Downloading … ${(bytes / 1e6).toFixed(1)} MB`;
export const wipesIn = (seconds) => `This screen clears itself in ${count(seconds, "second", "seconds")}.`;
export const liveUntil = (date) =>
  `New photos of you keep appearing here until ${date.toLocaleDateString(undefined, { dateStyle: "long" })}. Then everything is deleted.`;
