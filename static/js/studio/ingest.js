/** Live: photos going in, from this browser and from others, and what becomes of them. */
import { get } from "../http.js";
import { html, useEffect, useMemo, useRef, useState, useStoreEvery } from "../ui/html.js";
import { number, t } from "../ui/words.js";
import { duration } from "../words/studio.js";
import { AsFinals, FinalsOutcome, Replaced } from "./finals.js";
import { FirstSteps } from "./first-steps.js";
import { Failures } from "./ingest-failures.js";
import { Sending } from "./ingest-sending.js";
import { Sheet } from "./ingest-sheet.js";
import { Sources } from "./ingest-sources.js";
import { Watching } from "./ingest-watching.js";
import { useNow } from "./pieces.js";
import { useRefreshed } from "./refreshed.js";
import { eventHref } from "./router.js";
import { choosesFolders, chosenFiles, chosenFolder, dropped, remembersFolders } from "./sources.js";
import { Throughput } from "./throughput.js";
import { uploadsOf, watchedOf } from "./uploads.js";

/** @import { IngestStore } from "../store-ingest.js" */
/** @import { LiveSocket } from "../socket.js" */
/** @import { UploadQueue } from "./upload-queue.js" */
/** @import { Source } from "./sources.js" */

const NUMBERS_EVERY_MS = 150;
const STALLED_MS = 30_000; // So long after the last photo its pace says nothing any more.
const LOOKED_EVERY_MS = 5000;
const SAID_EVERY_MS = 10_000; // To those who listen instead of looking.
const FAILURES_READ = 200;
const FAILURES_EVERY_MS = 600_000;
const ACCEPTED =
  "image/jpeg,image/png,image/webp,image/avif,image/heic,image/heif,image/tiff,.heic,.heif,.hif,.avif,.tif,.tiff,.jxl," +
  ".cr2,.cr3,.nef,.nrw,.arw,.raf,.orf,.rw2,.dng,.pef,.srw,.3fr,.fff,.iiq,.rwl,.raw";

/**
 * The live part of an event's page; `ingest` is the event's IngestStore, subscribed to its topic by `socket`.
 *
 * @param {{event: Api.ManagedEvent, ingest: IngestStore, socket: LiveSocket}} props
 */
export function Ingest({ event, ingest, socket }) {
  const uploads = useMemo(() => uploadsOf(event.id), [event.id]);
  const watched = useMemo(() => watchedOf(event.id), [event.id]);
  useFailuresOfBefore(event.id, ingest);
  return html`<div class="ingest">
    ${event.owned && html`<${FirstSteps} event=${event} ingest=${ingest} />`}
    <div class="ingest-top">
      ${
        event.may.includes("upload_photos") &&
        html`<section class="intake" aria-label=${t("live-intake")}>
        ${event.archived_at ? html`<${Closed} event=${event} />` : html`<${Drop} uploads=${uploads} /><${Watching} watched=${watched} />`}
        <${Sending} uploads=${uploads} />
        <${FinalsOutcome} uploads=${uploads} ingest=${ingest} />
      </section>`
      }
      <${Board} ingest=${ingest} />
    </div>
    <${Sources} event=${event} />
    <${Failures} event=${event} ingest=${ingest} uploads=${uploads} />
    <${Sheet} event=${event} ingest=${ingest} socket=${socket} />
  </div>`;
}

/**
 * What is said where photos of an event that is not archived are dropped.
 *
 * @param {{event: Api.ManagedEvent}} props
 */
const Closed = ({ event }) => html`<div class="notice stack">
  <p>${t("archive-uploads")}</p>
  ${event.may.includes("change_event") && html`<a href=${eventHref(event.id, "settings")}>${t("archive-settings")}</a>`}
</div>`;

/**
 * The topic tells of failures while one looks; earlier ones are read when the page opens, and after a gap in the topic.
 *
 * @param {number} eventId
 * @param {IngestStore} ingest
 */
function useFailuresOfBefore(eventId, ingest) {
  const read = () => get(`/events/${eventId}/photos?status=failed&limit=${FAILURES_READ}`);
  const failures = useRefreshed(eventId, read, FAILURES_EVERY_MS);
  useEffect(() => {
    if (failures.value) ingest.add(...failures.value.items);
  }, [failures.value, ingest]);
  useEffect(() => {
    const gap = () => failures.refresh();
    ingest.addEventListener("snapshot", gap);
    return () => ingest.removeEventListener("snapshot", gap);
  }, [failures, ingest]);
}

/**
 * Where photos are dropped or chosen. The whole window takes a drop, so that none opens in the browser by accident.
 *
 * @param {{uploads: UploadQueue}} props
 */
function Drop({ uploads }) {
  useStoreEvery(uploads, NUMBERS_EVERY_MS);
  const [over, setOver] = useState(false);
  const [problem, setProblem] = useState(null);
  const files = useRef(null);
  const folder = useRef(null);
  const take = (/** @type {Source | null} */ source) => source && uploads.add(source);
  useEffect(
    () =>
      listenForDrops({
        onOver: setOver,
        onDrop: (/** @type {DataTransfer} */ data) => dropped(data).then(take, () => setProblem(t("live-drop-unreadable"))),
      }),
    [],
  );

  const chosen = (/** @type {{target: any}} */ { target }) => {
    take(chosenFiles(target.files));
    target.value = "";
  };
  const chooseFolder = () => {
    setProblem(null);
    if (!remembersFolders()) return folder.current.click();
    return chosenFolder().then(take, () => setProblem(t("live-folder-closed")));
  };
  const folders = choosesFolders();
  const more = uploads.state !== "idle";
  const [first, further] = folders ? ["live-drop", "live-drop-more"] : ["live-add", "live-add-more"];
  return html`<div id="drop" class="drop" data-over=${over} data-busy=${more}>
    <h2>${t(more ? further : first)}</h2>
    <p class="soft">${t("live-drop-lead")}</p>
    <div class="row">
      ${folders && html`<button class="primary" type="button" onClick=${chooseFolder}>${t("live-choose-folder")}</button>`}
      <button class=${folders ? undefined : "primary"} type="button" onClick=${() => files.current.click()}>${t("live-choose-photos")}</button>
    </div>
    <${AsFinals} uploads=${uploads} />
    ${problem && html`<p class="wrong" role="alert">${problem}</p>`}
    <input id="photo-files" ref=${files} type="file" multiple hidden accept=${ACCEPTED} aria-label=${t("live-photos-input")} onChange=${chosen} />
    <input id="photo-folder" ref=${folder} type="file" multiple hidden webkitdirectory aria-label=${t("live-folder-input")} onChange=${chosen} />
  </div>`;
}

/** @param {{onOver: (over: boolean) => void, onDrop: (data: DataTransfer) => void}} of */
function listenForDrops({ onOver, onDrop }) {
  const abort = new AbortController();
  const on = (/** @type {"dragover" | "dragleave" | "drop"} */ type, /** @type {(event: any) => void} */ act) =>
    addEventListener(type, (event) => event.dataTransfer?.types.includes("Files") && act(event), { signal: abort.signal });
  on("dragover", (event) => {
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    onOver(true);
  });
  on("dragleave", (event) => event.relatedTarget === null && onOver(false));
  on("drop", (event) => {
    event.preventDefault();
    onOver(false);
    onDrop(event.dataTransfer);
  });
  return () => abort.abort();
}

/**
 * The numbers one glances at between two shots; all of them the server's, so that every screen says the same.
 *
 * @param {{ingest: IngestStore}} props
 */
function Board({ ingest }) {
  useStoreEvery(ingest, NUMBERS_EVERY_MS);
  const now = useNow(LOOKED_EVERY_MS);
  const { total, indexed, failed, faces, replaced, photos_per_s: pace } = ingest.progress;
  const done = indexed + failed;
  const moves = done < total && now - ingest.movedAt < STALLED_MS;
  return html`<section class="board" aria-label=${t("live-board")}>
    <p class="headline"><strong id="n-indexed" class="figure">${number(indexed)}</strong> <span>${total > 0 ? t("live-ready", { count: total }) : t("live-none")}${failed > 0 && ` · ${t("failed-count", { count: failed })}`}</span></p>
    <progress class="through" max=${total || 1} value=${done} aria-label=${t("live-through")}></progress>
    <dl class="numbers">
      <div><dt>${t("live-faces")}</dt><dd id="n-faces">${number(faces)}</dd></div>
      <${Replaced} count=${replaced} />
      <div><dt>${t("live-pace")}</dt><dd id="n-pace">${moves ? number(pace, { minimumFractionDigits: 1, maximumFractionDigits: 1 }) : "–"}</dd></div>
      <div><dt>${t("live-eta")}</dt><dd id="n-eta">${timeLeft(ingest.progress, moves)}</dd></div>
    </dl>
    <${Throughput} ingest=${ingest} />
    <${Underway} ingest=${ingest} />
    <${Said} ingest=${ingest} />
  </section>`;
}

/**
 * @param {{total: number, indexed: number, failed: number, eta_s: number | null}} of
 * @param {boolean} moves
 */
function timeLeft({ total, indexed, failed, eta_s: eta }, moves) {
  if (total === 0) return "–";
  return indexed + failed < total ? duration(moves ? eta : null) : t("live-finished");
}

/**
 * What is on the bench at this moment, as a line at the edge.
 *
 * @param {{ingest: IngestStore}} props
 */
function Underway({ ingest }) {
  const now = [...ingest.underway.values()].filter(({ stage }) => stage !== "stored");
  return html`<p class="underway figures soft" aria-hidden="true">
    ${now.slice(-2).map(({ photo_id: id, name, stage }) => html`<span key=${id}>${name} ${t(`stage-${stage}`)}</span>`)}
  </p>`;
}

/** @param {{ingest: IngestStore}} props */
function Said({ ingest }) {
  useStoreEvery(ingest, SAID_EVERY_MS);
  const { total, indexed, failed } = ingest.progress;
  const failures = failed ? t("failed-count", { count: failed }) : "";
  return html`<p class="unseen" role="status">${total > 0 && `${t("live-said", { count: total, ready: number(indexed) })} ${failures}`}</p>`;
}
