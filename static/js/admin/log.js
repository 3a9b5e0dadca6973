/** The log: who did what, to what and when. */
import { Heading, Search } from "../studio/pieces.js";
import { html } from "../ui/html.js";
import { t } from "../ui/words.js";
import { detailText, did, groupsOf, moment, zone } from "../words/admin.js";
import { List, usePaged } from "./paged.js";
import { Email, Select, Table, Time } from "./pieces.js";
import { place } from "./place.js";

/** @import { Paged } from "./paged.js" */

const ACTORS = [
  ["", "log-everyone"],
  ["user", "log-accounts"],
  ["guest", "log-guests"],
  ["kiosk", "log-kiosks"],
  ["system", "log-service"],
];
const COLUMNS = [
  { name: "at", label: "log-when" },
  { name: "actor", label: "log-who" },
  { name: "action", label: "log-what" },
  { name: "event", label: "log-event" },
  { name: "detail", label: "log-details" },
];

/** @param {{filters: Record<string, string>}} props */
export function Log({ filters }) {
  /** @type {Paged<Api.LogEntry>} */
  const store = usePaged("/admin/audit", wanted(filters));
  const narrow = (/** @type {Record<string, string>} */ change) => place.narrow(change);
  return html`<section class="stack">
    <div class="row between wide">
      <${Heading} title=${t("admin-log")} />
      <p class="soft">${t("log-zone", { zone: zone() })}</p>
    </div>
    <${Filters} filters=${filters} actions=${store.answer.actions ?? []} narrow=${narrow} />
    <${List} store=${store} none=${t("log-none")}>
      ${(entries) => html`<${Table} label=${t("admin-log")} columns=${COLUMNS}>
        ${entries.map((/** @type {Api.LogEntry} */ entry) => html`<${Row} key=${entry.id} entry=${entry} narrow=${narrow} />`)}
      <//>`}
    <//>
  </section>`;
}

/**
 * The filter as the API wants it; the fields hold times of the reader's clock, without a zone.
 *
 * @param {{q?: string, actor?: string, action?: string, event?: string, since?: string, until?: string}} of
 */
export function wanted({ q, actor, action, event, since, until }) {
  const exact = (/** @type {string | undefined} */ local) => {
    const time = new Date(local ?? "");
    return Number.isNaN(time.getTime()) ? undefined : time.toISOString(); // An address may hold anything.
  };
  return { q, actor, action, event_id: event, since: exact(since), until: exact(until) };
}

/** @param {{filters: Record<string, string>, actions: string[], narrow: (change: Record<string, string>) => void}} props */
function Filters({ filters, actions, narrow }) {
  const { actor, action, event, since, until } = filters;
  const one = actor && !ACTORS.some(([kind]) => kind === actor);
  const any = Object.values(filters).some(Boolean);
  return html`<div class="filters" role="search" aria-label=${t("admin-log")}>
    <${Search} id="log-q" label=${t("log-search")} value=${filters.q} onSearch=${(q) => narrow({ q })} />
    <${Select} id="log-actor" label=${t("log-who")} value=${actor} onChoose=${(who) => narrow({ actor: who })}>
      ${one && html`<option value=${actor}>${t("log-one")}</option>`}
      ${ACTORS.map(([kind, label]) => html`<option key=${kind} value=${kind}>${t(label)}</option>`)}
    <//>
    <${Select} id="log-action" label=${t("log-what")} value=${action} onChoose=${(what) => narrow({ action: what })}>
      <option value="">${t("log-everything")}</option>
      ${groupsOf(actions).map((group) => html`<${Group} key=${group.name} group=${group} />`)}
    <//>
    <${Search} id="log-event" label=${t("log-event-number")} value=${event} inputmode="numeric" pattern="[0-9]*" onSearch=${(id) => narrow({ event: id.replace(/\D/g, "") })} />
    <${Moment} id="log-since" label=${t("log-from")} value=${since} max=${until} onChoose=${(time) => narrow({ since: time })} />
    <${Moment} id="log-until" label=${t("log-until")} value=${until} min=${since} onChoose=${(time) => narrow({ until: time })} />
    ${any && html`<button class="compact" type="button" onClick=${() => place.filter({})}>${t("log-all")}</button>`}
  </div>`;
}

/** @param {{group: {name: string, label: string, actions: string[]}}} props */
function Group({ group }) {
  return html`<optgroup label=${group.label}>
    <option value="${group.name}.">${t("log-anything", { group: group.label })}</option>
    ${group.actions.map((action) => html`<option key=${action} value=${action}>${did(action)}</option>`)}
  </optgroup>`;
}

/** @param {{id: string, label: string, value?: string, onChoose: (moment: string) => void, [more: string]: unknown}} props */
function Moment({ id, label, value = "", onChoose, ...limits }) {
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <input ...${limits} id=${id} type="datetime-local" value=${value} onChange=${(event) => onChoose(event.target.value)} />
  </div>`;
}

/** @param {{entry: Api.LogEntry, narrow: (change: Record<string, string>) => void}} props */
function Row({ entry, narrow }) {
  const { actor, event_id: event } = entry;
  return html`<tr data-action=${entry.action}>
    <td class="figures nowrap"><${Time} at=${entry.at}>${moment(entry.at)}<//></td>
    <th scope="row">
      ${actor.id ? html`<button class="quiet compact" type="button" title=${t("log-one")} onClick=${() => narrow({ actor: `${actor.kind}:${actor.id}` })}><${Email}>${actor.label}<//></button>` : actorSaid(actor)}
    </th>
    <td>${did(entry.action)}</td>
    <td class="nowrap">${event ? html`<a href="/studio#event/${event}">${t("table-number", { id: `${event}` })}</a>` : html`<span class="soft">–</span>`}</td>
    <td class="soft small">${detailsOf(entry)}</td>
  </tr>`;
}

/**
 * Who did it, where that is nobody with a name of their own.
 *
 * @param {Api.LogEntry["actor"]} actor
 */
function actorSaid({ kind, label }) {
  if (kind === "system") return t("log-service");
  return kind === "guest" ? t("log-a-guest") : label;
}

/**
 * What it was done to, unless another column says so, and how much or what of it.
 *
 * @param {{actor: Api.LogEntry["actor"], event_id: number | null, target: string, target_label: string | null, detail: Api.LogEntry["detail"]}} of
 */
function detailsOf({ actor, event_id: event, target, target_label: label, detail }) {
  const said = target === `event:${event}` || target === `${actor.kind}:${actor.id}`;
  return [!said && (label ?? target), detailText(detail)].filter(Boolean).join(" · ");
}
