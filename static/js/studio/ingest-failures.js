/** Photos that did not make it, here or on the server: why, and what can be done about it. */
import { post } from "../http.js";
import { useFocusKept } from "../ui/focus.js";
import { html, useState, useStore, useStoreEvery } from "../ui/html.js";
import { deletions } from "../ui/undo.js";
import { number, t } from "../ui/words.js";
import { failure } from "../words/studio.js";
import { Confirm } from "./confirm.js";
import { Problem, useAct } from "./forms.js";
import { photoKey, photosGone } from "./photos-gone.js";
import { mayDelete } from "./team.js";
import { mayRetry } from "./upload-problems.js";

/** @import { IngestStore } from "../store-ingest.js" */
/** @import { UploadQueue } from "./upload-queue.js" */

const EVERY_MS = 300;
const SHOWN = 100;

/** @param {{event: Api.ManagedEvent, ingest: IngestStore, uploads: UploadQueue}} props */
export function Failures({ event, ingest, uploads }) {
  useStoreEvery([ingest, uploads], EVERY_MS);
  useStore(deletions);
  const acting = useAct();
  const [asked, ask] = useState(null);
  const focusKept = useFocusKept(() => document.getElementById("failures-title"));
  const bulk = (/** @type {object} */ request) => post(`/events/${event.id}/photos/bulk`, { json: request });
  const drop = (/** @type {{id: string, name: string}} */ { id, name }) =>
    ask({
      title: t("failures-ask"),
      text: t("failures-ask-lead", { name }),
      yes: t("failures-delete"),
      act: async () =>
        deletions.add({ ...photosGone(event.id, [id]), text: t("undo-photos", { count: 1 }), done: () => ingest.remove(id) }),
    });
  const all = [...notSent(uploads), ...notRead(ingest, { bulk, drop, may: event.may })];
  if (all.length === 0) return null;
  const unsent = uploads.failed.length;
  const leaving = ingest.failed.filter(isLeaving).length;
  const failed = Math.max(ingest.progress.failed, ingest.failed.length) - leaving;
  const count = unsent + failed;
  const retryAll = () => {
    uploads.retryAll();
    if (event.may.includes("retry_photos") && ingest.failed.some(({ error }) => error?.retryable))
      acting.run(() => bulk({ action: "retry", all_failed: true }));
  };
  return html`<section class="failures" aria-labelledby="failures-title" ...${focusKept}>
    <div class="row between">
      <h2 id="failures-title" tabindex="-1">${t("failures-title", { count })}</h2>
      ${all.some(({ retry }) => retry) && html`<button class="compact" type="button" aria-disabled=${acting.busy} onClick=${retryAll}>${t("failures-retry-all")}</button>`}
    </div>
    ${unsent > 0 && failed > 0 && html`<p class="soft small">${t("failures-both", { unsent: number(unsent), failed: number(failed) })}</p>`}
    <${Problem} error=${acting.error} />
    <ul id="failed">${all.slice(0, SHOWN).map((failed) => html`<${Failed} key=${failed.key} failed=${failed} />`)}</ul>
    ${count > SHOWN && html`<p class="soft small">${t("failures-shown", { count: SHOWN })}</p>`}
    ${asked && html`<${Confirm} ...${asked} onClose=${() => ask(null)} />`}
  </section>`;
}

/** @param {{id: string}} photo */
const isLeaving = ({ id }) => deletions.hides(photoKey(id));

/** @param {{failed: {name: string, error: any, where: string, retry?: any, drop?: any, dropping: string, droppingOne: string}}} props */
function Failed({ failed: { name, error, where, retry, drop, dropping, droppingOne } }) {
  const acting = useAct(); // Each its own: several may be tried again, one after the other, before the first is answered.
  return html`<li>
    <div>
      <p><strong>${name}</strong> <span class="soft small">${where}</span></p>
      <p class="why">${failure(error)}</p>
      <${Problem} error=${acting.error} />
    </div>
    <div class="row">
      ${retry && html`<button class="compact" type="button" aria-label=${t("failures-retry-one", { name })} aria-disabled=${acting.busy} onClick=${() => acting.run(async () => retry())}>${t("try-again")}</button>`}
      ${drop && html`<button class="compact quiet" type="button" aria-label=${droppingOne} onClick=${drop}>${dropping}</button>`}
    </div>
  </li>`;
}

/** @param {UploadQueue} uploads */
const notSent = (uploads) =>
  uploads.failed.slice(0, SHOWN).map(({ key, name, error }) => ({
    key: `upload-${key}`,
    name,
    error,
    where: t("failures-unsent"),
    retry: mayRetry(error) && (() => uploads.retry(key)),
    dropping: t("failures-dismiss"),
    droppingOne: t("failures-dismiss-one", { name }),
    drop: () => uploads.dismiss(key),
  }));

/**
 * @param {IngestStore} ingest
 * @param {{bulk: any, drop: any, may: string[]}} of1
 */
const notRead = (ingest, { bulk, drop, may }) =>
  ingest.failed
    .filter((photo) => !isLeaving(photo))
    .map((photo) => ({
      key: photo.id,
      name: photo.name,
      error: photo.error ?? {},
      where: t("failures-sent"),
      retry: may.includes("retry_photos") && photo.error?.retryable && (() => bulk({ action: "retry", photo_ids: [photo.id] })),
      dropping: t("failures-delete"),
      droppingOne: t("failures-delete-one", { name: photo.name }),
      drop: mayDelete(may, photo) && (() => drop(photo)),
    }));
