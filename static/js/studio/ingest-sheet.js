/** The contact sheet: the newest photos, as they are ready. */

import { html, useState, useStoreEvery } from "../ui/html.js";
import { Photo } from "../ui/photo.js";
import { faces, number } from "../words/studio.js";
import { PhotoView } from "./photo.js";
import { eventHref } from "./router.js";

const EVERY_MS = 400; // Ten photos a second arrive four at a time: the eye sees a sheet filling up, not a flicker.

export function Sheet({ event, ingest }) {
  useStoreEvery(ingest, EVERY_MS);
  const [open, setOpen] = useState(null);
  const { photos } = ingest;
  return html`<section class="sheet film" aria-labelledby="sheet-title">
    <div class="row between">
      <h2 id="sheet-title">Contact sheet</h2>
      ${ingest.progress.indexed > photos.length && html`<a href=${eventHref(event.id, "gallery")}>All ${number(ingest.progress.indexed)} in the gallery</a>`}
    </div>
    ${photos.length === 0 && html`<p class="soft">Nothing here yet. Photos show up as soon as they have been looked through.</p>`}
    <ul id="photos" class="frames">
      ${photos.map((photo) => html`<${Frame} key=${photo.id} photo=${photo} onOpen=${() => setOpen({ ids: photos.map(({ id }) => id), id: photo.id })} />`)}
    </ul>
    ${
      open &&
      html`<${PhotoView}
      event=${event}
      ingest=${ingest}
      ids=${open.ids}
      id=${open.id}
      onMove=${(id) => setOpen({ ...open, id })}
      onClose=${() => setOpen(null)}
    />`
    }
  </section>`;
}

function Frame({ photo, onOpen }) {
  const hidden = photo.status === "hidden";
  return html`<li class="frame" data-photo=${photo.id} data-hidden=${hidden}>
    <button type="button" onClick=${onOpen}>
      <${Photo} photo=${photo} alt="Photo ${photo.name}" sizes="12rem" />
      <span class="edge figures" aria-hidden="true"><span>${photo.name}</span><span>${hidden ? "hidden" : photo.faces}</span></span>
      <span class="unseen">${faces(photo.faces)}${hidden ? ", hidden" : ""}</span>
    </button>
  </li>`;
}
