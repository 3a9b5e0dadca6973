/** How large somebody likes the photos of a gallery: remembered where the device does that. */
import { html, useState } from "./html.js";
import { t } from "./words.js";

const KEPT = "ep.gallery-size";
/** How high a row is, in px: for a phone, and for a wide window. */
const SIZES = [
  [76, 120],
  [124, 210],
  [230, 340],
];
const USUAL = 1;
const WIDE_PX = 700;

/** @typedef {{size: number, rowHeight: number, setSize: (size: number) => void}} TileSize */

/** @returns {TileSize} */
export function useTileSize() {
  const [size, setSize] = useState(remembered);
  const set = (/** @type {number} */ next) => {
    setSize(next);
    try {
      localStorage.setItem(KEPT, String(next));
    } catch {
      // It is only forgotten.
    }
  };
  return { size, rowHeight: SIZES[size][innerWidth < WIDE_PX ? 0 : 1], setSize: set };
}

function remembered() {
  try {
    const kept = Number(localStorage.getItem(KEPT) ?? USUAL);
    return kept in SIZES ? kept : USUAL;
  } catch {
    return USUAL;
  }
}

/** @param {TileSize} props */
export function TileSizes({ size, setSize }) {
  return html`<div class="row sizes" role="group" aria-label=${t("gallery-size")}>
    <button type="button" class="compact" aria-label=${t("gallery-smaller")} disabled=${size === 0} onClick=${() => setSize(size - 1)}>−</button>
    <button type="button" class="compact" aria-label=${t("gallery-larger")} disabled=${size === SIZES.length - 1} onClick=${() => setSize(size + 1)}>+</button>
  </div>`;
}
