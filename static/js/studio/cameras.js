/** The cameras of an event side by side, so that one sees whose clock is wrong, and puts it right. */
import { get, patch, post } from "../http.js";
import { html, useEffect, useState } from "../ui/html.js";
import { Photo } from "../ui/photo.js";
import {
  cameraName,
  clockSaid,
  dayThere,
  ORIGINS,
  offsetOf,
  suggestionSaid,
  timeThere,
  WITHIN_S,
  wrongBy,
} from "../words/cameras.js";
import { count, photos } from "../words/studio.js";
import { Clock as ClockForCameras } from "./clock.js";
import { Choice, Problem, useAct } from "./forms.js";
import { Loaded } from "./pieces.js";
import { useRefreshed } from "./refreshed.js";
import { eventHref } from "./router.js";

/** @import { IngestStore } from "../store-ingest.js" */
/** @import { Refreshed } from "./refreshed.js" */

const EVERY_MS = 60_000; // Changes are told; this is for photos that come meanwhile.
const DAY_MS = 24 * 3600 * 1000;
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
      <h2 id="cameras-title" tabindex="-1">Cameras</h2>
      <button type="button" onClick=${() => show(true)}>Show a clock to photograph</button>
    </div>
    <p class="soft">Photos of the same moment should show the same time. Where a camera’s clock was wrong, say by how much: galleries and guests’ photos come into order, and no file is touched.</p>
    <${Loaded} store=${store}>${(/** @type {Api.Camera[]} */ cameras) => html`<${List} event=${event} cameras=${cameras} store=${store} />`}<//>
    ${showing && html`<${ClockForCameras} event=${event} onClose=${() => show(false)} />`}
  </section>`;
}

/** @param {{event: Api.ManagedEvent, cameras: Api.Camera[], store: Refreshed<Api.Camera[]>}} props */
function List({ event, cameras, store }) {
  if (cameras.length === 0) {
    return html`<div class="empty">
      <h3>No camera yet</h3>
      <p>As soon as photos are ready, the cameras that took them are here.</p>
      <a class="button primary" href=${eventHref(event.id)}>Add photos</a>
    </div>`;
  }
  return html`
    ${cameras.length > 1 && !event.registered_only && html`<${Compare} event=${event} cameras=${cameras} />`}
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
      <label for="right-clock">The clock of</label>
      <select id="right-clock" value=${key} onChange=${(/** @type {any} */ { target }) => setKey(target.value)}>
        ${cameras.map((camera) => html`<option key=${camera.key} value=${camera.key}>${cameraName(camera)}</option>`)}
      </select>
      <span>is right.</span>
      <button type="button" aria-disabled=${asking.busy} onClick=${ask}>Compare the others with it</button>
    </div>
    <p class=${waiting ? "small soft" : "unseen"} role="status">${waiting ? "Looking whom the cameras saw, and when …" : ""}</p>
    <${Problem} error=${asking.error} />
  </div>`;
}

/** @param {{event: Api.ManagedEvent, camera: Api.Camera, cameras: Api.Camera[], store: Refreshed<Api.Camera[]>}} props */
function Camera({ event, camera, cameras, store }) {
  const [wrong, setWrong] = useState(wrongBy(camera.offset_s));
  useEffect(() => setWrong(wrongBy(camera.offset_s)), [camera.offset_s]);
  const sending = useAct();
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
    ${camera.suggestion && html`<${Suggestion} camera=${camera} cameras=${cameras} busy=${sending.busy} send=${send} />`}
    <${Last} camera=${camera} shift=${offset - camera.offset_s} zone=${event.time_zone} />
    <form class="stack" noValidate onSubmit=${submitted}>
      <${Clock} id=${camera.key} wrong=${wrong} onChange=${setWrong} name=${cameraName(camera)} />
      <${Problem} error=${sending.error} />
      <div class="row">
        <button class="primary" type="submit" disabled=${offset === camera.offset_s} aria-disabled=${sending.busy}>Put the clock right</button>
        ${camera.offset_s !== 0 && html`<button type="button" class="quiet" aria-disabled=${sending.busy} onClick=${() => send({ offset_s: 0 })}>As the camera says</button>`}
      </div>
    </form>
    ${camera.zoneless && html`<${SummerTime} camera=${camera} send=${send} />`}
  </li>`;
}

/** @param {{camera: Api.Camera}} props */
function Standing({ camera }) {
  const found = camera.origin && camera.offset_s !== 0 ? ` ${ORIGINS[camera.origin]}.` : "";
  const said = camera.offset_s === 0 ? "Times are as the camera says." : `The clock was ${clockSaid(camera.offset_s)}.${found}`;
  const cannot = camera.doubtful
    ? ` ${count(camera.doubtful, "photo has a time that cannot be: it is", "photos have times that cannot be: they are")} in order of arrival.`
    : "";
  return html`${said}${cannot}${camera.pending && html` <strong>Its photos are getting their new times …</strong>`}`;
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
    ${isNews && html`<button type="button" class="compact" aria-disabled=${busy} onClick=${() => send({ offset_s: offset, origin: "suggestion" })}>Use this</button>`}
  </div>`;
}

/**
 * The latest photos with their times, as they will be with what is typed in.
 *
 * @param {{camera: Api.Camera, shift: number, zone: string}} props
 */
function Last({ camera, shift, zone }) {
  return html`<ol class="last" aria-label="Latest photos of ${cameraName(camera)}">
    ${camera.last.map((photo) => {
      const at = photo.taken_at ? Date.parse(photo.taken_at) + shift * 1000 : null;
      const doubtful = at !== null && cannotBe(at, Date.parse(photo.created_at));
      const cannot = doubtful && `${dayThere(at, zone)} cannot be`;
      return html`<li key=${photo.id} data-photo=${photo.id} data-doubtful=${doubtful}>
        <${Photo} photo=${photo} alt=${photo.name} sizes="8rem" onStale=${() => undefined} />
        <span class="figures small">${cannot || (at === null ? "No time" : timeThere(at, zone))}</span>
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
  const numbers = /** @type {["hours" | "minutes" | "seconds", string][]} */ ([
    ["hours", "h"],
    ["minutes", "min"],
    ["seconds", "s"],
  ]);
  const typed = (/** @type {string} */ unit, /** @type {string} */ value) =>
    onChange({ ...wrong, [unit]: Math.max(0, Math.min(Number.parseInt(value, 10) || 0, unit === "hours" ? 800_000 : 59)) });
  return html`<fieldset class="clock row">
    <legend>The clock of ${name} was</legend>
    ${numbers.map(
      ([unit, short]) => html`<label key=${unit} class="unit">
        <input type="number" inputmode="numeric" min="0" name=${unit} value=${wrong[unit]} onInput=${(/** @type {any} */ { target }) => typed(unit, target.value)} />
        <span aria-hidden="true">${short}</span><span class="unseen">${unit}</span>
      </label>`,
    )}
    <label class="unseen" for="way-${id}">Slow or fast</label>
    <select id="way-${id}" name="way" value=${wrong.way} onChange=${(/** @type {any} */ { target }) => onChange({ ...wrong, way: target.value })}>
      <option value="slow">slow</option>
      <option value="fast">fast</option>
    </select>
  </fieldset>`;
}

/** @param {{camera: Api.Camera, send: (change: Record<string, unknown>) => Promise<boolean>}} props */
function SummerTime({ camera, send }) {
  return html`<details>
    <summary class="small">In a night when summer time begins or ends</summary>
    <${Choice}
      name="summer-${camera.key}"
      legend="This clock"
      value=${camera.follows_summer_time ? "itself" : "hand"}
      onChoose=${(/** @type {string} */ value) => send({ follows_summer_time: value === "itself" })}
      options=${[
        { value: "hand", label: "is changed by hand", means: "It runs on through the night, until six in the morning." },
        { value: "itself", label: "changes by itself", means: "As phones do, and cameras that are paired with one." },
      ]}
    />
  </details>`;
}
