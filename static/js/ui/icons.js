/** The few icons there are: 24 px, strokes of 2 px, for the eye only. What they stand beside says the same in words. */
import { html } from "./html.js";

const icon = (/** @type {string[]} */ ...paths) => html`<svg
  class="icon"
  viewBox="0 0 24 24"
  width="24"
  height="24"
  fill="none"
  stroke="currentColor"
  stroke-width="2"
  stroke-linecap="square"
  aria-hidden="true"
>
  ${paths.map((path) => html`<path d=${path} />`)}
</svg>`;

const HEART = "M12 20.5 3.6 12a5.1 5.1 0 0 1 0-7.2 5 5 0 0 1 7.1 0L12 6.1l1.3-1.3a5 5 0 0 1 7.1 0 5.1 5.1 0 0 1 0 7.2Z";

export const Download = () => icon("M12 3v12", "m7 10 5 5 5-5", "M4 20h16");
export const Share = () => icon("M12 15V3", "m7 7 5-4 5 4", "M5 12v9h14v-9");
export const Heart = () => icon(HEART);
export const Comment = () => icon("M4 5h16v11h-9l-5 4v-4H4Z");
export const Close = () => icon("m5 5 14 14", "M19 5 5 19");
export const Check = () => icon("m4 12 6 6L20 6");
export const Camera = () => icon("M3 7h4l2-3h6l2 3h4v13H3Z", "M12 10a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7Z");
export const Picture = () => icon("M3 4h18v16H3Z", "m3 16 5-5 5 5 3-3 5 5");
export const Bell = () => icon("M6 17V10a6 6 0 0 1 12 0v7", "M3 17h18", "M10 21h4");
export const Plus = () => icon("M12 4v16", "M4 12h16");
export const Up = () => icon("M12 20V4", "m5 11 7-7 7 7");
export const Retake = () => icon("M4 4v6h6", "M4.5 10a8 8 0 1 1-.4 4.5");
