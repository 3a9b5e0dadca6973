/** The controls above the gallery that narrow it. */
import { html, useEffect, useRef, useState } from "../ui/html.js";
import { photos } from "../words/studio.js";
import { ANYTHING, FACES, narrows, SORTS, STATUSES } from "./gallery-filter.js";

/** @import { Filter } from "./gallery-filter.js" */
/** @import { Drawn } from "../ui/html.js" */

const TYPED_MS = 250; // So long after the last letter the server is asked.

/**
 * `total` is how many photos there are under the filter, null while that is not known; `children` stay with them on the screen.
 *
 * @param {{filter: Filter, onFilter: (filter: Filter) => void, total: number | null, children: Drawn}} props
 */
export function GalleryFilter({ filter, onFilter, total, children }) {
  const [more, setMore] = useState(() => narrows({ ...filter, q: "" }));
  const set = (/** @type {keyof Filter} */ name) => (/** @type {any} */ event) =>
    onFilter({ ...filter, [name]: event.target.value });
  return html`<form class="filters" role="search" aria-label="Narrow the gallery" onSubmit=${(event) => event.preventDefault()}>
    <fieldset class="tabs">
      <legend class="unseen">Status</legend>
      ${Object.entries(STATUSES).map(
        ([value, label]) => html`<label key=${value}>
          <input type="radio" name="status" value=${value} checked=${filter.status === value} onChange=${set("status")} /><span>${label}</span>
        </label>`,
      )}
    </fieldset>
    <${Name} value=${filter.q} onName=${(q) => onFilter({ ...filter, q })} />
    <details class="more" open=${more} onToggle=${(event) => setMore(event.currentTarget.open)}>
      <summary>Time and faces</summary>
      <div class="more-fields">
        <label class="field"><span class="label">Taken from</span><input type="datetime-local" value=${filter.from} onChange=${set("from")} /></label>
        <label class="field"><span class="label">Taken until</span><input type="datetime-local" value=${filter.to} onChange=${set("to")} /></label>
        <label class="field"><span class="label">Faces in it</span><${Options} value=${filter.faces} onChange=${set("faces")} options=${labels(FACES)} /></label>
      </div>
    </details>
    <label class="sort"><span class="unseen">Order</span><${Options} value=${filter.sort} onChange=${set("sort")} options=${SORTS} /></label>
    <p class="count figures" role="status">${total !== null && photos(total)}</p>
    ${narrows(filter) && html`<button class="compact quiet" type="button" onClick=${() => onFilter({ ...ANYTHING, status: filter.status, sort: filter.sort })}>Clear</button>`}
    ${children}
  </form>`;
}

/** @param {Record<string, {label: string}>} choices */
const labels = (choices) => Object.fromEntries(Object.entries(choices).map(([name, { label }]) => [name, label]));

/** @param {{value: string, options: Record<string, string>, onChange: (event: Event) => void}} props */
function Options({ value, options, onChange }) {
  return html`<select value=${value} onChange=${onChange}>
    ${Object.entries(options).map(([name, label]) => html`<option key=${name} value=${name} selected=${name === value}>${label}</option>`)}
  </select>`;
}

/** @param {{value: string, onName: (name: string) => void}} props */
function Name({ value, onName }) {
  const [typed, setTyped] = useState(value);
  const timer = useRef(null);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const input = (/** @type {{target: HTMLInputElement}} */ { target }) => {
    setTyped(target.value);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onName(target.value), TYPED_MS);
  };
  return html`<label class="by-name"><span class="unseen">File name</span>
    <input type="search" placeholder="File name" value=${typed} onInput=${input} autocomplete="off" spellcheck=${false} />
  </label>`;
}
