/** What can be done to the selected photos, at the foot of the window while there are any. */
import { useFocusKept } from "../ui/focus.js";
import { html, useEffect, useRef, useState, useStore } from "../ui/html.js";
import { follow } from "../ui/save.js";
import { deletions } from "../ui/undo.js";
import { explain, t } from "../ui/words.js";
import { archiveReady, archivesToSave, didAct, partOf, stoppedAfter } from "../words/gallery.js";
import { AlbumPicker } from "./album-picker.js";
import { partsOf } from "./bulk.js";
import { Confirm } from "./confirm.js";
import { Problem, useAct } from "./forms.js";
import { photosGone } from "./photos-gone.js";
import { session } from "./session.js";
import { mayDelete } from "./team.js";

/** @import { Selection } from "./selection.js" */
/** @import { Filter } from "./gallery-filter.js" */
/** @import { GalleryStore } from "./gallery-store.js" */

/** The photo that has the focus, or gets it when one comes to the wall. */
export const tileWithFocus = () => document.querySelector(".wall [tabindex='0']");

/** @param {{event: Api.ManagedEvent, store: GalleryStore, selection: Selection, filter: Filter}} props */
export function GalleryActions({ event, store, selection, filter }) {
  useStore(selection);
  const { may } = event;
  const [task, run] = useTask();
  const [asking, setAsking] = useState(false);
  const [picking, setPicking] = useState(false);
  const focusKept = useFocusKept(tileWithFocus);
  const chosen = selection.all;
  const deletes = may.includes("delete_photos") || chosen.some((id) => mayDelete(may, store.photo(id)));
  useKeys({ selection, onDelete: () => deletes && setAsking(true) });
  const [changes, reviews] = [may.includes("change_photos"), may.includes("review_photos")];

  const act = (/** @type {string} */ action, ids = chosen) =>
    run(ids.length, async (/** @type {(done: number) => void} */ onProgress) => {
      const result = await store.act(action, ids, onProgress);
      selection.clear();
      return { text: didAct(action, result), undo: UNDONE_BY[action] && (() => act(UNDONE_BY[action], ids)) };
    });
  const erase = () => {
    deletions.add({ ...photosGone(event.id, chosen), text: t("undo-photos", { count: chosen.length }) });
    selection.clear();
  };
  const download = () =>
    run(chosen.length, async () => {
      const parts = partsOf(chosen);
      if (parts.length > 1) return { text: archivesToSave(chosen.length, parts.length), parts };
      return { text: archiveReady(await saved(store, chosen), chosen.length) };
    });

  const filled = (/** @type {string} */ text) =>
    run(chosen.length, async () => {
      selection.clear();
      return { text };
    });

  return html`
    <div class="foot">
    <div class="acted" role="status"><${Done} task=${task} store=${store} /></div>
    ${
      chosen.length > 0 &&
      html`<div class="selected film" role="toolbar" aria-label=${t("gallery-toolbar")} ...${focusKept}>
      <p><strong class="figures">${t("gallery-selected", { count: chosen.length })}</strong></p>
      ${chosen.length < store.ids.length && html`<button class="compact quiet" type="button" onClick=${() => selection.set(store.ids)}>${t("gallery-select-all", { count: store.ids.length })}</button>`}
      <div class="row">
        ${filter.status === "failed" && may.includes("retry_photos") && html`<button class="compact" type="button" onClick=${() => act("retry")}>${t("photo-retry")}</button>`}
        ${reviews && AT_GATE.includes(filter.status) && html`<button class="compact" type="button" onClick=${() => act("approve")}>${t("photo-approve")}</button>`}
        ${reviews && filter.status === "waiting" && html`<button class="compact" type="button" onClick=${() => act("reject")}>${t("photo-reject")}</button>`}
        ${changes && filter.status !== "hidden" && !AT_GATE.includes(filter.status) && html`<button class="compact" type="button" onClick=${() => act("hide")}>${t("photo-hide")}</button>`}
        ${changes && (filter.status === "hidden" || filter.status === "all") && html`<button class="compact" type="button" onClick=${() => act("unhide")}>${t("photo-unhide")}</button>`}
        ${changes && html`<button class="compact" type="button" onClick=${() => setPicking(true)}>${t("album-add")}</button>`}
        <button class="compact" type="button" onClick=${download}>${t("photo-download")}</button>
        ${deletes && html`<button class="compact danger" type="button" onClick=${() => setAsking(true)}>${t("photo-delete")}</button>`}
        <button class="compact quiet" type="button" onClick=${() => selection.clear()}>${t("gallery-deselect")}</button>
      </div>
    </div>`
    }
    </div>
    ${picking && chosen.length > 0 && html`<${AlbumPicker} event=${event} ids=${chosen} onDone=${filled} onClose=${() => setPicking(false)} />`}
    ${
      asking &&
      chosen.length > 0 &&
      html`<${Confirm}
      title=${t("gallery-delete-question", { count: chosen.length })}
      text=${t("gallery-delete-lead")}
      yes=${t("photo-delete")}
      act=${async () => erase()}
      onClose=${() => setAsking(false)}
    />`
    }
  `;
}

/** @type {Record<string, string>} */
const UNDONE_BY = { hide: "unhide", unhide: "hide", approve: "hold", reject: "hold" };

/** What has not been let through the event's gate. */
const AT_GATE = ["waiting", "rejected"];

/** One thing that is done to many photos: how far it is, and what came of it. */
function useTask() {
  const [task, setTask] = useState(null);
  const run = async (/** @type {number} */ total, /** @type {(onProgress: (done: number) => void) => Promise<any>} */ act) => {
    setTask({ total, done: 0 });
    try {
      setTask({ result: await act((done) => setTask({ total, done })) });
    } catch (error) {
      setTask(session.endedBy(error) ? null : { error, total });
    }
  };
  return [task && { ...task, dismiss: () => setTask(null) }, run];
}

/**
 * Let the browser save an archive of photos; resolves to what is in it.
 *
 * @param {GalleryStore} store
 * @param {string[]} ids
 */
async function saved(store, ids) {
  const archive = await store.archive(ids);
  follow(archive.url);
  return archive;
}

/** @param {{task: any, store: GalleryStore}} props */
function Done({ task, store }) {
  if (!task) return null;
  const { total, done, result, error, dismiss } = task;
  if (!result && !error)
    return html`<p class="notice"><progress max=${total} value=${done} aria-label=${t("gallery-progress")}></progress></p>`;
  return html`<div class="notice row between" data-bad=${Boolean(error)}>
    <p>${error ? `${explain(error)} ${stoppedAfter(error.done, total)}` : result.text}</p>
    ${result?.parts?.map((/** @type {string[]} */ ids, /** @type {number} */ index) => html`<${Part} key=${ids[0]} ids=${ids} index=${index} store=${store} />`)}
    <div class="row">
      ${result?.undo && html`<button class="compact" type="button" onClick=${result.undo}>${t("photo-undo")}</button>`}
      <button class="compact quiet" type="button" onClick=${dismiss}>${t("close")}</button>
    </div>
  </div>`;
}

/**
 * One of several archives. It is asked for when it is wanted: while one of them is saved, the address of another would get too old.
 *
 * @param {{ids: string[], index: number, store: GalleryStore}} props
 */
function Part({ ids, index, store }) {
  const acting = useAct();
  const [archive, setArchive] = useState(null);
  const save = () => acting.run(async () => setArchive(await saved(store, ids)));
  return html`<button class="compact" type="button" aria-disabled=${acting.busy} onClick=${save}>${partOf(index, archive ?? { photos: ids.length })}</button>
    <${Problem} error=${acting.error} />`;
}

/**
 * Escape lets go of the selection, Delete asks. Not while something is typed or a dialog is open.
 *
 * @param {{selection: Selection, onDelete: () => void}} of
 */
function useKeys({ selection, onDelete }) {
  const latest = useRef(null);
  latest.current = onDelete;
  useEffect(() => {
    const pressed = (/** @type {any} */ event) => {
      if (selection.size === 0 || event.defaultPrevented || event.target.closest("input, select, dialog")) return;
      if (event.key === "Escape") selection.clear();
      if (event.key === "Delete") latest.current();
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, [selection]);
}
