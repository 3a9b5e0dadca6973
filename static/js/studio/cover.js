/** Choosing the photo that stands for an event. */
import { get } from "../http.js";
import { Dialog } from "../ui/dialog.js";
import { html, useState } from "../ui/html.js";
import { Photo } from "../ui/photo.js";
import { t } from "../ui/words.js";
import { Loaded, Waiting } from "./pieces.js";
import { useRefreshed } from "./refreshed.js";

const CHOICE = 60;
const EVERY_MS = 60_000;

/**
 * Shows the cover of `event` as it would be; `onChoose(photoId)` is told of another one, or null.
 *
 * @param {{event: Api.ManagedEvent, onChoose: (photoId: string | null) => void}} props
 */
export function CoverPicker({ event, onChoose }) {
  const [open, setOpen] = useState(false);
  const chosen = event.cover_photo_id;
  const choose = (/** @type {string | null} */ photoId) => {
    onChoose(photoId);
    setOpen(false);
  };
  return html`<div class="stack cover-field">
    <p class="label" id="cover-label">${t("cover-label")}</p>
    <div class="cover">
      ${chosen ? html`<${ChosenPhoto} key=${chosen} id=${chosen} cover=${event.cover} />` : html`<span class="unexposed figures" aria-hidden="true">${event.id}</span>`}
    </div>
    <p class="soft small">${t("cover-hint")}</p>
    <div class="row">
      <button class="compact" type="button" aria-describedby="cover-label" onClick=${() => setOpen(true)}>${t(chosen ? "cover-another" : "cover-choose")}</button>
      ${chosen && html`<button class="compact quiet" type="button" onClick=${() => choose(null)}>${t("cover-none")}</button>`}
    </div>
    ${open && html`<${Choosing} event=${event} onChoose=${choose} onClose=${() => setOpen(false)} />`}
  </div>`;
}

/**
 * The event brings the picture of its present cover; that of one chosen just now has to be asked for.
 *
 * @param {{id: string | null, cover: Api.Picture | null}} props
 */
function ChosenPhoto({ id, cover }) {
  const store = useRefreshed(id, async () => (cover?.photo_id === id ? cover : get(`/photos/${id}`)), EVERY_MS);
  if (store.error) return html`<p class="soft small">${t("cover-gone")}</p>`;
  return store.value ? html`<${Photo} photo=${store.value} alt=${t("cover-picture")} sizes="24rem" />` : html`<${Waiting} />`;
}

/** @param {{event: Api.ManagedEvent, onChoose: (photoId: string | null) => void, onClose: () => void}} props */
function Choosing({ event, onChoose, onClose }) {
  const store = useRefreshed(
    event.id,
    /** @returns {Promise<Api.Page<Api.Photo>>} */ () => get(`/events/${event.id}/photos?status=indexed&limit=${CHOICE}`),
    EVERY_MS,
  );
  return html`<${Dialog} label=${t("cover-title")} class="question choosing" onClose=${onClose}>
    <div class="stack">
      <div class="row between wide"><h2>${t("cover-title")}</h2><button class="compact" type="button" onClick=${onClose}>${t("cancel")}</button></div>
      <${Loaded} store=${store}>
        ${({ items }) =>
          items.length === 0
            ? html`<p class="soft">${t("cover-empty")}</p>`
            : html`<ul class="choosing-photos">
                ${items.map(
                  (/** @type {Api.Photo} */ photo) => html`<li key=${photo.id}>
                    <button type="button" data-photo=${photo.id} aria-pressed=${photo.id === event.cover_photo_id} onClick=${() => onChoose(photo.id)}>
                      <${Photo} photo=${photo} alt=${t("photo-named", { name: photo.name })} sizes="10rem" />
                    </button>
                  </li>`,
                )}
              </ul>`}
      <//>
      <p class="soft small">${t("cover-newest", { count: CHOICE })}</p>
    </div>
  <//>`;
}
