/** Small parts that several screens are made of. */
import { copied } from "../ui/copied.js";
import { html, useEffect, useLayoutEffect, useRef, useState } from "../ui/html.js";
import { explain, t } from "../ui/words.js";

/** @import { Refreshed } from "./refreshed.js" */
/** @import { Drawn } from "../ui/html.js" */

let shown = false;

/**
 * The screen's heading: names the document too, and gets the focus when its screen takes another's place.
 *
 * @param {{title: string, document?: string, children: Drawn}} props
 */
export function Heading({ title, document: name = title, children }) {
  const place = t(document.body.dataset.place ?? "studio-name");
  const element = useRef(null);
  useEffect(() => {
    document.title = `${name} · ${place}`;
  }, [name, place]);
  // With the drawing: a moment later it would be taken from a field that somebody has begun to type in.
  useLayoutEffect(() => {
    if (shown) {
      element.current.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
    shown = true; // The first screen of a page begins where every page begins.
  }, []);
  return html`<h1 ref=${element} tabindex="-1">${children ?? title}</h1>`;
}

/**
 * Says that something is on its way; shows itself only when that takes a moment.
 *
 * @param {{children?: Drawn}} props
 */
export function Waiting({ children }) {
  return html`<p class="waiting late" role="status">${children ?? t("one-moment")}</p>`;
}

/**
 * What a Refreshed has: `children(value)` once there is one. A first reading that fails can be tried again; a later one only
 * says that what is shown may be out of date.
 *
 * @template Value
 * @param {{store: Refreshed<Value>, children: (value: Value) => Drawn}} props
 */
export function Loaded({ store, children }) {
  const { value, error } = store;
  if (value === undefined && error) {
    return html`<div class="notice bad row between" role="alert">
      <p>${explain(error)}</p>
      <button class="compact" type="button" onClick=${() => store.refresh()}>${t("try-again")}</button>
    </div>`;
  }
  if (value === undefined) return html`<${Waiting} />`;
  return html`${error && html`<p class="notice bad small" role="status">${explain(error)} ${t("out-of-date")}</p>`}${children(value)}`;
}

/**
 * The time, again every `everyMs`, for what is said relative to it.
 *
 * @param {number} everyMs
 */
export function useNow(everyMs) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

const COPIED_MS = 2000;

/**
 * Copies `text`; says so for a moment.
 *
 * @param {{text: string, children?: Drawn, [more: string]: unknown}} props
 */
export function Copy({ text, children, ...rest }) {
  const [said, say] = useState(null);
  useEffect(() => {
    if (!said) return undefined;
    const timer = setTimeout(() => say(null), COPIED_MS);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = () =>
    copied(text).then(
      () => say(t("copied")),
      () => say(t("copy-refused")),
    );
  return html`<button ...${rest} type="button" class="compact" onClick=${copy}><span aria-live="polite">${said ?? children ?? t("copy")}</span></button>`;
}

const PAUSE_MS = 300;

/**
 * A field whose text is told a moment after the last letter, or at once with Enter.
 *
 * @param {{id: string, label: string, value?: string, onSearch: (text: string) => void, [more: string]: unknown}} props
 */
export function Search({ id, label, value = "", onSearch, ...input }) {
  const [typed, setTyped] = useState(value);
  const timer = useRef(null);
  const told = useRef(value);
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (value !== told.current) setTyped(value); // Changed elsewhere: by the address.
    told.current = value;
  }, [value]);
  const tell = (/** @type {string} */ text) => {
    clearTimeout(timer.current);
    if (text.trim() === told.current) return;
    told.current = text.trim();
    onSearch(told.current);
  };
  const changed = (/** @type {{target: HTMLInputElement}} */ { target }) => {
    setTyped(target.value);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => tell(target.value), PAUSE_MS);
  };
  const pressed = (/** @type {any} */ event) => event.key === "Enter" && tell(event.target.value);
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <input ...${input} id=${id} type="search" value=${typed} maxlength="200" onInput=${changed} onKeyDown=${pressed} />
  </div>`;
}
