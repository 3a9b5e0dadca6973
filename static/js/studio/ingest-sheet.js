/** The contact sheet: the newest photos, as they are ready. */
import { post } from "../http.js";
import { Renewal } from "../renewal.js";
import { html, useEffect, useRef, useState, useStore, useStoreEvery } from "../ui/html.js";
import { Photo } from "../ui/photo.js";
import { deletions } from "../ui/undo.js";
import { number, t } from "../ui/words.js";
import { faces, statusSaid } from "../words/studio.js";
import { bySaid, creditOf, usePhotographers } from "./people.js";
import { PhotoView } from "./photo.js";
import { photoKey } from "./photos-gone.js";
import { eventHref } from "./router.js";
import { session } from "./session.js";

/** @import { IngestStore } from "../store-ingest.js" */
/** @import { LiveSocket } from "../socket.js" */

const GATHERED_MS = 250; // A strip of pictures fails together.
const RENEWED_EVERY_MS = 30_000;
const EVERY_MS = 400; // Ten photos a second arrive four at a time: the eye sees a sheet filling up, not a flicker.

/** @param {{event: Api.ManagedEvent, ingest: IngestStore, socket: LiveSocket}} props */
export function Sheet({ event, ingest, socket }) {
  useStoreEvery(ingest, EVERY_MS);
  const stale = useRenewal(event.id, ingest, socket);
  const [open, setOpen] = useState(null);
  const people = usePhotographers(event.id);
  useStore(deletions);
  const photos = ingest.photos.filter(({ id }) => !deletions.hides(photoKey(id)));
  return html`<section class="sheet film" aria-labelledby="sheet-title">
    <div class="row between">
      <h2 id="sheet-title">${t("sheet-title")}</h2>
      ${ingest.progress.indexed > photos.length && html`<a href=${eventHref(event.id, "gallery")}>${t("sheet-all", { count: ingest.progress.indexed })}</a>`}
    </div>
    ${photos.length === 0 && html`<p class="soft">${t("sheet-none")}</p>`}
    <ul id="photos" class="frames">
      ${photos.map((photo) => html`<${Frame} key=${photo.id} photo=${photo} by=${creditOf(people.value, photo)} onStale=${() => stale(photo.id)} onOpen=${() => setOpen({ ids: photos.map(({ id }) => id), id: photo.id })} />`)}
    </ul>
    ${
      open &&
      html`<${PhotoView}
      event=${event}
      ingest=${ingest}
      ids=${open.ids}
      total=${Math.max(open.ids.length, ingest.progress.indexed)}
      id=${open.id}
      onMove=${(id) => setOpen({ ...open, id })}
      onClose=${() => setOpen(null)}
    />`
    }
  </section>`;
}

/**
 * To be told of pictures that could not be had. They are looked up again: soon, as their addresses may be old, later where that
 * did not help, and at once when there is a connection again.
 *
 * @param {number} eventId
 * @param {IngestStore} ingest
 * @param {LiveSocket} socket
 */
function useRenewal(eventId, ingest, socket) {
  const stale = useRef(null);
  useEffect(() => {
    const failed = new Set();
    const renew = async () => {
      const ids = [...failed];
      try {
        const { items } = await post(`/events/${eventId}/photos/lookup`, { json: { photo_ids: ids } });
        for (const id of ids) failed.delete(id);
        ingest.add(...items);
      } catch (error) {
        if (!session.endedBy(error)) renewal.ask(); // They do not fail again by themselves.
      }
    };
    const renewal = new Renewal(renew, { everyMs: RENEWED_EVERY_MS, gatherMs: GATHERED_MS });
    stale.current = (/** @type {string} */ id) => {
      failed.add(id);
      renewal.ask();
    };
    const back = () => socket.state === "online" && failed.size > 0 && renewal.now();
    socket.addEventListener("state", back);
    return () => {
      renewal.cancel();
      socket.removeEventListener("state", back);
    };
  }, [eventId, ingest, socket]);
  return (/** @type {string} */ id) => stale.current(id);
}

/** @param {{photo: Api.Photo, by: string | null, onOpen: () => void, onStale: () => void}} props */
function Frame({ photo, by, onOpen, onStale }) {
  const [lost, setLost] = useState(null);
  const failed = () => {
    setLost(photo);
    onStale();
  };
  const unseen = photo.status !== "indexed" && statusSaid(photo.status).toLowerCase();
  return html`<li class="frame" data-photo=${photo.id} data-hidden=${Boolean(unseen)}>
    <button type="button" onClick=${onOpen}>
      <${Photo} key=${lost === photo} photo=${photo} alt=${t("photo-named", { name: photo.name })} sizes="12rem" onStale=${failed} />
      <span class="edge figures" aria-hidden="true"><span>${by ?? photo.name}</span><span>${unseen || number(photo.faces)}</span></span>
      <span class="unseen">${by && `${bySaid(by)}, `}${faces(photo.faces)}${unseen ? `, ${unseen}` : ""}</span>
    </button>
  </li>`;
}
