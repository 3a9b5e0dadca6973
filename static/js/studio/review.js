/** Review: the photos that wait to be approved, one at a time and large, for one hand on a keyboard or a thumb on a phone. */
import { html, useEffect, useMemo, useRef, useState, useStore } from "../ui/html.js";
import { Photo } from "../ui/photo.js";
import { explain, isRightToLeft, t } from "../ui/words.js";
import { inStack, marksOf, photoSaid, starsSaid } from "../words/review.js";
import { faces } from "../words/studio.js";
import { creditOf } from "./people.js";
import { Picture } from "./picture.js";
import { Waiting } from "./pieces.js";
import { ReviewStore } from "./review-store.js";
import { eventHref, router } from "./router.js";
import { session } from "./session.js";

/** @import { IngestStore } from "../store-ingest.js" */

const GATHERED_MS = 1000; // Photos of a burst come one by one.
const MOST_STARS = 5;
const SWIPED_PX = 60;

/**
 * The review of an event; `ingest` is the event's IngestStore, subscribed to its topic.
 *
 * @param {{event: Api.ManagedEvent, ingest: IngestStore}} props
 */
export function Review({ event, ingest }) {
  const store = useMemo(() => new ReviewStore(event.id), [event.id]);
  const [said, say] = useState("");
  useStore(store);
  useLive(store, ingest);
  useEffect(() => {
    if (store.error) session.endedBy(store.error);
  }, [store.error]);
  useEffect(() => router.keepUnless(() => store.unsent.length > 0), [store]);
  const acts = actsOn(store, say, event.may.includes("change_photos"));
  useKeys(acts);
  usePrefetched(store);

  const { stack, index } = store.place;
  const photo = store.photo(store.current ?? "");
  const place = { index, total: stack.length, suggested: store.isSuggested(store.current ?? "") };
  return html`<section class="review" aria-labelledby="review-title">
    <h2 id="review-title" class="unseen">${t("review-title")}</h2>
    <p class="unseen" role="status">${said} ${photo && photoSaid(photo, place)}</p>
    <${Troubles} store=${store} />
    ${store.state === "ready" && !store.current && html`<${Nothing} event=${event} store=${store} acts=${acts} />`}
    ${
      store.current &&
      html`<div class="light-table film">
        <p class="review-top row between figures">
          <strong>${t("review-waiting", { count: store.waiting })}</strong>
          <span class="soft">${photo?.name ?? "…"}</span>
        </p>
        <${Stage} key=${store.current} photo=${photo} place=${place} acts=${acts} onStale=${() => store.stale(store.current ?? "")} />
        <${Strip} store=${store} />
        <${Acts} store=${store} photo=${photo} acts=${acts} />
      </div>`
    }
  </section>`;
}

/** @typedef {ReturnType<typeof actsOn>} ReviewActs */

/**
 * What can be done, each said aloud.
 *
 * @param {ReviewStore} store
 * @param {(said: string) => void} say
 * @param {boolean} rates whether stars may be given
 */
const actsOn = (store, say, rates) => ({
  approve: () => {
    store.approve();
    say(t("review-did-approve", { count: 1 }));
  },
  reject: () => {
    store.reject();
    say(t("review-did-reject", { count: 1 }));
  },
  keepOnly: () => {
    const others = store.place.stack.length - 1;
    store.keepOnly();
    say(`${t("review-did-approve", { count: 1 })} ${others > 0 ? t("review-did-reject", { count: others }) : ""}`);
  },
  undo: () => {
    if (!store.undoable) return;
    store.undo();
    say(t("review-did-hold"));
  },
  rate: rates
    ? (/** @type {number} */ stars) => {
        store.rate(stars);
        say(starsSaid(stars));
      }
    : undefined,
  step: (/** @type {number} */ by) => {
    store.step(by);
    say("");
  },
  leap: (/** @type {number} */ by) => {
    store.leap(by);
    say("");
  },
});

/**
 * Hear of photos that come, go, or are decided by somebody else; after a gap in the topic read everything anew.
 *
 * @param {ReviewStore} store
 * @param {IngestStore} ingest
 */
function useLive(store, ingest) {
  useEffect(() => {
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    const readSoon = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        store.read();
      }, GATHERED_MS);
    };
    const heard = (/** @type {any} */ { detail }) => store.publication(detail) && readSoon();
    ingest.addEventListener("publication", heard);
    ingest.addEventListener("snapshot", readSoon);
    store.read();
    return () => {
      clearTimeout(timer);
      ingest.removeEventListener("publication", heard);
      ingest.removeEventListener("snapshot", readSoon);
    };
  }, [store, ingest]);
}

/**
 * Not while something is typed or a dialog is open, and not together with other keys.
 *
 * @param {ReviewActs} acts
 */
function useKeys(acts) {
  const latest = useRef(acts);
  latest.current = acts;
  useEffect(() => {
    const pressed = (/** @type {any} */ event) => {
      if (event.defaultPrevented || event.altKey || event.target.closest("input:not([type=radio]), select, textarea, dialog"))
        return;
      const act = actOf(event, latest.current, isRightToLeft());
      if (!act) return;
      event.preventDefault();
      if (!event.repeat || event.key.startsWith("Arrow")) act(); // A key that is held walks on, and says nothing twice.
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, []);
}

/**
 * What a key does.
 *
 * @param {{key: string, ctrlKey: boolean, metaKey: boolean}} event
 * @param {ReviewActs} acts
 * @param {boolean} [mirrored] whether the page is read from right to left
 * @returns {(() => void) | undefined}
 */
export function actOf({ key, ctrlKey, metaKey }, acts, mirrored = false) {
  if (ctrlKey || metaKey) return key === "z" ? acts.undo : undefined;
  /** @type {Record<string, () => void>} */
  const does = {
    a: acts.approve,
    A: acts.keepOnly,
    x: acts.reject,
    u: acts.undo,
    n: () => acts.leap(1),
    ArrowLeft: () => acts.step(mirrored ? 1 : -1),
    ArrowRight: () => acts.step(mirrored ? -1 : 1),
    ArrowUp: () => acts.leap(-1),
    ArrowDown: () => acts.leap(1),
  };
  const { rate } = acts;
  if (rate && /^[0-5]$/.test(key)) return () => rate(Number(key));
  return does[key];
}

/**
 * The next pictures are there before one gets to them.
 *
 * @param {ReviewStore} store
 */
function usePrefetched(store) {
  const addresses = store.ahead
    .slice(0, 4)
    .map((id) => store.photo(id)?.preview_url)
    .filter(Boolean);
  const held = useRef(/** @type {HTMLImageElement[]} */ ([]));
  useEffect(() => {
    held.current = addresses.map((address) => Object.assign(new Image(), { src: address }));
  }, [addresses.join()]);
}

/** @param {{store: ReviewStore}} props */
function Troubles({ store }) {
  if (store.state === "reading") return html`<${Waiting}>${t("review-reading")}<//>`;
  if (store.stuck) return html`<p class="notice bad" role="status">${t("review-unsent", { count: store.unsent.length })}</p>`;
  if (!store.error) return null;
  return html`<div class="notice bad row between" role="alert">
    <p>${explain(store.error)}</p>
    <button class="compact" type="button" onClick=${() => store.read()}>${t("try-again")}</button>
  </div>`;
}

/** @param {{event: Api.ManagedEvent, store: ReviewStore, acts: ReviewActs}} props */
function Nothing({ event, store, acts }) {
  return html`<div class="empty">
    <h3>${t("review-none")}</h3>
    <p>${t(`review-none-${event.release}`)}</p>
    <div class="row">
      ${store.undoable && html`<button type="button" onClick=${acts.undo}>${t("review-undo")}</button>`}
      ${event.release === "at_once" && html`<a class="button" href=${eventHref(event.id, "settings")}>${t("event-part-settings")}</a>`}
      <a class="button" href=${eventHref(event.id, "gallery")}>${t("event-part-gallery")}</a>
    </div>
  </div>`;
}

/**
 * The photo, as large as there is room. A swipe to a side goes on or back.
 *
 * @param {{photo?: Api.Photo, place: {index: number, total: number, suggested: boolean}, acts: ReviewActs, onStale: () => Promise<unknown>}} props
 */
function Stage({ photo, place, acts, onStale }) {
  const from = useRef(/** @type {{x: number, y: number} | null} */ (null));
  const began = (/** @type {PointerEvent} */ { isPrimary, clientX: x, clientY: y }) => {
    from.current = isPrimary ? { x, y } : null; // Two fingers look closer.
  };
  const ended = (/** @type {PointerEvent} */ { clientX, clientY }) => {
    const begun = from.current;
    from.current = null;
    if (!begun || Math.abs(clientX - begun.x) < Math.max(SWIPED_PX, 2 * Math.abs(clientY - begun.y))) return;
    acts.step(clientX < begun.x === isRightToLeft() ? -1 : 1);
  };
  return html`<div class="review-stage" onPointerDown=${began} onPointerUp=${ended} onPointerCancel=${() => (from.current = null)}>
    ${photo && html`<${Picture} photo=${photo} onStale=${onStale} />`}
    <p class="review-marks">
      ${place.total > 1 && html`<span>${inStack(place.index, place.total)}</span>`}
      ${place.suggested && html`<span class="best">${t("review-sharpest")}</span>`}
      ${photo && marksOf(photo).map((mark) => html`<span key=${mark} class="doubt">${mark}</span>`)}
      ${photo?.given && html`<span>${creditOf(undefined, photo)}</span>`}
      ${photo && html`<span>${faces(photo.faces)}</span>`}
    </p>
  </div>`;
}

/**
 * The photos that are like the present one, itself among them.
 *
 * @param {{store: ReviewStore}} props
 */
function Strip({ store }) {
  const present = useRef(null);
  useEffect(() => present.current?.scrollIntoView({ block: "nearest", inline: "center" }), [store.current]);
  const { stack } = store.place;
  if (stack.length < 2) return null;
  return html`<ul class="review-strip" aria-label=${t("review-similar")}>
    ${stack.map((id) => {
      const photo = store.photo(id);
      const isPresent = id === store.current;
      return html`<li key=${id} ref=${isPresent ? present : undefined}>
        <button type="button" aria-current=${isPresent ? "true" : undefined} data-best=${store.isSuggested(id)} onClick=${() => store.show(id)}>
          ${photo ? html`<${Photo} photo=${photo} alt=${t("photo-named", { name: photo.name })} sizes="6rem" onStale=${() => store.stale(id)} />` : html`<span class="unseen">${t("review-photo")}</span>`}
        </button>
      </li>`;
    })}
  </ul>`;
}

/** @param {{store: ReviewStore, photo?: Api.Photo, acts: ReviewActs}} props */
function Acts({ store, photo, acts }) {
  const alike = store.place.stack.length > 1;
  return html`<div class="review-acts" role="toolbar" aria-label=${t("review-acts")}>
    <button class="act reject" type="button" aria-keyshortcuts="x" onClick=${acts.reject}>${t("review-reject")} <kbd>X</kbd></button>
    ${alike && html`<button class="act" type="button" aria-keyshortcuts="Shift+A" onClick=${acts.keepOnly}>${t("review-only")} <kbd>⇧A</kbd></button>`}
    <button class="act approve primary" type="button" aria-keyshortcuts="a" onClick=${acts.approve}>${t("review-approve")} <kbd>A</kbd></button>
    ${acts.rate && html`<${Stars} value=${photo?.stars ?? 0} onRate=${acts.rate} />`}
    <button class="compact" type="button" aria-keyshortcuts="u" aria-disabled=${!store.undoable} onClick=${acts.undo}>${t("review-undo")} <kbd>U</kbd></button>
    <button class="compact" type="button" aria-keyshortcuts="n" aria-disabled=${store.place.at + 1 >= store.stacks.length} onClick=${() => acts.leap(1)}>${t("review-next")} <kbd>N</kbd></button>
  </div>`;
}

/** @param {{value: number, onRate: (stars: number) => void}} props */
function Stars({ value, onRate }) {
  const stars = Array.from({ length: MOST_STARS }, (_, index) => index + 1);
  return html`<div class="stars" role="group" aria-label=${starsSaid(value)}>
    ${stars.map(
      (
        star,
      ) => html`<button key=${star} type="button" aria-label=${starsSaid(star)} aria-pressed=${star === value} data-lit=${star <= value} onClick=${() => onRate(star === value ? 0 : star)}>
        <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true"><path d="m12 3 2.8 5.9 6.2.9-4.5 4.5 1.1 6.4L12 17.6 6.4 20.7l1.1-6.4L3 9.800l6.200-.9z" /></svg>
      </button>`,
    )}
  </div>`;
}
