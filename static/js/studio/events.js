/** The photographer's events: list and create. */
import { get, post } from "../http.js";
import { Dialog } from "../ui/dialog.js";
import { html, useRef, useState, useStore } from "../ui/html.js";
import { Photo } from "../ui/photo.js";
import { deletions } from "../ui/undo.js";
import { number, t } from "../ui/words.js";
import { day, visibilities, visibility } from "../words/studio.js";
import { Choice, Field, Form, NameField, useForm } from "./forms.js";
import { Heading, Loaded, Search } from "./pieces.js";
import { useRefreshed } from "./refreshed.js";
import { eventHref, router } from "./router.js";
import { whoseOf } from "./team.js";
import { NearlyFull } from "./usage.js";

const PAGE = 60;
const WHILE_BUSY_MS = 2500;
const AT_REST_MS = 15_000;

/**
 * How many of an event's photos are still to be looked through.
 *
 * @param {{queued: number, processing: number}} event
 */
export const toGo = (event) => (event.queued ?? 0) + (event.processing ?? 0);

/** @param {{user: Api.User}} props */
export function Events({ user }) {
  const wanted = useRef(PAGE);
  const [creating, setCreating] = useState(false);
  const [words, setWords] = useState("");
  const [archived, setArchived] = useState(false);
  const store = useRefreshed(
    `events ${archived} ${words}`,
    () => newest(wanted.current, words, archived),
    ({ items }) => (items.some(toGo) ? WHILE_BUSY_MS : AT_REST_MS),
  );
  const older = () => {
    wanted.current += PAGE;
    store.refresh();
  };
  useStore(deletions);
  if (user.role === "guest") return html`<${NotForGuests} />`;
  return html`<section class="stack">
    <div class="row between wide">
      <${Heading} title=${t("events-title")} />
      <button class="primary" type="button" onClick=${() => setCreating(true)}>${t("events-new")}</button>
    </div>
    <${NearlyFull} />
    <div class="row wide events-filter" role="search">
      <${Search} id="events-q" label=${t("events-search")} value=${words} onSearch=${setWords} />
      <button type="button" aria-pressed=${archived} onClick=${() => setArchived(!archived)}>${t("events-archived")}</button>
    </div>
    <${Loaded} store=${store}>
      ${({ items: all, more }) => {
        const items = all.filter((/** @type {Api.ManagedEvent} */ { id }) => !deletions.hides(`/events/${id}`));
        return items.length === 0
          ? html`<${NoEvents} narrowed=${words !== "" || archived} />`
          : html`<ul class="events">
                ${items.map((/** @type {Api.ManagedEvent} */ event) => html`<${Card} key=${event.id} event=${event} />`)}
              </ul>
              ${more && html`<button type="button" onClick=${older}>${t("events-older")}</button>`}`;
      }}
    <//>
    ${creating && html`<${Create} onClose=${() => setCreating(false)} />`}
  </section>`;
}

/**
 * The newest `wanted` events of one's own with `words` in their names, archived or not, and whether there are more.
 *
 * @param {number} wanted
 * @param {string} words
 * @param {boolean} archived
 */
async function newest(wanted, words, archived) {
  const items = [];
  let cursor = "";
  do {
    const query = new URLSearchParams({
      mine: "true",
      limit: `${PAGE}`,
      archived: `${archived}`,
      q: words,
      ...(cursor && { cursor }),
    });
    const page = await get(`/events?${query}`);
    items.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor && items.length < wanted);
  return { items, more: Boolean(cursor) };
}

/** @param {{event: Api.ManagedEvent}} props */
function Card({ event }) {
  const left = toGo(event);
  return html`<li>
    <a class="event" href=${eventHref(event.id)}>
      <span class="cover">
        ${event.cover ? html`<${Photo} photo=${event.cover} alt="" sizes="(min-width: 60rem) 24rem, 90vw" />` : html`<span class="unexposed figures" aria-hidden="true">${event.id}</span>`}
        ${left > 0 && html`<span class="live figures">${t("events-to-go", { count: left })}</span>`}
      </span>
      <strong>${event.name}</strong>
      <span class="soft small">${[event.date && day(event.date), visibility(event.visibility)].filter(Boolean).join(" · ")}</span>
      ${!event.owned && html`<span class="soft small">${whoseOf(event)}</span>`}
      <span class="counts figures small">${countsOf(event)}</span>
    </a>
  </li>`;
}

/** @param {{photos: number, guests: number, failed: number}} of */
function countsOf({ photos, guests, failed }) {
  const parts = [
    t("photos-count", { count: photos ?? 0 }),
    guests > 0 && t("guests-count", { count: guests }),
    failed > 0 && t("failed-count", { count: failed }),
  ];
  return parts.filter(Boolean).join(" · ");
}

/** @param {{narrowed: boolean}} props */
function NoEvents({ narrowed }) {
  if (narrowed) return html`<p class="soft">${t("events-none-found")}</p>`;
  return html`<div class="empty">
    <h2>${t("events-none")}</h2>
    <p>${t("events-none-lead")}</p>
  </div>`;
}

function NotForGuests() {
  return html`<section class="stack narrow">
    <${Heading} title=${t("events-guest-title")} />
    <p>${t("events-guest-lead")}</p>
    <a class="button" href="/">${t("events-start-page")}</a>
  </section>`;
}

/** @param {{onClose: () => void}} props */
function Create({ onClose }) {
  const [visibility, setVisibility] = useState("unlisted");
  const form = useForm("event", async ({ name, date }) => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions(); // Where one is: nearly always where the event is.
    const event = await post("/events", { json: { name, visibility, time_zone: timeZone, ...(date ? { date } : {}) } });
    onClose();
    router.go(eventHref(event.id));
  });
  return html`<${Dialog} label=${t("events-new")} class="question" onClose=${onClose}>
    <${Form} form=${form} aria-labelledby="create-title">
      <h2 id="create-title">${t("events-new")}</h2>
      <${NameField} form=${form} placeholder=${t("event-name-example")} autofocus />
      <${Field} form=${form} name="date" label=${t("event-date")} type="date" />
      <${Choice} name="visibility" legend=${t("visibility-legend")} options=${visibilities(["unlisted", "public"])} value=${visibility} onChoose=${setVisibility} />
      <div class="row">
        <button class="primary" type="submit" aria-disabled=${form.busy}>${t(form.busy ? "event-creating" : "event-create")}</button>
        <button type="button" onClick=${onClose}>${t("cancel")}</button>
      </div>
    <//>
  <//>`;
}
