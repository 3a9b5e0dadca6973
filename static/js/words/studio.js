/**
 * Texts of the studio that change with what happens.
 *
 * @param {number} value
 */

export const number = (value) => value.toLocaleString("en");
/**
 * @param {number} value
 * @param {string} one
 * @param {string} many
 */
export const count = (value, one, many) => `${number(value)} ${value === 1 ? one : many}`;

/** @param {number} value */
export const photos = (value) => count(value, "photo", "photos");
/** @param {number} value */
export const faces = (value) => count(value, "face", "faces");

/**
 * Seconds as a person says them.
 *
 * @param {number | null} seconds
 */
export function duration(seconds) {
  if (seconds === null) return "…";
  if (seconds <= 0) return "none";
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}

/** @type {Record<string, string>} */
const FAILURES = {
  unreadable: "This is not a photo we can read, or it is damaged.",
  truncated: "The file ends too early. Copy it from the card again.",
  empty: "The file is empty.",
  empty_file: "The file is empty.",
  unsupported_format: "We do not read this kind of picture. Export it as JPEG.",
  unsupported_media_type: "This is not a JPEG, PNG, WebP, HEIC, AVIF, TIFF, JPEG XL or RAW photo.",
  no_preview:
    "This RAW file holds no picture large enough to show. Send a JPEG of the photo: the camera writes both, or export one.",
  too_many_pixels: "The photo has more pixels than we take.",
  too_large: "The file is larger than we take.",
  unreadable_file: "The file changed after it was chosen, or cannot be read any more. Is the card still in? Choose it again.",
  file_changed: "The file changed while it was being sent. Choose it again.",
  crashed: "Processing this photo failed several times.",
  unreachable: "The connection broke. The upload goes on from there when you retry.",
};

/**
 * Why a photo did not make it, `{code, message?}`, in plain words.
 *
 * @param {{code: string, message: string, limit?: number}} of
 */
export function failure({ code, message, limit }) {
  if (limit) return `This file is larger than ${Math.floor(limit / 2 ** 20)} MB, the most that this service takes of one photo.`;
  return FAILURES[code] ?? message ?? "Something went wrong on our side.";
}

/**
 * A size as people say it.
 *
 * @param {number} value
 */
export function bytes(value) {
  const units = ["bytes", "KB", "MB", "GB", "TB"];
  const step = value < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(value) / 3));
  const amount = value / 1000 ** step;
  return `${amount.toLocaleString("en", { maximumFractionDigits: step && amount < 100 ? 1 : 0 })} ${units[step]}`;
}

/** @type {Record<string, string>} */
const BY_CODE = {
  bad_credentials: "E-mail or password is wrong.",
  email_taken: "There is an account with this e-mail already. Sign in instead.",
  account_disabled: "This account was disabled. Ask whoever runs this service.",
  registration_closed: "Accounts are made by the administrator here. Ask whoever runs this service for one.",
  invitation_required: "You need an invitation here. Whoever runs this service can give you a link.",
  invitation_invalid: "This invitation was used already, is too old, or was taken back. Ask for a new one.",
  out_of_scope: "This access token was not made for that.",
  too_many_webhooks: "You have very many webhooks. Delete some first.",
  too_many_tokens: "You have very many access tokens. Revoke some first.",
  too_many_invitations: "There are too many open invitations. Take some back first.",
  reset_expired: "This link was used already, or is too old. Ask for a new one.",
  unreachable: "The service cannot be reached. Check your connection and try again.",
  unavailable: "The service is catching its breath. Please try again in a moment.",
  weak_password: "This is among the first passwords that anybody would try. Take a longer one, or several words.",
  wrong_password: "This is not your present password.",
  unknown_photo: "That photo is no longer there. Choose another one.",
};

/**
 * An error as a sentence.
 *
 * @param {any} error
 */
export function explain(error) {
  if (error.status === 422 && error.errors?.length)
    return error.errors
      .map((/** @type {{loc: any[], msg: string}} */ { loc, msg }) => `${[loc].flat().at(-1)}: ${msg}`)
      .join(" · ");
  if (error.status === 429) return `Too many tries. Wait ${error.retryAfterS ?? 60} seconds.`;
  return BY_CODE[error.code] ?? error.message ?? "Something went wrong on our side.";
}

/**
 * What the server found wrong with a field, `{msg}` of a problem's errors, as a sentence.
 *
 * @param {{msg: string}} of
 */
export function fieldProblem({ msg }) {
  const sentence = msg.replace(/^(String|Value|Input) should/, "This should").replace(/^(must|lies) /, "This $1 ");
  return `${sentence[0].toUpperCase()}${sentence.slice(1)}${/[.!?]$/.test(sentence) ? "" : "."}`;
}

/**
 * What a browser found wrong with a field, in our words.
 *
 * @param {{validity: ValidityState, minLength: number, type: string, validationMessage: string}} of
 */
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

/** The same on screens that hear of nothing live. */
export const REACHED = { connecting: CONNECTION.connecting, online: "Connected", waiting: CONNECTION.waiting };

/** @type {Record<string, string>} What happens to a photo now; keyed by the stages of `photo.stage`. */
export const STAGES = {
  stored: "waiting",
  decoding: "opening",
  detecting: "looking for faces",
  embedding: "reading faces",
  indexing: "filing",
};

/** @type {Record<string, any>} What a photo is, in short, and what is said where there is none like it. */
export const STATUS = {
  queued: { short: "Waiting", none: "No photo is waiting" },
  processing: { short: "Being looked through", none: "No photo is being looked through" },
  indexed: { short: "Ready", none: "No photo is ready" },
  waiting: { short: "To review", none: "No photo waits to be reviewed" },
  rejected: { short: "Rejected", none: "No photo was rejected" },
  hidden: { short: "Hidden", none: "No photo is hidden" },
  failed: { short: "Did not work", none: "Every photo worked" },
};

/** @type {Record<string, any>} Who may look for themselves in an event's photos: `short` in a list, `label` and what it `means` where one chooses. */
export const VISIBILITY = {
  unlisted: {
    short: "With the link",
    label: "Those with the link",
    means: "Guests come by a link, a QR code or a kiosk, and see the photos that show them. Nobody else finds the event.",
  },
  public: {
    short: "Everyone",
    label: "Everyone",
    means: "Listed on the start page. Anybody may look for themselves, and browse all photos if you open the gallery.",
  },
  private: {
    short: "Private",
    label: "Private",
    means: "Like “those with the link”; a program of yours may treat it more strictly.",
  },
};

/** Whether guests may search, in the same shape. */
export const SELFIE_SEARCH = [
  { value: true, label: "On", means: "Guests find their photos with a selfie, also while you still upload." },
  { value: false, label: "Off", means: "Nobody can start a search. Guests who are searching already keep what they found." },
];

/** Whose faces an event stores, in the same shape. */
export const KEPT_FACES = [
  {
    value: false,
    label: "Everybody’s",
    means:
      "Each face in a photo becomes an encrypted code, so that guests find themselves within a second. All of it goes with the event.",
  },
  {
    value: true,
    label: "Only those of guests who ask",
    means:
      "Faces are compared as photos come in, and never stored. Whoever comes later waits while all photos are looked through again: minutes for a thousand photos.",
  },
];

/** Whether everybody may browse an event for everyone, in the same shape. */
export const OPEN_GALLERY = [
  {
    value: false,
    label: "Only photos that show them",
    means: "Whoever looks sees the photos that match the selfie, and no others.",
  },
  { value: true, label: "All photos", means: "Anybody may browse the whole gallery, without a selfie and without a link." },
];

/** What guests may download, in the same shape. */
export const DOWNLOADS = [
  { value: "original", label: "The original", means: "The file as you uploaded it, in full size." },
  { value: "preview", label: "A smaller copy", means: "A JPEG of at most 2048 pixels: for a phone's screen and for sending on." },
  { value: "none", label: "Nothing", means: "Guests look, but there is no button to save. (A screenshot is always possible.)" },
];

/** When guests see an event's photos, in the same shape. */
export const RELEASE = [
  { value: "at_once", label: "At once", means: "Every photo, as soon as it is ready." },
  {
    value: "later",
    label: "After some minutes",
    means: "Photos go out by themselves, unless somebody rejects them before that.",
  },
  {
    value: "approved",
    label: "When approved",
    means:
      "Nobody but you sees a photo before it is approved. Faces are found meanwhile, so guests have it within a second then.",
  },
];

/**
 * What another choice of these does to photos that wait.
 *
 * @param {string} release
 * @param {number} waiting
 */
export function releaseChanges(release, waiting) {
  const those = waiting === 1 ? "The photo that waits" : `The ${number(waiting)} photos that wait`;
  if (release === "at_once") return `${those} will be shown to guests, too. Rejected ones stay with you.`;
  if (release === "later") return `${those} will go out after these minutes, too. Rejected ones stay with you.`;
  return `${those} will be shown when you approve ${waiting === 1 ? "it" : "them"}.`;
}

/** @type {Record<string, {short: string, label: string, means: string}>} What an access token may, by its scope. */
export const SCOPES = {
  upload: {
    short: "sends photos",
    label: "Send photos",
    means: "Adds photos and hears what became of those it sent. It sees no photo.",
  },
  read: { short: "reads", label: "Read", means: "Sees photos, numbers and what happens live, and takes exports." },
  manage: {
    short: "manages",
    label: "Manage",
    means: "Reads; and makes and changes events, hides and deletes photos, makes links and kiosks. It deletes no event.",
  },
};

/** @type {Record<string, {short: string, label: string, means: string}>} What a webhook is told of, by its kind. */
export const HOOK_KINDS = {
  "photo.indexed": { short: "photos ready", label: "A photo is ready", means: "It was looked through." },
  "photo.released": { short: "photos released", label: "A photo is released", means: "Guests may see it from now on." },
  "matches.counted": {
    short: "matches",
    label: "Guests found photos",
    means: "How many matches there are, within a minute of each change.",
  },
  "event.deleted": { short: "deleted events", label: "An event is deleted", means: "Nothing of it is left." },
};

/** @type {Record<string, string>} What became of a message to a webhook. */
export const DELIVERIES = { waiting: "On its way", delivered: "Arrived", failed: "Not taken" };

/** @type {Record<string, string>} */
export const ROLE = { admin: "Administrator", photographer: "Photographer", guest: "Guest" };

/**
 * A date without a time (`2026-11-21`), as the reader writes it.
 *
 * @param {string} date
 */
export const day = (date) => new Date(`${date}T12:00`).toLocaleDateString(undefined, { dateStyle: "long" });

/**
 * The day of a moment, as the reader writes it.
 *
 * @param {string} time
 */
export const dateOf = (time) => new Date(time).toLocaleDateString(undefined, { dateStyle: "medium" });

/**
 * How long ago something was, in words; `ms` may be a little negative where two clocks differ.
 *
 * @param {number | null} ms
 */
export function ago(ms) {
  const seconds = Math.max(0, Math.round(Number(ms) / 1000));
  if (seconds < 10) return "just now";
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  return `${count(Math.floor(seconds / 86_400), "day", "days")} ago`;
}

/**
 * What is left of a countdown, as minutes and seconds.
 *
 * @param {number | null} ms
 */
export function clock(ms) {
  const seconds = Math.max(0, Math.floor(Number(ms) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/**
 * Milliseconds as a person reads them at a glance; nothing measured is a dash.
 *
 * @param {number | null} ms
 */
export function pace(ms) {
  if (ms === null || ms === undefined) return "–";
  if (ms < 1000) return `${Math.round(ms)} ms`;
  return ms < 60_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 60_000)} min`;
}
