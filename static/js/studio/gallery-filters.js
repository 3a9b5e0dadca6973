/** The controls above the gallery that narrow it. */
import { html, useEffect, useRef, useState } from "../ui/html.js";
import { TileSizes } from "../ui/tile-size.js";
import { number, t } from "../ui/words.js";
import { photos } from "../words/studio.js";
import { countOf } from "./gallery-counts.js";
import { ANYTHING, FACES, GIVEN, moreIn, narrows, SORTS, STATUSES } from "./gallery-filter.js";
import { listOptions } from "./lists.js";
import { cameraOptions, peopleOptions } from "./people.js";

/** @import { Filter } from "./gallery-filter.js" */
/** @import { Drawn } from "../ui/html.js" */
/** @import { TileSize } from "../ui/tile-size.js" */

const TYPED_MS = 250; // So long after the last letter the server is asked.
const NARROW = "(max-width: 40rem)"; // As in the style sheets.

/**
 * `total` is how many photos there are under the filter, null while that is not known, `counts` how many of each status; `children`
 * stay with them on the screen.
 *
 * `people` sent photos of the event, `cameras` took them: to choose from where there are several. In `lists` some were chosen.
 *
 * @param {{filter: Filter, onFilter: (filter: Filter) => void, total: number | null, counts?: Api.PhotoCounts, tiles: TileSize, people?: Api.Photographer[], cameras?: Api.Camera[], lists?: Api.SeenList[], children: Drawn}} props
 */
export function GalleryFilter({ filter, onFilter, total, counts, tiles, people = [], cameras = [], lists = [], children }) {
  // On a phone its fields would leave no room for photos; it says how many are filled in.
  const [more, setMore] = useState(() => moreIn(filter) > 0 && !matchMedia(NARROW).matches);
  const set = (/** @type {keyof Filter} */ name) => (/** @type {any} */ event) =>
    onFilter({ ...filter, [name]: event.target.value });
  const present = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => bringIntoRow(present.current), [filter.status, counts, total]);
  return html`<form class="filters" role="search" aria-label=${t("gallery-filter")} onSubmit=${(event) => event.preventDefault()}>
    <fieldset class="tabs">
      <legend class="unseen">${t("gallery-status")}</legend>
      ${STATUSES.map(
        (value) => html`<label key=${value} ref=${value === filter.status ? present : undefined}>
          <input type="radio" name="status" value=${value} checked=${filter.status === value} onChange=${set("status")} /><span>${t(`gallery-status-${value}`)}<${Many} count=${value === filter.status ? (total ?? countOf(counts, value)) : countOf(counts, value)} /></span>
        </label>`,
      )}
    </fieldset>
    <${Name} value=${filter.q} onName=${(q) => onFilter({ ...filter, q })} />
    <details class="more" open=${more} onToggle=${(event) => setMore(event.currentTarget.open)}>
      <summary>${t("gallery-more")}${moreIn(filter) > 0 && html` <span class="figures">(${number(moreIn(filter))})</span>`}</summary>
      <div class="more-fields">
        <label class="field"><span class="label">${t("gallery-from")}</span><input type="datetime-local" value=${filter.from} onChange=${set("from")} /></label>
        <label class="field"><span class="label">${t("gallery-to")}</span><input type="datetime-local" value=${filter.to} onChange=${set("to")} /></label>
        <label class="field"><span class="label">${t("gallery-faces")}</span><${Options} name="gallery-faces" values=${Object.keys(FACES)} value=${filter.faces} onChange=${set("faces")} /></label>
        ${(people.length > 1 || filter.by) && html`<${Narrowed} label=${t("by-filter")} value=${filter.by} options=${peopleOptions(people)} onChange=${set("by")} />`}
        ${(cameras.length > 1 || filter.camera) && html`<${Narrowed} label=${t("by-camera")} value=${filter.camera} options=${cameraOptions(cameras)} onChange=${set("camera")} />`}
        <label class="field"><span class="label">${t("gallery-given")}</span><${Options} name="gallery-given" values=${Object.keys(GIVEN)} value=${filter.given} onChange=${set("given")} /></label>
        ${(lists.length > 0 || filter.chosen) && html`<${Narrowed} label=${t("by-chosen")} value=${filter.chosen} options=${listOptions(lists)} onChange=${set("chosen")} />`}
      </div>
    </details>
    <label class="sort"><span class="unseen">${t("gallery-sort")}</span><${Options} name="gallery-sort" values=${sortsFor(lists, filter)} value=${filter.sort} onChange=${set("sort")} /></label>
    <${TileSizes} ...${tiles} />
    <p class="count figures" role="status">${total !== null && photos(total)}</p>
    ${narrows(filter) && html`<button class="compact quiet" type="button" onClick=${() => onFilter({ ...ANYTHING, status: filter.status, sort: filter.sort })}>${t("gallery-clear")}</button>`}
    ${children}
  </form>`;
}

/**
 * Nobody's hearts put nothing in order.
 *
 * @param {Api.SeenList[]} lists
 * @param {Filter} filter
 */
const sortsFor = (lists, { sort }) => SORTS.filter((one) => one !== "loved" || lists.length > 0 || sort === one);

/**
 * On a phone the row is wider than the window, and wider still with each number that comes. The page itself stays where it is.
 *
 * @param {HTMLElement | null} label
 */
function bringIntoRow(label) {
  const row = label?.parentElement;
  if (!row) return;
  const [its, rows] = [label.getBoundingClientRect(), row.getBoundingClientRect()];
  row.scrollLeft += Math.min(0, its.left - rows.left) + Math.max(0, its.right - rows.right);
}

/** @param {{count: number | null}} props */
const Many = ({ count }) => (count ? html` <small class="figures">${number(count)}</small>` : null);

/**
 * One of `values`; the ids of their texts begin with `name`.
 *
 * @param {{name: "gallery-faces" | "gallery-given" | "gallery-sort", values: string[], value: string, onChange: (event: Event) => void}} props
 */
function Options({ name, values, value, onChange }) {
  return html`<select value=${value} onChange=${onChange}>
    ${values.map((one) => html`<option key=${one} value=${one} selected=${one === value}>${t(`${name}-${one}`)}</option>`)}
  </select>`;
}

/**
 * One of `options`, by value, as they are to be read.
 *
 * @param {{label: string, value: string, options: Record<string, string>, onChange: (event: Event) => void}} props
 */
function Narrowed({ label, value, options, onChange }) {
  return html`<label class="field"><span class="label">${label}</span>
    <select value=${value} onChange=${onChange}>
      ${Object.entries(options).map(([one, said]) => html`<option key=${one} value=${one} selected=${one === value}>${said}</option>`)}
    </select>
  </label>`;
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
  return html`<label class="by-name"><span class="unseen">${t("gallery-name")}</span>
    <input type="search" placeholder=${t("gallery-name")} value=${typed} onInput=${input} autocomplete="off" spellcheck=${false} />
  </label>`;
}
