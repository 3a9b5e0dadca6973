/** Texts of the studio that change with what happens. */
import { explain, formatDate, locale, number, t, words } from "../ui/words.js";

export { explain, number };

/**
 * A number with a noun; only for what is not in the catalogues yet.
 *
 * @param {number} value
 * @param {string} one
 * @param {string} many
 */
export const count = (value, one, many) => `${number(value)} ${value === 1 ? one : many}`;

/** @param {number} value */
export const photos = (value) => t("photos-count", { count: value });
/** @param {number} value */
export const faces = (value) => t("faces-count", { count: value });

/**
 * @param {number} value
 * @param {string} unit as Intl names it
 * @param {Intl.NumberFormatOptions} [style]
 */
const measured = (value, unit, style) => number(value, { style: "unit", unit, unitDisplay: "short", ...style });

/**
 * Seconds as a person says them.
 *
 * @param {number | null} seconds
 */
export function duration(seconds) {
  if (seconds === null) return "…";
  if (seconds < 60) return measured(Math.max(0, seconds), "second");
  if (seconds < 5400) return measured(Math.round(seconds / 60), "minute");
  return measured(seconds / 3600, "hour", { maximumFractionDigits: 1 });
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
  const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"];
  const step = value < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(value) / 3));
  const amount = value / 1000 ** step;
  return measured(amount, units[step], {
    maximumFractionDigits: step && amount < 100 ? 1 : 0,
    unitDisplay: step ? "short" : "long",
  });
}

/**
 * What the server found wrong with a field, `{msg}` of a problem's errors, as a sentence. The server speaks English; readers of
 * another language are told to look at the field.
 *
 * @param {{msg: string}} of
 */
export function fieldProblem({ msg }) {
  if (words.language !== "en") return t("field-wrong");
  const sentence = msg.replace(/^(String|Value|Input) should/, "This should").replace(/^(must|lies) /, "This $1 ");
  return `${sentence[0].toUpperCase()}${sentence.slice(1)}${/[.!?]$/.test(sentence) ? "" : "."}`;
}

/**
 * What a browser found wrong with a field, in our words.
 *
 * @param {{validity: ValidityState, minLength: number, type: string, validationMessage: string}} of
 */
export function inputProblem({ validity, minLength, type, validationMessage }) {
  if (validity.valueMissing) return t("field-missing");
  if (validity.tooShort) return t("field-short", { count: minLength });
  if (validity.typeMismatch && type === "email") return t("field-email");
  return validationMessage;
}

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

/**
 * Those who may search an event, as a list says it.
 *
 * @param {string} visibility
 */
export const visibility = (visibility) => t(`visibility-${visibility}-short`);

/**
 * Of whom one may choose who searches: `[{value, label, means}]`.
 *
 * @param {string[]} values
 */
export const visibilities = (values) =>
  values.map((value) => ({ value, label: t(`visibility-${value}`), means: t(`visibility-${value}-means`) }));

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

/**
 * What an account is for.
 *
 * @param {string} name
 */
export const role = (name) => t(`role-${name}`);

/**
 * A date without a time (`2026-11-21`), as the reader writes it.
 *
 * @param {string} date
 */
export const day = (date) => formatDate(`${date}T12:00`);

/**
 * The day of a moment, as the reader writes it.
 *
 * @param {string} time
 */
export const dateOf = (time) => formatDate(time, { dateStyle: "medium" });

/**
 * How long ago something was, in words; `ms` may be a little negative where two clocks differ.
 *
 * @param {number | null} ms
 */
export function ago(ms) {
  const seconds = Math.max(0, Math.round(Number(ms) / 1000));
  if (seconds < 10) return t("ago-just-now");
  const since = new Intl.RelativeTimeFormat(locale(), { style: "short" });
  if (seconds < 60) return since.format(-seconds, "second");
  if (seconds < 3600) return since.format(-Math.floor(seconds / 60), "minute");
  if (seconds < 86_400) return since.format(-Math.floor(seconds / 3600), "hour");
  return since.format(-Math.floor(seconds / 86_400), "day");
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
  if (ms < 1000) return measured(Math.round(ms), "millisecond");
  return ms < 60_000 ? measured(ms / 1000, "second", { maximumFractionDigits: 1 }) : measured(Math.round(ms / 60_000), "minute");
}
