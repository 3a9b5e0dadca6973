/** Texts about one photo. */
import { count, faces, number } from "./studio.js";

/**
 * @param {number} index
 * @param {number} total
 */
export const positionOf = (index, total) => (index < 0 ? "" : `${number(index + 1)} of ${number(total)}`);

/**
 * A moment in the viewer's own time zone, which it names.
 *
 * @param {string} time
 */
export const takenAt = (time) =>
  new Date(time).toLocaleString(undefined, {
    weekday: "short",
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
  });

/**
 * Who gets to see a photo besides its photographer.
 *
 * @param {{visible_to: Api.PhotoDetail["visible_to"], status: Api.PhotoStatus}} of
 */
export function seenBy({ visible_to: to, status }) {
  if (status === "rejected") return "Only you: it was rejected";
  if (!to || !["indexed", "hidden"].includes(status)) return "Only you, so far";
  if (to.hidden)
    return to.guests
      ? `Only you: it is hidden from ${count(to.guests, "guest", "guests")} whom it shows`
      : "Only you: it is hidden";
  const shown = to.guests ? `So far ${count(to.guests, "guest has", "guests have")} found it.` : "So far none has found it.";
  return to.everyone
    ? `Everybody, as the event is public. ${shown.replace("none", "no guest")}`
    : `Guests whom it shows. ${shown}`;
}

/**
 * Of how many faces one can be found.
 *
 * @param {Api.FaceBox[]} boxes
 */
export function facesSaid(boxes) {
  if (boxes.length === 0) return "Nobody was found in it";
  const small = boxes.filter(({ verdict }) => verdict === "small").length;
  const blurred = boxes.filter(({ verdict }) => verdict === "blurred").length;
  const but = [small && `${number(small)} too small`, blurred && `${number(blurred)} too blurred`].filter(Boolean).join(" and ");
  return but ? `${faces(boxes.length)}, ${but} to tell who it is` : faces(boxes.length);
}

/** @type {Record<string, any>} */
const KINDS = {
  "image/jpeg": "JPEG",
  "image/png": "PNG",
  "image/webp": "WebP",
  "image/heic": "HEIC",
  "image/heif": "HEIF",
  "image/avif": "AVIF",
  "image/tiff": "TIFF",
  "image/jxl": "JPEG XL",
  "image/x-canon-cr2": "RAW (CR2)",
  "image/x-canon-cr3": "RAW (CR3)",
  "image/x-nikon-nef": "RAW (NEF)",
  "image/x-sony-arw": "RAW (ARW)",
  "image/x-fuji-raf": "RAW (RAF)",
  "image/x-olympus-orf": "RAW (ORF)",
  "image/x-panasonic-rw2": "RAW (RW2)",
  "image/x-adobe-dng": "RAW (DNG)",
  "image/x-pentax-pef": "RAW (PEF)",
  "image/x-dcraw": "RAW",
};

/** @param {string} mediaType */
export const kindOf = (mediaType) => KINDS[mediaType] ?? mediaType;
