/** Texts about one photo. */
import { formatDate, t } from "../ui/words.js";
import { faces } from "./studio.js";

/**
 * @param {number} index
 * @param {number} total
 */
export const positionOf = (index, total) => (index < 0 ? "" : t("photo-position", { index: index + 1, total }));

/**
 * A moment in the viewer's own time zone, which it names.
 *
 * @param {string} time
 */
export const takenAt = (time) =>
  formatDate(time, {
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
  if (status === "rejected") return t("seen-rejected");
  if (!to || !["indexed", "hidden"].includes(status)) return t("seen-not-yet");
  const count = to.guests;
  if (to.hidden) return count ? t("seen-hidden-from", { count }) : t("seen-hidden");
  if (to.everyone) return count ? t("seen-everyone", { count }) : t("seen-everyone-none");
  return count ? t("seen-guests", { count }) : t("seen-guests-none");
}

/**
 * Of how many faces one can be found.
 *
 * @param {Api.FaceBox[]} boxes
 */
export function facesSaid(boxes) {
  if (boxes.length === 0) return t("faces-nobody");
  const small = boxes.filter(({ verdict }) => verdict === "small").length;
  const blurred = boxes.filter(({ verdict }) => verdict === "blurred").length;
  const all = faces(boxes.length);
  if (small && blurred) return t("faces-some-both", { faces: all, small, blurred });
  if (small) return t("faces-some-small", { faces: all, small });
  return blurred ? t("faces-some-blurred", { faces: all, blurred }) : all;
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
