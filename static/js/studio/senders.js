/** The cameras of an event, which send by FTP: what each signs in with, when it was seen, and how to take that away. */
import { get, post, remove, serverNow } from "../http.js";
import { useFocusKept } from "../ui/focus.js";
import { html, useState } from "../ui/html.js";
import { ago, count } from "../words/studio.js";
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
  ["Server (host, address)", host],
  ["Port", String(port)],
  ["Security", tls === "none" ? "FTP, no encryption" : "FTPS (explicit, FTPES)"],
  ["Passive mode (PASV)", "On"],
  ["Folder (directory)", "/ (any will do)"],
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
    await remove(`/senders/${revoking.id}`);
    await store.refresh();
  };
  return html`<div class="beside">
    <section class="stack" aria-labelledby="senders-title" ...${focusKept}>
      <h2 id="senders-title" tabindex="-1">Cameras by FTP</h2>
      <${Loaded} store=${store}>${(cameras) => html`<${List} cameras=${cameras} onRevoke=${revoke} />`}<//>
    </section>
    ${store.value?.ftp && html`<${NewSender} event=${event} onMade=${made} />`}
    ${
      revoking &&
      html`<${Confirm}
        title="Revoke this login?"
        text="The camera “${revoking.name}” sends nothing more. Its photos stay. To let it send again, add it anew."
        yes="Revoke the login"
        act=${took}
        onClose=${() => revoke(null)}
      />`
    }
  </div>`;
}

/** @param {{cameras: Api.Senders, onRevoke: (camera: Api.Sender) => void}} props */
function List({ cameras: { items, ftp }, onRevoke }) {
  const living = items.filter((camera) => !camera.revoked_at);
  const revoked = items.length - living.length;
  const online = living.filter((camera) => stateOf(camera) === "online").length;
  return html`
    <p class="unseen" role="status">${living.length > 0 && `${online} of ${count(living.length, "camera", "cameras")} online`}</p>
    ${
      !ftp &&
      html`<div class="empty">
        <h3>This service takes nothing from cameras yet</h3>
        <p>Whoever runs it sets <strong>FTP_PORT</strong>. Until then send photos from the Live page, or with the command line.</p>
      </div>`
    }
    ${
      ftp &&
      living.length === 0 &&
      html`<div class="empty">
        <h3>No camera</h3>
        <p>A camera with Wi-Fi or a network cable sends each photo as it is taken. Add one here, and type what you are shown into its FTP menu.</p>
      </div>`
    }
    <ul class="things" id="senders">
      ${living.map((camera) => html`<${Item} key=${camera.id} camera=${camera} ftp=${ftp} onRevoke=${onRevoke} />`)}
    </ul>
    ${revoked > 0 && html`<p class="soft small">${count(revoked, "login was", "logins were")} revoked.</p>`}
  `;
}

/** @param {{camera: Api.Sender, ftp: Api.Ftp | null, onRevoke: (camera: Api.Sender) => void}} props */
function Item({ camera, ftp, onRevoke }) {
  const state = stateOf(camera);
  const password = passwords.get(camera.id);
  return html`<li class="kiosk" data-sender=${camera.id} data-state=${state}>
    <div class="row between wide">
      <h3>${camera.name}</h3>
      <p class="presence"><span class="dot" aria-hidden="true"></span>${presenceOf(camera, state)}</p>
      <button class="compact quiet" type="button" aria-label="Revoke ${camera.name}" onClick=${() => onRevoke(camera)}>Revoke</button>
    </div>
    ${ftp && password && html`<${Card} camera=${camera} password=${password} ftp=${ftp} />`}
    ${!password && state === "waiting" && html`<p class="soft">Signs in as <strong class="figures">${camera.username}</strong>. Its password was shown once, where it was added. If nobody typed it in, revoke the login and add the camera anew.</p>`}
  </li>`;
}

/**
 * @param {Api.Sender} camera
 * @param {string} state
 */
function presenceOf(camera, state) {
  switch (state) {
    case "waiting":
      return "Has not signed in yet";
    case "online":
      return "Online";
    case "away":
      return `Last signed in ${ago(serverNow() - Date.parse(/** @type {string} */ (camera.last_seen_at)))}`;
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
  const rows = [...menuOf(ftp), ["User name", camera.username], ["Password", password]];
  return html`<div class="pairing">
    <p>In the camera’s FTP menu, type</p>
    <dl class="menu figures">${rows.map(([name, value]) => html`<div key=${name}><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
    <p class="soft small">The password is shown this once. Capitals do not matter, and there is no 0, 1, i, l or o in it. One login for each camera.</p>
    ${ftp.tls === "none" && html`<p class="soft small">Without encryption, whoever is on the same network can read along: use it on a network of your own only.</p>`}
  </div>`;
}

/** @param {{event: Api.ManagedEvent, onMade: any}} props */
function NewSender({ event, onMade }) {
  const form = useForm("camera", async ({ name }, element) => {
    onMade(await post(`/events/${event.id}/senders`, { json: { name } }));
    element.reset();
  });
  return html`<aside>
    <${Form} form=${form} className="panel stack" button="Add a camera" doing="Adding …" aria-labelledby="new-camera-title">
      <h2 id="new-camera-title">New camera</h2>
      <${Field} form=${form} name="name" label="Which camera?" maxlength="80" required placeholder="Anna’s R6" />
    <//>
  </aside>`;
}
