/** Links for the guests of an event: made, shown as QR, printed, taken back. */
import { get, patch, post, serverNow } from "../http.js";
import { Dialog } from "../ui/dialog.js";
import { useFocusKept } from "../ui/focus.js";
import { html, useState, useStore } from "../ui/html.js";
import { fileName } from "../ui/save.js";
import { deletions, goneBy } from "../ui/undo.js";
import { t } from "../ui/words.js";
import { dateOf, optionsOf } from "../words/studio.js";
import { Confirm } from "./confirm.js";
import { Choice, Field, Form, useForm } from "./forms.js";
import { leadsToNothing } from "./offer-of-event.js";
import { Copy, Loaded } from "./pieces.js";
import { useRefreshed } from "./refreshed.js";
import { eventHref } from "./router.js";

const EVERY_MS = 10_000;

/**
 * Whether a link no longer opens.
 *
 * @param {Api.Link} link
 * @param {number} [now]
 */
export const isOver = (link, now = serverNow()) => Boolean(link.revoked_at) || Date.parse(link.expires_at) <= now;

/** @param {Api.Link} link */
const qrOf = (link) => `/api/v1/share-links/${link.id}/qr.svg`;
/**
 * @param {Api.Link} link
 * @param {Api.ManagedEvent} event
 */
const cardOf = (link, event) => `/static/card.html#event=${event.id}&link=${link.id}`;
/**
 * What is sent with a link: nothing of a PIN, which comes another way.
 *
 * @param {Api.Link} link
 * @param {Api.ManagedEvent} event
 */
const messageOf = (link, event) => t("link-message", { event: event.name, url: link.url });
/**
 * @param {Api.Link} link
 * @param {Api.ManagedEvent} event
 */
export const mailOf = (link, event) =>
  `mailto:?subject=${encodeURIComponent(t("link-subject", { event: event.name }))}&body=${encodeURIComponent(messageOf(link, event))}`;
/**
 * @param {Api.Link} link
 * @param {Api.ManagedEvent} event
 */
export const whatsAppOf = (link, event) => `https://wa.me/?text=${encodeURIComponent(messageOf(link, event))}`;
/** @param {Api.Link} link */
const nameOf = (link) => link.label || t("link-unnamed");

/** @param {{event: Api.ManagedEvent}} props */
export function Sharing({ event }) {
  const store = useRefreshed(
    event.id,
    /** @returns {Promise<Api.Link[]>} */ async () => (await get(`/events/${event.id}/share-links`)).items,
    EVERY_MS,
  );
  const [fresh, setFresh] = useState(null);
  const [shown, show] = useState(null);
  const [revoking, revoke] = useState(null);
  const [editing, edit] = useState(/** @type {Api.Link | null} */ (null));
  const [revoked, setRevoked] = useState(null);
  const focusKept = useFocusKept(() => document.getElementById("links-title"));
  const made = (/** @type {Api.Link} */ link) => {
    store.put([Object.assign({ opened: 0 }, link), ...(store.value ?? [])]);
    setFresh(link.id);
  };
  const took = (/** @type {any} */ answer) => {
    setRevoked(answer);
    return store.refresh();
  };
  return html`<div class="beside">
    <section class="stack" aria-labelledby="links-title" ...${focusKept}>
      <h2 id="links-title" tabindex="-1">${t("links-title")}</h2>
      <p class="unseen" role="status">${fresh && t("link-ready")}</p>
      <p class=${revoked ? "notice" : "unseen"} id="revoked" role="status">${revoked && saidOf(revoked)}</p>
      ${leadsToNothing(event) && html`<p class="notice bad">${t("link-leads-to-nothing")} <a href=${eventHref(event.id, "settings")}>${t("event-part-settings")}</a></p>`}
      <${Loaded} store=${store}>
        ${(links) => html`<${Links} links=${links} event=${event} fresh=${fresh} onShow=${show} onEdit=${edit} onRevoke=${revoke} />`}
      <//>
    </section>
    ${(store.value || store.error) && html`<${NewLink} event=${event} onMade=${made} />`}
    ${shown && html`<${QrDialog} link=${shown} event=${event} onClose=${() => show(null)} />`}
    ${editing && html`<${EditLink} link=${editing} onChanged=${() => store.refresh()} onClose=${() => edit(null)} />`}
    ${revoking && html`<${Revoke} link=${revoking} onRevoked=${took} onClose=${() => revoke(null)} />`}
  </div>`;
}

/**
 * Also for a link that opens no more: its searches may go on.
 *
 * @param {{link: Api.Link, onRevoked: (answer: any) => void, onClose: () => void}} props
 */
function Revoke({ link, onRevoked, onClose }) {
  const [searches, choose] = useState("end");
  const over = isOver(link);
  return html`<${Confirm}
    title=${t(over ? "link-end-question" : "link-revoke-question")}
    text=${t(over ? "link-end-lead" : "link-revoke-lead", { name: nameOf(link) })}
    yes=${t(over ? "link-end-yes" : "link-revoke-yes")}
    act=${async () => deletions.add({ ...goneBy(`/share-links/${link.id}?searches=${over ? "end" : searches}`), text: t(over ? "undo-searches" : "undo-link", { name: nameOf(link) }), done: ([answer]) => onRevoked(answer) })}
    onClose=${onClose}
  >
    ${!over && html`<${Choice} name="searches" legend=${t("link-searches-legend")} options=${optionsOf("link-searches", ["end", "keep"])} value=${searches} onChoose=${choose} />`}
  <//>`;
}

/**
 * What became of the searches.
 *
 * @param {{searches_ended: number, searches_kept: number}} of
 */
function saidOf({ searches_ended: ended, searches_kept: kept }) {
  if (kept > 0) return t("link-revoked-kept", { count: kept });
  if (ended > 0) return t("link-revoked-ended", { count: ended });
  return t("link-revoked-none");
}

/** @param {{links: Api.Link[], event: Api.ManagedEvent, [more: string]: unknown}} props */
function Links({ links: all, event, ...rest }) {
  useStore(deletions);
  const links = all.filter(({ id }) => !deletions.hides(`/share-links/${id}`));
  const living = links.filter((link) => !isOver(link));
  const over = links.filter((link) => isOver(link));
  return html`
    ${
      living.length === 0 &&
      html`<div class="empty">
        <h3>${t("links-none")}</h3>
        <p>${t("links-none-lead")}</p>
      </div>`
    }
    <ul class="things" id="links">
      ${living.map((link) => html`<${LinkItem} key=${link.id} link=${link} event=${event} ...${rest} />`)}
    </ul>
    ${
      over.length > 0 &&
      html`<details class="over">
        <summary>${t("links-over", { count: over.length })}</summary>
        <ul class="things">
          ${over.map((link) => html`<${PastLink} key=${link.id} link=${link} onRevoke=${/** @type {any} */ (rest).onRevoke} />`)}
        </ul>
      </details>`
    }
  `;
}

/** @param {{link: Api.Link, onRevoke: (link: Api.Link) => void}} props */
function PastLink({ link, onRevoke }) {
  const label = nameOf(link);
  return html`<li data-link=${link.id}>
    <strong>${label}</strong><span class="soft small">${factsOf(link)}</span>
    ${!link.searches_end_at && html`<button class="compact quiet" type="button" aria-label=${t("link-end-searches-of", { name: label })} onClick=${() => onRevoke(link)}>${t("link-end-searches")}</button>`}
  </li>`;
}

/** @param {{link: Api.Link, event: Api.ManagedEvent, fresh: string | null, onShow: (link: Api.Link) => void, onEdit: (link: Api.Link) => void, onRevoke: (link: Api.Link) => void}} props */
function LinkItem({ link, event, fresh, onShow, onEdit, onRevoke }) {
  const label = nameOf(link);
  return html`<li class="link ${link.id === fresh ? "fresh" : ""}" data-link=${link.id}>
    <button class="qr" type="button" aria-label=${t("link-qr-show", { name: label })} onClick=${() => onShow(link)}>
      <img src=${qrOf(link)} alt="" width="112" height="112" loading="lazy" />
    </button>
    <div class="stack tight">
      <h3>${label}</h3>
      <p class="facts-line small"><strong class="figures">${t("link-opened", { count: link.opened ?? 0 })}</strong> <span class="soft">· ${factsOf(link)}</span></p>
      ${link.pin_tried_out && html`<p class="notice bad small" role="status">${t("link-pin-tried")}</p>`}
      <a class="address" href=${link.url} target="_blank" rel="noopener">${link.url}</a>
      <div class="row">
        <${Copy} text=${link.url}>${t("link-copy")}<//>
        <a class="button compact" href=${mailOf(link, event)}>${t("link-mail")}</a>
        <a class="button compact" href=${whatsAppOf(link, event)} target="_blank" rel="noopener">${t("link-whatsapp")}</a>
        <button class="compact" type="button" onClick=${() => onShow(link)}>${t("link-qr")}</button>
        <a class="button compact" href=${cardOf(link, event)} target="_blank" rel="noopener">${t("link-card")}</a>
        <button class="compact" type="button" aria-label=${t("link-edit-named", { name: label })} onClick=${() => onEdit(link)}>${t("link-edit")}</button>
        <button class="compact quiet" type="button" aria-label=${t("revoke-named", { name: label })} onClick=${() => onRevoke(link)}>${t("revoke")}</button>
      </div>
    </div>
  </li>`;
}

/** @param {Api.Link} link */
function factsOf(link) {
  return [t(link.has_pin ? "link-with-pin" : "link-without-pin"), stateOf(link)].join(" · ");
}

/** @param {Api.Link} link */
function stateOf(link) {
  if (link.revoked_at) return t("link-revoked-on", { day: dateOf(link.revoked_at) });
  return t(isOver(link) ? "link-expired-on" : "link-until", { day: dateOf(link.expires_at) });
}

/** @param {{event: Api.ManagedEvent, onMade: any}} props */
function NewLink({ event, onMade }) {
  const form = useForm("link", async ({ label, pin, expires_at: until }, element) => {
    const json = {
      ...(label ? { label } : {}),
      ...(pin ? { pin } : {}),
      ...(until ? { expires_at: new Date(`${until}T23:59:59`).toISOString() } : {}),
    };
    onMade(await post(`/events/${event.id}/share-links`, { json }));
    element.reset();
  });
  return html`<aside>
    <${Form} form=${form} className="panel stack" button=${t("link-make")} doing=${t("link-making")} aria-labelledby="new-link-title">
      <h2 id="new-link-title">${t("link-new")}</h2>
      <${Field} form=${form} name="label" label=${t("link-label")} maxlength="80" placeholder=${t("link-label-example")} />
      <${Field}
        form=${form}
        name="pin"
        label=${t("link-pin")}
        inputmode="numeric"
        minlength="4"
        maxlength="12"
        autocomplete="off"
        hint=${t("link-pin-hint")}
      />
      <${Field} form=${form} name="expires_at" label=${t("link-expiry")} type="date" min=${new Date().toLocaleDateString("sv")} />
    <//>
  </aside>`;
}

/**
 * Another PIN, another last day, another name. The address stays.
 *
 * @param {{link: Api.Link, onChanged: () => unknown, onClose: () => void}} props
 */
function EditLink({ link, onChanged, onClose }) {
  const [without, setWithout] = useState(false);
  const form = useForm("link-edit", async (typed) => {
    await patch(`/share-links/${link.id}`, { json: changesOf(link, typed, without) });
    await onChanged();
    onClose();
  });
  return html`<${Dialog} label=${t("link-edit-title")} class="question" onClose=${onClose}>
    <${Form} form=${form} button=${t("link-save")} doing=${t("settings-saving")}>
      <h2>${t("link-edit-title")}</h2>
      <${Field} form=${form} name="label" label=${t("link-label")} maxlength="80" defaultValue=${link.label} />
      ${!without && html`<${Field} form=${form} name="pin" label=${t(link.has_pin ? "link-pin-another" : "link-pin")} inputmode="numeric" minlength="4" maxlength="12" autocomplete="off" hint=${t("link-pin-edit-hint")} />`}
      ${link.has_pin && html`<label class="tick"><input type="checkbox" checked=${without} onChange=${(/** @type {any} */ event) => setWithout(event.target.checked)} /><span>${t("link-pin-none")}</span></label>`}
      <${Field} form=${form} name="expires_at" label=${t("link-expiry")} type="date" min=${dayOf(new Date())} defaultValue=${dayOf(new Date(link.expires_at))} />
      <p><button type="button" onClick=${onClose}>${t("cancel")}</button></p>
    <//>
  <//>`;
}

/** @param {Date} moment */
const dayOf = (moment) => moment.toLocaleDateString("sv");

/**
 * What a form changes of a link: a PIN that is not typed stays, and so does a day that is the same.
 *
 * @param {Api.Link} link
 * @param {{label: string, pin?: string, expires_at?: string}} typed
 * @param {boolean} without take the PIN away
 */
export function changesOf(link, { label, pin = "", expires_at: until = "" }, without) {
  const changed = until && until !== dayOf(new Date(link.expires_at));
  return {
    ...(label.trim() === link.label ? {} : { label: label.trim() }),
    ...(without || pin.trim() ? { pin: without ? null : pin.trim() } : {}),
    ...(changed ? { expires_at: new Date(`${until}T23:59:59`).toISOString() } : {}),
  };
}

/** @param {{link: Api.Link, event: Api.ManagedEvent, onClose: () => void}} props */
function QrDialog({ link, event, onClose }) {
  return html`<${Dialog} label=${t("link-qr-of", { name: nameOf(link) })} class="question qr-large" onClose=${onClose}>
    <div class="stack">
      <h2>${event.name}</h2>
      <img class="code-picture" src=${qrOf(link)} alt=${t("link-qr-picture", { name: nameOf(link) })} width="480" height="480" />
      <div class="row">
        <a class="button" href=${qrOf(link)} download=${fileName(`${event.name} QR`, ".svg")}>${t("link-qr-download")}</a>
        <a class="button" href=${cardOf(link, event)} target="_blank" rel="noopener">${t("link-card")}</a>
        <button type="button" onClick=${onClose} autofocus>${t("close")}</button>
      </div>
    </div>
  <//>`;
}
