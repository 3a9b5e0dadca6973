/** Texts about cameras and their clocks. */
import { locale, t } from "../ui/words.js";
import { measured } from "./studio.js";

/** @typedef {{way: "slow" | "fast", hours: number, minutes: number, seconds: number}} Wrong How wrong a clock is, as people say it. */

/**
 * An offset in seconds, which is added to what a clock shows, as how wrong the clock is.
 *
 * @param {number} offset
 * @returns {Wrong}
 */
export function wrongBy(offset) {
  const size = Math.abs(offset);
  return {
    way: offset > 0 ? "slow" : "fast",
    hours: Math.floor(size / 3600),
    minutes: Math.floor((size % 3600) / 60),
    seconds: size % 60,
  };
}

/**
 * The offset that puts right a clock which is so wrong.
 *
 * @param {Wrong} of
 */
export function offsetOf({ way, hours, minutes, seconds }) {
  const size = hours * 3600 + minutes * 60 + seconds;
  return way === "slow" || size === 0 ? size : -size;
}

/**
 * How wrong a clock is, in days, hours, minutes and seconds: "1 hr 5 sec".
 *
 * @param {number} offset
 */
function error(offset) {
  const { hours, minutes, seconds } = wrongBy(offset);
  const parts = [
    { value: Math.floor(hours / 24), unit: "day" },
    { value: hours % 24, unit: "hour" },
    { value: minutes, unit: "minute" },
    { value: seconds, unit: "second" },
  ].flatMap(({ value, unit }) => (value > 0 ? [measured(value, unit)] : []));
  return new Intl.ListFormat(locale(), { type: "unit", style: "narrow" }).format(parts);
}

/**
 * How wrong a clock is, as a sentence.
 *
 * @param {number} offset
 */
export function clockSaid(offset) {
  if (offset === 0) return t("clock-right");
  return t(`clock-${wrongBy(offset).way}`, { time: error(offset) });
}

/**
 * What a camera is called; two bodies of one make are told apart by the end of their numbers.
 *
 * @param {{name: string, serial_end: string}} of
 */
export const cameraName = ({ name, serial_end: end }) => `${name || t("camera-unknown")}${end ? ` …${end}` : ""}`;

/**
 * What two cameras say that saw the same people, of one whose clock has the offset `now`.
 *
 * @param {NonNullable<Api.Camera["suggestion"]>} suggestion
 * @param {number} now
 * @param {string} other what the other camera is called
 */
export function suggestionSaid({ offset_s: offset, moments, elsewhere, sure }, now, other) {
  if (offset === null || !sure) return t("suggestion-unsure", { other });
  const seen = { count: Math.round(moments), other };
  if (Math.abs(offset - now) <= WITHIN_S) return t("suggestion-agrees", seen);
  const against = elsewhere >= 1 ? ` ${t("suggestion-against", { count: Math.round(elsewhere) })}` : "";
  const way = offset === 0 ? "right" : wrongBy(offset).way;
  return `${t(`suggestion-${way}`, { ...seen, time: error(offset) })}${against}`;
}

/** So close two cameras that look at the same people can be told apart: they do not press at the same second. */
export const WITHIN_S = 30;

/**
 * A moment at the place of the event, to the second.
 *
 * @param {number} at in ms
 * @param {string} timeZone
 */
export function timeThere(at, timeZone) {
  const moment = new Date(at);
  const day = moment.toLocaleDateString(locale(), { timeZone, weekday: "short" });
  return `${day} ${moment.toLocaleTimeString(locale(), { timeZone, hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" })}`;
}

/**
 * The day there, for a time that cannot be.
 *
 * @param {number} at in ms
 * @param {string} timeZone
 */
export const dayThere = (at, timeZone) =>
  new Date(at).toLocaleString(locale(), {
    timeZone,
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
