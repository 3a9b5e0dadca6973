/** Texts of the studio that change with what happens. */
import { explain, formatDate, locale, number, t, words } from "../ui/words.js";

export { number };

/** @param {number} value */
export const photos = (value) => t("photos-count", { count: value });
/** @param {number} value */
export const faces = (value) => t("faces-count", { count: value });

/**
 * A number with its unit, as the reader writes it.
 *
 * @param {number} value
 * @param {string} unit as Intl names it
 * @param {Intl.NumberFormatOptions} [style]
 */
export const measured = (value, unit, style) => number(value, { style: "unit", unit, unitDisplay: "short", ...style });

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

/**
 * Why a photo did not make it, in plain words. What we have none for is said as the service says it, to those who read English.
 *
 * @param {{code: string, message: string, limit?: number}} of
 */
export function failure({ code, message, limit }) {
  if (limit) return t("failure-limit", { limit: bytes(limit) });
  const id = code === "empty_file" ? "failure-empty" : `failure-${code}`;
  if (words.has(id)) return t(id);
  if (words.has(`error-${code}`)) return explain({ code });
  return (words.language === "en" && message) || t("failure-unknown");
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
  if ((validity.typeMismatch || validity.patternMismatch) && type === "email") return t("field-email");
  return validationMessage;
}

/**
 * What a photo is, in short.
 *
 * @param {string} status
 */
export const statusSaid = (status) => t(`status-${status}`);

/**
 * Those who may search an event, as a list says it.
 *
 * @param {string} visibility
 */
export const visibility = (visibility) => t(`visibility-${visibility}-short`);

/**
 * What one may choose of, with words on what each means: `[{value, label, means}]`.
 *
 * @template Value
 * @param {string} name how the ids of the texts begin
 * @param {Value[]} values
 */
export const optionsOf = (name, values) =>
  values.map((value) => ({ value, label: t(`${name}-${value}`), means: t(`${name}-${value}-means`) }));

/**
 * Of whom one may choose who searches an event.
 *
 * @param {string[]} values
 */
export const visibilities = (values) => optionsOf("visibility", values);

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
export const dateOf = (time) => formatDate(time);

/**
 * A day and the time of it, as the reader writes them.
 *
 * @param {string} time
 */
export const momentSaid = (time) => formatDate(time, { dateStyle: "medium", timeStyle: "short" });

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
  if (ms >= 60_000) return measured(Math.round(ms / 60_000), "minute");
  return measured(ms / 1000, "second", { unitDisplay: "narrow", maximumFractionDigits: ms < 1000 ? 2 : 1 });
}
