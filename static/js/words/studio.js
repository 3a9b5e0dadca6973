/** Texts of the studio that change with what happens. */

const number = (value) => value.toLocaleString("en");
const count = (value, one, many) => `${number(value)} ${value === 1 ? one : many}`;

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
  unreachable: "The service cannot be reached. Check your connection and try again.",
  unavailable: "The service is catching its breath. Please try again in a moment.",
};

/** An error as a sentence. */
export function explain(error) {
  if (error.status === 422 && error.errors?.length) return error.errors.map(({ loc, msg }) => `${[loc].flat().at(-1)}: ${msg}`).join(" · ");
  if (error.status === 429) return `Too many tries. Wait ${error.retryAfterS ?? 60} seconds.`;
  return BY_CODE[error.code] ?? error.message ?? "Something went wrong on our side.";
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

export const VISIBILITY = { public: "Everyone may search", unlisted: "With the link", private: "Private" };
