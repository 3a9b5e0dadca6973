/** The cameras of an event side by side, so that one sees whose clock is wrong, and puts it right. */
import { get, patch, post } from "../http.js";
import { html, useEffect, useState } from "../ui/html.js";
import { Photo } from "../ui/photo.js";
import { t } from "../ui/words.js";
import { cameraName, clockSaid, dayThere, offsetOf, suggestionSaid, timeThere, WITHIN_S, wrongBy } from "../words/cameras.js";
import { photos } from "../words/studio.js";
import { Clock as ClockForCameras } from "./clock.js";
import { Choice, Problem, useAct } from "./forms.js";
import { Loaded } from "./pieces.js";
import { useRefreshed } from "./refreshed.js";
import { eventHref } from "./router.js";

/** @import { IngestStore } from "../store-ingest.js" */
/** @import { Refreshed } from "./refreshed.js" */

const EVERY_MS = 60_000; // Changes are told; this is for photos that come meanwhile.
const DAY_MS = 24 * 3600 * 1000;
/** How an offset was found. */
const WAYS = { hand: "clock-by-hand", clock: "clock-by-clock", suggestion: "clock-by-suggestion" };
const FIRST_CAMERAS = Date.UTC(1990, 0);

/**
 * Whether a photo cannot have been taken then, as the server would say: more than a day after it arrived, or before there were such
 * cameras.
 *
 * @param {number} taken in ms
 * @param {number} arrived in ms
 */
export const cannotBe = (taken, arrived) => taken > arrived + DAY_MS || taken < FIRST_CAMERAS;

/** @param {{event: Api.ManagedEvent, ingest: IngestStore}} props */
export function Cameras({ event, ingest }) {
  const store = useRefreshed(
    event.id,
    /** @returns {Promise<Api.Camera[]>} */ async () => (await get(`/events/${event.id}/cameras`)).items,
    EVERY_MS,
  );
  useEffect(() => {
    const heard = (/** @type {any} */ { detail }) => detail.type === "cameras.changed" && store.refresh();
    ingest.addEventListener("publication", heard);
    return () => ingest.removeEventListener("publication", heard);
  }, [store, ingest]);
  const [showing, show] = useState(false);
  return html`<section class="stack" aria-labelledby="cameras-title">
    <div class="row between">
      <h2 id="cameras-title" tabindex="-1">${t("cameras-title")}</h2>
      ${event.may.includes("change_photos") && html`<button type="button" onClick=${() => show(true)}>${t("cameras-show-clock")}</button>`}
    </div>
    <p class="soft">${t("cameras-lead")}</p>
    <${Loaded} store=${store}>${(/** @type {Api.Camera[]} */ cameras) => html`<${List} event=${event} cameras=${cameras} store=${store} />`}<//>
    ${showing && html`<${ClockForCameras} event=${event} onClose=${() => show(false)} />`}
  </section>`;
}

/** @param {{event: Api.ManagedEvent, cameras: Api.Camera[], store: Refreshed<Api.Camera[]>}} props */
function List({ event, cameras, store }) {
  if (cameras.length === 0) {
    return html`<div class="empty">
      <h3>${t("cameras-none")}</h3>
      <p>${t("cameras-none-lead")}</p>
      <a class="button primary" href=${eventHref(event.id)}>${t("cameras-add")}</a>
    </div>`;
  }
  return html`
    ${event.may.includes("change_photos") && cameras.length > 1 && !event.registered_only && html`<${Compare} event=${event} cameras=${cameras} />`}
    <ul class="cameras" id="cameras">
      ${cameras.map((camera) => html`<${Camera} key=${camera.key} camera=${camera} cameras=${cameras} event=${event} store=${store} />`)}
    </ul>
  `;
}

/**
 * Asks whose clock is wrong, by when the cameras saw the same people.
 *
 * @param {{event: Api.ManagedEvent, cameras: Api.Camera[]}} props
 */
function Compare({ event, cameras }) {
  const [key, setKey] = useState((cameras.find(({ origin }) => origin === "clock") ?? cameras[0]).key);
  const [asked, setAsked] = useState(/** @type {string | null} */ (null));
  const asking = useAct();
  const waiting = asked !== null && cameras.some((camera) => camera.key !== asked && camera.suggestion?.like !== asked);
  useEffect(() => {
    if (!waiting) setAsked(null); // What is accepted later leaves its camera without one again.
  }, [waiting]);
  const ask = () =>
    asking.run(async () => {
      await post(`/events/${event.id}/cameras/${key}/suggestions`);
      setAsked(key);
    });
  return html`<div class="panel stack compare">
    <div class="row">
      <label for="right-clock">${t("cameras-right")}</label>
      <select id="right-clock" value=${key} onChange=${(/** @type {any} */ { target }) => setKey(target.value)}>
        ${cameras.map((camera) => html`<option key=${camera.key} value=${camera.key}>${cameraName(camera)}</option>`)}
      </select>
      <button type="button" aria-disabled=${asking.busy} onClick=${ask}>${t("cameras-compare")}</button>
    </div>
    <p class=${waiting ? "small soft" : "unseen"} role="status">${waiting && t("cameras-comparing")}</p>
    <${Problem} error=${asking.error} />
  </div>`;
}

/** @param {{event: Api.ManagedEvent, camera: Api.Camera, cameras: Api.Camera[], store: Refreshed<Api.Camera[]>}} props */
function Camera({ event, camera, cameras, store }) {
  const [wrong, setWrong] = useState(wrongBy(camera.offset_s));
  useEffect(() => setWrong(wrongBy(camera.offset_s)), [camera.offset_s]);
  const sending = useAct();
  const sets = event.may.includes("change_photos");
  const offset = offsetOf(wrong);
  const send = (/** @type {Record<string, unknown>} */ change) =>
    sending.run(async () => {
      await patch(`/events/${event.id}/cameras/${camera.key}`, { json: change });
      await store.refresh();
    });
  const submitted = (/** @type {Event} */ happened) => {
    happened.preventDefault();
    send({ offset_s: offset });
  };
  return html`<li class="camera panel stack" data-camera=${camera.key} data-pending=${camera.pending}>
    <div class="row between">
      <h3>${cameraName(camera)}</h3>
      <p class="soft small">${photos(camera.photos)}</p>
    </div>
    <p class="small" role="status"><${Standing} camera=${camera} /></p>
    ${sets && camera.suggestion && html`<${Suggestion} camera=${camera} cameras=${cameras} busy=${sending.busy} send=${send} />`}
    <${Last} camera=${camera} shift=${offset - camera.offset_s} zone=${event.time_zone} />
    ${
      sets &&
      html`<form class="stack" noValidate onSubmit=${submitted}>
      <${Clock} id=${camera.key} wrong=${wrong} onChange=${setWrong} name=${cameraName(camera)} />
      <${Problem} error=${sending.error} />
      <div class="row">
        <button class="primary" type="submit" disabled=${offset === camera.offset_s} aria-disabled=${sending.busy}>${t("cameras-put-right")}</button>
        ${camera.offset_s !== 0 && html`<button type="button" class="quiet" aria-disabled=${sending.busy} onClick=${() => send({ offset_s: 0 })}>${t("cameras-as-is")}</button>`}
      </div>
    </form>`
    }
    ${sets && camera.zoneless && html`<${SummerTime} camera=${camera} send=${send} />`}
  </li>`;
}

/** @param {{camera: Api.Camera}} props */
function Standing({ camera }) {
  const found = camera.origin && camera.offset_s !== 0 ? ` ${t(WAYS[camera.origin])}` : "";
  const cannot = camera.doubtful ? ` ${t("cameras-doubtful", { count: camera.doubtful })}` : "";
  return html`${clockSaid(camera.offset_s)}${found}${cannot}${camera.pending && html` <strong>${t("cameras-pending")}</strong>`}`;
}

/** @param {{camera: Api.Camera, cameras: Api.Camera[], busy: boolean, send: (change: Record<string, unknown>) => Promise<boolean>}} props */
function Suggestion({ camera, cameras, busy, send }) {
  const suggestion = /** @type {NonNullable<Api.Camera["suggestion"]>} */ (camera.suggestion);
  const other = cameras.find(({ key }) => key === suggestion.like);
  if (!other) return null;
  const { offset_s: offset, sure } = suggestion;
  const isNews = offset !== null && sure && Math.abs(offset - camera.offset_s) > WITHIN_S;
  return html`<div class="notice row between suggestion">
    <p class="small">${suggestionSaid(suggestion, camera.offset_s, cameraName(other))}</p>
    ${isNews && html`<button type="button" class="compact" aria-disabled=${busy} onClick=${() => send({ offset_s: offset, origin: "suggestion" })}>${t("suggestion-use")}</button>`}
  </div>`;
}

/**
 * The latest photos with their times, as they will be with what is typed in.
 *
 * @param {{camera: Api.Camera, shift: number, zone: string}} props
 */
function Last({ camera, shift, zone }) {
  return html`<ol class="last" aria-label=${t("cameras-last", { name: cameraName(camera) })}>
    ${camera.last.map((photo) => {
      const at = photo.taken_at ? Date.parse(photo.taken_at) + shift * 1000 : null;
      const doubtful = at !== null && cannotBe(at, Date.parse(photo.created_at));
      const cannot = doubtful && t("cameras-cannot", { time: dayThere(at, zone) });
      return html`<li key=${photo.id} data-photo=${photo.id} data-doubtful=${doubtful}>
        <${Photo} photo=${photo} alt=${photo.name} sizes="8rem" onStale=${() => undefined} />
        <span class="figures small">${cannot || (at === null ? t("cameras-no-time") : timeThere(at, zone))}</span>
      </li>`;
    })}
  </ol>`;
}

/** @import { Wrong } from "../words/cameras.js" */

/**
 * How wrong the clock was, in numbers that one can type on a phone.
 *
 * @param {{id: string, name: string, wrong: Wrong, onChange: (wrong: Wrong) => void}} props
 */
function Clock({ id, name, wrong, onChange }) {
  const units = /** @type {("hours" | "minutes" | "seconds")[]} */ (["hours", "minutes", "seconds"]);
  const typed = (/** @type {string} */ unit, /** @type {string} */ value) =>
    onChange({ ...wrong, [unit]: Math.max(0, Math.min(Number.parseInt(value, 10) || 0, unit === "hours" ? 800_000 : 59)) });
  return html`<fieldset class="clock row">
    <legend>${t("cameras-clock-of", { name })}</legend>
    ${units.map(
      (unit) => html`<label key=${unit} class="unit">
        <input type="number" inputmode="numeric" min="0" name=${unit} value=${wrong[unit]} onInput=${(/** @type {any} */ { target }) => typed(unit, target.value)} />
        <span aria-hidden="true">${t(`unit-${unit}-short`)}</span><span class="unseen">${t(`unit-${unit}`)}</span>
      </label>`,
    )}
    <label class="unseen" for="way-${id}">${t("cameras-way")}</label>
    <select id="way-${id}" name="way" value=${wrong.way} onChange=${(/** @type {any} */ { target }) => onChange({ ...wrong, way: target.value })}>
      <option value="slow">${t("cameras-slow")}</option>
      <option value="fast">${t("cameras-fast")}</option>
    </select>
  </fieldset>`;
}

/** @param {{camera: Api.Camera, send: (change: Record<string, unknown>) => Promise<boolean>}} props */
function SummerTime({ camera, send }) {
  return html`<details>
    <summary class="small">${t("cameras-summer")}</summary>
    <${Choice}
      name="summer-${camera.key}"
      legend=${t("cameras-summer-legend")}
      value=${camera.follows_summer_time ? "itself" : "hand"}
      onChoose=${(/** @type {string} */ value) => send({ follows_summer_time: value === "itself" })}
      options=${[
        { value: "hand", label: t("cameras-summer-hand"), means: t("cameras-summer-hand-means") },
        { value: "itself", label: t("cameras-summer-itself"), means: t("cameras-summer-itself-means") },
      ]}
    />
  </details>`;
}
