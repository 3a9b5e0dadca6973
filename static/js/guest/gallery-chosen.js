/** What a guest chooses among all photos, and what can be done with it. */
import { Observable } from "../observable.js";
import { html, useState, useStore } from "../ui/html.js";
import * as Icons from "../ui/icons.js";
import { nameOf } from "../ui/save.js";
import { t } from "../ui/words.js";
import { Archive } from "./archive.js";
import { Packing } from "./zip.js";

/** @import { GalleryStore } from "./gallery-store.js" */
/** @import { Visit } from "./visit.js" */

const MOST = 1000; // As many the service packs at once.

/** The photos that were chosen. A `change` event follows every change. */
export class Chosen extends Observable {
  choosing = false;
  /** @type {Set<string>} */
  #ids = new Set();

  get size() {
    return this.#ids.size;
  }

  /** The ids, in the order in which they were chosen. */
  get all() {
    return [...this.#ids];
  }

  /** No more can be chosen. */
  get full() {
    return this.#ids.size >= MOST;
  }

  /** @param {string} id */
  has(id) {
    return this.#ids.has(id);
  }

  /** @param {boolean} choosing */
  begin(choosing) {
    this.#ids = new Set();
    this.become({ choosing });
  }

  /** @param {string} id */
  toggle(id) {
    if (!this.#ids.delete(id) && !this.full) this.#ids.add(id);
    this.changed();
  }

  /**
   * As many as can be, from the first on.
   *
   * @param {string[]} ids
   */
  take(ids) {
    this.#ids = new Set(ids.slice(0, MOST));
    this.changed();
  }

  /**
   * What has left cannot be taken home. Of another album it can: it is still there.
   *
   * @param {GalleryStore} store
   */
  keepOnly({ ids, album, reading }) {
    if (album !== null || reading || this.#ids.size === 0) return;
    const there = new Set(ids);
    const kept = this.all.filter((id) => there.has(id));
    if (kept.length === this.#ids.size) return;
    this.#ids = new Set(kept);
    this.changed();
  }
}

/** @param {{visit: Visit, store: GalleryStore, chosen: Chosen}} props */
export function ChosenBar({ visit, store, chosen }) {
  const [archive] = useState(() => new Archive());
  useStore([archive, chosen]);
  const save = () =>
    archive.pack((signal) => store.archive(chosen.all, signal), t("gallery-zip-name", { event: nameOf(visit.event) }));
  return html`<div class="gallery-picked" role="toolbar" aria-label=${t("gallery-chosen-tools")}>
    <p role="status">${chosen.size ? t("gallery-chosen", { count: chosen.size }) : t("gallery-chosen-none")} ${chosen.full && t("gallery-chosen-full", { count: MOST })}</p>
    <div class="row">
      ${!archive.busy && html`<button type="button" class="primary compact" disabled=${chosen.size === 0} onClick=${save}><${Icons.Download} />${t("guest-download")}</button>`}
      ${chosen.size < Math.min(MOST, store.ids.length) && html`<button type="button" class="compact" onClick=${() => chosen.take(store.ids)}>${t("gallery-choose-all")}</button>`}
      <button type="button" class="compact quiet" onClick=${() => chosen.begin(false)}>${t("cancel")}</button>
    </div>
    <${Packing} archive=${archive} />
  </div>`;
}
