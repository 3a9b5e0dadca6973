/** A picture that shows several people: each face is a button, and one of them is chosen. */
import { html, useLayoutEffect, useRef, useState } from "./html.js";
import { t } from "./words.js";

/** @import { Face } from "../faces.js" */

/**
 * `faces` from left to right, as the service sees them; `choose` gets one that will do. `unseen` is called when the browser cannot
 * show the picture: then nobody can choose. `mirrored`: the page shows it so, by style.
 *
 * @param {{src: string, faces: Face[], choose: (face: Face) => void, unseen: () => void, mirrored?: boolean}} props
 */
export function FaceChoice({ src, faces, choose, unseen, mirrored = false }) {
  const [why, setWhy] = useState("");
  const tap = (/** @type {Face} */ face) => (face.usable ? choose(face) : setWhy(t(`rejected-${face.reason}`)));
  const shown = mirrored ? [...faces].reverse() : faces;
  const one = (/** @type {Face} */ face, /** @type {number} */ index) =>
    html`<${FaceButton} key=${index} ...${{ face, index, total: faces.length, tap, mirrored }} />`;
  return html`<div class="face-choice">
    <div class="faces" role="group" aria-label=${t("tap-your-face")}>
      <img src=${src} alt=${t("picture-of-several")} draggable=${false} onError=${unseen} />
      ${shown.map(one)}
    </div>
    <p class="face-fault" role="status">${why}</p>
  </div>`;
}

/** @param {{face: Face, index: number, total: number, tap: (face: Face) => void, mirrored: boolean}} props */
function FaceButton({ face, index, total, tap, mirrored }) {
  const element = useRef(null);
  useLayoutEffect(() => place(element.current, face.box), [face]);
  const label = t(`face-${whereIs(face.box, mirrored)}`, { index: index + 1, total });
  return html`<button type="button" class="pick" ref=${element} aria-disabled=${!face.usable} aria-label=${face.usable ? label : `${label}. ${t(`rejected-${face.reason}`)}`} onClick=${() => tap(face)}></button>`;
}

/**
 * Around the middle of the face: the smallest are made as large as a thumb by style.
 *
 * @param {HTMLElement} button
 * @param {Api.Box} box
 */
function place({ style }, [x, y, width, height]) {
  style.left = percent(x + width / 2);
  style.top = percent(y + height / 2);
  style.width = percent(width);
  style.height = percent(height);
}

/** @param {number} part */
const percent = (part) => `${(part * 100).toFixed(2)}%`;

/**
 * @param {Api.Box} box
 * @param {boolean} mirrored
 */
function whereIs([x, , width], mirrored) {
  const across = x + width / 2;
  const middle = mirrored ? 1 - across : across;
  if (middle < 1 / 3) return "left";
  return middle > 2 / 3 ? "right" : "middle";
}
