/** The viewfinder over the cover: it goes from face to face where these are known, and else looks for somebody. */
import { html, useEffect, useRef, useState } from "../ui/html.js";

/** @typedef {{width: number, height: number}} Size */

const RESTS_MS = 7_000;
const ROOM = 1.6; // Hair and chin, too.
const LARGEST = 0.6; // Of the screen: a viewfinder has corners that are seen.
const SHAPE = 5 / 4; // As .hunting in kiosk.css.
const HIGHER = 0.08; // More is above a face than below.

/**
 * Where a face of the photo is on the screen that the photo covers, in px; null where it is cut off.
 *
 * @param {Api.Box} box
 * @param {Size} photo
 * @param {Size} screen
 * @param {{x: number, y: number}} focus per cent: `object-position`
 * @returns {{left: number, top: number, width: number} | null}
 */
export function placeOf([x, y, width, height], photo, screen, focus) {
  const scale = Math.max(screen.width / photo.width, screen.height / photo.height);
  const [wide, high] = [photo.width * scale, photo.height * scale];
  const centre = {
    x: (x + width / 2) * wide + ((screen.width - wide) * focus.x) / 100,
    y: (y + height * (0.5 - HIGHER)) * high + ((screen.height - high) * focus.y) / 100,
  };
  const inSight = centre.x > 0 && centre.x < screen.width && centre.y > 0 && centre.y < screen.height;
  if (!inSight) return null;
  const wanted = ROOM * Math.max(width * wide, (height * high) / SHAPE);
  const frame = Math.min(wanted, LARGEST * screen.width, (LARGEST * screen.height) / SHAPE);
  return {
    left: within(centre.x, frame / 2, screen.width),
    top: within(centre.y, (frame * SHAPE) / 2, screen.height),
    width: frame,
  };
}

/**
 * As near to `place` as leaves `room` on both sides.
 *
 * @param {number} place
 * @param {number} room
 * @param {number} length
 */
const within = (place, room, length) => Math.min(Math.max(place, room), length - room);

/** @param {{faces: Api.Box[], photo: Size, focus: {x: number, y: number}}} props */
export function Finder({ faces, photo, focus }) {
  const frame = useRef(/** @type {HTMLElement | null} */ (null));
  const screen = useSizeAround(frame);
  const [turn, setTurn] = useState(0);
  const places = screen ? faces.map((face) => placeOf(face, photo, screen, focus)).filter((place) => place !== null) : [];
  const mayMove = places.length > 1 && !matchMedia("(prefers-reduced-motion: reduce)").matches;
  useEffect(() => {
    if (!mayMove) return undefined;
    const timer = setInterval(() => setTurn((before) => before + 1), RESTS_MS);
    return () => clearInterval(timer);
  }, [mayMove]);
  if (places.length === 0) return html`<span class="hunting" aria-hidden="true" ref=${frame}></span>`;
  const { left, top, width } = places[turn % places.length];
  const style = { left: `${left}px`, top: `${top}px`, width: `${width}px` };
  return html`<span class="hunting found" aria-hidden="true" ref=${frame} style=${style}></span>`;
}

/**
 * How large what holds an element is; null before it is there.
 *
 * @param {{current: HTMLElement | null}} element
 */
function useSizeAround(element) {
  const [size, setSize] = useState(/** @type {Size | null} */ (null));
  useEffect(() => {
    const around = element.current?.parentElement;
    if (!around) return undefined;
    const measure = () => setSize({ width: around.offsetWidth, height: around.offsetHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(around);
    return () => observer.disconnect();
  }, []);
  return size;
}
