/** All photos of an event that is open to everybody, newest first, more as one scrolls. New ones are announced. */
import { useFocusKept } from "../ui/focus.js";
import { html, useEffect, useRef, useState, useStore } from "../ui/html.js";
import { Waiting } from "../ui/later.js";
import { Matches } from "../ui/matches.js";
import { explain, t } from "../ui/words.js";
import { galleryOf } from "./gallery-store.js";
import { useViewer } from "./viewer.js";

/** @import { Visit } from "./visit.js" */
/** @import { GalleryStore } from "./gallery-store.js" */

const LOOK_EVERY_MS = 20_000;

/** @param {{visit: Visit}} props */
export function Gallery({ visit }) {
  const [store] = useState(() => galleryOf(visit.event.id, visit.guestToken));
  useStore([store, visit.store]);
  useEffect(() => {
    store.more();
    return () => store.close();
  }, []);
  useLooks(store);
  const onStale = () => store.renew();
  const open = useViewer(visit, store.photos, onStale, store.done ? null : () => store.more());
  return html`<section class="results gallery">
    <header class="results-head">
      <p class="soft">${visit.event.name}</p>
      <h1 tabindex="-1">${t("guest-all-photos")}</h1>
    </header>
    ${!visit.search && html`<button type="button" class="quiet" onClick=${() => visit.leaveGallery()}>${t("back")}</button>`}
    <${Newer} store=${store} visit=${visit} />
    ${
      store.photos.length > 0 &&
      html`<div id="gallery" class="bleed"><${Matches} photos=${store.photos} label=${t("guest-all-photos")} open=${open} renewed=${store.renewed + visit.store.renewed} onStale=${onStale} /></div>`
    }
    <${End} store=${store} />
    ${!visit.search && html`<div class="notices"><p class=${store.away ? "notice bad" : "unseen"} role="status">${store.away ? t("connection-waiting") : ""}</p></div>`}
  </section>`;
}

/**
 * Asks now and then what is new, while somebody looks, and as soon as somebody looks again.
 *
 * @param {GalleryStore} store
 */
function useLooks(store) {
  useEffect(() => {
    const look = () => document.visibilityState === "visible" && store.look();
    const timer = setInterval(look, LOOK_EVERY_MS);
    document.addEventListener("visibilitychange", look);
    addEventListener("online", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
      removeEventListener("online", look);
    };
  }, [store]);
}

/**
 * Shown on a tap, so that nothing moves under anybody's eyes.
 *
 * @param {{store: GalleryStore, visit: Visit}} props
 */
function Newer({ store, visit }) {
  const focusKept = useFocusKept(() => document.querySelector(".gallery h1"), { preventScroll: true });
  const show = async () => {
    try {
      await store.showNewer();
      scrollTo({ top: 0 });
    } catch (error) {
      visit.complain(error);
    }
  };
  return html`<div class="newer" role="status" ...${focusKept}>
    ${store.newer && html`<button type="button" class="primary" onClick=${show}>${t("guest-gallery-newer")}</button>`}
  </div>`;
}

/** @param {{store: GalleryStore}} props */
export function End({ store }) {
  const element = useRef(null);
  useEffect(() => {
    // A busy phone tells of several changes at once: the last one holds.
    const observer = new IntersectionObserver((entries) => entries.at(-1)?.isIntersecting && !store.problem && store.more(), {
      rootMargin: "800px",
    });
    if (element.current) observer.observe(element.current);
    return () => observer.disconnect();
  }, [store.photos.length, store.done]);
  if (store.problem) {
    return html`<div class="stack">
      <p class="notice bad" role="alert">${explain(store.problem)}</p>
      <button type="button" onClick=${() => store.more()}>${t("try-again")}</button>
    </div>`;
  }
  if (!store.done) return html`<div ref=${element} class="stack"><${Waiting} text=${t("one-moment")} /></div>`;
  const count = store.photos.length;
  return html`<p class="soft" role="status">${count ? t("guest-gallery-end", { count }) : t("guest-gallery-empty")}</p>`;
}
