/** Texts about cameras and their clocks. */
import { count } from "./studio.js";

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
 * How wrong a clock is, as a sentence's end: "7 min fast".
 *
 * @param {number} offset
 */
export function clockSaid(offset) {
  if (offset === 0) return "right";
  const { way, hours, minutes, seconds } = wrongBy(offset);
  const days = Math.floor(hours / 24);
  const parts = [days && count(days, "day", "days"), hours % 24 && `${hours % 24} h`, minutes && `${minutes} min`];
  return `${[...parts, seconds && `${seconds} s`].filter(Boolean).join(" ")} ${way}`;
}

/**
 * What a camera is called; two bodies of one make are told apart by the end of their numbers.
 *
 * @param {{name: string, serial_end: string}} of
 */
export const cameraName = ({ name, serial_end: end }) => `${name || "Unknown camera"}${end ? ` …${end}` : ""}`;

/**
 * What two cameras say that saw the same people, of one whose clock has the offset `now`.
 *
 * @param {NonNullable<Api.Camera["suggestion"]>} suggestion
 * @param {number} now
 * @param {string} other what the other camera is called
 */
export function suggestionSaid({ offset_s: offset, moments, elsewhere, sure }, now, other) {
  if (offset === null || !sure) return `This camera and ${other} saw too little of the same people at the same time to tell.`;
  const seen = count(Math.round(moments), "moment", "moments");
  if (Math.abs(offset - now) <= WITHIN_S) return `${seen} that ${other} saw too agree with these times.`;
  const against = elsewhere >= 1 ? ` Any other time has ${Math.round(elsewhere)} at most.` : "";
  return `By ${seen} that ${other} saw too, this clock was ${clockSaid(offset)}.${against}`;
}

/** So close two cameras that look at the same people can be told apart: they do not press at the same second. */
export const WITHIN_S = 30;

/** @type {Record<string, string>} How an offset was found. */
export const ORIGINS = { hand: "Set by hand", clock: "Read off the clock", suggestion: "Suggested by what both cameras saw" };

/**
 * A moment at the place of the event, to the second.
 *
 * @param {number} at in ms
 * @param {string} timeZone
 */
export function timeThere(at, timeZone) {
  const moment = new Date(at);
  const day = moment.toLocaleDateString("en", { timeZone, weekday: "short" });
  return `${day} ${moment.toLocaleTimeString("en", { timeZone, hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" })}`;
}

/**
 * The day there, for a time that cannot be.
 *
 * @param {number} at in ms
 * @param {string} timeZone
 */
export const dayThere = (at, timeZone) =>
  new Date(at).toLocaleString("en", {
    timeZone,
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
