/** Texts of the gallery that change with what happens. */
import { bytes, count, number, photos } from "./studio.js";

export const newPhotos = (value) => `Show ${count(value, "new photo", "new photos")}`;

/** The name of the grid, for those who listen. */
export const selectedPhotos = (total, selected) => `${photos(total)}${selected ? `, ${number(selected)} selected` : ""}`;

const ACTS = { hide: "hidden from everybody but you", unhide: "shown again", delete: "deleted", retry: "tried again" };

/** What came of an action on many photos. */
export function didAct(action, { done, skipped }) {
  const first = done === 0 ? `No photo was ${ACTS[action]}.` : `${photos(done)} ${ACTS[action]}.`;
  return skipped.length === 0 ? first : `${first} ${left(action, skipped.length)}`;
}

const LEFT = {
  hide: "hidden already, or gone",
  unhide: "shown already, or gone",
  delete: "gone already",
  retry: "not to be tried again",
};

const left = (action, value) => `${number(value)} ${value === 1 ? "was" : "were"} ${LEFT[action]}.`;

/** How far something came that was broken off. */
export const stoppedAfter = (done, total) => (done > 0 ? `${number(done)} of ${number(total)} were done before that.` : "");

/** What is being saved: `parts` of `{bytes, photos}`, of `asked` photos. */
export function archiveReady(parts, asked) {
  const packed = parts.reduce((sum, part) => sum + part.photos, 0);
  const size = bytes(parts.reduce((sum, part) => sum + part.bytes, 0));
  const missing =
    asked > packed ? ` ${photos(asked - packed)} ${asked - packed === 1 ? "is" : "are"} gone meanwhile and not in it.` : "";
  const how =
    parts.length === 1 ? "Your browser is saving them." : `They come in ${parts.length} archives; save one after the other.`;
  return `${photos(packed)}, ${size}. ${how}${missing}`;
}
