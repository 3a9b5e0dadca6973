/** The photo on the wall, and the one that it takes the place of for a moment: never more than those two. */
import { html, useEffect, useRef } from "../ui/html.js";
import { hintOf } from "../ui/photo.js";
import { t } from "../ui/words.js";

/** @import { Show } from "./show.js" */

const FADE_MS = 1_200;
const DRIFT_MS = 20_000;

/** @param {{show: Show}} props */
export function Stage({ show }) {
  const place = useRef(null);
  useEffect(() => {
    const draw = () => change(place.current, show.present);
    draw();
    show.addEventListener("change", draw);
    return () => show.removeEventListener("change", draw);
  }, [show]);
  return html`<div class="wall-stage" ref=${place} />`;
}

/**
 * @param {HTMLElement} place
 * @param {Show["present"]} present
 */
async function change(place, present) {
  if (present === null) return place.replaceChildren(); // Hidden or deleted: not even for as long as a fade takes.
  const { photo, url } = present;
  const figure = Object.assign(document.createElement("figure"), { className: "wall-photo" });
  figure.dataset.photo = photo.photo_id;
  const hint = hintOf(photo.placeholder);
  if (hint) figure.style.backgroundImage = `url(${hint})`;
  const image = Object.assign(new Image(photo.width, photo.height), { alt: t("wall-photo"), src: url, draggable: false });
  figure.append(image);
  while (place.children.length > 1) place.firstElementChild?.remove();
  place.append(figure);
  if (!matchMedia("(prefers-reduced-motion: reduce)").matches) {
    image.animate([{ scale: 1 }, { scale: 1.03 }], { duration: DRIFT_MS, easing: "ease-out", fill: "forwards" });
    await figure.animate([{ opacity: 0 }, { opacity: 1 }], FADE_MS).finished.catch(() => undefined);
  }
  if (figure.isConnected) while (place.firstElementChild !== figure) place.firstElementChild?.remove();
}
