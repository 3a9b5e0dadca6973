/** The kiosks and walls of an event: paired by a code, seen or not seen, revoked. */
import { get, post, serverNow } from "../http.js";
import { useFocusKept } from "../ui/focus.js";
import { html, useState, useStore } from "../ui/html.js";
import { deletions, goneBy } from "../ui/undo.js";
import { t } from "../ui/words.js";
import { ago, clock } from "../words/studio.js";
import { Confirm } from "./confirm.js";
import { Choice, Field, Form, useForm } from "./forms.js";
import { Loaded, useNow } from "./pieces.js";
import { useRefreshed } from "./refreshed.js";
import { WallControls } from "./walls.js";

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
  const changed = (/** @type {Api.Kiosk} */ wall) =>
    store.put((store.value ?? []).map((/** @type {Api.Kiosk} */ kiosk) => (kiosk.id === wall.id ? wall : kiosk)));
  const took = async () => {
    deletions.add({
      ...goneBy(`/kiosks/${revoking.id}`),
      text: t(`undo-${revoking.kind}`, { name: revoking.name }),
      done: () => store.refresh(),
    });
  };
  return html`<div class="beside">
    <section class="stack" aria-labelledby="kiosks-title" ...${focusKept}>
      <h2 id="kiosks-title" tabindex="-1">${t("kiosks-title")}</h2>
      <${Loaded} store=${store}>${(kiosks) => html`<${List} kiosks=${kiosks} event=${event} onRevoke=${revoke} onChanged=${changed} />`}<//>
    </section>
    ${(store.value || store.error) && html`<${NewKiosk} event=${event} onMade=${made} />`}
    ${
      revoking &&
      html`<${Confirm}
        title=${t(`revoke-question-${revoking.kind}`)}
        text=${t(`revoke-lead-${revoking.kind}`, { name: revoking.name })}
        yes=${t(`revoke-yes-${revoking.kind}`)}
        act=${took}
        onClose=${() => revoke(null)}
      />`
    }
  </div>`;
}

/** @typedef {{event: Api.ManagedEvent, onRevoke: (kiosk: Api.Kiosk) => void, onChanged: (kiosk: Api.Kiosk) => void}} Of the event */

/** @param {Of & {kiosks: Api.Kiosk[]}} props */
function List({ kiosks, ...of }) {
  const now = useNow(TICK_MS);
  useStore(deletions);
  const living = kiosks.filter((kiosk) => !kiosk.revoked_at && !deletions.hides(`/kiosks/${kiosk.id}`));
  const revoked = kiosks.filter((kiosk) => kiosk.revoked_at).length;
  const online = living.filter((kiosk) => stateOf(kiosk) === "online").length;
  return html`
    <p class="unseen" role="status">${living.length > 0 && t("kiosks-online", { online, total: living.length })}</p>
    ${
      living.length === 0 &&
      html`<div class="empty">
        <h3>${t("kiosks-none")}</h3>
        <p>${t("kiosks-none-lead", { address: `${location.host}/kiosk` })}</p>
      </div>`
    }
    <ul class="things" id="kiosks">
      ${living.map((kiosk) => html`<${Item} key=${kiosk.id} kiosk=${kiosk} now=${now} ...${of} />`)}
    </ul>
    ${revoked > 0 && html`<p class="soft small">${t("kiosks-revoked", { count: revoked })}</p>`}
  `;
}

/** @param {Of & {kiosk: Api.Kiosk, now: number}} props */
function Item({ kiosk, now, event, onRevoke, onChanged }) {
  const state = stateOf(kiosk);
  return html`<li class="kiosk" data-kiosk=${kiosk.id} data-kind=${kiosk.kind} data-state=${state}>
    <div class="row between wide">
      <h3>${kiosk.kind === "wall" ? t("wall-named", { name: kiosk.name }) : kiosk.name}</h3>
      <p class="presence"><span class="dot" aria-hidden="true"></span>${presenceOf(kiosk, state)}</p>
      <button class="compact quiet" type="button" aria-label=${t("revoke-named", { name: kiosk.name })} onClick=${() => onRevoke(kiosk)}>${t("revoke")}</button>
    </div>
    ${state === "waiting" && html`<${Pairing} kind=${kiosk.kind} known=${codes.get(kiosk.id)} now=${now} />`}
    ${kiosk.kind === "wall" && html`<${WallControls} wall=${kiosk} event=${event} onChanged=${onChanged} />`}
  </li>`;
}

/**
 * @param {Api.Kiosk} kiosk
 * @param {string} state
 */
function presenceOf(kiosk, state) {
  switch (state) {
    case "waiting":
      return t("kiosk-waiting");
    case "online":
      return t("kiosk-online");
    case "away":
      return kiosk.last_seen_at ? t("kiosk-away", { ago: ago(serverNow() - Date.parse(kiosk.last_seen_at)) }) : t("kiosk-unseen");
    default:
      throw new Error(`unknown state: ${state}`);
  }
}

/** @param {{kind: Api.Kiosk["kind"], known: any, now: number}} props */
function Pairing({ kind, known, now }) {
  if (!known) return html`<p class="soft">${t("kiosk-code-elsewhere")}</p>`;
  const leftMs = known.until - now;
  if (leftMs <= 0) return html`<p class="soft">${t("kiosk-code-over")}</p>`;
  return html`<div class="pairing">
    <p>${t("kiosk-code-lead", { address: `${location.origin}/${kind}` })}</p>
    <strong class="code figures" dir="ltr" id="pairing-code">${spaced(known.code)}</strong>
    <p class="soft small">${t("kiosk-code-left")} <span class="figures">${clock(leftMs)}</span></p>
  </div>`;
}

/** @param {{event: Api.ManagedEvent, onMade: any}} props */
function NewKiosk({ event, onMade }) {
  const [kind, setKind] = useState("kiosk");
  const form = useForm("kiosk", async ({ name }, element) => {
    onMade(await post(`/events/${event.id}/kiosks`, { json: { name, kind } }));
    element.reset();
    setKind("kiosk");
  });
  const kinds = ["kiosk", "wall"].map((value) => ({ value, label: t(`device-${value}`), means: t(`device-${value}-means`) }));
  return html`<aside>
    <${Form} form=${form} className="panel stack" button=${t(kind === "wall" ? "wall-add" : "kiosk-add")} doing=${t("kiosk-adding")} aria-labelledby="new-kiosk-title">
      <h2 id="new-kiosk-title">${t("kiosk-new")}</h2>
      <${Choice} name="kind" legend=${t("device-kind")} options=${kinds} value=${kind} onChoose=${setKind} />
      <${Field} form=${form} name="name" label=${t("kiosk-place")} maxlength="80" required placeholder=${t("kiosk-place-example")} />
    <//>
  </aside>`;
}
