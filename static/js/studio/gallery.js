/** Gallery: all photos of an event, to look through, select from and put in order. */
import { useFocusKept } from "../ui/focus.js";
import { JustifiedGrid } from "../ui/grid.js";
import { html, useEffect, useMemo, useRef, useState, useStore, useStoreEvery } from "../ui/html.js";
import { Thumbnail } from "../ui/thumbnail.js";
import { useTileSize } from "../ui/tile-size.js";
import { deletions } from "../ui/undo.js";
import { explain, t, words } from "../ui/words.js";
import { selectedPhotos } from "../words/gallery.js";
import { faces, failure, statusSaid } from "../words/studio.js";
import { GalleryActions, tileWithFocus } from "./gallery-actions.js";
import { useCounts } from "./gallery-counts.js";
import { ANYTHING, filterOf, hashOf, narrows } from "./gallery-filter.js";
import { GalleryFilter } from "./gallery-filters.js";
import { GalleryStore } from "./gallery-store.js";
import { remainingLists, useChoiceNews, useLists } from "./lists.js";
import { bySaid, creditOf, useCameras, usePhotographers } from "./people.js";
import { PhotoView } from "./photo.js";
import { photoKey } from "./photos-gone.js";
import { Waiting } from "./pieces.js";
import { eventHref } from "./router.js";
import { Selection } from "./selection.js";
import { session } from "./session.js";

/** @import { IngestStore } from "../store-ingest.js" */
/** @import { LiveSocket } from "../socket.js" */
/** @import { Refreshed } from "./refreshed.js" */

/** @import { Filter } from "./gallery-filter.js" */

const EVERY_MS = 120;
/** What is ready, and no guest sees. */
const UNSEEN = ["hidden", "waiting", "rejected"];
const LIVE_EVERY_MS = 400;
const RENEWED_EVERY_MS = 30_000;

/**
 * The gallery part of an event's page; `ingest` is the event's IngestStore, subscribed to its topic.
 *
 * @param {{event: Api.ManagedEvent, ingest: IngestStore, page: Refreshed<Api.ManagedEvent>, socket: LiveSocket}} props
 */
export function Gallery({ event, ingest, page, socket }) {
  const store = useMemo(() => new GalleryStore(event.id, undefined, (id) => deletions.hides(photoKey(id))), [event.id]);
  useStore(deletions);
  const { marks } = deletions;
  const drawn = useRef(marks);
  useEffect(() => {
    if (drawn.current !== marks) store.read();
    drawn.current = marks;
  }, [marks]);
  const selection = useMemo(() => new Selection(), [event.id]);
  const [filter, setFilter] = useFilter(event.id);
  const [open, setOpen] = useState(null);
  const people = usePhotographers(event.id);
  const cameras = useCameras(event.id);
  const lists = useLists(event, useChoiceNews(event, socket));
  const counts = useCounts(event.id, filter);
  const tiles = useTileSize();
  useStoreEvery(store, EVERY_MS);
  useLive(store, ingest);
  useRenewal(store, socket);
  useEffect(() => {
    selection.clear();
    store.narrow(filter);
  }, [store, filter]);
  useEffect(() => {
    selection.keepOnly(store.ids);
    if (counts.value) counts.refresh(); // The numbers agree with what is shown.
  }, [store.ids]);
  useEffect(() => {
    if (store.error) session.endedBy(store.error);
  }, [store.error]);

  const clear = () => setFilter({ ...ANYTHING, status: filter.status });
  return html`<div class="gallery">
    <${GalleryFilter} filter=${filter} onFilter=${setFilter} total=${store.state === "ready" ? store.ids.length : null} counts=${counts.value} tiles=${tiles} people=${people.value} cameras=${cameras.value} lists=${remainingLists(event.id, lists.value ?? [])}>
      <${Arrivals} store=${store} />
    <//>
    <${Troubles} store=${store} />
    ${store.state === "ready" && store.ids.length === 0 && html`<${Nothing} event=${event} filter=${filter} ingest=${ingest} onClear=${clear} />`}
    ${store.ids.length > 0 && html`<${Grid} store=${store} selection=${selection} rowHeight=${tiles.rowHeight} people=${people.value} onOpen=${setOpen} />`}
    <${GalleryActions} event=${event} store=${store} selection=${selection} filter=${filter} />
    ${
      open &&
      html`<${PhotoView}
      event=${event}
      ingest=${ingest}
      page=${page}
      ids=${store.ids}
      id=${open}
      known=${(id) => store.photo(id)}
      onMove=${setOpen}
      onChanged=${() => store.read()}
      onClose=${() => setOpen(null)}
    />`
    }
  </div>`;
}

/**
 * The filter of the address, and a way to change it there.
 *
 * @param {number} eventId
 * @returns {[Filter, (next: Filter) => void]}
 */
function useFilter(eventId) {
  const [filter, setFilter] = useState(() => filterOf(location.hash));
  useEffect(() => {
    const moved = () => setFilter(filterOf(location.hash));
    addEventListener("popstate", moved);
    return () => removeEventListener("popstate", moved);
  }, []);
  const change = (/** @type {Filter} */ next) => {
    history.replaceState(history.state, "", hashOf(eventHref(eventId, "gallery"), next));
    setFilter(next);
  };
  return [filter, change];
}

/**
 * Hear of every photo that comes, changes or goes; after a gap in the topic read everything anew.
 *
 * @param {GalleryStore} store
 * @param {IngestStore} ingest
 */
function useLive(store, ingest) {
  useEffect(() => {
    const heard = (/** @type {any} */ { detail }) => store.publication(detail);
    const gap = () => store.state === "ready" && store.read();
    ingest.addEventListener("publication", heard);
    ingest.addEventListener("snapshot", gap);
    return () => {
      ingest.removeEventListener("publication", heard);
      ingest.removeEventListener("snapshot", gap);
    };
  }, [store, ingest]);
}

/**
 * Pictures that did not come are asked for again now and then, and as soon as there is a connection again.
 *
 * @param {GalleryStore} store
 * @param {LiveSocket} socket
 */
function useRenewal(store, socket) {
  useEffect(() => {
    const back = () => socket.state === "online" && store.renew();
    const timer = setInterval(() => store.renew(), RENEWED_EVERY_MS);
    socket.addEventListener("state", back);
    return () => {
      clearInterval(timer);
      socket.removeEventListener("state", back);
    };
  }, [store, socket]);
}

/** @param {{store: GalleryStore}} props */
function Troubles({ store }) {
  if (store.state === "reading" && store.ids.length === 0) return html`<${Waiting}>${t("gallery-opening")}<//>`;
  if (!store.error) return null;
  return html`<div class="notice bad row between" role="alert">
    <p>${explain(store.error)}</p>
    <button class="compact" type="button" onClick=${() => store.read()}>${t("try-again")}</button>
  </div>`;
}

/**
 * What came in since: shown on a tap, so that nothing moves under anybody's eyes.
 *
 * @param {{store: GalleryStore}} props
 */
function Arrivals({ store }) {
  useStoreEvery(store, LIVE_EVERY_MS);
  const focusKept = useFocusKept(tileWithFocus);
  const count = store.arrivals.size;
  const show = async () => {
    await store.read();
    scrollTo({ top: 0 });
  };
  useEffect(() => {
    if (count > 0 && store.ids.length === 0) store.read(); // Nobody looks at anything yet.
  }, [count > 0]);
  return html`<div class="arrivals" role="status" ...${focusKept}>
    ${count > 0 && html`<button class="primary" type="button" onClick=${show}>${t("gallery-new", { count })}</button>`}
  </div>`;
}

/** @param {{event: Api.ManagedEvent, filter: Filter, ingest: IngestStore, onClear: () => void}} props */
function Nothing({ event, filter, ingest, onClear }) {
  if (narrows(filter)) {
    return html`<div class="empty">
      <h2>${t("gallery-no-match")}</h2>
      <p>${t("gallery-no-match-lead")}</p>
      <button type="button" onClick=${onClear}>${t("gallery-clear-filter")}</button>
    </div>`;
  }
  if (filter.status !== "indexed" && filter.status !== "all") {
    return html`<div class="empty"><h2>${t(`gallery-none-${filter.status}`)}</h2></div>`;
  }
  const left = ingest.progress.queued + ingest.progress.processing;
  return html`<div class="empty">
    <h2>${t(left > 0 ? "gallery-first" : "gallery-empty")}</h2>
    <p>${left > 0 ? t("gallery-first-lead", { count: left }) : t("gallery-empty-lead")}</p>
    <a class="button primary" href=${eventHref(event.id)}>${t(left > 0 ? "gallery-watch" : "gallery-upload")}</a>
  </div>`;
}

/** @param {{store: GalleryStore, selection: Selection, rowHeight: number, people?: Api.Photographer[], onOpen: (id: string) => void}} props */
function Grid({ store, selection, rowHeight, people, onOpen }) {
  useStore(selection);
  const focusKept = useFocusKept(tileWithFocus);
  const touched = useRef(false);
  const selecting = selection.size > 0;
  const credit = (/** @type {string} */ id) => creditOf(people, store.photo(id));

  const act = (/** @type {string} */ id, /** @type {any} */ event) => {
    if (event.shiftKey) selection.extend(id, store.ids);
    else if (selecting || event.ctrlKey || event.metaKey || event.target.closest(".mark")) selection.toggle(id);
    else onOpen(id);
  };
  const clicked = (/** @type {any} */ event) => {
    const id = event.target.closest("[data-photo]")?.dataset.photo;
    if (!id || touched.current) touched.current = false;
    else act(id, event);
  };
  // A long press on a touch screen asks for a context menu: here it selects.
  const pressedLong = (/** @type {any} */ event) => {
    const id = event.target.closest("[data-photo]")?.dataset.photo;
    if (event.pointerType !== "touch" || !id) return;
    event.preventDefault();
    touched.current = true;
    selection.toggle(id);
  };
  return html`<div class="wall" ...${focusKept} data-selecting=${selecting} onClick=${clicked} onContextMenu=${pressedLong} onPointerDown=${() => (touched.current = false)}>
    <${JustifiedGrid}
      ids=${store.ids}
      ratios=${store.ratios}
      rowHeight=${rowHeight}
      gap=${4}
      obscured=${bars}
      label=${selectedPhotos(store.ids.length, selection.size)}
      choice=${keys(store, selection, onOpen)}
      onVisible=${(range) => store.look(range)}
      dependsOn=${(index) => [...tileState(store, selection, store.ids[index]), credit(store.ids[index])]}
      tileProps=${(index) => tileProps(store, selection, store.ids[index], credit(store.ids[index]))}
      renderTile=${({ id, width, height }) => html`<${Tile} photo=${store.photo(id)} by=${credit(id)} width=${width} height=${height} gone=${store.gone.has(id)} onStale=${() => store.stale(id)} />`}
    />
  </div>`;
}

/** What lies over the window's edges while one scrolls, in px: the filters above, what is selected and what was done below. */
const bars = () => ({
  top: heightOf(".filters"),
  bottom: heightOf(".foot"),
});

/** @param {string} bar */
const heightOf = (bar) => document.querySelector(`.gallery > ${bar}`)?.offsetHeight ?? 0;

/**
 * What keys do to the photo that has the focus.
 *
 * @param {GalleryStore} store
 * @param {Selection} selection
 * @param {(id: string) => void} onOpen
 */
const keys =
  (store, selection, onOpen) =>
  (/** @type {{index: number, from?: number, event: any}} */ { index, from, event }) => {
    const id = store.ids[index];
    if (from !== undefined) {
      if (!event.shiftKey) return undefined;
      selection.beginAt(store.ids[from]);
      return selection.extend(id, store.ids);
    }
    const all = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "a";
    if (!all && event.key !== " " && event.key !== "Enter") return undefined;
    event.preventDefault();
    if (all) return selection.set(store.ids);
    if (event.key === "Enter") return onOpen(id);
    return event.shiftKey ? selection.extend(id, store.ids) : selection.toggle(id);
  };

/**
 * @param {GalleryStore} store
 * @param {Selection} selection
 * @param {string} id
 */
const tileState = (store, selection, id) => [store.photo(id), store.gone.has(id), selection.has(id), words.language];

/**
 * @param {GalleryStore} store
 * @param {Selection} selection
 * @param {string} id
 * @param {string | null} by
 */
function tileProps(store, selection, id, by) {
  const photo = store.photo(id);
  return {
    class: "tile-of-wall",
    "aria-selected": String(selection.has(id)),
    "aria-label": photo
      ? `${photo.name}, ${by ? `${bySaid(by)}, ` : ""}${photo.status === "indexed" ? faces(photo.faces) : statusSaid(photo.status)}`
      : t("gallery-tile"),
    "data-status": store.gone.has(id) ? "gone" : photo?.status,
  };
}

/** @param {{photo?: Api.Photo, by: string | null, width: number, height: number, gone: boolean, onStale: () => void}} props */
function Tile({ photo, by, width, height, gone, onStale }) {
  if (gone) return html`<span class="plain">${t("gallery-deleted")}</span>`;
  return html`
    ${photo?.thumb_url && html`<${Thumbnail} key=${photo.id} photo=${photo} width=${width} height=${height} onStale=${onStale} />`}
    ${photo && !photo.thumb_url && html`<span class="plain"><strong>${photo.name}</strong>${photo.error ? failure(photo.error) : statusSaid(photo.status)}</span>`}
    ${photo && UNSEEN.includes(photo.status) && html`<span class="flag">${statusSaid(photo.status)}</span>`}
    ${photo?.thumb_url && html`<span class="edge figures">${by ? `${photo.name} · ${by}` : photo.name}</span>`}
    <span class="mark"></span>
  `;
}
