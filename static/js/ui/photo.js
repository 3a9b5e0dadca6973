/** A photo in its place: it has its shape and a blurred hint of its colours before the first byte of it has come. */
import { thumbHashToDataURL } from "../../vendor/thumbhash/thumbhash.js";
import { html, useEffect, useRef } from "./html.js";

/**
 * @typedef {object} Drawable What a photo is drawn by: a photo, match or picture of the API.
 * @property {number} [width]
 * @property {number} [height]
 * @property {string | null} [placeholder]
 * @property {string | null} thumb_url
 * @property {string | null} [thumb_srcset]
 */

const hints = new Map();
const HINTS_KEPT = 500;
const SLOW_MS = 150;

/**
 * The placeholder (base64 ThumbHash) as a picture's address; null for a photo that has none.
 *
 * @param {string | null | undefined} placeholder
 */
export function hintOf(placeholder) {
  if (!placeholder) return null;
  if (!hints.has(placeholder)) {
    if (hints.size >= HINTS_KEPT) hints.delete(hints.keys().next().value);
    hints.set(placeholder, thumbHashToDataURL(Uint8Array.from(atob(placeholder), (letter) => letter.charCodeAt(0))));
  }
  return hints.get(placeholder);
}

/** Forget all placeholders: at a kiosk even the hint of a photo is of somebody who has gone. */
export const forgetHints = () => hints.clear();

/**
 * The average colour of a photo, from its placeholder, for CSS; undefined for a photo that has none.
 *
 * @param {string | null | undefined} placeholder
 */
export function colourOf(placeholder) {
  if (!placeholder) return undefined;
  const [low, middle, high] = Array.from(atob(placeholder.slice(0, 4)), (letter) => letter.charCodeAt(0));
  const head = low | (middle << 8) | (high << 16);
  const light = (head & 63) / 63;
  const yellow = ((head >> 6) & 63) / 31.5 - 1;
  const redness = ((head >> 12) & 63) / 31.5 - 1;
  const blue = light - (2 / 3) * yellow;
  const red = (3 * light - blue + redness) / 2;
  const byte = (/** @type {number} */ part) => Math.round(255 * Math.min(1, Math.max(0, part)));
  return `rgb(${byte(red)} ${byte(red - redness)} ${byte(blue)})`;
}

/**
 * `photo` has `width`, `height`, `placeholder`, `thumb_url` and `thumb_srcset` (a photo, match or picture of the API).
 * `sizes` says how wide it is shown (as the attribute); `onStale` is called when its address no longer holds.
 * A page with thousands of photos draws them by ui/thumbnail.js.
 *
 * @param {{photo: Drawable, alt: string, sizes?: string, eager?: boolean, onStale: () => void, [more: string]: unknown}} props
 */
export function Photo({ photo, alt, sizes = "50vw", eager = false, onStale, ...rest }) {
  const image = useRef(null);
  useEffect(() => showHintWhileSlow(image.current, photo.placeholder), [photo.placeholder]);
  const colour = colourOf(photo.placeholder);
  return html`<img
    ...${rest}
    ref=${image}
    src=${photo.thumb_url}
    srcset=${photo.thumb_srcset ?? undefined}
    sizes=${photo.thumb_srcset ? sizes : undefined}
    width=${photo.width || undefined}
    height=${photo.height || undefined}
    alt=${alt}
    loading=${eager ? "eager" : "lazy"}
    decoding="async"
    draggable=${false}
    onError=${onStale}
    style=${colour && { backgroundColor: colour, backgroundSize: "cover" }}
  />`;
}

/**
 * At once there is the colour; the blurred hint follows where the picture takes longer, and goes when it is there. Browsers keep
 * a decoded hint as long as a photo, in the size it was shown: a wall that was scrolled through took 560 MB so, and 170 without.
 *
 * @param {HTMLImageElement} image
 * @param {string | null | undefined} placeholder
 */
function showHintWhileSlow(image, placeholder) {
  if (!placeholder || image.complete) return undefined;
  const timer = setTimeout(() => {
    image.style.backgroundImage = `url(${hintOf(placeholder)})`;
  }, SLOW_MS);
  const loaded = () => {
    clearTimeout(timer);
    image.style.backgroundImage = "";
  };
  image.addEventListener("load", loaded);
  return () => {
    clearTimeout(timer);
    image.removeEventListener("load", loaded);
  };
}
