/** A wall in the photographer's hand: hold it at a photo, go on to the next, and the link that its QR code opens. */
import { get, patch, post } from "../http.js";
import { html, useEffect, useState } from "../ui/html.js";
import { t } from "../ui/words.js";
import { Problem, useActs } from "./forms.js";

/**
 * @param {{wall: Api.Kiosk, event: Api.ManagedEvent, onChanged: (wall: Api.Kiosk) => void}} props
 */
export function WallControls({ wall, event, onChanged }) {
  const pausing = useActs();
  const skipping = useActs();
  const [wanted, want] = useState(wall.paused);
  const [skipped, setSkipped] = useState(false);
  const settled = pausing.waiting === 0;
  const paused = settled ? wall.paused : wanted; // The list, which is read meanwhile, knows only some of what is on its way.
  const turn = () => {
    want(!paused);
    setSkipped(false);
    pausing.run(async () => onChanged(await patch(`/kiosks/${wall.id}`, { json: { paused: !paused } })));
  };
  const skip = async () => setSkipped(await skipping.run(() => post(`/kiosks/${wall.id}/skip`)));
  return html`<div class="stack">
    <div class="row">
      <button class="compact" type="button" aria-pressed=${paused} onClick=${turn}>
        ${t(paused ? "wall-resume" : "wall-pause")}
      </button>
      <button class="compact" type="button" onClick=${skip}>${t("wall-skip")}</button>
      <p class="soft small" role="status">${skipped ? t("wall-skipped") : settled && paused && t("wall-is-paused")}</p>
    </div>
    <${Problem} error=${pausing.error ?? skipping.error} />
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
  const choosing = useActs();
  const [wanted, want] = useState(wall[field]);
  const chosen = choosing.waiting ? wanted : wall[field];
  const choose = (/** @type {any} */ { target }) => {
    const id = target.value || null;
    want(id);
    choosing.run(async () => onChanged(await patch(`/kiosks/${wall.id}`, { json: { [field]: id } })));
  };
  const id = `wall-${field}-${wall.id}`;
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <select id=${id} onChange=${choose}>
      <option value="" selected=${!chosen}>${none}</option>
      ${options.map((option) => html`<option key=${option.id} value=${option.id} selected=${option.id === chosen}>${option.label}</option>`)}
    </select>
    <${Problem} error=${choosing.error} />
  </div>`;
}
