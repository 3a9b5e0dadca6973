/** What a guest chooses among all photos, and what can be done with it. */
import { html, useEffect, useState, useStore } from "../ui/html.js";
import { downloadOf, nameOf } from "../ui/save.js";
import { t } from "../ui/words.js";
import { Archive } from "./archive.js";
import { Choosing, Save } from "./choosing.js";
import { Packing } from "./zip.js";

/** @import { GalleryStore } from "./gallery-store.js" */
/** @import { Visit } from "./visit.js" */

const MOST = 1000; // As many the service packs at once.

/** The photos that were chosen, of an event that may have more than can be taken at once. */
export class Chosen extends Choosing {
  get size() {
    return this.ids.size;
  }

  /** The ids, in the order in which they were chosen. */
  get all() {
    return [...this.ids];
  }

  /** No more can be chosen. */
  get full() {
    return this.ids.size >= MOST;
  }

  /** @param {string} id */
  toggle(id) {
    if (this.ids.has(id) || !this.full) super.toggle(id);
  }

  /**
   * As many as can be, from the first on.
   *
   * @param {string[]} ids
   */
  take(ids) {
    this.become({ ids: new Set(ids.slice(0, MOST)) });
  }

  /**
   * What has left cannot be taken home. Of another album it can: it is still there.
   *
   * @param {GalleryStore} store
   */
  keepOnly({ ids, album, reading }) {
    if (album !== null || reading || this.size === 0) return;
    const there = new Set(ids);
    const kept = this.all.filter((id) => there.has(id));
    if (kept.length < this.size) this.become({ ids: new Set(kept) });
  }
}

/** @param {{visit: Visit, store: GalleryStore, chosen: Chosen}} props */
export function ChosenBar({ visit, store, chosen }) {
  const [archive] = useState(() => new Archive());
  useStore([archive, chosen, store]);
  const photos = chosen.all.flatMap((id) => store.photo(id) ?? []);
  useEffect(() => void store.know(chosen.all), [chosen.size, photos.length]); // Some at a time.
  const zip = (/** @type {string[]} */ ids) =>
    archive.pack((signal) => store.archive(ids, signal), t("gallery-zip-name", { event: nameOf(visit.event) }));
  return html`<div class="gallery-picked" role="toolbar" aria-label=${t("gallery-chosen-tools")}>
    <p role="status">${chosen.size ? t("gallery-chosen", { count: chosen.size }) : t("gallery-chosen-none")} ${chosen.full && t("gallery-chosen-full", { count: MOST })}</p>
    <div class="row">
      ${!archive.busy && html`<${Save} key=${`${chosen.all.join()} ${photos.length}`} chosen=${photos.length === chosen.size ? photos : []} addressOf=${downloadOf} zip=${zip} />`}
      ${chosen.size < Math.min(MOST, store.ids.length) && html`<button type="button" class="compact" onClick=${() => chosen.take(store.ids)}>${t("gallery-choose-all")}</button>`}
      <button type="button" class="compact quiet" onClick=${() => chosen.end()}>${t("cancel")}</button>
    </div>
    <${Packing} archive=${archive} />
  </div>`;
}
