/** The kiosks of an event: paired by a code, seen or not seen, revoked. */
import { get, post, remove, serverNow } from "../http.js";
import { useFocusKept } from "../ui/focus.js";
import { html, useState } from "../ui/html.js";
import { ago, clock, count } from "../words/studio.js";
import { Confirm } from "./confirm.js";
import { Field, Form, useForm } from "./forms.js";
import { Loaded, useNow } from "./pieces.js";
import { useRefreshed } from "./refreshed.js";

const EVERY_MS = 3000;
const TICK_MS = 1000;

// A code is shown by the server once. It stays here until it was used, so that one may look at another screen meanwhile.
const codes = new Map();

/**
 * How a kiosk stands: `revoked`, `waiting` (for its code), `online` or `away`.
 *
 * @param {Api.Kiosk} kiosk
 */
export function stateOf(kiosk) {
  if (kiosk.revoked_at) return "revoked";
  if (!kiosk.paired_at) return "waiting";
  return kiosk.online ? "online" : "away";
}

/**
 * A pairing code in two halves, as it is easier to type.
 *
 * @param {string} code
 */
export const spaced = (code) => code.replace(/^(.{4})(.{4})$/, "$1-$2");

/** @param {{event: Api.ManagedEvent}} props */
export function Kiosks({ event }) {
  const store = useRefreshed(
    event.id,
    /** @returns {Promise<Api.Kiosk[]>} */ async () => (await get(`/events/${event.id}/kiosks`)).items,
    EVERY_MS,
  );
  const [revoking, revoke] = useState(null);
  const focusKept = useFocusKept(() => document.getElementById("kiosks-title"));
  const made = (
    /** @type {Api.Kiosk & {pairing_code: string, expires_at: string}} */ { pairing_code: code, expires_at: until, ...kiosk },
  ) => {
    const lastsMs = Date.parse(until) - Date.parse(kiosk.created_at); // Whatever the clock here shows.
    codes.set(kiosk.id, { code, until: Date.now() + lastsMs });
    store.put([kiosk, ...(store.value ?? [])]);
  };
  const took = async () => {
    await remove(`/kiosks/${revoking.id}`);
    await store.refresh();
  };
  return html`<div class="beside">
    <section class="stack" aria-labelledby="kiosks-title" ...${focusKept}>
      <h2 id="kiosks-title" tabindex="-1">Kiosks</h2>
      <${Loaded} store=${store}>${(kiosks) => html`<${List} kiosks=${kiosks} onRevoke=${revoke} />`}<//>
    </section>
    <${NewKiosk} event=${event} onMade=${made} />
    ${
      revoking &&
      html`<${Confirm}
        title="Revoke this kiosk?"
        text="“${revoking.name}” locks at once and forgets what it shows. To use the device again, add it anew."
        yes="Revoke the kiosk"
        act=${took}
        onClose=${() => revoke(null)}
      />`
    }
  </div>`;
}

/** @param {{kiosks: Api.Kiosk[], onRevoke: (kiosk: Api.Kiosk) => void}} props */
function List({ kiosks, onRevoke }) {
  const now = useNow(TICK_MS);
  const living = kiosks.filter((kiosk) => !kiosk.revoked_at);
  const revoked = kiosks.length - living.length;
  const online = living.filter((kiosk) => stateOf(kiosk) === "online").length;
  return html`
    <p class="unseen" role="status">${living.length > 0 && `${online} of ${count(living.length, "kiosk", "kiosks")} online`}</p>
    ${
      living.length === 0 &&
      html`<div class="empty">
        <h3>No kiosk</h3>
        <p>A kiosk is a tablet or screen with a camera at the venue. Add one here, open <strong>${location.host}/kiosk</strong> on the device, and type its code.</p>
      </div>`
    }
    <ul class="things" id="kiosks">
      ${living.map((kiosk) => html`<${Item} key=${kiosk.id} kiosk=${kiosk} now=${now} onRevoke=${onRevoke} />`)}
    </ul>
    ${revoked > 0 && html`<p class="soft small">${count(revoked, "kiosk was", "kiosks were")} revoked.</p>`}
  `;
}

/** @param {{kiosk: Api.Kiosk, now: number, onRevoke: (kiosk: Api.Kiosk) => void}} props */
function Item({ kiosk, now, onRevoke }) {
  const state = stateOf(kiosk);
  return html`<li class="kiosk" data-kiosk=${kiosk.id} data-state=${state}>
    <div class="row between wide">
      <h3>${kiosk.name}</h3>
      <p class="presence"><span class="dot" aria-hidden="true"></span>${presenceOf(kiosk, state)}</p>
      <button class="compact quiet" type="button" aria-label="Revoke ${kiosk.name}" onClick=${() => onRevoke(kiosk)}>Revoke</button>
    </div>
    ${state === "waiting" && html`<${Pairing} known=${codes.get(kiosk.id)} now=${now} />`}
  </li>`;
}

/**
 * @param {Api.Kiosk} kiosk
 * @param {string} state
 */
function presenceOf(kiosk, state) {
  switch (state) {
    case "waiting":
      return "Waiting for its code";
    case "online":
      return "Online";
    case "away":
      return kiosk.last_seen_at ? `Away, last seen ${ago(serverNow() - Date.parse(kiosk.last_seen_at))}` : "Paired, not seen yet";
    default:
      throw new Error(`unknown state: ${state}`);
  }
}

/** @param {{known: any, now: number}} props */
function Pairing({ known, now }) {
  if (!known)
    return html`<p class="soft">Its code was shown once, where it was added. If nobody typed it in, revoke it and add it anew.</p>`;
  const leftMs = known.until - now;
  if (leftMs <= 0) return html`<p class="soft">Its code is over. Revoke it and add it anew.</p>`;
  return html`<div class="pairing">
    <p>On the device, open <strong>${location.origin}/kiosk</strong> and type</p>
    <strong class="code figures" id="pairing-code">${spaced(known.code)}</strong>
    <p class="soft small">Works once, for another <span class="figures">${clock(leftMs)}</span></p>
  </div>`;
}

/** @param {{event: Api.ManagedEvent, onMade: any}} props */
function NewKiosk({ event, onMade }) {
  const form = useForm("kiosk", async ({ name }, element) => {
    onMade(await post(`/events/${event.id}/kiosks`, { json: { name } }));
    element.reset();
  });
  return html`<aside>
    <${Form} form=${form} className="panel stack" button="Add a kiosk" doing="Adding …" aria-labelledby="new-kiosk-title">
      <h2 id="new-kiosk-title">New kiosk</h2>
      <${Field} form=${form} name="name" label="Where does it stand?" maxlength="80" required placeholder="Entrance" />
    <//>
  </aside>`;
}
