/** Choosing several photos, in the results and in a gallery, and what is done with them. A `change` event follows every change. */
import { Observable } from "../observable.js";
import { html, useEffect, useState, useStore } from "../ui/html.js";
import * as Icons from "../ui/icons.js";
import { follow } from "../ui/save.js";
import { explain, t } from "../ui/words.js";
import { Several, takesFiles } from "./several.js";

/** @import { Takeable } from "./sharing.js" */

export class Choosing extends Observable {
  active = false;
  /** @type {Set<string>} */
  ids = new Set();

  /** Begin to choose; nothing is chosen. */
  begin() {
    this.become({ active: true, ids: new Set() });
  }

  /** Choose no more. */
  end() {
    this.become({ active: false, ids: new Set() });
  }

  /** @param {string} photoId */
  has(photoId) {
    return this.ids.has(photoId);
  }

  /** @param {string} photoId */
  toggle(photoId) {
    const ids = new Set(this.ids);
    if (!ids.delete(photoId)) ids.add(photoId);
    this.become({ ids });
  }

  /**
   * All of these, or none where all of them are chosen.
   *
   * @param {string[]} photoIds
   */
  toggleAll(photoIds) {
    this.become({ ids: new Set(photoIds.every((id) => this.ids.has(id)) ? [] : photoIds) });
  }
}

/**
 * What can be done with the chosen ones, at the foot of the screen while somebody chooses. `photos` are those to choose from; `zip(ids)`
 * packs them, where the page can.
 *
 * @param {{choosing: Choosing, photos: Takeable[], addressOf: (photo: Takeable) => string | null, zip?: (photoIds: string[]) => unknown}} props
 */
export function ChoosingBar({ choosing, photos, addressOf, zip }) {
  useStore(choosing);
  const chosen = photos.filter(({ photo_id: id }) => choosing.ids.has(id));
  const all = photos.map(({ photo_id: id }) => id);
  return html`<div class="choosing-bar" role="group" aria-label=${t("choose-several")}>
    <p class="figures" role="status">${chosen.length ? t("chosen-photos", { count: chosen.length }) : t("choose-lead")}</p>
    <div class="row">
      <${Save} key=${chosen.map(({ photo_id: id }) => id).join()} chosen=${chosen} addressOf=${addressOf} zip=${zip} />
      <button type="button" class="compact" onClick=${() => choosing.toggleAll(all)}>${t("choose-all")}</button>
      <button type="button" class="compact" onClick=${() => choosing.end()}>${t("choose-end")}</button>
    </div>
  </div>`;
}

/**
 * Into the device's library where it takes files from a page, a batch a tap; else as one ZIP, or as single downloads.
 *
 * @param {{chosen: Takeable[], addressOf: (photo: Takeable) => string | null, zip?: (photoIds: string[]) => unknown}} props
 */
export function Save({ chosen, addressOf, zip }) {
  const mayTake = chosen.filter((photo) => addressOf(photo) !== null);
  const [several] = useState(() => new Several(mayTake, (photo) => /** @type {string} */ (addressOf(photo))));
  useStore(several);
  useEffect(() => () => several.cancel(), []);
  const byFiles = takesFiles();
  const packed = () => {
    if (zip) zip(mayTake.map(({ photo_id: id }) => id));
    else for (const photo of mayTake) follow(/** @type {string} */ (addressOf(photo)));
  };
  const nothing = mayTake.length === 0 || several.state === "done";
  return html`<button id="save-several" type="button" class="primary" disabled=${nothing} aria-disabled=${several.state === "fetching"} onClick=${() => (byFiles ? several.next() : packed())}>
      <${Icons.Download} />${byFiles ? labelOf(several) : t("guest-download")}
    </button>
    ${byFiles && zip && mayTake.length > 1 && html`<button type="button" class="compact" onClick=${packed}>${t("choose-zip")}</button>`}
    <span class=${several.problem ? "bad small" : "unseen"} role="status">${several.problem ? explain(several.problem) : ""}</span>`;
}

/** @param {Several} several */
function labelOf({ state, saved, total, batch }) {
  if (state === "fetching") return t("guest-preparing");
  if (state === "done") return t("save-done", { count: saved });
  if (state === "ready") return t("save-ready", { count: batch });
  return saved > 0 ? t("save-more", { saved, total }) : t("save-photos");
}
