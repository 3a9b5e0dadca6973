/** The cameras of an event, which send by FTP: what each signs in with, when it was seen, and how to take that away. */
import { get, post, serverNow } from "../http.js";
import { useFocusKept } from "../ui/focus.js";
import { html, useState, useStore } from "../ui/html.js";
import { deletions, goneBy } from "../ui/undo.js";
import { number, t } from "../ui/words.js";
import { ago } from "../words/studio.js";
import { Confirm } from "./confirm.js";
import { Field, Form, useForm } from "./forms.js";
import { Loaded } from "./pieces.js";
import { useRefreshed } from "./refreshed.js";

const EVERY_MS = 5000;

// A password is shown by the server once. It stays here until the page goes, so that one may look at another screen meanwhile.
const passwords = new Map();

/**
 * How a camera stands: `revoked`, `waiting` (never signed in), `online` or `away`.
 *
 * @param {Api.Sender} camera
 */
export function stateOf(camera) {
  if (camera.revoked_at) return "revoked";
  if (!camera.last_seen_at) return "waiting";
  return camera.online ? "online" : "away";
}

/**
 * What is typed into a camera, in the order of the usual menus: `[what menus call it, what is typed]`.
 *
 * @param {Api.Ftp} ftp
 */
export const menuOf = ({ host, port, tls }) => [
  [t("ftp-server"), host],
  [t("ftp-port"), String(port)],
  [t("ftp-security"), t(tls === "none" ? "ftp-plain" : "ftp-tls")],
  [t("ftp-passive"), t("ftp-on")],
  [t("ftp-folder"), t("ftp-any")],
];

/** @param {{event: Api.ManagedEvent}} props */
export function Senders({ event }) {
  const store = useRefreshed(event.id, /** @returns {Promise<Api.Senders>} */ () => get(`/events/${event.id}/senders`), EVERY_MS);
  const [revoking, revoke] = useState(null);
  const focusKept = useFocusKept(() => document.getElementById("senders-title"));
  const made = (/** @type {Api.Sender & {sender_password: string}} */ { sender_password: password, ...camera }) => {
    passwords.set(camera.id, password);
    store.put({ ftp: store.value?.ftp ?? null, items: [camera, ...(store.value?.items ?? [])] });
  };
  const took = async () => {
    deletions.add({
      ...goneBy(`/senders/${revoking.id}`),
      text: t("undo-sender", { name: revoking.name }),
      done: () => store.refresh(),
    });
  };
  return html`<div class="beside">
    <section class="stack" aria-labelledby="senders-title" ...${focusKept}>
      <h2 id="senders-title" tabindex="-1">${t("senders-title")}</h2>
      <${Loaded} store=${store}>${(cameras) => html`<${List} cameras=${cameras} onRevoke=${revoke} />`}<//>
    </section>
    ${store.value?.ftp && html`<${NewSender} event=${event} onMade=${made} />`}
    ${
      revoking &&
      html`<${Confirm}
        title=${t("senders-revoke-ask")}
        text=${t("senders-revoke-lead", { name: revoking.name })}
        yes=${t("senders-revoke-yes")}
        act=${took}
        onClose=${() => revoke(null)}
      />`
    }
  </div>`;
}

/** @param {{cameras: Api.Senders, onRevoke: (camera: Api.Sender) => void}} props */
function List({ cameras: { items, ftp }, onRevoke }) {
  useStore(deletions);
  const living = items.filter((camera) => !camera.revoked_at && !deletions.hides(`/senders/${camera.id}`));
  const revoked = items.filter((camera) => camera.revoked_at).length;
  const online = living.filter((camera) => stateOf(camera) === "online").length;
  return html`
    <p class="unseen" role="status">${living.length > 0 && t("senders-online", { online: number(online), count: living.length })}</p>
    ${
      !ftp &&
      html`<div class="empty">
        <h3>${t("senders-off")}</h3>
        <p>${t("senders-off-lead")}</p>
      </div>`
    }
    ${
      ftp &&
      living.length === 0 &&
      html`<div class="empty">
        <h3>${t("senders-none")}</h3>
        <p>${t("senders-none-lead")}</p>
      </div>`
    }
    <ul class="things" id="senders">
      ${living.map((camera) => html`<${Item} key=${camera.id} camera=${camera} ftp=${ftp} onRevoke=${onRevoke} />`)}
    </ul>
    ${revoked > 0 && html`<p class="soft small">${t("senders-revoked", { count: revoked })}</p>`}
  `;
}

/** @param {{camera: Api.Sender, ftp: Api.Ftp | null, onRevoke: (camera: Api.Sender) => void}} props */
function Item({ camera, ftp, onRevoke }) {
  const state = stateOf(camera);
  const password = passwords.get(camera.id);
  return html`<li class="kiosk" data-sender=${camera.id} data-state=${state}>
    <div class="row between wide">
      <h3>${camera.name}${camera.owner_name && html` <span class="soft small">${camera.owner_name}</span>`}</h3>
      <p class="presence"><span class="dot" aria-hidden="true"></span>${presenceOf(camera, state)}</p>
      <button class="compact quiet" type="button" aria-label=${t("senders-revoke-one", { name: camera.name })} onClick=${() => onRevoke(camera)}>${t("senders-revoke")}</button>
    </div>
    ${ftp && password && html`<${Card} camera=${camera} password=${password} ftp=${ftp} />`}
    ${!password && state === "waiting" && html`<p class="soft">${t("senders-user", { name: camera.username })}</p>`}
  </li>`;
}

/**
 * @param {Api.Sender} camera
 * @param {string} state
 */
function presenceOf(camera, state) {
  switch (state) {
    case "waiting":
      return t("senders-waiting");
    case "online":
      return t("senders-here");
    case "away":
      return t("senders-away", { ago: ago(serverNow() - Date.parse(/** @type {string} */ (camera.last_seen_at))) });
    default:
      throw new Error(`unknown state: ${state}`);
  }
}

/**
 * What is typed into the camera, as its menus ask for it.
 *
 * @param {{camera: Api.Sender, password: string, ftp: Api.Ftp}} props
 */
function Card({ camera, password, ftp }) {
  const rows = [...menuOf(ftp), [t("ftp-user"), camera.username], [t("ftp-password"), password]];
  return html`<div class="pairing">
    <p>${t("senders-type")}</p>
    <dl class="menu figures">${rows.map(([name, value]) => html`<div key=${name}><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
    <p class="soft small">${t("senders-once")}</p>
    ${ftp.tls === "none" && html`<p class="soft small">${t("senders-clear")}</p>`}
  </div>`;
}

/** @param {{event: Api.ManagedEvent, onMade: any}} props */
function NewSender({ event, onMade }) {
  const form = useForm("camera", async ({ name }, element) => {
    onMade(await post(`/events/${event.id}/senders`, { json: { name } }));
    element.reset();
  });
  return html`<aside>
    <${Form} form=${form} className="panel stack" button=${t("senders-add")} doing=${t("senders-adding")} aria-labelledby="new-camera-title">
      <h2 id="new-camera-title">${t("senders-new")}</h2>
      <${Field} form=${form} name="name" label=${t("senders-which")} maxlength="80" required placeholder=${t("senders-example")} />
    <//>
  </aside>`;
}
