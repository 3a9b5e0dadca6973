/** The albums of an event: made by hand, by a time or a camera, named, put in order, hidden, deleted and had back. */
import { get, patch, post, put } from "../http.js";
import { useFocusKept } from "../ui/focus.js";
import { html, useState, useStore } from "../ui/html.js";
import { deletions, goneBy } from "../ui/undo.js";
import { t } from "../ui/words.js";
import { cameraName } from "../words/cameras.js";
import { momentSaid, photos } from "../words/studio.js";
import { Choice, Field, Form, Problem, useAct, useForm } from "./forms.js";
import { leadsToNothing } from "./offer-of-event.js";
import { useCameras } from "./people.js";
import { Loaded } from "./pieces.js";
import { useRefreshed } from "./refreshed.js";
import { eventHref } from "./router.js";

/** @import { Refreshed } from "./refreshed.js" */

const EVERY_MS = 30_000;
const KINDS = ["hand", "time", "camera"];

/**
 * The albums of an event in their order.
 *
 * @param {number} eventId
 * @returns {Refreshed<Api.Album[]>}
 */
export const useAlbums = (eventId) =>
  useRefreshed(
    eventId,
    /** @returns {Promise<Api.Album[]>} */ async () => (await get(`/events/${eventId}/albums`)).items,
    EVERY_MS,
  );

/**
 * A time as typed in the photographer's zone, as the API has it; null for none.
 *
 * @param {unknown} typed
 */
const moment = (typed) => (typed ? new Date(String(typed)).toISOString() : null);

/**
 * The same the other way round; empty for none.
 *
 * @param {string | null} at
 */
const typedOf = (at) => (at ? new Date(at).toLocaleString("sv").replace(" ", "T").slice(0, 16) : "");

/** @type {Record<string, string>} The field that each of `checkTimes` is about. */
const BELONGS = { album_timeless: "from", album_order: "to" };

/**
 * Throws where no photo could be taken in these times.
 *
 * @param {{from?: string, to?: string}} typed
 */
export function checkTimes({ from, to }) {
  const code = (!from && !to && "album_timeless") || (from && to && to < from && "album_order");
  if (code) throw Object.assign(new Error(code), { code });
}

/**
 * What a form says of an album that is there, where it is another than before: a time to the second stays unless it is touched.
 *
 * @param {Api.Album} album
 * @param {{name: string, from?: string, to?: string}} typed
 */
export const changesTo = (album, { name, from = "", to = "" }) => ({
  ...(name === album.name ? {} : { name }),
  ...(from === typedOf(album.taken_from) ? {} : { taken_from: moment(from) }),
  ...(to === typedOf(album.taken_to) ? {} : { taken_to: moment(to) }),
});

/**
 * What a form for a new album says, as the API has it.
 *
 * @param {Record<string, any>} typed
 */
export function albumOf({ name, kind, from, to, camera }) {
  if (kind === "time") return { name, kind, taken_from: moment(from), taken_to: moment(to) };
  return kind === "camera" ? { name, kind, camera_key: camera } : { name, kind };
}

/**
 * The ids with the places of two of them exchanged.
 *
 * @param {string[]} ids
 * @param {string} one
 * @param {string} other
 */
export function swapped(ids, one, other) {
  const places = new Map([
    [one, other],
    [other, one],
  ]);
  return ids.map((id) => places.get(id) ?? id);
}

/** @param {{event: Api.ManagedEvent}} props */
export function Albums({ event }) {
  const store = useAlbums(event.id);
  const acting = useAct();
  const focusKept = useFocusKept(() => document.getElementById("albums-title"));
  const sets = event.may.includes("change_photos");
  const path = `/events/${event.id}/albums`;
  const act = (/** @type {() => Promise<unknown>} */ change) =>
    acting.run(async () => {
      await change();
      await store.refresh();
    });
  const drop = (/** @type {Api.Album} */ album) =>
    deletions.add({
      ...goneBy(`${path}/${album.id}`),
      text: t("album-deleted", { name: album.name }),
      done: () => store.refresh(),
    });
  const seen = event.open_gallery || event.link_gallery;
  return html`<div class="beside">
    <section class="stack" aria-labelledby="albums-title" ...${focusKept}>
      <h2 id="albums-title" tabindex="-1">${t("albums-title")}</h2>
      <p class="soft">${t("albums-lead")}</p>
      ${(!seen || leadsToNothing(event)) && html`<p class="notice">${t("albums-unseen")} <a href=${eventHref(event.id, "settings")}>${t("event-part-settings")}</a></p>`}
      <${Problem} error=${acting.error} />
      <${Loaded} store=${store}>${(/** @type {Api.Album[]} */ albums) => html`<${List} ...${{ event, albums, sets, act, drop, path, refresh: () => store.refresh() }} />`}<//>
    </section>
    ${sets && html`<${NewAlbum} event=${event} onMade=${() => store.refresh()} />`}
  </div>`;
}

/**
 * The albums that are not on their way out.
 *
 * @param {Api.Album[]} albums
 * @param {string} path
 */
export const remaining = (albums, path) => albums.filter(({ id }) => !deletions.hides(`${path}/${id}`));

/** @typedef {{event: Api.ManagedEvent, sets: boolean, act: (change: () => Promise<unknown>) => unknown, drop: (album: Api.Album) => unknown, path: string, refresh: () => Promise<unknown>}} Acting */

/** @param {Acting & {albums: Api.Album[]}} props */
function List({ albums: all, ...acting }) {
  useStore(deletions);
  const albums = remaining(all, acting.path);
  if (albums.length === 0) {
    return html`<div class="empty">
      <h3>${t("albums-none")}</h3>
      <p>${t("albums-none-lead")}</p>
    </div>`;
  }
  const ids = all.map(({ id }) => id); // Also of those that may come back.
  const move = (/** @type {number} */ at, /** @type {1 | -1} */ step) =>
    acting.act(() => put(`${acting.path}/order`, { json: { album_ids: swapped(ids, albums[at].id, albums[at + step].id) } }));
  return html`<ul class="things" id="albums">
    ${albums.map((album, at) => html`<${Item} key=${album.id} ...${{ ...acting, album, at, last: at === albums.length - 1, move }} />`)}
  </ul>`;
}

/** @param {Acting & {album: Api.Album, at: number, last: boolean, move: (at: number, step: 1 | -1) => unknown}} props */
function Item({ event, album, at, last, sets, act, drop, move, path, refresh }) {
  const [editing, edit] = useState(false);
  const cameras = useCameras(event.id);
  const { name, kind } = album;
  const change = (/** @type {Record<string, unknown>} */ json) => act(() => patch(`${path}/${album.id}`, { json }));
  return html`<li class="album" data-album=${album.id}>
    <div class="row between wide">
      <h3 dir="auto">${name}</h3>
      <p class="soft small">${photos(album.photos)}${album.hidden && ` · ${t("album-hidden")}`}</p>
    </div>
    <p class="soft small">${saidOf(album, cameras.value)}</p>
    ${editing && html`<${Edit} album=${album} path=${path} onSaved=${refresh} onDone=${() => edit(false)} />`}
    ${
      sets &&
      !editing &&
      html`<div class="row">
      <button class="compact quiet" type="button" aria-label=${t(kind === "time" ? "album-edit-named" : "album-rename-named", { name })} onClick=${() => edit(true)}>${t(kind === "time" ? "album-edit" : "album-rename")}</button>
      <button class="compact quiet" type="button" aria-label=${t("album-up-named", { name })} disabled=${at === 0} onClick=${() => move(at, -1)}>${t("album-up")}</button>
      <button class="compact quiet" type="button" aria-label=${t("album-down-named", { name })} disabled=${last} onClick=${() => move(at, 1)}>${t("album-down")}</button>
      <button class="compact quiet" type="button" aria-label=${t(album.hidden ? "album-show-named" : "album-hide-named", { name })} onClick=${() => change({ hidden: !album.hidden })}>${t(album.hidden ? "album-show" : "album-hide")}</button>
      <button class="compact quiet" type="button" aria-label=${t("album-delete-named", { name })} onClick=${() => drop(album)}>${t("album-delete")}</button>
    </div>`
    }
  </li>`;
}

/**
 * Which photos the album has.
 *
 * @param {Api.Album} album
 * @param {Api.Camera[] | undefined} cameras
 */
function saidOf({ kind, taken_from: from, taken_to: to, camera_key: key }, cameras) {
  if (kind === "hand") return t("album-of-hand");
  if (kind === "camera") {
    const camera = cameras?.find((one) => one.key === key);
    return t("album-of-camera", { name: camera ? cameraName(camera) : "…" });
  }
  if (from && to) return t("album-of-time", { from: momentSaid(from), to: momentSaid(to) });
  return from ? t("album-of-time-from", { from: momentSaid(from) }) : t("album-of-time-to", { to: momentSaid(String(to)) });
}

/**
 * What an album is called, and of one of a time also when it begins and ends.
 *
 * @param {{album: Api.Album, path: string, onSaved: () => Promise<unknown>, onDone: () => void}} props
 */
function Edit({ album, path, onSaved, onDone }) {
  const edited = async (/** @type {any} */ typed) => {
    if (album.kind === "time") checkTimes(typed);
    await patch(`${path}/${album.id}`, {
      json: changesTo(album, { from: typedOf(album.taken_from), to: typedOf(album.taken_to), ...typed }),
    });
    await onSaved();
    onDone();
  };
  const form = useForm(`edit-${album.id}`, edited, BELONGS);
  return html`<${Form} form=${form} aria-label=${t("album-edit-named", { name: album.name })}>
    <${Field} form=${form} name="name" label=${t("album-name")} maxlength="100" required defaultValue=${album.name} />
    ${
      album.kind === "time" &&
      html`<${Field} form=${form} name="from" label=${t("album-from")} type="datetime-local" defaultValue=${typedOf(album.taken_from)} />
      <${Field} form=${form} name="to" label=${t("album-to")} type="datetime-local" defaultValue=${typedOf(album.taken_to)} />`
    }
    <div class="row">
      <button class="primary" type="submit" aria-disabled=${form.busy}>${form.busy ? t("settings-saving") : t(album.kind === "time" ? "album-edit-save" : "album-rename-save")}</button>
      <button type="button" onClick=${onDone}>${t("cancel")}</button>
    </div>
  <//>`;
}

/** @param {{event: Api.ManagedEvent, onMade: () => unknown}} props */
function NewAlbum({ event, onMade }) {
  const [kind, setKind] = useState("hand");
  const cameras = useCameras(event.id);
  const made = async (/** @type {any} */ typed, /** @type {HTMLFormElement} */ element) => {
    if (kind === "time") checkTimes(typed);
    await post(`/events/${event.id}/albums`, { json: albumOf({ ...typed, kind }) });
    element.reset();
    await onMade();
  };
  const form = useForm("new-album", made, BELONGS);
  const known = cameras.value ?? [];
  const kinds = KINDS.filter((one) => one !== "camera" || known.length > 0);
  return html`<aside>
    <section class="panel stack" aria-labelledby="new-album">
      <h2 id="new-album">${t("album-new")}</h2>
      <${Form} form=${form} button=${t("album-create")} doing=${t("album-creating")}>
        <${Field} form=${form} name="name" label=${t("album-name")} maxlength="100" required placeholder=${t("album-name-example")} />
        <${Choice}
          name="kind"
          legend=${t("album-kind")}
          value=${kind}
          onChoose=${setKind}
          options=${kinds.map((one) => ({ value: one, label: t(`album-kind-${one}`), means: t(`album-kind-${one}-means`) }))}
        />
        ${
          kind === "time" &&
          html`<${Field} form=${form} name="from" label=${t("album-from")} type="datetime-local" />
          <${Field} form=${form} name="to" label=${t("album-to")} type="datetime-local" />`
        }
        ${
          kind === "camera" &&
          html`<div class="field">
          <label for="new-album-camera">${t("album-camera")}</label>
          <select id="new-album-camera" name="camera">
            ${known.map((camera) => html`<option key=${camera.key} value=${camera.key}>${cameraName(camera)}</option>`)}
          </select>
        </div>`
        }
      <//>
    </section>
  </aside>`;
}
