/** A wall in the photographer's hand: hold it at a photo, go on to the next, and the link that its QR code opens. */
import { get, patch, post } from "../http.js";
import { html, useEffect, useState } from "../ui/html.js";
import { t } from "../ui/words.js";
import { Problem, useAct } from "./forms.js";

/**
 * @param {{wall: Api.Kiosk, event: Api.ManagedEvent, onChanged: (wall: Api.Kiosk) => void}} props
 */
export function WallControls({ wall, event, onChanged }) {
  const act = useAct();
  const [skipped, setSkipped] = useState(false);
  const change = (/** @type {object} */ json) => act.run(async () => onChanged(await patch(`/kiosks/${wall.id}`, { json })));
  const skip = async () => setSkipped(await act.run(() => post(`/kiosks/${wall.id}/skip`)));
  return html`<div class="stack">
    <div class="row">
      <button class="compact" type="button" aria-pressed=${wall.paused} onClick=${() => change({ paused: !wall.paused })}>
        ${t(wall.paused ? "wall-resume" : "wall-pause")}
      </button>
      <button class="compact" type="button" onClick=${skip}>${t("wall-skip")}</button>
      <p class="soft small" role="status">${skipped ? t("wall-skipped") : wall.paused && t("wall-is-paused")}</p>
    </div>
    <${Problem} error=${act.error} />
    <${Link} wall=${wall} event=${event} onChanged=${onChanged} />
  </div>`;
}

/** @param {{wall: Api.Kiosk, event: Api.ManagedEvent, onChanged: (wall: Api.Kiosk) => void}} props */
function Link({ wall, event, onChanged }) {
  const act = useAct();
  const choose = (/** @type {any} */ { target }) =>
    act.run(async () => onChanged(await patch(`/kiosks/${wall.id}`, { json: { link_id: target.value || null } })));
  const [links, setLinks] = useState(/** @type {Api.Link[]} */ ([]));
  useEffect(() => {
    get(`/events/${event.id}/share-links`).then(
      ({ items }) => setLinks(items.filter((/** @type {Api.Link} */ link) => !link.revoked_at)),
      () => undefined, // The choice then has what is chosen.
    );
  }, [event.id]);
  const none = event.visibility === "public" ? "wall-link-public" : "wall-link-none";
  return html`<div class="field">
    <label for="wall-link-${wall.id}">${t("wall-link")}</label>
    <select id="wall-link-${wall.id}" onChange=${choose}>
      <option value="" selected=${!wall.link_id}>${t(none)}</option>
      ${links.map((link) => html`<option key=${link.id} value=${link.id} selected=${link.id === wall.link_id}>${link.label || t("wall-link-unnamed")}</option>`)}
    </select>
    <${Problem} error=${act.error} />
  </div>`;
}
