/** A photo in its place: it has its shape and a blurred hint of its colours before the first byte of it has come. */
import { thumbHashToDataURL } from "../../vendor/thumbhash/thumbhash.js";
import { html } from "./html.js";

const hints = new Map();
const HINTS_KEPT = 2000;

/** The placeholder (base64 ThumbHash) as a picture's address; null for a photo that has none. */
export function hintOf(placeholder) {
  if (!placeholder) return null;
  if (!hints.has(placeholder)) {
    if (hints.size >= HINTS_KEPT) hints.delete(hints.keys().next().value);
    hints.set(placeholder, thumbHashToDataURL(Uint8Array.from(atob(placeholder), (letter) => letter.charCodeAt(0))));
  }
  return hints.get(placeholder);
}

/**
 * `photo` has `width`, `height`, `placeholder`, `thumb_url` and `thumb_srcset` (a photo, match or picture of the API).
 * `sizes` says how wide it is shown (as the attribute); `onStale` is called when its address no longer holds.
 */
export function Photo({ photo, alt, sizes = "50vw", eager = false, onStale, ...rest }) {
  const hint = hintOf(photo.placeholder);
  return html`<img
    ...${rest}
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
    style=${hint ? { backgroundImage: `url(${hint})`, backgroundSize: "cover" } : undefined}
  />`;
}
