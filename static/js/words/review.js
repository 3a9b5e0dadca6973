/** Texts of the review of photos. */
import { count, faces, number } from "./studio.js";

/**
 * What waits, as a heading says it.
 *
 * @param {number} waiting
 */
export const waitingSaid = (waiting) => `${number(waiting)} to review`;

/**
 * Where one is among the photos of a stack; nothing for one that is alone.
 *
 * @param {number} index
 * @param {number} total
 */
export const inStack = (index, total) => (total > 1 ? `${number(index + 1)} of ${number(total)} alike` : "");

/**
 * What is to be known of a photo at a glance.
 *
 * @param {{soft: boolean, dark: boolean}} photo
 */
export const marksOf = ({ soft, dark }) => [soft && "Soft", dark && "Dark"].filter(Boolean);

/** @param {number} value */
export const starsSaid = (value) => (value === 0 ? "No stars" : count(value, "star", "stars"));

/**
 * A photo for those who listen.
 *
 * @param {Api.Photo} photo
 * @param {{index: number, total: number, suggested: boolean}} place
 */
export function photoSaid(photo, { index, total, suggested }) {
  const said = [photo.name, inStack(index, total), suggested && "the sharpest", ...marksOf(photo), faces(photo.faces)];
  return said.filter(Boolean).join(", ");
}

/** @type {Record<string, string>} */
const DONE = { approve: "Approved", reject: "Rejected", hold: "Back to review" };

/**
 * What was just done, for those who listen.
 *
 * @param {string} action
 * @param {number} value
 */
export const doneSaid = (action, value) => (value === 1 ? `${DONE[action]}.` : `${DONE[action]}: ${number(value)} photos.`);

/** @param {number} value */
export const notSentYet = (value) =>
  `${count(value, "decision is", "decisions are")} not sent yet: the service cannot be reached. Go on, they are sent when it can.`;

/** @type {Record<string, string>} What guests get to see without anybody's doing, where nothing waits. */
export const NOTHING_WAITS = {
  at_once:
    "Photos of this event reach guests as soon as they are ready. To look at them first, change “When do guests see photos?”.",
  later: "New photos appear here as soon as they are ready, and go out by themselves after a while.",
  approved: "New photos appear here as soon as they are ready. Guests see them when you approve them.",
};
