/** One photo, large, with everything that is known of it and everything that can be done to it. */
import { get, patch, post } from "../http.js";
import { Dialog } from "../ui/dialog.js";
import { useFocusKept } from "../ui/focus.js";
import { html, useEffect, useLayoutEffect, useRef, useState, useStore } from "../ui/html.js";
import { Deleted, deletions } from "../ui/undo.js";
import { explain, isRightToLeft, t } from "../ui/words.js";
import { facesSaid, kindOf, positionOf, seenBy, takenAt } from "../words/photo.js";
import { bytes, faces, failure, statusSaid } from "../words/studio.js";
import { Confirm } from "./confirm.js";
import { Compare, FinalActs } from "./finals.js";
import { Problem, useAct } from "./forms.js";
import { creditOf, usePhotographers } from "./people.js";
import { photoKey, photosGone } from "./photos-gone.js";
import { Picture } from "./picture.js";
import { session } from "./session.js";
import { mayDelete } from "./team.js";

/** @import { IngestStore } from "../store-ingest.js" */
/** @import { Refreshed } from "./refreshed.js" */

/**
 * Shows photo `id` of `ids`. `known(id)` is what its place already knows of it, to show something at once; `page` is the event,
 * Refreshed, where it is to hear of a new cover. `total` is how many there are where `ids` are some of them. `onChanged()` is called when a photo was changed here.
 *
 * @param {{event: Api.ManagedEvent, ingest: IngestStore, page?: Refreshed<Api.ManagedEvent>, ids: string[], total?: number, id: string, known?: (id: string) => Api.Photo | undefined, onMove: (id: string) => void, onChanged?: () => void, onClose: () => void}} props
 */
export function PhotoView({
  event,
  ingest,
  page,
  ids,
  total = ids.length,
  id,
  known = () => undefined,
  onMove,
  onChanged = () => undefined,
  onClose,
}) {
  const { detail, error, reload } = useDetail(id, ingest);
  const photo = detail ?? known(id);
  const [boxes, setBoxes] = useState(false);
  const [zoom, setZoom] = useState(null);
  const [asking, setAsking] = useState(false);
  const [comparing, setComparing] = useState(false);
  const proof = detail?.proof;
  const acting = useAct();
  const [said, say] = useState(/** @type {{text: string, undo: string} | null} */ (null));
  const [helping, help] = useState(false);
  useStore(deletions);
  const { index, previous, next } = usePlace(
    ids.filter((one) => !deletions.hides(photoKey(one))),
    id,
  );
  const go = (/** @type {string | undefined} */ to) => {
    if (to === undefined) return;
    setZoom(null);
    onMove(to);
  };
  usePreloaded(next);

  const change = (/** @type {() => Promise<unknown>} */ act) =>
    acting.run(async () => {
      await act();
      await reload();
      onChanged();
    });
  const hidden = photo?.status === "hidden";
  const hideable = event.may.includes("change_photos") && (hidden || photo?.status === "indexed");
  const reviews = event.may.includes("review_photos");
  const deletes = mayDelete(event.may, photo);
  const people = usePhotographers(event.id);
  const reviewable = photo?.status === "waiting" || photo?.status === "rejected";
  const acts = {
    hide: async () => {
      const [does, undoes] = hidden ? ["unhide", "hide"] : ["hide", "unhide"];
      say(null);
      if (await change(() => post(`/photos/${id}/${does}`)))
        say({ text: t(`photo-said-${does}`), undo: `/photos/${id}/${undoes}` });
    },
    review: (/** @type {"approve" | "reject"} */ action) =>
      change(() => post(`/events/${event.id}/photos/bulk`, { json: { action, photo_ids: [id] } })),
    cover: () =>
      change(async () => {
        const changed = await patch(`/events/${event.id}`, { json: { cover_photo_id: id } });
        page?.put(changed);
      }),
    retry: () => change(() => post(`/photos/${id}/retry`)),
    erase: async () => {
      const done = () => {
        ingest.remove(id);
        return onChanged();
      };
      deletions.add({ ...photosGone(event.id, [id]), text: t("undo-photos", { count: 1 }), done });
      onChanged();
      if (next ?? previous) go(next ?? previous);
      else onClose();
    },
  };
  // What was pressed there is gone with it, and the keys go on working.
  const saidKept = useFocusKept(() => /** @type {HTMLElement | null} */ (document.querySelector(".photo-acts button")));
  const takeBack = async () => {
    const { undo } = /** @type {{undo: string}} */ (said);
    if (await change(() => post(undo))) say(null);
  };
  const pressed = (/** @type {any} */ key) => {
    if (asking || key.ctrlKey || key.metaKey || key.altKey) return;
    /** @type {Record<string, false | undefined | (() => unknown)>} */
    const does = {
      ArrowLeft: () => go(isRightToLeft() ? next : previous),
      ArrowRight: () => go(isRightToLeft() ? previous : next),
      f: () => setBoxes(!boxes),
      z: () => setZoom(zoom ? null : { x: 0.5, y: 0.5 }),
      h: hideable && acts.hide,
      Delete: deletes && (() => setAsking(true)),
      "?": () => help(!helping),
    };
    const act = does[key.key];
    if (!act) return;
    key.preventDefault();
    if (!key.repeat || key.key.startsWith("Arrow")) act(); // A key that is held walks on, but hides nothing twice.
  };
  return html`<${Dialog} label=${t("gallery-tile")} class="photo-view film" onClose=${onClose} onKeyDown=${pressed}>
    <div class="photo-top row between">
      <p class="figures"><strong>${photo?.name ?? "…"}</strong> <span class="soft">${positionOf(index, total)}</span></p>
      <div class="row">
        <button class="compact quiet keys-button" type="button" aria-label=${t("keys-title")} aria-expanded=${helping} title=${t("keys-title")} onClick=${() => help(!helping)}>?</button>
        <button class="compact" type="button" onClick=${onClose} autofocus>${t("close")}</button>
      </div>
    </div>
    ${helping && html`<${Keys} />`}
    ${comparing && proof ? html`<${Compare} photo=${detail} proof=${proof} />` : html`<${Stage} key=${id} photo=${photo} boxes=${boxes && detail?.face_boxes} zoom=${zoom} onZoom=${setZoom} error=${error} onRetry=${reload} onStale=${reload} />`}
    <${Steps} previous=${previous} next=${next} onGo=${go} />
    <aside class="photo-side">
      <div class="photo-acts">
        <button class="compact" type="button" aria-pressed=${boxes} title=${t("keys-with", { key: "F" })} onClick=${() => setBoxes(!boxes)}>${t("photo-faces")}</button>
        ${hideable && html`<button class="compact" type="button" aria-disabled=${acting.busy} title=${t("keys-with", { key: "H" })} onClick=${acts.hide}>${t(hidden ? "photo-unhide" : "photo-hide")}</button>`}
        ${reviews && reviewable && html`<button class="compact" type="button" aria-disabled=${acting.busy} onClick=${() => acts.review("approve")}>${t("photo-approve")}</button>`}
        ${reviews && photo?.status === "waiting" && html`<button class="compact" type="button" aria-disabled=${acting.busy} onClick=${() => acts.review("reject")}>${t("photo-reject")}</button>`}
        ${event.may.includes("retry_photos") && photo?.status === "failed" && photo.error?.retryable && html`<button class="compact" type="button" onClick=${acts.retry}>${t("photo-retry")}</button>`}
        ${detail?.download_url && html`<a class="button compact" href=${detail.download_url} download>${t("photo-download")}</a>`}
        ${event.may.includes("change_event") && photo?.status === "indexed" && html`<${Cover} event=${page?.value ?? event} id=${id} onCover=${acts.cover} />`}
        ${proof && html`<button class="compact" type="button" aria-pressed=${comparing} onClick=${() => setComparing(!comparing)}>${t("photo-proof-compare")}</button>`}
        ${event.may.includes("change_photos") && photo && html`<${FinalActs} event=${event} photo=${photo} detail=${detail} change=${change} />`}
        ${deletes && html`<button class="compact danger" type="button" onClick=${() => setAsking(true)}>${t("photo-delete")}</button>`}
      </div>
      <div class="said" role="status" ...${saidKept}>${said && html`<p class="row between"><span>${said.text}</span><button class="compact" type="button" onClick=${takeBack}>${t("photo-undo")}</button></p>`}</div>
      <${Problem} error=${acting.error} />
      ${photo && html`<${Facts} photo=${photo} detail=${detail} by=${creditOf(people.value, photo)} />`}
    </aside>
    ${
      asking &&
      html`<${Confirm}
      title=${t("gallery-delete-question", { count: 1 })}
      text=${t("photo-delete-lead", { name: photo?.name ?? t("gallery-tile") })}
      yes=${t("photo-delete")}
      act=${acts.erase}
      onClose=${() => setAsking(false)}
    />`
    }
    <${Deleted} inside=${true} />
  <//>`;
}

/** What the keys do while a photo is looked at. */
const KEYS = [
  { keys: ["←", "→"], does: "keys-steps" },
  { keys: ["F"], does: "keys-faces" },
  { keys: ["Z"], does: "keys-zoom" },
  { keys: ["H"], does: "keys-hide" },
  { keys: ["Delete"], does: "keys-delete" },
  { keys: ["Esc"], does: "keys-close" },
  { keys: ["?"], does: "keys-title" },
];

function Keys() {
  return html`<dl class="keys" aria-label=${t("keys-title")}>
    ${KEYS.map(({ keys, does }) => html`<div key=${does}><dt>${keys.map((key) => html`<kbd>${key}</kbd>`)}</dt><dd>${t(does)}</dd></div>`)}
  </dl>`;
}

/**
 * Where a photo is among `ids`, and which are beside it: also once it has left them, as it does when it is hidden.
 *
 * @param {string[]} ids
 * @param {string} id
 */
function usePlace(ids, id) {
  const last = useRef(0);
  const index = ids.indexOf(id);
  if (index >= 0) last.current = index;
  const after = index >= 0 ? index + 1 : last.current; // What came next has moved up into its place.
  return { index, previous: ids[last.current - 1], next: ids[after] };
}

/**
 * All that the server knows of a photo, read anew when the photo is another one, or changes while one looks.
 *
 * @param {string} id
 * @param {IngestStore} ingest
 */
function useDetail(id, ingest) {
  const [state, setState] = useState(
    /** @type {{id: string, detail: Api.PhotoDetail | null, error: any}} */ ({ id, detail: null, error: null }),
  );
  const asked = useRef(0);
  const reload = () => {
    const number = ++asked.current; // Only what was asked for last counts: answers may come in another order.
    return get(`/photos/${id}`).then(
      (detail) => number === asked.current && setState({ id, detail, error: null }),
      (error) => {
        if (!session.endedBy(error) && number === asked.current) setState({ id, detail: null, error });
      },
    );
  };
  useEffect(() => {
    reload();
    const heard = (/** @type {any} */ { detail: { photo, photo_id: gone } }) => (photo?.id === id || gone === id) && reload();
    ingest.addEventListener("publication", heard);
    return () => ingest.removeEventListener("publication", heard);
  }, [id, ingest]);
  const present = state.id === id ? state : { detail: null, error: null };
  return { ...present, reload };
}

/**
 * Fetch what comes next, so that the next step shows it at once.
 *
 * @param {string} id
 */
function usePreloaded(id) {
  useEffect(() => {
    if (!id) return undefined;
    const timer = setTimeout(async () => {
      const detail = await get(`/photos/${id}`).catch(() => null);
      if (detail?.preview_url) new Image().src = detail.preview_url;
    }, 300);
    return () => clearTimeout(timer);
  }, [id]);
}

/** @param {{photo: Api.Photo, boxes: Api.FaceBox[] | null, zoom: any, onZoom: (zoom: any) => void, error: any, onRetry: () => void, onStale: () => Promise<unknown>}} props */
function Stage({ photo, boxes, zoom, onZoom, error, onRetry, onStale }) {
  const stage = useRef(null);
  useLayoutEffect(() => {
    if (!zoom) return;
    const { scrollWidth, scrollHeight, clientWidth, clientHeight } = stage.current;
    stage.current.scrollTo({
      left: zoom.x * scrollWidth - clientWidth / 2,
      top: zoom.y * scrollHeight - clientHeight / 2,
      behavior: "instant",
    });
  }, [zoom]);
  if (error) return html`<div class="stage"><${Trouble} error=${error} onRetry=${onRetry} /></div>`;
  if (!photo) return html`<div class="stage"></div>`;
  if (!photo.preview_url)
    return html`<div class="stage"><p class="plain">${photo.error ? failure(photo.error) : statusSaid(photo.status)}</p></div>`;
  const { width, height } = photo;
  const clicked = (
    /** @type {{currentTarget: HTMLElement, clientX: number, clientY: number}} */ { currentTarget, clientX, clientY },
  ) => {
    const box = currentTarget.getBoundingClientRect();
    onZoom(zoom ? null : { x: (clientX - box.left) / box.width, y: (clientY - box.top) / box.height });
  };
  return html`<div class="stage" ref=${stage} data-zoomed=${Boolean(zoom)}>
    <div class="fitted" style=${{ "--ratio": width / height, "--whole": `${Math.min(width, 2048)}px` }} onClick=${clicked}>
      <${Picture} photo=${photo} onStale=${onStale} />
      ${(boxes || []).map((face, index) => html`<${FaceBox} key=${index} face=${face} />`)}
    </div>
  </div>`;
}

/** @param {{error: any, onRetry: () => void}} props */
function Trouble({ error, onRetry }) {
  if (error.status === 404) return html`<p class="plain">${t("photo-gone")}</p>`;
  return html`<div class="plain"><p>${explain(error)}</p><button class="compact" type="button" onClick=${onRetry}>${t("try-again")}</button></div>`;
}

/** @param {{face: Api.FaceBox}} props */
function FaceBox({
  face: {
    box: [x, y, width, height],
    verdict,
  },
}) {
  const percent = (/** @type {number} */ part) => `${part * 100}%`;
  const style = { left: percent(x), top: percent(y), width: percent(width), height: percent(height) };
  return html`<span class="face-box" data-verdict=${verdict} style=${style}></span>`;
}

/** @param {{previous?: string, next?: string, onGo: (id: string | undefined) => void}} props */
function Steps({ previous, next, onGo }) {
  const arrow = (
    /** @type {number} */ by,
    /** @type {string | undefined} */ to,
    /** @type {string} */ label,
    /** @type {string} */ path,
  ) => html`<button class="step" type="button" data-by=${by} aria-label=${label} aria-disabled=${to === undefined} onClick=${() => onGo(to)}>
    <svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true"><path d=${path} /></svg>
  </button>`;
  return html`${arrow(-1, previous, t("photo-previous"), "M15 4 7 12l8 8")}${arrow(1, next, t("photo-next"), "m9 4 8 8-8 8")}`;
}

/** @param {{event: Api.ManagedEvent, id: string, onCover: () => Promise<unknown>}} props */
function Cover({ event, id, onCover }) {
  if (event.cover_photo_id === id) return html`<span class="is-cover">${t("photo-is-cover")}</span>`;
  return html`<button class="compact" type="button" onClick=${onCover}>${t("photo-to-cover")}</button>`;
}

/**
 * When it was taken; a time that cannot be is said to be one.
 *
 * @param {{taken_at: string | null, taken_doubtful?: boolean}} of
 */
const believed = ({ taken_at: at, taken_doubtful: doubtful }) =>
  doubtful ? t("photo-taken-doubtful", { time: takenAt(at ?? "") }) : takenAt(at ?? "");

/** @param {{raw: {name: string, size: number, download_url: string}}} props */
const RawFile = ({ raw }) => html`<a href=${raw.download_url} download>${raw.name}</a>, ${bytes(raw.size)}`;

/** @param {{photo: Api.Photo, detail: Api.PhotoDetail | null, by: string | null}} props */
function Facts({ photo, detail, by }) {
  const facts = [
    [t("photo-fact-seen"), detail && seenBy(detail)],
    [t("photo-fact-taken"), photo.taken_at && believed(photo)],
    [t("photo-fact-camera"), detail?.camera],
    [t("by-filter"), by],
    [t("photo-fact-faces"), photo.status !== "failed" && (detail ? facesSaid(detail.face_boxes) : faces(photo.faces))],
    [t("photo-fact-size"), photo.width > 0 && t("photo-pixels", { width: photo.width, height: photo.height })],
    [t("photo-fact-file"), detail && `${kindOf(detail.media_type)}, ${bytes(detail.size)}`],
    [t("photo-fact-film"), detail && detail.film > 0 && t("photo-film", { size: bytes(detail.film) })],
    [t("photo-fact-final"), photo.final && t(`photo-final-${photo.final}`)],
    [t("photo-fact-proof"), detail?.proof && html`<${RawFile} raw=${detail.proof} />`],
    ...(detail?.raw_files ?? []).map((raw) => [kindOf(raw.media_type), html`<${RawFile} raw=${raw} />`]),
    [t("photo-fact-arrived"), takenAt(photo.created_at)],
    [t("photo-fact-status"), photo.error ? failure(photo.error) : statusSaid(photo.status)],
  ];
  return html`<dl class="photo-facts">
    ${facts.filter(([, value]) => value).map(([name, value]) => html`<div key=${name}><dt>${name}</dt><dd>${value}</dd></div>`)}
  </dl>`;
}
