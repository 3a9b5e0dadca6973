/** What guests and clients have chosen of an event: who chose how much, names for Lightroom, lists for clients, and comments. */
import { download, get, post } from "../http.js";
import { copied } from "../ui/copied.js";
import { useFocusKept } from "../ui/focus.js";
import { html, useState, useStore } from "../ui/html.js";
import { follow, saveFile } from "../ui/save.js";
import { deletions, goneBy } from "../ui/undo.js";
import { number, t } from "../ui/words.js";
import { archiveReady } from "../words/gallery.js";
import { dateOf, photos } from "../words/studio.js";
import { Confirm } from "./confirm.js";
import { Field, Form, Problem, useAct, useForm } from "./forms.js";
import { ANY_LIST, listPath, listSaid, remainingLists, useChoiceNews, useLists } from "./lists.js";
import { Copy, Loaded } from "./pieces.js";
import { useRefreshed, WHEN_TOLD } from "./refreshed.js";
import { eventHref } from "./router.js";

/** @import { LiveSocket } from "../socket.js" */
/** @import { Refreshed } from "./refreshed.js" */

const MOST_CHOSEN = 12;
const COMMENTS_A_PAGE = 50;

/** @param {{event: Api.ManagedEvent, socket: LiveSocket}} props */
export function Favourites({ event, socket }) {
  const news = useChoiceNews(event, socket);
  const store = useLists(event, news);
  const owns = event.may.includes("manage_favourites");
  useStore(deletions);
  const [asked, ask] = useState(/** @type {any} */ (null));
  const focusKept = useFocusKept(() => document.getElementById("lists-title"));
  const deleting = (/** @type {Api.SeenList} */ list) =>
    ask({
      title: t("favourites-delete-title", { name: listSaid(list) }),
      text: t(list.kind === "client" ? "favourites-delete-client" : "favourites-delete-guest"),
      yes: t("favourites-delete-yes"),
      act: async () =>
        deletions.add({
          ...goneBy(listPath(event.id, list.id)),
          text: t("undo-list", { name: listSaid(list) }),
          done: () => store.refresh(),
        }),
    });
  return html`<div class=${owns ? "beside" : "stack"}>
    <div class="stack">
      <section class="stack" aria-labelledby="lists-title" ...${focusKept}>
        <h2 id="lists-title" tabindex="-1">${t("favourites-lists")}</h2>
        <${Loaded} store=${store}>
          ${(/** @type {Api.SeenList[]} */ all) => {
            const lists = remainingLists(event.id, all);
            return lists.length === 0
              ? html`<div class="empty"><h3>${t("favourites-none")}</h3><p>${t("favourites-none-lead")}</p></div>`
              : html`<${All} event=${event} />
                <ul class="things" id="lists">
                  ${lists.map((list) => html`<${List} key=${list.id} event=${event} list=${list} onDelete=${owns && deleting} />`)}
                </ul>`;
          }}
        <//>
      </section>
      <${MostChosen} event=${event} lists=${store.value ?? []} news=${news} />
      <${Comments} event=${event} owns=${owns} news=${news} />
    </div>
    ${owns && html`<${NewList} event=${event} store=${store} />`}
    ${asked && html`<${Confirm} ...${asked} onClose=${() => ask(null)} />`}
  </div>`;
}

/**
 * What concerns all lists.
 *
 * @param {{event: Api.ManagedEvent}} props
 */
function All({ event }) {
  const act = useAct();
  const save = () =>
    act.run(async () => saveFile(await download(`/events/${event.id}/favourites/choices.csv`), "favourites.csv"));
  return html`<div class="row">
      <a class="button compact" href=${inGallery(event, ANY_LIST)}>${t("favourites-show-all")}</a>
      <button id="choices-csv" class="compact" type="button" aria-disabled=${act.busy} onClick=${save}>${t("favourites-csv")}</button>
    </div>
    <${Problem} error=${act.error} />`;
}

/**
 * @param {Api.ManagedEvent} event
 * @param {string} chosen
 */
const inGallery = (event, chosen) => `${eventHref(event.id, "gallery")}?${new URLSearchParams({ status: "all", chosen })}`;

/**
 * How many were chosen, of how many that were asked for.
 *
 * @param {Api.SeenList} list
 */
const countSaid = ({ photos: count, goal }) =>
  goal === null ? photos(count) : t("favourites-of-goal", { count: number(count), goal: number(goal) });

/** @param {{event: Api.ManagedEvent, list: Api.SeenList, onDelete: false | ((list: Api.SeenList) => void)}} props */
function List({ event, list, onDelete }) {
  const name = listSaid(list);
  const facts = [
    t(list.kind === "client" ? "favourites-by-client" : "favourites-by-guest"),
    list.finished_at
      ? t("favourites-finished", { date: dateOf(list.finished_at) })
      : t("favourites-changed", { date: dateOf(list.updated_at) }),
  ];
  return html`<li data-list=${list.id} data-kind=${list.kind}>
    <div class="row between wide">
      <h3><bdi>${name}</bdi></h3>
      ${onDelete && html`<button class="compact quiet" type="button" aria-label=${t("favourites-delete-of", { name })} onClick=${() => onDelete(list)}>${t("favourites-delete")}</button>`}
    </div>
    <p class="figures">${countSaid(list)}</p>
    ${list.goal !== null && html`<progress max=${list.goal} value=${Math.min(list.photos, list.goal)} aria-label=${countSaid(list)}></progress>`}
    <p class="soft small">${facts.join(" · ")}</p>
    ${list.url && html`<code class="address">${list.url}</code><div class="row"><${Copy} text=${list.url}>${t("favourites-copy-link")}<//></div>`}
    ${
      list.photos > 0 &&
      html`<div class="row">
        <a class="button compact" href=${inGallery(event, list.id)}>${t("favourites-show")}</a>
        <${Names} event=${event} list=${list} between=", ">${t("favourites-copy-names")}<//>
        <${Names} event=${event} list=${list} between=${"\n"}>${t("favourites-copy-lines")}<//>
        <${Zip} event=${event} list=${list} name=${name} />
      </div>`
    }
  </li>`;
}

/**
 * File names for the search of Lightroom and its like, on the clipboard.
 *
 * @param {{event: Api.ManagedEvent, list: Api.SeenList, between: string, children: import("../ui/html.js").Drawn}} props
 */
function Names({ event, list, between, children }) {
  const [said, say] = useState(/** @type {string | null} */ (null));
  const act = useAct();
  const copy = () =>
    act.run(async () => {
      /** @type {{items: Api.ChosenPhoto[]}} */
      const { items } = await get(`/events/${event.id}/favourites/photos?list_id=${list.id}`);
      await copied(items.map((photo) => photo.name).join(between));
      say(t("favourites-copied", { count: items.length }));
    });
  return html`<button class="compact" type="button" aria-disabled=${act.busy} onClick=${copy}><span aria-live="polite">${said ?? children}</span></button>
    <${Problem} error=${act.error} />`;
}

/**
 * The originals of what was chosen, as one file.
 *
 * @param {{event: Api.ManagedEvent, list: Api.SeenList, name: string}} props
 */
function Zip({ event, list, name }) {
  const [said, say] = useState("");
  const act = useAct();
  const save = () =>
    act.run(async () => {
      /** @type {Api.Download} */
      const archive = await post(`/events/${event.id}/downloads`, { json: { list_id: list.id } });
      follow(archive.url);
      say(archiveReady(archive, list.photos));
    });
  return html`<button class="compact" type="button" aria-label=${t("favourites-zip-of", { name })} aria-disabled=${act.busy} onClick=${save}>${t("favourites-zip")}</button>
    <p class=${said ? "soft small wide" : "unseen"} role="status">${said}</p>
    <${Problem} error=${act.error} />`;
}

/**
 * The photos that most people chose, and who.
 *
 * @param {{event: Api.ManagedEvent, lists: Api.SeenList[], news: number}} props
 */
function MostChosen({ event, lists, news }) {
  const store = useRefreshed(
    event.id,
    /** @returns {Promise<Api.ChosenPhoto[]>} */ async () => (await get(`/events/${event.id}/favourites/photos`)).items,
    WHEN_TOLD,
    news,
  );
  const called = new Map(lists.map((list) => [list.id, listSaid(list)]));
  const most = (store.value ?? []).slice(0, MOST_CHOSEN);
  if (most.length === 0) return null;
  return html`<section class="stack" aria-labelledby="most-title">
    <h2 id="most-title">${t("favourites-most")}</h2>
    <table class="chosen" id="most-chosen">
      <thead><tr><th scope="col">${t("favourites-photo")}</th><th scope="col">${t("favourites-times")}</th><th scope="col">${t("favourites-who")}</th></tr></thead>
      <tbody>
        ${most.map(
          (photo) => html`<tr key=${photo.photo_id}>
            <th scope="row">${photo.name}</th>
            <td class="figures">${number(photo.list_ids.length)}</td>
            <td><bdi>${photo.list_ids.map((id) => called.get(id) ?? t("favourites-of-guest")).join(", ")}</bdi></td>
          </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

/** @param {{event: Api.ManagedEvent, owns: boolean, news: number}} props */
function Comments({ event, owns, news }) {
  const [shown, setShown] = useState(COMMENTS_A_PAGE);
  const store = useRefreshed(`${event.id} ${shown}`, () => commentsOf(event.id, shown), WHEN_TOLD, news);
  const focusKept = useFocusKept(() => document.getElementById("comments-title"));
  useStore(deletions);
  const pathOf = (/** @type {Api.SaidOfPhoto} */ { id }) => `/events/${event.id}/comments/${encodeURIComponent(id)}`;
  const items = (store.value?.items ?? []).filter((said) => !deletions.hides(pathOf(said)));
  if (items.length === 0) return null;
  const deleted = (/** @type {Api.SaidOfPhoto} */ said) =>
    deletions.add({
      ...goneBy(pathOf(said)),
      text: t("undo-comment", { photo: said.photo }),
      done: () => store.refresh(),
    });
  return html`<section class="stack" aria-labelledby="comments-title" ...${focusKept}>
    <h2 id="comments-title" tabindex="-1">${t("favourites-comments")}</h2>
    <ul class="things" id="comments">
      ${items.map(
        (said) => html`<li key=${said.id}>
          <div class="row between wide">
            <h3>${said.photo}</h3>
            ${owns && html`<button class="compact quiet" type="button" aria-label=${t("favourites-comment-delete-of", { photo: said.photo })} onClick=${() => deleted(said)}>${t("favourites-delete")}</button>`}
          </div>
          <p class="said" dir="auto">${said.text}</p>
          <p class="soft small">${[listSaid({ name: said.by }), dateOf(said.created_at)].join(" · ")}</p>
        </li>`,
      )}
    </ul>
    ${store.value?.more && html`<div class="row"><button type="button" onClick=${() => setShown(shown + COMMENTS_A_PAGE)}>${t("favourites-comments-more")}</button></div>`}
  </section>`;
}

/**
 * The newest comments, so many of them.
 *
 * @param {number} eventId
 * @param {number} wanted
 */
async function commentsOf(eventId, wanted) {
  /** @type {Api.SaidOfPhoto[]} */
  const items = [];
  let cursor = null;
  do {
    const query = new URLSearchParams({ limit: `${Math.min(200, wanted - items.length)}`, ...(cursor && { cursor }) });
    /** @type {Api.Page<Api.SaidOfPhoto>} */
    const page = await get(`/events/${eventId}/comments?${query}`);
    items.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor && items.length < wanted);
  return { items, more: cursor !== null };
}

/** @param {{event: Api.ManagedEvent, store: Refreshed<Api.SeenList[]>}} props */
function NewList({ event, store }) {
  const form = useForm("new-list", async ({ name, goal }, element) => {
    await post(`/events/${event.id}/favourites/lists`, { json: { name, goal: goal ? Number(goal) : null } });
    element.reset();
    await store.refresh();
  });
  return html`<aside class="stack">
    <${Form} form=${form} className="panel stack" button=${t("favourites-new-submit")} doing=${t("favourites-new-doing")} aria-labelledby="new-list-title">
      <h2 id="new-list-title">${t("favourites-new-title")}</h2>
      <p class="soft">${t("favourites-new-lead")}</p>
      <${Field} form=${form} name="name" label=${t("favourites-new-name")} required maxlength="60" placeholder=${t("favourites-new-name-example")} autocomplete="off" />
      <${Field} form=${form} name="goal" label=${t("favourites-new-goal")} type="number" min="1" max="2000" inputmode="numeric" autocomplete="off" />
    <//>
  </aside>`;
}
