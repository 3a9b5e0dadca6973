/** Links for the guests of an event: made, shown as QR, printed, taken back. */
import { get, post, remove, serverNow } from "../http.js";
import { Dialog } from "../ui/dialog.js";
import { useFocusKept } from "../ui/focus.js";
import { html, useState } from "../ui/html.js";
import { count, dateOf } from "../words/studio.js";
import { Confirm } from "./confirm.js";
import { Field, Form, useForm } from "./forms.js";
import { Copy, Loaded } from "./pieces.js";
import { useRefreshed } from "./refreshed.js";

const EVERY_MS = 10_000;

/** Whether a link no longer opens. */
export const isOver = (link, now = serverNow()) => Boolean(link.revoked_at) || Date.parse(link.expires_at) <= now;

const qrOf = (link) => `/api/v1/share-links/${link.id}/qr.svg`;
const cardOf = (link, event) => `/static/card.html#event=${event.id}&link=${link.id}`;
const nameOf = (link) => link.label || "Link for guests";

export function Sharing({ event }) {
  const store = useRefreshed(event.id, async () => (await get(`/events/${event.id}/share-links`)).items, EVERY_MS);
  const [fresh, setFresh] = useState(null);
  const [shown, show] = useState(null);
  const [revoking, revoke] = useState(null);
  const focusKept = useFocusKept(() => document.getElementById("links-title"));
  const made = (link) => {
    store.put([{ opened: 0, ...link }, ...(store.value ?? [])]);
    setFresh(link.id);
  };
  const took = async () => {
    await remove(`/share-links/${revoking.id}`);
    await store.refresh();
  };
  return html`<div class="beside">
    <section class="stack" aria-labelledby="links-title" ...${focusKept}>
      <h2 id="links-title" tabindex="-1">Links for guests</h2>
      <p class="unseen" role="status">${fresh && "The link is ready."}</p>
      <${Loaded} store=${store}>
        ${(links) => html`<${Links} links=${links} event=${event} fresh=${fresh} onShow=${show} onRevoke=${revoke} />`}
      <//>
    </section>
    <${NewLink} event=${event} onMade=${made} />
    ${shown && html`<${QrDialog} link=${shown} event=${event} onClose=${() => show(null)} />`}
    ${
      revoking &&
      html`<${Confirm}
        title="Revoke this link?"
        text="“${nameOf(revoking)}” stops working at once for everyone who has it, also for guests who are looking at their photos now. Printed cards and QR codes of it lead nowhere."
        yes="Revoke the link"
        act=${took}
        onClose=${() => revoke(null)}
      />`
    }
  </div>`;
}

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
          ${over.map((link) => html`<li key=${link.id} data-link=${link.id}><strong>${nameOf(link)}</strong><span class="soft small">${factsOf(link)}</span></li>`)}
        </ul>
      </details>`
    }
  `;
}

function LinkItem({ link, event, fresh, onShow, onRevoke }) {
  const label = nameOf(link);
  return html`<li class="link ${link.id === fresh ? "fresh" : ""}" data-link=${link.id}>
    <button class="qr" type="button" aria-label="Show the QR code of ${label}" onClick=${() => onShow(link)}>
      <img src=${qrOf(link)} alt="" width="112" height="112" loading="lazy" />
    </button>
    <div class="stack tight">
      <h3>${label}</h3>
      <p class="facts-line small"><strong class="figures">${link.opened ?? 0}</strong> opened <span class="soft">· ${factsOf(link)}</span></p>
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

function factsOf(link) {
  return [link.has_pin ? "with PIN" : "no PIN", stateOf(link)].join(" · ");
}

function stateOf(link) {
  if (link.revoked_at) return `revoked ${dateOf(link.revoked_at)}`;
  return `${isOver(link) ? "expired" : "until"} ${dateOf(link.expires_at)}`;
}

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

function QrDialog({ link, event, onClose }) {
  return html`<${Dialog} label="QR code of ${nameOf(link)}" class="question qr-large" onClose=${onClose}>
    <div class="stack">
      <h2>${event.name}</h2>
      <img class="code-picture" src=${qrOf(link)} alt="QR code of the link ${nameOf(link)}" width="480" height="480" />
      <div class="row">
        <a class="button" href=${qrOf(link)} download="${event.name} QR.svg">Download as SVG</a>
        <a class="button" href=${cardOf(link, event)} target="_blank" rel="noopener">Print a card</a>
        <button type="button" onClick=${onClose} autofocus>Close</button>
      </div>
    </div>
  <//>`;
}
