/** Photos one after the other, large and calm; the screen stays on meanwhile, where the device allows that. */
import { picture } from "../http.js";
import { Dialog } from "../ui/dialog.js";
import { html, useEffect, useLayoutEffect, useRef, useState, useStoreEvery } from "../ui/html.js";
import { t } from "../ui/words.js";
import { wayBack } from "./way-back.js";

/** @import { GalleryStore } from "./gallery-store.js" */

const EACH_MS = 5000;
const AHEAD = 3;
const REDRAW_MS = 200;

/** @param {{store: GalleryStore, label: string, onClose: () => void}} props */
export function Slideshow({ store, label, onClose }) {
  useStoreEvery(store, REDRAW_MS);
  const [id, setId] = useState(store.ids[0]);
  const [running, setRunning] = useState(true);
  const [shown, setShown] = useState(/** @type {string | null} */ (null)); // The photo whose picture is here.
  const at = Math.max(0, store.placeOf(id));
  const photo = store.photo(store.ids[at]);
  const go = (/** @type {number} */ steps) => {
    const count = store.ids.length;
    if (count > 0) setId(store.ids[(at + steps + count) % count]);
  };
  useEffect(() => {
    if (store.ids.length === 0) return onClose();
    store.know(store.ids.slice(at, at + AHEAD + 1));
    const next = store.photo(store.ids[at + 1]);
    if (next)
      picture(next.preview_url).then(
        (bitmap) => bitmap.close(),
        () => undefined,
      ); // It is in the browser's cache then.
    return undefined;
  }, [at, photo === undefined, store.ids.length]);
  useEffect(() => {
    if (!running || shown !== id) return undefined;
    const timer = setTimeout(() => go(1), EACH_MS);
    return () => clearTimeout(timer);
  }, [running, shown, id]);
  useAwake(running);
  useLayoutEffect(() => {
    wayBack.enter("photo", onClose);
    return () => wayBack.left("photo");
  }, []);
  const pressed = (/** @type {KeyboardEvent} */ event) => {
    const backwards = document.documentElement.dir === "rtl" ? "ArrowRight" : "ArrowLeft";
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") go(event.key === backwards ? -1 : 1);
    else if (event.key === " " && /** @type {HTMLElement} */ (event.target).tagName !== "BUTTON") setRunning(!running);
    else return;
    event.preventDefault();
  };
  const place = t("photo-position", { index: at + 1, total: store.ids.length });
  return html`<${Dialog} label=${label} class="slideshow" onClose=${onClose} onKeyDown=${pressed}>
    ${
      photo &&
      html`<img
        key=${photo.photo_id}
        src=${photo.preview_url}
        alt=${place}
        data-shown=${shown === photo.photo_id}
        onLoad=${() => setShown(photo.photo_id)}
        onError=${() => {
          store.stale(photo.photo_id);
          setShown(photo.photo_id); // One that does not come stops none of the others.
        }}
      />`
    }
    <div class="row slideshow-bar">
      <button type="button" class="compact" onClick=${() => go(-1)}>${t("previous-photo")}</button>
      <button type="button" class="compact" onClick=${() => setRunning(!running)}>${t(running ? "slideshow-pause" : "slideshow-play")}</button>
      <button type="button" class="compact" onClick=${() => go(1)}>${t("next-photo")}</button>
      <span class="figures small" role=${running ? undefined : "status"}>${place}</span>
      <button type="button" class="compact" onClick=${onClose}>${t("close")}</button>
    </div>
  <//>`;
}

/**
 * Keep the screen on, also after somebody has looked at something else in between.
 *
 * @param {boolean} wanted
 */
function useAwake(wanted) {
  const lock = useRef(/** @type {any} */ (null));
  useEffect(() => {
    if (!wanted || !("wakeLock" in navigator)) return undefined;
    let over = false;
    const ask = async () => {
      if (document.visibilityState !== "visible") return;
      try {
        const got = await navigator.wakeLock.request("screen");
        if (over) got.release();
        else lock.current = got;
      } catch {
        // A device that saves its battery refuses; the photos go on.
      }
    };
    ask();
    document.addEventListener("visibilitychange", ask);
    return () => {
      over = true;
      document.removeEventListener("visibilitychange", ask);
      lock.current?.release();
      lock.current = null;
    };
  }, [wanted]);
}
