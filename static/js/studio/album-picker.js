/** Puts selected photos into an album, one that is there or a new one, or takes them out of it. */
import { post } from "../http.js";
import { Dialog } from "../ui/dialog.js";
import { html, useState } from "../ui/html.js";
import { t } from "../ui/words.js";
import { remaining, useAlbums } from "./albums.js";
import { partsOf } from "./bulk.js";
import { Field, Form, Problem, useAct, useForm } from "./forms.js";
import { Loaded } from "./pieces.js";

/**
 * `onDone` is told what was done, in words.
 *
 * @param {{event: Api.ManagedEvent, ids: string[], onDone: (said: string) => void, onClose: () => void}} props
 */
export function AlbumPicker({ event, ids, onDone, onClose }) {
  const store = useAlbums(event.id);
  const acting = useAct();
  const [removing, setRemoving] = useState(false);
  const path = `/events/${event.id}/albums`;
  const fill = async (/** @type {{id: string, name: string}} */ { id, name }, /** @type {boolean} */ out) => {
    for (const part of partsOf(ids)) await post(`${path}/${id}/photos`, { json: { [out ? "remove" : "add"]: part } });
    onDone(t(out ? "album-taken-out" : "album-put-in", { count: ids.length, name }));
    onClose();
  };
  const form = useForm("album-for-photos", async ({ name }) => fill(await post(path, { json: { name } }), false));
  const one = (/** @type {Api.Album} */ album) =>
    html`<li key=${album.id}><button type="button" class="wide" dir="auto" aria-disabled=${acting.busy} onClick=${() => acting.run(() => fill(album, removing))}>${album.name}</button></li>`;
  return html`<${Dialog} label=${t("album-add")} class="question" onClose=${onClose}>
    <div class="stack">
      <h2>${t(removing ? "album-take-out-of" : "album-add-to", { count: ids.length })}</h2>
      <${Loaded} store=${store}>
        ${(/** @type {Api.Album[]} */ albums) => {
          const byHand = remaining(albums, path).filter(({ kind }) => kind === "hand");
          if (byHand.length === 0) return html`<p class="soft">${t("albums-none-by-hand")}</p>`;
          return html`<ul class="stack tight plain">${byHand.map(one)}</ul>
            <label class="row"><input type="checkbox" checked=${removing} onChange=${(/** @type {any} */ { target }) => setRemoving(target.checked)} />${t("album-take-out")}</label>`;
        }}
      <//>
      <${Problem} error=${acting.error} />
      ${
        !removing &&
        html`<${Form} form=${form} button=${t("album-create-with", { count: ids.length })} doing=${t("album-creating")}>
        <${Field} form=${form} name="name" label=${t("album-new")} maxlength="100" required />
      <//>`
      }
      <button type="button" class="quiet" onClick=${onClose}>${t("cancel")}</button>
    </div>
  <//>`;
}
