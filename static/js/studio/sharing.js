/** Links for the guests of an event: made, shown as QR, printed, taken back. */
import { get, post, remove, serverNow } from "../http.js";
import { Dialog } from "../ui/dialog.js";
import { useFocusKept } from "../ui/focus.js";
import { html, useState } from "../ui/html.js";
import { fileName } from "../ui/save.js";
import { count, dateOf } from "../words/studio.js";
import { Confirm } from "./confirm.js";
import { Choice, Field, Form, useForm } from "./forms.js";
import { Copy, Loaded } from "./pieces.js";
import { useRefreshed } from "./refreshed.js";

const EVERY_MS = 10_000;

const SEARCHES = [
  {
    value: "end",
    label: "End them",
    means:
      "Guests who came by this link see nothing any more. Their searches are erased; photos that they downloaded stay with them.",
  },
  {
    value: "keep",
    label: "Let them go on",
    means: "Nobody new comes in. Who has searched already keeps getting photos until the search expires or is deleted.",
  },
];

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
/** @param {Api.Link} link */
const nameOf = (link) => link.label || "Link for guests";

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
      <h2 id="links-title" tabindex="-1">Links for guests</h2>
      <p class="unseen" role="status">${fresh && "The link is ready."}</p>
      <p class=${revoked ? "notice" : "unseen"} id="revoked" role="status">${revoked && saidOf(revoked)}</p>
      <${Loaded} store=${store}>
        ${(links) => html`<${Links} links=${links} event=${event} fresh=${fresh} onShow=${show} onRevoke=${revoke} />`}
      <//>
    </section>
    <${NewLink} event=${event} onMade=${made} />
    ${shown && html`<${QrDialog} link=${shown} event=${event} onClose=${() => show(null)} />`}
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
    title=${over ? "End the searches of this link?" : "Revoke this link?"}
    text=${over ? `“${nameOf(link)}” opens no more. Searches that guests began by it go on until they expire, unless you end them.` : `“${nameOf(link)}” stops opening at once. Printed cards and QR codes of it lead nowhere.`}
    yes=${over ? "End the searches" : "Revoke the link"}
    act=${async () => onRevoked(await remove(`/share-links/${link.id}?searches=${over ? "end" : searches}`))}
    onClose=${onClose}
  >
    ${!over && html`<${Choice} name="searches" legend="Searches that guests began by this link" options=${SEARCHES} value=${searches} onChoose=${choose} />`}
  <//>`;
}

/**
 * What became of the searches.
 *
 * @param {{searches_ended: number, searches_kept: number}} of
 */
function saidOf({ searches_ended: ended, searches_kept: kept }) {
  if (kept > 0) return `The link is revoked. ${count(kept, "search goes", "searches go")} on.`;
  if (ended > 0) return `The link is revoked. ${count(ended, "search was", "searches were")} ended and erased.`;
  return "The link is revoked. No search is left of it.";
}

/** @param {{links: Api.Link[], event: Api.ManagedEvent, [more: string]: unknown}} props */
function Links({ links, event, ...rest }) {
  const living = links.filter((link) => !isOver(link));
  const over = links.filter((link) => isOver(link));
  return html`
    ${
      living.length === 0 &&
      html`<div class="empty">
        <h3>No link that opens</h3>
        <p>Make one, and send it, show its QR code, or put the printed card on the tables. Guests need nothing else.</p>
      </div>`
    }
    <ul class="things" id="links">
      ${living.map((link) => html`<${LinkItem} key=${link.id} link=${link} event=${event} ...${rest} />`)}
    </ul>
    ${
      over.length > 0 &&
      html`<details class="over">
        <summary>${count(over.length, "link", "links")} that no longer open${over.length === 1 ? "s" : ""}</summary>
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
    ${!link.searches_end_at && html`<button class="compact quiet" type="button" aria-label="End the searches of ${label}" onClick=${() => onRevoke(link)}>End its searches</button>`}
  </li>`;
}

/** @param {{link: Api.Link, event: Api.ManagedEvent, fresh: string | null, onShow: (link: Api.Link) => void, onRevoke: (link: Api.Link) => void}} props */
function LinkItem({ link, event, fresh, onShow, onRevoke }) {
  const label = nameOf(link);
  return html`<li class="link ${link.id === fresh ? "fresh" : ""}" data-link=${link.id}>
    <button class="qr" type="button" aria-label="Show the QR code of ${label}" onClick=${() => onShow(link)}>
      <img src=${qrOf(link)} alt="" width="112" height="112" loading="lazy" />
    </button>
    <div class="stack tight">
      <h3>${label}</h3>
      <p class="facts-line small"><strong class="figures">${link.opened ?? 0}</strong> opened <span class="soft">· ${factsOf(link)}</span></p>
      ${link.pin_tried_out && html`<p class="notice bad small" role="status">Somebody is trying out the PIN of this link: many wrong ones came within the hour. New guests get in more slowly meanwhile. Make another link, with six digits or more, and revoke this one.</p>`}
      <a class="address" href=${link.url} target="_blank" rel="noopener">${link.url}</a>
      <div class="row">
        <${Copy} text=${link.url}>Copy link<//>
        <button class="compact" type="button" onClick=${() => onShow(link)}>QR code</button>
        <a class="button compact" href=${cardOf(link, event)} target="_blank" rel="noopener">Print a card</a>
        <button class="compact quiet" type="button" aria-label="Revoke ${label}" onClick=${() => onRevoke(link)}>Revoke</button>
      </div>
    </div>
  </li>`;
}

/** @param {Api.Link} link */
function factsOf(link) {
  return [link.has_pin ? "with PIN" : "no PIN", stateOf(link)].join(" · ");
}

/** @param {Api.Link} link */
function stateOf(link) {
  if (link.revoked_at) return `revoked ${dateOf(link.revoked_at)}`;
  return `${isOver(link) ? "expired" : "until"} ${dateOf(link.expires_at)}`;
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
    <${Form} form=${form} className="panel stack" button="Make a link" doing="Making …" aria-labelledby="new-link-title">
      <h2 id="new-link-title">New link</h2>
      <${Field} form=${form} name="label" label="What is it for? (optional)" maxlength="80" placeholder="Table cards" />
      <${Field}
        form=${form}
        name="pin"
        label="PIN (optional)"
        inputmode="numeric"
        minlength="4"
        maxlength="12"
        autocomplete="off"
        hint="Then the link alone is not enough. It is not shown again: remember it."
      />
      <${Field} form=${form} name="expires_at" label="Valid until (optional)" type="date" min=${new Date().toLocaleDateString("sv")} />
    <//>
  </aside>`;
}

/** @param {{link: Api.Link, event: Api.ManagedEvent, onClose: () => void}} props */
function QrDialog({ link, event, onClose }) {
  return html`<${Dialog} label="QR code of ${nameOf(link)}" class="question qr-large" onClose=${onClose}>
    <div class="stack">
      <h2>${event.name}</h2>
      <img class="code-picture" src=${qrOf(link)} alt="QR code of the link ${nameOf(link)}" width="480" height="480" />
      <div class="row">
        <a class="button" href=${qrOf(link)} download=${fileName(`${event.name} QR`, ".svg")}>Download as SVG</a>
        <a class="button" href=${cardOf(link, event)} target="_blank" rel="noopener">Print a card</a>
        <button type="button" onClick=${onClose} autofocus>Close</button>
      </div>
    </div>
  <//>`;
}
