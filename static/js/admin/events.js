/** Everybody's events, and how much room they take. */
import { Heading, Search } from "../studio/pieces.js";
import { html } from "../ui/html.js";
import { number, t } from "../ui/words.js";
import { bytes, dateOf, visibility } from "../words/studio.js";
import { List, usePaged } from "./paged.js";
import { Email, Table, Time } from "./pieces.js";
import { hashOf, place } from "./place.js";

/** @import { Paged } from "./paged.js" */

/** @type {Record<string, string>} */
const SORTS = { newest: "table-created", size: "table-size" };

/** @param {{filters: Record<string, string>}} props */
export function EventTable({ filters }) {
  const sort = filters.sort in SORTS ? filters.sort : "newest";
  /** @type {Paged<Api.EventRow>} */
  const store = usePaged("/admin/events", { q: filters.q, sort });
  const narrow = (/** @type {Record<string, string>} */ change) => place.narrow(change);
  return html`<section class="stack">
    <div class="row between wide">
      <${Heading} title=${t("admin-events")} />
      ${store.items && html`<p class="soft">${t("table-total", { size: bytes(store.answer.total_bytes ?? 0) })}</p>`}
    </div>
    <div class="filters" role="search" aria-label=${t("admin-events")}>
      <${Search} id="events-q" label=${t("table-search")} value=${filters.q} onSearch=${(q) => narrow({ q })} />
    </div>
    <${List} store=${store} none=${t(filters.q ? "table-none-found" : "table-none")}>
      ${(events) => html`<${Table} label=${t("admin-events")} columns=${columns(sort, (by) => narrow({ sort: by }))}>
        ${events.map((/** @type {Api.EventRow} */ event) => html`<${Row} key=${event.id} event=${event} largest=${Math.max(...events.map((/** @type {Api.EventRow} */ other) => other.bytes))} />`)}
      <//>`}
    <//>
  </section>`;
}

/**
 * @param {string | undefined} sort
 * @param {(sort: string) => void} onSort
 */
function columns(sort, onSort) {
  const sortable = (/** @type {string} */ by) => ({
    name: by,
    label: SORTS[by],
    sorted: sort === by,
    head: html`<button class="sort" type="button" aria-pressed=${sort === by} onClick=${() => onSort(by)}>${t(SORTS[by])}</button>`,
  });
  return [
    { name: "name", label: "table-event" },
    { name: "owner", label: "table-owner" },
    sortable("newest"),
    { name: "kept", label: "table-kept" },
    { name: "photos", label: "table-photos", figures: true },
    { name: "faces", label: "table-faces", figures: true },
    { name: "guests", label: "table-guests", figures: true },
    { ...sortable("size"), figures: true },
    { name: "acts", label: "table-acts", unseen: true },
  ];
}

/** @param {{event: Api.EventRow, largest: number}} props */
function Row({ event, largest }) {
  const { owner } = event;
  return html`<tr data-event=${event.id}>
    <th scope="row">
      <a href="/studio#event/${event.id}">${event.name}</a>
      <span class="soft small">${visibility(event.visibility)} · ${t("table-number", { id: `${event.id}` })}</span>
    </th>
    <td>
      ${owner ? html`<a href=${hashOf("people", { q: owner.email })}>${owner.name}</a><span class="soft small"><${Email}>${owner.email}<//></span>` : html`<span class="soft">${t("table-nobody")}</span>`}
    </td>
    <td class="nowrap"><${Time} at=${event.created_at}>${dateOf(event.created_at)}<//></td>
    <td class="nowrap">${event.keep_until ? dateOf(event.keep_until) : html`<span class="soft">${t("table-for-good")}</span>`}</td>
    <td class="number">${number(event.photos)}</td>
    <td class="number">${number(event.faces)}</td>
    <td class="number">${number(event.guests)}</td>
    <td class="number size">
      ${event.measured_at ? bytes(event.bytes) : html`<span class="soft">${t("table-measuring")}</span>`}
      <span class="share" style=${{ inlineSize: `${largest ? (100 * event.bytes) / largest : 0}%` }}></span>
    </td>
    <td class="acts"><a href=${hashOf("log", { event: `${event.id}` })} aria-label=${t("table-log-of", { name: event.name })}>${t("admin-log")}</a></td>
  </tr>`;
}
