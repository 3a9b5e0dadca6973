/** Finals, edited pictures that replace the photos they were made of: sending them, what became of them, and going back. */
import { get, post } from "../http.js";
import { Dialog } from "../ui/dialog.js";
import { html, useEffect, useState, useStoreEvery } from "../ui/html.js";
import { explain, t } from "../ui/words.js";
import { number, optionsOf } from "../words/studio.js";
import { Confirm } from "./confirm.js";
import { Choice, Problem, useAct } from "./forms.js";

/** @import { IngestStore } from "../store-ingest.js" */
/** @import { UploadQueue } from "./upload-queue.js" */

const EVERY_MS = 150;
const FOUND = 24;
const TYPED_MS = 250;

/**
 * Whether what is chosen next are finals.
 *
 * @param {{uploads: UploadQueue}} props
 */
export function AsFinals({ uploads }) {
  useStoreEvery(uploads, EVERY_MS);
  return html`<div class="as-finals">
    <label class="row"><input id="as-finals" type="checkbox" checked=${uploads.finals} aria-describedby="as-finals-means" onChange=${(/** @type {any} */ { target }) => uploads.sendAsFinals(target.checked)} /> ${t("finals-sending")}</label>
    <p id="as-finals-means" class="soft small">${t("finals-sending-hint")}</p>
  </div>`;
}

/**
 * What became of the finals that this browser has sent. Always in the page, so that it is read aloud.
 *
 * @param {{uploads: UploadQueue, ingest: IngestStore}} props
 */
export function FinalsOutcome({ uploads, ingest }) {
  useStoreEvery([uploads, ingest], EVERY_MS);
  const sent = [...uploads.finalsSent];
  const became = sent.map((id) => ingest.finals.get(id));
  const replaced = became.filter((state) => state === "replaced").length;
  const lone = became.filter((state) => state === "no_proof").length;
  const count = became.filter((state) => state === undefined).length;
  const facts = [
    t("finals-outcome", { replaced }),
    lone > 0 && t("finals-outcome-lone", { lone }),
    count > 0 && t("finals-outcome-underway", { count }),
  ];
  const said = sent.length > 0;
  return html`<p id="finals-note" class=${said ? "outcome" : "unseen"} role="status">${said && facts.filter(Boolean).join(" · ")}</p>`;
}

/**
 * How many photos show finals, among an event's numbers; nothing while none does.
 *
 * @param {{count: number}} props
 */
export function Replaced({ count }) {
  return count > 0 && html`<div><dt>${t("finals-board")}</dt><dd id="n-replaced">${number(count)}</dd></div>`;
}

/**
 * The photo beside what it was.
 *
 * @param {{photo: Api.PhotoDetail, proof: NonNullable<Api.PhotoDetail["proof"]>}} props
 */
export function Compare({ photo, proof }) {
  const figure = (
    /** @type {string | null} */ url,
    /** @type {{width: number, height: number}} */ of,
    /** @type {string} */ label,
  ) => html`<figure>
    <img src=${url} width=${of.width} height=${of.height} alt=${label} />
    <figcaption>${label}</figcaption>
  </figure>`;
  return html`<div class="stage compare">
    ${figure(proof.preview_url, proof, t("photo-proof"))}
    ${figure(photo.preview_url, photo, t("photo-proof-is-final"))}
  </div>`;
}

/**
 * What can be done about a photo's final: go back to the proof, or say which photo a final is of.
 *
 * @param {{event: Api.ManagedEvent, photo: Api.Photo, detail: Api.PhotoDetail | null, change: (act: () => Promise<unknown>) => Promise<unknown>}} props
 */
export function FinalActs({ event, photo, detail, change }) {
  const [asking, setAsking] = useState(/** @type {"proof" | "photo" | null} */ (null));
  const alone = photo.final === "no_proof" || ["no_proof", "several_proofs"].includes(photo.error?.code ?? "");
  const close = () => setAsking(null);
  return html`
    ${detail?.proof_pending && html`<span class="soft" role="status">${t("photo-proof-pending")}</span>`}
    ${detail?.proof && !detail.proof_pending && html`<button class="compact" type="button" onClick=${() => setAsking("proof")}>${t("photo-proof-back")}</button>`}
    ${alone && html`<button class="compact" type="button" onClick=${() => setAsking("photo")}>${t("photo-assign")}</button>`}
    ${
      asking === "proof" &&
      html`<${Confirm}
      title=${t("photo-proof-back-question")}
      text=${t("photo-proof-back-lead")}
      yes=${t("photo-proof-back")}
      act=${() => change(() => post(`/photos/${photo.id}/proof`))}
      onClose=${close}
    />`
    }
    ${asking === "photo" && html`<${Assign} event=${event} photo=${photo} onAssigned=${() => change(async () => undefined)} onClose=${close} />`}
  `;
}

/**
 * Choose the photo that a final replaces: first those of its name.
 *
 * @param {{event: Api.ManagedEvent, photo: Api.Photo, onAssigned: () => unknown, onClose: () => void}} props
 */
export function Assign({ event, photo, onAssigned, onClose }) {
  const [part, setPart] = useState(photo.name.replace(/\.[^.]*$/, ""));
  const [found, setFound] = useState(/** @type {Api.Photo[] | null} */ (null));
  const [error, setError] = useState(/** @type {any} */ (null));
  const acting = useAct();
  useEffect(() => {
    let current = true;
    const timer = setTimeout(() => {
      get(`/events/${event.id}/photos?limit=${FOUND}&q=${encodeURIComponent(part)}`).then(
        ({ items }) => {
          if (!current) return;
          setError(null);
          setFound(items);
        },
        (/** @type {any} */ reason) => current && setError(reason),
      );
    }, TYPED_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [part, event.id]);
  const choices = (found ?? []).filter(({ id, thumb_url: shown, status }) => id !== photo.id && shown && status !== "failed");
  const choose = async (/** @type {string} */ id) => {
    if (await acting.run(() => post(`/photos/${photo.id}/replace`, { json: { photo_id: id } }))) {
      onAssigned();
      onClose();
    }
  };
  return html`<${Dialog} label=${t("photo-assign")} class="question assign" onClose=${onClose}>
    <div class="stack">
      <h2>${t("photo-assign")}</h2>
      <p>${t("photo-assign-lead", { name: photo.name })}</p>
      <div class="field">
        <label for="assign-part">${t("photo-assign-search")}</label>
        <input id="assign-part" type="search" autocomplete="off" value=${part} onInput=${(/** @type {any} */ { target }) => setPart(target.value)} />
      </div>
      ${error && html`<p class="wrong" role="alert">${explain(error)}</p>`}
      ${found && !error && choices.length === 0 && html`<p class="soft" role="status">${t("photo-assign-none")}</p>`}
      <ul class="choices">
        ${choices.map(
          (choice) => html`<li key=${choice.id}>
            <button type="button" aria-label=${t("photo-assign-this", { name: choice.name })} aria-disabled=${acting.busy} onClick=${() => choose(choice.id)}>
              <img src=${choice.thumb_url} alt="" width=${choice.width} height=${choice.height} loading="lazy" />
              <span class="small">${choice.name}</span>
            </button>
          </li>`,
        )}
      </ul>
      <${Problem} error=${acting.error} />
      <button type="button" onClick=${onClose}>${t("cancel")}</button>
    </div>
  <//>`;
}

/** @param {{now: any, set: (name: string) => (value: any) => void}} props */
export function FinalsSettings({ now, set }) {
  return html`<section class="panel stack" aria-labelledby="finals-title">
    <h2 id="finals-title">${t("finals-title")}</h2>
    <${Choice} name="finals_by" legend=${t("finals-by-legend")} options=${optionsOf("finals-by", ["name", "name_and_time"])} value=${now.finals_by} onChoose=${set("finals_by")} />
    <${Choice} name="lone_finals" legend=${t("lone-finals-legend")} options=${optionsOf("lone-finals", ["photo", "ask"])} value=${now.lone_finals} onChoose=${set("lone_finals")} />
    <${Choice} name="keep_proofs" legend=${t("keep-proofs-legend")} options=${optionsOf("keep-proofs", [true, false])} value=${now.keep_proofs} onChoose=${set("keep_proofs")} />
  </section>`;
}
