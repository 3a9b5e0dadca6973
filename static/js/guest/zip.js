/** Taking all photos home at once. */
import { useButtonFocusKept } from "../ui/focus.js";
import { html } from "../ui/html.js";
import * as Icons from "../ui/icons.js";
import { explain, t } from "../ui/words.js";
import { Archive } from "./archive.js";

/** @import { Visit } from "./visit.js" */

/**
 * `photoIds` are the ones to take, the `favourites` or others; null for all.
 *
 * @param {{visit: Visit, photoIds: string[], favourites: boolean}} props
 */
export function Zip({ visit, photoIds, favourites }) {
  const archive = visit.archive ?? visit.packWith(new Archive());
  const focusKept = useButtonFocusKept();
  const start = () => visit.download(photoIds ?? undefined);
  return html`<div class="zip" data-busy=${archive.busy || undefined} ...${focusKept}>
    ${
      archive.busy
        ? html`<${Progress} archive=${archive} />`
        : html`<button id="download-all" type="button" onClick=${start} disabled=${photoIds?.length === 0}>
          <${Icons.Download} />${t(favourites ? "guest-download-favourites" : "guest-download-all")}
        </button>`
    }
    <p class=${archive.problem ? "notice bad" : "soft small"} role="status">${said(archive)}</p>
  </div>`;
}

/**
 * How far an archive is, where it is under way, and what came of it.
 *
 * @param {{archive: Archive}} props
 */
export function Packing({ archive }) {
  return html`<div class="zip" data-busy=${archive.busy || undefined}>
    ${archive.busy && html`<${Progress} archive=${archive} />`}
    <p class=${archive.problem ? "notice bad" : "soft small"} role="status">${said(archive)}</p>
  </div>`;
}

/** @param {Archive} archive */
function said(archive) {
  if (archive.problem) return explain(archive.problem);
  if (archive.state === "done") return t("guest-zip-done");
  if (archive.state === "handed-over") return t("guest-zip-handed-over", { total: megabytes(Number(archive.total)) });
  return "";
}

/** @param {{archive: Archive}} props */
function Progress({ archive }) {
  const { received, total } = archive;
  return html`<label for="zip-progress">${t("guest-zip-making")}</label>
    <progress id="zip-progress" max=${total ?? undefined} value=${total ? received : undefined}></progress>
    <div class="row between">
      <span class="figures small">${amount(received, total)}</span>
      <button type="button" class="compact" onClick=${() => archive.cancel()}>${t("cancel")}</button>
    </div>`;
}

/**
 * @param {number} received
 * @param {number | null} total
 */
function amount(received, total) {
  if (total) return t("guest-zip-progress", { received: megabytes(received), total: megabytes(total) });
  return received ? t("guest-zip-received", { received: megabytes(received) }) : "";
}

// Less than one is still one: "0 of 0 MB" says nothing.
/** @param {number} bytes */
const megabytes = (bytes) => Math.max(1, bytes / 1e6);
