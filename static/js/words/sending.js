/** Texts of what a browser sends, and of what becomes of it. */
import { bytes, count, duration, explain, number, photos } from "./studio.js";

/** @type {Record<string, string>} */
const HELD = {
  unreachable: "No connection. Sending goes on by itself as soon as there is one.",
  insufficient_storage: "The server has no room left. Sending goes on once there is.",
  upload_busy: "The server is still taking in a photo. Sending goes on by itself.",
  csrf_failed: "You signed in anew. Sending goes on by itself.",
};

/**
 * Why nothing is being sent at the moment.
 *
 * @param {any} error
 */
export function trouble(error) {
  if (HELD[error.code]) return HELD[error.code];
  if (error.status === 401) return "You were signed out. Sign in, and sending goes on.";
  if (error.status === 403 || error.status === 404) return "This event no longer takes photos from you.";
  if (error.status === 429) return "The server asks for a little patience. Sending goes on by itself.";
  return `${explain(error)} Sending goes on by itself.`;
}

/**
 * How far sending is, in one line under the bar.
 *
 * @param {{bytesSent: number, bytesTotal: number, speed: number, etaS: number | null}} of
 */
export function sendingFacts({ bytesSent, bytesTotal, speed, etaS }) {
  const facts = [`${bytes(bytesSent)} of ${bytes(bytesTotal)}`];
  if (speed > 0) facts.push(`${bytes(speed)}/s`);
  if (etaS !== null) facts.push(`${duration(etaS)} left`);
  return facts.join(" · ");
}

/**
 * What became of all files, when nothing is on its way any more.
 *
 * @param {{sent: number, known: number, failed: unknown[]}} of
 */
export function outcome({ sent, known, failed }) {
  if (sent + known === 0) return failed.length > 0 ? "Nothing was sent." : "There was nothing to send.";
  if (sent === 0)
    return known === 1
      ? "That photo is here already. Nothing had to be sent."
      : `All ${number(known)} are here already. Nothing had to be sent.`;
  const skipped = known ? ` ${photos(known)} ${known === 1 ? "was" : "were"} here already.` : "";
  return `Everything is sent: ${photos(sent)}.${skipped}`;
}

/**
 * What was left out because it is no photo: films, and what is neither.
 *
 * @param {{count: number, videos: number, names: string[]}} of
 */
export function leftOut({ count: left, videos, names }) {
  const others = left - videos;
  const kinds = [
    videos > 0 && count(videos, "video", "videos"),
    others > 0 && count(others, "file that is no photo", "files that are no photos"),
  ];
  return `${kinds.filter(Boolean).join(" and ")}, not sent: ${some(names, left)}.`;
}

/**
 * How a folder that is kept an eye on stands.
 *
 * @param {{state: string, label: string, found: number}} of
 */
export function watchedAs({ state, label, found }) {
  switch (state) {
    case "watching":
      return `Keeping an eye on ${label}: ${found > 0 ? `${photos(found)} so far` : "new photos are sent by themselves"}.`;
    case "asking":
      return `You were keeping an eye on ${label}. The browser asks once more before it reads the folder.`;
    case "away":
      return `${label} cannot be read. Is the card still in? It goes on by itself.`;
    case "elsewhere":
      return `Another tab is keeping an eye on ${label}.`;
    default:
      throw new Error(`unknown state: ${state}`);
  }
}

/**
 * What could not be read of a folder.
 *
 * @param {{label: string, names: string[]}} of
 */
export const unread = ({ label, names }) =>
  `Could not be read in ${label}: ${some(names, names.length)}. Is the card still in? Choose it again: what is sent already is skipped.`;

/**
 * @param {string[]} names
 * @param {number} total
 */
function some(names, total) {
  const first = names.slice(0, 3).join(", ");
  return total > 3 ? `${first} and ${number(total - 3)} more` : first;
}

/**
 * An offer to go on with a folder of before.
 *
 * @param {{label: string, left: number}} of
 */
export const goOn = ({ label, left }) => `Continue with ${label} (${photos(left)} left)`;
