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
  const skipping = useAct(); // Of its own: a wall shows that it is paused before the answer says so, and Next is pressed then.
  const [skipped, setSkipped] = useState(false);
  const change = (/** @type {object} */ json) =>
    act.run(async () => {
      setSkipped(false);
      onChanged(await patch(`/kiosks/${wall.id}`, { json }));
    });
  const skip = async () => setSkipped(await skipping.run(() => post(`/kiosks/${wall.id}/skip`)));
  return html`<div class="stack">
    <div class="row">
      <button class="compact" type="button" aria-pressed=${wall.paused} onClick=${() => change({ paused: !wall.paused })}>
        ${t(wall.paused ? "wall-resume" : "wall-pause")}
      </button>
      <button class="compact" type="button" onClick=${skip}>${t("wall-skip")}</button>
      <p class="soft small" role="status">${skipped ? t("wall-skipped") : wall.paused && t("wall-is-paused")}</p>
    </div>
    <${Problem} error=${act.error ?? skipping.error} />
    <${Link} wall=${wall} event=${event} onChanged=${onChanged} />
    <${Album} wall=${wall} event=${event} onChanged=${onChanged} />
  </div>`;
}

/** @param {{wall: Api.Kiosk, event: Api.ManagedEvent, onChanged: (wall: Api.Kiosk) => void}} props */
function Link({ wall, event, onChanged }) {
  const links = useItems(`/events/${event.id}/share-links`).filter((/** @type {Api.Link} */ link) => !link.revoked_at);
  const options = links.map(({ id, label }) => ({ id, label: label || t("wall-link-unnamed") }));
  const none = t(event.visibility === "public" ? "wall-link-public" : "wall-link-none");
  return html`<${Chosen} wall=${wall} field="link_id" label=${t("wall-link")} none=${none} options=${options} onChanged=${onChanged} />`;
}

/** @param {{wall: Api.Kiosk, event: Api.ManagedEvent, onChanged: (wall: Api.Kiosk) => void}} props */
function Album({ wall, event, onChanged }) {
  const options = useItems(`/events/${event.id}/albums`).map(({ id, name }) => ({ id, label: name }));
  if (options.length === 0 && !wall.album_id) return null;
  return html`<${Chosen} wall=${wall} field="album_id" label=${t("wall-album")} none=${t("wall-album-all")} options=${options} onChanged=${onChanged} />`;
}

/**
 * The things of a list; none while it is not known, and the choice then has what is chosen.
 *
 * @param {string} path
 */
function useItems(path) {
  const [items, setItems] = useState(/** @type {any[]} */ ([]));
  useEffect(() => {
    get(path).then(
      (answer) => setItems(answer.items),
      () => undefined,
    );
  }, [path]);
  return items;
}

/**
 * A choice among things of the event, or none of them.
 *
 * @param {{wall: Api.Kiosk, field: "link_id" | "album_id", label: string, none: string, options: {id: string, label: string}[], onChanged: (wall: Api.Kiosk) => void}} props
 */
function Chosen({ wall, field, label, none, options, onChanged }) {
  const act = useAct();
  const choose = (/** @type {any} */ { target }) =>
    act.run(async () => onChanged(await patch(`/kiosks/${wall.id}`, { json: { [field]: target.value || null } })));
  const id = `wall-${field}-${wall.id}`;
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <select id=${id} onChange=${choose}>
      <option value="" selected=${!wall[field]}>${none}</option>
      ${options.map((option) => html`<option key=${option.id} value=${option.id} selected=${option.id === wall[field]}>${option.label}</option>`)}
    </select>
    <${Problem} error=${act.error} />
  </div>`;
}
