/** Texts of the gallery that change with what happens. */
import { bytes, count, number, photos } from "./studio.js";

/** @param {number} value */
export const newPhotos = (value) => `Show ${count(value, "new photo", "new photos")}`;

/**
 * The name of the grid, for those who listen.
 *
 * @param {number} total
 * @param {number} selected
 */
export const selectedPhotos = (total, selected) => `${photos(total)}${selected ? `, ${number(selected)} selected` : ""}`;

/** @type {Record<string, string>} */
const ACTS = {
  hide: "hidden from everybody but you",
  unhide: "shown again",
  approve: "approved",
  reject: "rejected",
  hold: "sent back to be reviewed",
  delete: "deleted",
  retry: "tried again",
};

/**
 * What came of an action on many photos.
 *
 * @param {string} action
 * @param {{done: number, skipped: {code: string}[]}} of1
 */
export function didAct(action, { done, skipped }) {
  const first = done === 0 ? `No photo was ${ACTS[action]}.` : `${photos(done)} ${ACTS[action]}.`;
  return skipped.length === 0 ? first : `${first} ${left(action, skipped.length)}`;
}

/** @type {Record<string, string>} */
const LEFT = {
  hide: "hidden already, or gone",
  unhide: "shown already, or gone",
  approve: "gone already",
  reject: "gone already",
  hold: "gone already",
  delete: "gone already",
  retry: "not to be tried again",
};

/**
 * @param {string} action
 * @param {number} value
 */
const left = (action, value) => `${number(value)} ${value === 1 ? "was" : "were"} ${LEFT[action]}.`;

/**
 * How far something came that was broken off.
 *
 * @param {number} done
 * @param {number} total
 */
export const stoppedAfter = (done, total) => (done > 0 ? `${number(done)} of ${number(total)} were done before that.` : "");

/**
 * What is being saved: an archive, for which `asked` photos were asked for.
 *
 * @param {{bytes: number, photos: number}} of
 * @param {number} asked
 */
export function archiveReady({ bytes: size, photos: packed }, asked) {
  const missing =
    asked > packed ? ` ${photos(asked - packed)} ${asked - packed === 1 ? "is" : "are"} gone meanwhile and not in it.` : "";
  return `${photos(packed)}, ${bytes(size)}. Your browser is saving them.${missing}`;
}

/**
 * What comes in more than one archive.
 *
 * @param {number} asked
 * @param {number} parts
 */
export const archivesToSave = (asked, parts) => `${photos(asked)} come in ${number(parts)} archives. Save one after the other.`;

/**
 * One of these archives, by its size once that is known.
 *
 * @param {number} index
 * @param {{bytes: number, photos: number}} of1
 */
export const partOf = (index, { bytes: size, photos: packed }) =>
  `Part ${index + 1} · ${photos(packed)}${size === undefined ? "" : `, ${bytes(size)}`}`;
