/**
 * Photos in justified rows, tens of thousands of them: only those in sight and a little beyond are in the page.
 *
 * It scrolls with the window. What is added, taken away or changes its shape above does not move what one looks at.
 */
import { html, useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState } from "./html.js";
import { layOut, neighbour, rowsBetween } from "./rows.js";

/** @import { Drawn, Ref } from "./html.js" */
/** @import { Layout } from "./rows.js" */

/** @typedef {{left: number, top: number, width: number, height: number}} Placed */
/**
 * @typedef {object} GridProperties
 * @property {string[]} ids
 * @property {number[]} ratios
 * @property {number} [rowHeight]
 * @property {number} [gap]
 * @property {number} [overscan]
 * @property {string} label
 * @property {RenderTile} renderTile
 * @property {TileProps} [tileProps]
 * @property {(index: number) => unknown[]} [dependsOn]
 * @property {(range: {first: number, last: number}) => void} [onVisible]
 * @property {(choice: {index: number, from?: number, event: KeyboardEvent}) => void} [choice]
 * @property {Obscured} [obscured]
 */
/** @typedef {(tile: {id: string, index: number, width: number, height: number}) => Drawn} RenderTile */
/** @typedef {(index: number) => object} TileProps */
/** @typedef {() => {top: number, bottom: number}} Obscured */

/** @type {Record<string, string>} */
const STEPS = { ArrowUp: "up", ArrowDown: "down", Home: "first", End: "last" };
const nothing = () => ({ top: 0, bottom: 0 });
const MARGIN_PX = 12; // What gets the focus does not touch the edge of the window.

/**
 * `ids` and `ratios` (width / height) are the photos; `renderTile({id, index, width, height})` draws the inside of one and
 * `tileProps(index)` gives more properties of its element; both are asked again when what `dependsOn(index)` lists is not the same
 * (always, without it). `onVisible({first, last})` is told which are drawn, those up to
 * `overscan` px beyond the window too. `obscured()` says how many px of the window are covered by something: `{top, bottom}`.
 *
 * With `choice` the photos are options of a listbox, to select from: arrow keys, Home, End and Page keys walk over them, and
 * `choice({index, from, event})` is told of every key and where it led (`from` only when it led somewhere).
 *
 * @param {GridProperties} properties
 */
export function JustifiedGrid(properties) {
  const {
    ids,
    ratios,
    rowHeight = 220,
    gap = 6,
    overscan = 700,
    label,
    renderTile,
    tileProps,
    dependsOn,
    onVisible,
    choice,
    obscured = nothing,
  } = properties;
  const element = useRef(null);
  const width = useWidth(element);
  const layout = useMemo(() => layOut(ratios, { width, rowHeight, gap }), [ratios, width, rowHeight, gap]);
  /** @type {[number, number] | null} */
  const shown = useRowsInSight(element, layout, overscan);
  const [active, setActive] = useState(null); // Id of the photo that has the focus, or would get it.
  const wanted = useRef(false); // The focus is to follow `active` as soon as that is drawn.
  useAnchor(element, layout, ids, obscured);

  const activeIndex = useActiveIndex(ids, active);
  const drawn = tilesOf(layout, shown, choice ? activeIndex : null);
  const tiles = useTiles({ ids, layout, role: choice ? "option" : "listitem", activeIndex, renderTile, tileProps, dependsOn });
  useEffect(() => {
    if (shown) onVisible?.({ first: layout.rows[shown[0]].start, last: layout.rows[shown[1]].end - 1 });
  }, [layout, shown?.[0], shown?.[1]]);
  useLayoutEffect(() => {
    if (!wanted.current) return;
    wanted.current = false;
    element.current.querySelector("[tabindex='0']")?.focus({ preventScroll: true });
  });

  const goTo = (/** @type {number} */ index) => {
    wanted.current = true;
    setActive(ids[index]);
    bringIntoSight(element.current, layout.rows[layout.rowOf[index]], obscured());
  };
  const pressed = (/** @type {KeyboardEvent} */ event) => {
    const index = Number(indexUnder(event) ?? activeIndex);
    const step = stepOf(event, element.current);
    if (!step) return choice?.({ index, event });
    event.preventDefault();
    const next = typeof step === "string" ? neighbour(layout, index, step) : pageFrom(layout, index, step.pages);
    goTo(next);
    return choice?.({ index: next, from: index, event });
  };

  return html`<div
    ref=${element}
    class="justified"
    role=${choice ? "listbox" : "list"}
    aria-label=${label}
    aria-multiselectable=${choice ? "true" : undefined}
    onKeyDown=${choice && pressed}
    onFocusIn=${choice && ((event) => setActive(event.target.closest("[data-photo]")?.dataset.photo ?? active))}
    style=${{ height: `${layout.height}px` }}
  >
    ${tiles(drawn)}
  </div>`;
}

/** @param {Event} event */
const indexUnder = ({ target }) =>
  /** @type {HTMLElement | null} */ (/** @type {Element} */ (target).closest("[data-index]"))?.dataset.index;

/**
 * Where the photo with the focus is; where it has left, the one that took its place.
 *
 * @param {string[]} ids
 * @param {string | null} active
 */
function useActiveIndex(ids, active) {
  const last = useRef(0);
  last.current = useMemo(() => {
    const index = ids.indexOf(active ?? "");
    return index >= 0 ? index : Math.max(0, Math.min(last.current, ids.length - 1));
  }, [ids, active]);
  return last.current;
}

/**
 * A function that draws the photos at some indexes, and draws those anew whose place or whose `dependsOn(index)` is another
 * than last time: a page that scrolls has no time for the rest.
 *
 * @param {{ids: string[], layout: Layout, role: string, activeIndex: number, renderTile: RenderTile, tileProps?: TileProps, dependsOn?: (index: number) => unknown[]}} of
 */
function useTiles({ ids, layout, role, activeIndex, renderTile, tileProps, dependsOn }) {
  const kept = useRef(new Map());
  return (/** @type {number[]} */ indexes) => {
    const before = kept.current;
    kept.current = new Map();
    return indexes.map((index) => {
      const id = ids[index];
      const { top, height } = layout.rows[layout.rowOf[index]];
      const place = { left: layout.left[index], top, width: layout.wide[index], height };
      const focusable = role === "option" && (index === activeIndex ? 0 : -1);
      const on = [index, layout.count, focusable, ...Object.values(place), ...(dependsOn?.(index) ?? [Symbol("anything")])];
      const past = before.get(id);
      const same =
        past?.on.length === on.length &&
        past.on.every((/** @type {unknown} */ value, /** @type {number} */ at) => value === on[at]);
      const tile = same
        ? past
        : { on, drawn: draw({ id, index, count: layout.count, role, focusable, place, tileProps, renderTile }) };
      kept.current.set(id, tile);
      return tile.drawn;
    });
  };
}

/** @param {{id: string, index: number, count: number, role: string, focusable: number | false, place: Placed, tileProps?: TileProps, renderTile: RenderTile}} of */
function draw({ id, index, count, role, focusable, place: { left, top, width, height }, tileProps, renderTile }) {
  return html`<div
    key=${id}
    role=${role}
    aria-setsize=${count}
    aria-posinset=${index + 1}
    tabindex=${focusable === false ? undefined : focusable}
    data-photo=${id}
    data-index=${index}
    ...${tileProps?.(index)}
    style=${{ insetInlineStart: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` }}
  >
    ${renderTile({ id, index, width, height })}
  </div>`;
}

/**
 * Indexes to draw, in order: those of the rows in sight, and the one with the focus, wherever that is.
 *
 * @param {Layout} layout
 * @param {[number, number] | null} shown
 * @param {number | null} activeIndex
 */
function tilesOf(layout, shown, activeIndex) {
  if (!shown) return [];
  const first = layout.rows[shown[0]].start;
  const end = layout.rows[shown[1]].end;
  const indexes = Array.from({ length: end - first }, (_, position) => first + position);
  if (activeIndex === null || activeIndex >= layout.count) return indexes;
  if (activeIndex < first) return [activeIndex, ...indexes];
  return activeIndex >= end ? [...indexes, activeIndex] : indexes;
}

/** @param {Ref<HTMLElement>} element */
function useWidth(element) {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    setWidth(Math.floor(element.current.clientWidth));
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry.contentRect.width)));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return width;
}

/**
 * First and last row to draw. Looked up once a frame while the window scrolls; drawn again only when it is another row.
 *
 * @param {Ref<HTMLElement>} element
 * @param {Layout} layout
 * @param {number} overscan
 * @returns {[number, number] | null}
 */
function useRowsInSight(element, layout, overscan) {
  const [, redraw] = useReducer((times) => times + 1, 0);
  const shown = useRef(null);
  const look = () => {
    const top = -element.current.getBoundingClientRect().top;
    const now = rowsBetween(layout, top - overscan, top + innerHeight + overscan);
    const same = shown.current?.[0] === now?.[0] && shown.current?.[1] === now?.[1];
    shown.current = now;
    return !same;
  };
  useLayoutEffect(() => {
    if (look()) redraw();
    /** @type {number | null} */
    let frame = null;
    const scrolled = () => {
      frame ??= requestAnimationFrame(() => {
        frame = null;
        if (look()) redraw();
      });
    };
    addEventListener("scroll", scrolled, { passive: true });
    addEventListener("resize", scrolled, { passive: true });
    return () => {
      removeEventListener("scroll", scrolled);
      removeEventListener("resize", scrolled);
      if (frame !== null) cancelAnimationFrame(frame);
    };
  }, [layout, overscan]);
  const rows = layout.rows.length;
  if (!shown.current || rows === 0) return null;
  return [Math.min(shown.current[0], rows - 1), Math.min(shown.current[1], rows - 1)]; // The layout may have shrunk since.
}

/**
 * Keep the first photo in sight where it is when the layout changes.
 *
 * @param {Ref<HTMLElement>} element
 * @param {Layout} layout
 * @param {string[]} ids
 * @param {Obscured} obscured
 */
function useAnchor(element, layout, ids, obscured) {
  const before = useRef(null);
  useLayoutEffect(() => {
    const past = before.current;
    before.current = { layout, ids };
    if (!past || past.layout === layout || past.layout.count === 0 || layout.count === 0) return;
    const top = obscured().top - element.current.getBoundingClientRect().top;
    if (top <= 0) return; // The beginning is in sight: it stays there.
    const anchor = anchorOf(past, ids, top);
    if (anchor) scrollBy({ top: topOf(layout, anchor.now) - topOf(past.layout, anchor.was), behavior: "instant" });
  }, [layout]);
}

/**
 * @param {Layout} layout
 * @param {number} index
 */
const topOf = (layout, index) => layout.rows[layout.rowOf[index]].top;

/**
 * The first photo at or below `top` that is still there: its index then and now.
 *
 * @param {{layout: Layout, ids: string[]}} of
 * @param {string[]} ids
 * @param {number} top
 */
function anchorOf({ layout, ids: old }, ids, top) {
  const [row] = rowsBetween(layout, top, top) ?? [0];
  const places = new Map(ids.map((id, index) => [id, index]));
  for (let was = layout.rows[row].start; was < old.length; was += 1) {
    const now = places.get(old[was]);
    if (now !== undefined) return { was, now };
  }
  return null;
}

/**
 * @param {KeyboardEvent} event
 * @param {HTMLElement} element
 */
function stepOf(event, element) {
  if (event.altKey || event.metaKey || (event.ctrlKey && !["Home", "End"].includes(event.key))) return null;
  const backwards = getComputedStyle(element).direction === "rtl" ? "ArrowRight" : "ArrowLeft";
  if (event.key === "ArrowLeft" || event.key === "ArrowRight") return event.key === backwards ? "left" : "right";
  if (event.key === "PageUp" || event.key === "PageDown") return { pages: event.key === "PageUp" ? -1 : 1 };
  return STEPS[event.key] ?? null;
}

/**
 * @param {Layout} layout
 * @param {number} index
 * @param {number} pages
 */
function pageFrom(layout, index, pages) {
  let at = index;
  const begin = topOf(layout, index);
  while (Math.abs(topOf(layout, at) - begin) < innerHeight * 0.8) {
    const next = neighbour(layout, at, pages < 0 ? "up" : "down");
    if (next === at) break;
    at = next;
  }
  return at;
}

/**
 * @param {HTMLElement} element
 * @param {any} row
 * @param {any} obscured
 */
function bringIntoSight(element, row, obscured) {
  const top = element.getBoundingClientRect().top + row.top;
  const above = top - obscured.top - MARGIN_PX;
  const below = top + row.height + MARGIN_PX - (innerHeight - obscured.bottom);
  if (above < 0) scrollBy({ top: above, behavior: "instant" });
  else if (below > 0) scrollBy({ top: below, behavior: "instant" });
}
