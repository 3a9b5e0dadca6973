/** All photos of an event that one may browse: by album, in the order one likes, to look through, choose from and take home. */
import { LiveSocket } from "../socket.js";
import { useFocusKept } from "../ui/focus.js";
import { Giver } from "../ui/giver.js";
import { JustifiedGrid } from "../ui/grid.js";
import { html, useEffect, useRef, useState, useStore, useStoreEvery } from "../ui/html.js";
import * as Icons from "../ui/icons.js";
import { moduleAt } from "../ui/modules.js";
import { Thumbnail } from "../ui/thumbnail.js";
import { TileSizes, useTileSize } from "../ui/tile-size.js";
import { explain, t, words } from "../ui/words.js";
import { Chosen, ChosenBar } from "./gallery-chosen.js";
import { GalleryStore } from "./gallery-store.js";
import { KeptGallery } from "./kept-gallery.js";
import { KeptHere } from "./kept-here.js";
import { useViewer } from "./viewer.js";

/** @import { TileSize } from "../ui/tile-size.js" */
/** @import { Visit } from "./visit.js" */

const REDRAW_MS = 30;
const AGAIN_MS = 2000;
const PATIENCE_MS = 1500; // A network that lets no live connection through shows the photos all the same.

/**
 * Without a network: what this device has kept of it. Either is shown from its start when the other's time has come.
 *
 * @param {{visit: Visit}} props
 */
export const Gallery = ({ visit }) => html`<${Opened} key=${visit.fromMemory} visit=${visit} />`;

/** @param {Visit} visit */
const storeFor = ({ event, guestToken, keptGallery }) =>
  keptGallery ? new GalleryStore(event.id, null, new KeptGallery(keptGallery)) : new GalleryStore(event.id, guestToken);

/** @param {{visit: Visit}} props */
function Opened({ visit }) {
  const [store] = useState(() => storeFor(visit));
  const [chosen] = useState(() => new Chosen());
  const tiles = useTileSize();
  const [looked, setLooked] = useState(/** @type {string | null} */ (null));
  const [playing, setPlaying] = useState(/** @type {any} */ (null));
  useStoreEvery(store, REDRAW_MS);
  useStore([chosen, visit.people.store]);
  useLive(store, visit);
  useKept(store, visit);
  useEffect(() => chosen.keepOnly(store), [store.ids]);
  const whole = {
    placeOf: (/** @type {string} */ id) => ({ index: store.placeOf(id) + 1, total: store.ids.length }),
    moved: (/** @type {string} */ id) => {
      setLooked(id);
      store.lookAround(id);
      const photo = store.photo(id);
      if (photo?.preview_url) visit.keepOfGallery(() => store.shown, id, photo.preview_url, "large");
    },
  };
  const open = useViewer(visit, looked ? store.around(looked) : [], () => store.renew(), whole);
  const [opening, setOpening] = useState(/** @type {string | null} */ (null));
  useEffect(() => {
    if (!opening) return; // Once the viewer has the photos around it.
    setOpening(null);
    open(opening);
    store.lookAround(opening);
  }, [opening]);
  const wanted = useRef(/** @type {string | null} */ (null));
  const act = async (/** @type {string} */ id) => {
    if (chosen.active) return chosen.toggle(id);
    wanted.current = id;
    await store.know([id]); // On a slow network a tile is tapped before anything is known of its photo.
    if (wanted.current !== id || !store.photo(id)) return undefined;
    setLooked(id);
    return setOpening(id);
  };
  const play = async () => {
    try {
      const { Slideshow } = await moduleAt("/static/js/guest/slideshow.js");
      setPlaying(() => Slideshow);
    } catch {
      visit.complain({ code: "unreachable" });
    }
  };
  const { albums } = store;
  return html`<section class="results gallery" data-choosing=${chosen.active}>
    <header class="results-head">
      <p class="soft">${visit.event.name}</p>
      <h1 tabindex="-1">${t("guest-all-photos")}</h1>
    </header>
    ${!visit.people.search && html`<${WithoutSearch} visit=${visit} />`}
    <div class="gallery-head">
      ${albums.length > 0 && html`<${Albums} store=${store} />`}
      ${store.ids.length > 0 && html`<${Tools} ...${{ visit, store, chosen, tiles, play }} />`}
      <${News} store=${store} visit=${visit} />
    </div>
    ${store.ids.length > 0 && html`<${Wall} ...${{ visit, store, chosen, rowHeight: tiles.rowHeight, act }} />`}
    ${!visit.fromMemory && html`<${End} store=${store} />`}
    ${chosen.active && html`<${ChosenBar} ...${{ visit, store, chosen }} />`}
    ${!visit.people.search && html`<${Lost} ...${{ visit, store }} />`}
    ${playing && html`<${playing} store=${store} label=${t("slideshow-title")} onClose=${() => setPlaying(null)} />`}
  </section>`;
}

/**
 * The ways that a guest without a search has from here.
 *
 * @param {{visit: Visit}} props
 */
const WithoutSearch = ({ visit }) => html`<div class="row between">
  ${!visit.fromMemory && html`<button type="button" class="quiet" onClick=${() => visit.leaveGallery()}>${t("back")}</button>`}
  <${KeptHere} visit=${visit} />
</div>`;

/**
 * Said over the page, so that nothing moves; who has a search is told above.
 *
 * @param {{visit: Visit, store: GalleryStore}} props
 */
function Lost({ visit, store }) {
  const lost = visit.fromMemory || store.away;
  const [text, looks] = visit.fromMemory ? ["guest-offline-seen", "notice"] : ["connection-waiting", "notice bad"];
  return html`<div class="notices"><p class=${lost ? looks : "unseen"} role="status">${lost ? t(text) : ""}</p></div>`;
}

/**
 * What this device keeps follows what may be shown.
 *
 * @param {GalleryStore} store
 * @param {Visit} visit
 */
function useKept(store, visit) {
  useEffect(() => {
    if (visit.fromMemory) return undefined;
    const told = () => (store.closed ? visit.galleryClosed(store.problem) : visit.seen.changed("gallery", visit.event.id));
    store.addEventListener("change", told);
    return () => store.removeEventListener("change", told);
  }, [store]);
}

/**
 * Hear of all that comes and goes; without credentials to listen by, look once more whenever somebody looks again.
 *
 * @param {GalleryStore} store
 * @param {Visit} visit
 */
function useLive(store, visit) {
  useEffect(() => {
    const back = () => document.visibilityState === "visible" && store.back();
    document.addEventListener("visibilitychange", back);
    addEventListener("online", back);
    const stop = visit.guestToken ? listen(store, visit.event.id, visit.guestToken) : null;
    if (!stop) store.read();
    return () => {
      document.removeEventListener("visibilitychange", back);
      removeEventListener("online", back);
      stop?.();
    };
  }, [store]);
}

/**
 * @param {GalleryStore} store
 * @param {number} eventId
 * @param {string} token
 */
function listen(store, eventId, token) {
  const socket = new LiveSocket();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const subscribe = () => socket.subscribe(`event:${eventId}:gallery`, store.listener(again));
  const again = () => {
    clearTimeout(timer);
    timer = setTimeout(subscribe, AGAIN_MS);
  };
  const changed = () => {
    if (socket.state === "refused" || socket.state === "waiting")
      store.read(); // What may be had without it is shown all the same.
    else if (socket.state === "online") store.back();
  };
  const unheard = setTimeout(() => store.reading && store.read(), PATIENCE_MS);
  socket.addEventListener("state", changed);
  socket.authenticate(token);
  subscribe();
  return () => {
    clearTimeout(timer);
    clearTimeout(unheard);
    socket.removeEventListener("state", changed);
    socket.close();
  };
}

/** @param {{store: GalleryStore}} props */
function Albums({ store }) {
  const one = (/** @type {string | null} */ id, /** @type {string} */ name) =>
    html`<button key=${id} type="button" class="chip compact" aria-pressed=${store.album === id} onClick=${() => store.choose(id)}><bdi>${name}</bdi></button>`;
  return html`<div class="chips albums" role="group" aria-label=${t("albums")}>
    ${one(null, t("guest-all-photos"))} ${store.albums.map(({ id, name }) => one(id, name))}
  </div>`;
}

/** @param {{visit: Visit, store: GalleryStore, chosen: Chosen, tiles: TileSize, play: () => void}} props */
function Tools({ visit, store, chosen, tiles, play }) {
  const takes = visit.event.downloads !== "none" && !visit.fromMemory;
  return html`<div class="row gallery-tools">
    ${!visit.fromMemory && html`<${Order} store=${store} />`}
    <${TileSizes} ...${tiles} />
    <button type="button" class="compact" onClick=${play}>${t("slideshow")}</button>
    ${takes && html`<button type="button" class="compact" aria-pressed=${chosen.active} onClick=${() => (chosen.active ? chosen.end() : chosen.begin())}>${t("gallery-choose")}</button>`}
  </div>`;
}

/** @param {{store: GalleryStore}} props */
const Order = ({ store }) => html`<label class="unseen" for="gallery-order">${t("gallery-order")}</label>
  <select id="gallery-order" value=${store.order} onChange=${(/** @type {any} */ { target }) => store.sort(target.value)}>
    <option value="newest">${t("gallery-newest")}</option>
    <option value="day">${t("gallery-day")}</option>
  </select>`;

/**
 * Shown on a tap, so that nothing moves under anybody's eyes.
 *
 * @param {{store: GalleryStore, visit: Visit}} props
 */
function News({ store }) {
  const focusKept = useFocusKept(() => document.querySelector(".gallery h1"), { preventScroll: true });
  const count = store.arrivals.size;
  const show = async () => {
    await store.showNews();
    scrollTo({ top: 0 });
  };
  return html`<div class="newer" role="status" ...${focusKept}>
    ${store.news > 0 && store.ids.length > 0 && html`<button type="button" class="primary" onClick=${show}>${count ? t("guest-gallery-new", { count }) : t("guest-gallery-newer")}</button>`}
  </div>`;
}

/** What lies over the window's edges while one scrolls, in px. */
const bars = () => ({ top: heightOf(".gallery-head"), bottom: heightOf(".gallery-picked") });

/** @param {string} bar */
const heightOf = (bar) => {
  const element = /** @type {HTMLElement | null} */ (document.querySelector(`.gallery > ${bar}`));
  return element && getComputedStyle(element).position === "sticky" ? element.offsetHeight : 0;
};

/** @param {{visit: Visit, store: GalleryStore, chosen: Chosen, rowHeight: number, act: (id: string) => void}} props */
function Wall({ visit, store, chosen, rowHeight, act }) {
  const latest = useRef(act);
  latest.current = act;
  const state = (/** @type {string} */ id) => [store.photo(id), chosen.has(id), chosen.active, words.language];
  return html`<div id="gallery" class="bleed">
    <${JustifiedGrid}
      ids=${store.ids}
      ratios=${store.ratios}
      rowHeight=${rowHeight}
      gap=${4}
      obscured=${bars}
      label=${t("guest-all-photos")}
      onVisible=${(/** @type {{first: number, last: number}} */ range) => store.look(range)}
      dependsOn=${(/** @type {number} */ index) => [...state(store.ids[index]), store.ids.length]}
      tileProps=${() => ({ class: "tile" })}
      renderTile=${({ id, index, width, height }) => html`<button
        type="button"
        class="photo"
        aria-label=${t(chosen.active ? "gallery-choose-photo" : "open-photo", { index: index + 1, total: store.ids.length })}
        aria-pressed=${chosen.active ? chosen.has(id) : undefined}
        onClick=${() => latest.current(id)}
      >
        ${store.photo(id) && html`<${Thumbnail} photo=${store.photo(id)} width=${width} height=${height} onStale=${() => store.stale(id)} onShown=${(/** @type {string} */ address) => visit.keepOfGallery(() => store.shown, id, address)} />`}
        ${chosen.active && html`<span class="tick" aria-hidden="true">${chosen.has(id) && html`<${Icons.Check} />`}</span>`}
      </button>${store.photo(id) && html`<${Giver} photo=${store.photo(id)} />`}`}
    />
  </div>`;
}

/** @param {{store: GalleryStore}} props */
function End({ store }) {
  if (store.problem) {
    return html`<div class="stack">
      <p class="notice bad" role="alert">${explain(store.problem)}</p>
      <button type="button" onClick=${() => store.read()}>${t("try-again")}</button>
    </div>`;
  }
  if (store.reading) return html`<p class="soft" role="status">${t("one-moment")}</p>`;
  const count = store.ids.length;
  return html`<p class="soft" role="status">${count ? t("guest-gallery-end", { count }) : t("guest-gallery-empty")}</p>`;
}
