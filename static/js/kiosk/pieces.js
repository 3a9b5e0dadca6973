/** Small things that several screens of the kiosk are made of. */
import { delayBefore } from "../socket.js";
import { html, useEffect, useRef } from "../ui/html.js";
import { LANGUAGES, t, words } from "../ui/words.js";

/** @import { Drawn } from "../ui/html.js" */

/**
 * The languages in their own names. `choose(code)` is called with the one that is pressed.
 *
 * @param {{choose: (code: string) => void, label?: string}} props
 */
export function Languages({ choose, label = t("language-label") }) {
  const one = (/** @type {{code: string, name: string, direction: string}} */ { code, name, direction }) => html`<li key=${code}>
    <button type="button" lang=${code} dir=${direction} aria-pressed=${words.language === code} onClick=${() => choose(code)}>${name}</button>
  </li>`;
  return html`<nav class="languages" aria-label=${label}><ul>${LANGUAGES.map(one)}</ul></nav>`;
}

/**
 * The heading of a screen. It has the focus when the screen comes, so that a screen reader begins there.
 *
 * @param {{children: Drawn, [more: string]: unknown}} props
 */
export function Title({ children, ...rest }) {
  const heading = useRef(null);
  useEffect(() => heading.current.focus({ preventScroll: true }), []);
  return html`<h1 ...${rest} ref=${heading} tabindex="-1">${children}</h1>`;
}

/**
 * What the photographer says to guests, as it was typed; nothing when nothing was. `short` shows the beginning.
 *
 * @param {{text: string, short?: boolean}} props
 */
export function PhotographersWords({ text, short = false }) {
  if (!text) return null;
  return html`<figure class="words-of-photographer" data-short=${short}>
    <figcaption>${t("guest-photographer-says")}</figcaption>
    <blockquote dir="auto">${text}</blockquote>
  </figure>`;
}

/**
 * The first catalogue, however long the service is away: without words there is nothing to show.
 *
 * @param {string} code
 */
export async function speakAtLast(code) {
  for (let attempt = 0; words.language === null; attempt += 1) {
    try {
      await words.speak(code);
    } catch {
      await new Promise((again) => setTimeout(again, delayBefore(attempt)));
    }
  }
}
