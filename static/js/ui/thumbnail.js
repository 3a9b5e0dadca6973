/**
 * A photo among thousands. For an `<img>` browsers keep what they have decoded long after it has left the page: a wall that was
 * scrolled through took 500 MB so. Drawn on a canvas its pixels are ours, and go when it goes; so does a request under way.
 */
import { picture } from "../http.js";
import { html, useEffect, useRef } from "./html.js";
import { colourOf } from "./photo.js";

/** @import { Drawable } from "./photo.js" */

const PASSING_MS = 60; // What is in the page for less was scrolled past: nobody saw it, nothing is asked for.

/**
 * `photo` as for `Photo`, `width` times `height` CSS px large; until its picture is there it shows its colour. `onStale` is called
 * when the picture cannot be had; given another object for the photo it tries again, also by the same address. `onShown` is told the
 * address once its picture is there. Whoever draws it says in words what it is.
 *
 * @param {{photo: Drawable, width: number, height: number, onStale: () => void, onShown?: (address: string) => void}} props
 */
export function Thumbnail({ photo, width, height, onStale, onShown }) {
  const canvas = useRef(null);
  const size = { width: Math.round(width * devicePixelRatio), height: Math.round(height * devicePixelRatio) };
  const address = /** @type {string} */ (smallestFor(photo, size.width));
  // Its size is set as it is drawn: a canvas that is given one is empty, and until then the picture it has is better than none.
  useEffect(() => drawSoon(canvas.current, address, size, { onStale, onShown }), [photo, size.width, size.height]);
  useEffect(() => freedOf(canvas.current), []);
  return html`<canvas ref=${canvas} aria-hidden="true" style=${{ backgroundColor: colourOf(photo.placeholder) }}></canvas>`;
}

/**
 * The address of the smallest picture at least `wide` px wide of those in `thumb_srcset`; of the largest where none is.
 *
 * @param {{thumb_srcset?: string | null, thumb_url: string | null}} of
 * @param {number} wide
 */
export function smallestFor({ thumb_srcset: srcset, thumb_url: url }, wide) {
  if (!srcset) return url;
  const sizes = srcset.split(", ").map((one) => {
    const [address, width] = one.split(" ");
    return { address, width: Number.parseInt(width, 10) };
  });
  sizes.sort((a, b) => a.width - b.width);
  return (sizes.find(({ width }) => width >= wide) ?? sizes[sizes.length - 1]).address;
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {string} address
 * @param {{width: number, height: number}} size
 * @param {{onStale: () => void, onShown?: (address: string) => void}} told
 */
function drawSoon(canvas, address, size, { onStale, onShown }) {
  const abort = new AbortController();
  const timer = setTimeout(async () => {
    try {
      const bitmap = await picture(address, { signal: abort.signal });
      if (!abort.signal.aborted) cover(Object.assign(canvas, size), bitmap);
      bitmap.close();
      if (!abort.signal.aborted) onShown?.(address);
    } catch {
      if (!abort.signal.aborted) onStale?.();
    }
  }, PASSING_MS);
  return () => {
    clearTimeout(timer);
    abort.abort();
  };
}

/**
 * When it leaves the page its pixels go at once, not when the collector comes by.
 *
 * @param {HTMLCanvasElement} canvas
 */
const freedOf = (canvas) => () => {
  canvas.width = 0;
};

/**
 * Fill `canvas` with the middle of `bitmap`.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {ImageBitmap} bitmap
 */
function cover(canvas, bitmap) {
  const scale = Math.max(canvas.width / bitmap.width, canvas.height / bitmap.height);
  const width = bitmap.width * scale;
  const height = bitmap.height * scale;
  const drawing = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { alpha: false }));
  drawing.imageSmoothingQuality = "medium";
  canvas.dataset.drawn = "";
  drawing.drawImage(bitmap, (canvas.width - width) / 2, (canvas.height - height) / 2, width, height);
}
