/** Texts of the gallery that are put together of several. */
import { t } from "../ui/words.js";
import { bytes, photos } from "./studio.js";

/**
 * The name of the grid, for those who listen.
 *
 * @param {number} total
 * @param {number} selected
 */
export const selectedPhotos = (total, selected) =>
  selected > 0 ? t("gallery-wall-selected", { photos: photos(total), selected }) : photos(total);

/**
 * What came of an action on many photos.
 *
 * @param {string} action
 * @param {{done: number, skipped: {code: string}[]}} of
 */
export function didAct(action, { done, skipped }) {
  const did = t(`gallery-did-${action}`, { count: done });
  return skipped.length === 0 ? did : `${did} ${t("gallery-skipped", { count: skipped.length })}`;
}

/**
 * How far something came that was broken off.
 *
 * @param {number} done
 * @param {number} total
 */
export const stoppedAfter = (done, total) => (done > 0 ? t("gallery-stopped", { done, total }) : "");

/**
 * What is being saved: an archive, for which `asked` photos were asked for.
 *
 * @param {{bytes: number, photos: number}} of
 * @param {number} asked
 */
export function archiveReady({ bytes: size, photos: packed }, asked) {
  const saving = t("gallery-archive", { photos: photos(packed), size: bytes(size) });
  return asked > packed ? `${saving} ${t("gallery-archive-missing", { count: asked - packed })}` : saving;
}

/**
 * What comes in more than one archive.
 *
 * @param {number} asked
 * @param {number} parts
 */
export const archivesToSave = (asked, parts) => t("gallery-archives", { photos: photos(asked), parts });

/**
 * One of these archives, by its size once that is known.
 *
 * @param {number} index
 * @param {{bytes?: number, photos: number}} of
 */
export const partOf = (index, { bytes: size, photos: packed }) =>
  t("gallery-archive-part", {
    number: index + 1,
    content: size === undefined ? photos(packed) : `${photos(packed)}, ${bytes(size)}`,
  });
