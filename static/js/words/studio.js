/** Texts of the studio that change with what happens. */

export const number = (value) => value.toLocaleString("en");
export const count = (value, one, many) => `${number(value)} ${value === 1 ? one : many}`;

export const photos = (value) => count(value, "photo", "photos");
export const faces = (value) => count(value, "face", "faces");

export const skippedFiles = (value) => (value ? ` Skipped ${count(value, "file", "files")} of other kinds.` : "");

/** Seconds as a person says them. */
export function duration(seconds) {
  if (seconds === null) return "…";
  if (seconds <= 0) return "none";
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}

const FAILURES = {
  unreadable: "This is not a photo we can read, or it is damaged.",
  truncated: "The file ends too early. Copy it from the card again.",
  empty: "The file is empty.",
  empty_file: "The file is empty.",
  unsupported_format: "We do not read this kind of picture. Export it as JPEG.",
  unsupported_media_type: "This is not a JPEG, PNG, WebP, HEIC, AVIF or TIFF photo.",
  too_many_pixels: "The photo has more pixels than we take.",
  too_large: "The file is larger than we take.",
  crashed: "Processing this photo failed several times.",
  unreachable: "The connection broke. The upload goes on from there when you retry.",
};

/** Why a photo did not make it, `{code, message?}`, in plain words. */
export const failure = ({ code, message }) => FAILURES[code] ?? message ?? "Something went wrong on our side.";

const BY_CODE = {
  bad_credentials: "E-mail or password is wrong.",
  email_taken: "There is an account with this e-mail already. Sign in instead.",
  account_disabled: "This account was disabled. Ask whoever runs this service.",
  reset_expired: "This link was used already, or is too old. Ask for a new one.",
  unreachable: "The service cannot be reached. Check your connection and try again.",
  unavailable: "The service is catching its breath. Please try again in a moment.",
  unknown_photo: "That photo is no longer there. Choose another one.",
};

/** An error as a sentence. */
export function explain(error) {
  if (error.status === 422 && error.errors?.length) return error.errors.map(({ loc, msg }) => `${[loc].flat().at(-1)}: ${msg}`).join(" · ");
  if (error.status === 429) return `Too many tries. Wait ${error.retryAfterS ?? 60} seconds.`;
  return BY_CODE[error.code] ?? error.message ?? "Something went wrong on our side.";
}

/** What the server found wrong with a field, `{msg}` of a problem's errors, as a sentence. */
export function fieldProblem({ msg }) {
  const sentence = msg.replace(/^(String|Value|Input) should/, "This should").replace(/^(must|lies) /, "This $1 ");
  return `${sentence[0].toUpperCase()}${sentence.slice(1)}${/[.!?]$/.test(sentence) ? "" : "."}`;
}

/** What a browser found wrong with a field, in our words. */
export function inputProblem({ validity, minLength, type, validationMessage }) {
  if (validity.valueMissing) return "Please fill this in.";
  if (validity.tooShort) return `At least ${minLength} characters, please.`;
  if (validity.typeMismatch && type === "email") return "This is not an e-mail address.";
  return validationMessage;
}

/** The state of the live connection. */
export const CONNECTION = {
  idle: "Not connected",
  connecting: "Connecting …",
  online: "Live",
  waiting: "No connection, trying again …",
  refused: "Signed out",
};

/** What happens to a photo now; keyed by the stages of `photo.stage`. */
export const STAGES = {
  stored: "waiting",
  decoding: "opening",
  detecting: "looking for faces",
  embedding: "reading faces",
  indexing: "filing",
};

/** Who may look for themselves in an event's photos: `short` in a list, `label` and what it `means` where one chooses. */
export const VISIBILITY = {
  unlisted: {
    short: "With the link",
    label: "Those with the link",
    means: "Guests come by a link, a QR code or a kiosk, and see the photos that show them. Nobody else finds the event.",
  },
  public: {
    short: "Everyone",
    label: "Everyone",
    means: "Listed on the start page. Anybody may look through all its photos, and look for themselves.",
  },
  private: {
    short: "Private",
    label: "Private",
    means: "Like “those with the link”; a program of yours may treat it more strictly.",
  },
};

export const ROLE = { admin: "Administrator", photographer: "Photographer", guest: "Guest" };

/** A date without a time (`2026-11-21`), as the reader writes it. */
export const day = (date) => new Date(`${date}T12:00`).toLocaleDateString(undefined, { dateStyle: "long" });
