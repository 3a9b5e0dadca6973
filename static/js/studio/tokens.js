/** Access tokens: how programs act for an account, each for what it was made for. Made, shown once, revoked. */
import { get, post, serverNow } from "../http.js";
import { useFocusKept } from "../ui/focus.js";
import { html, useState, useStore } from "../ui/html.js";
import { deletions, goneBy } from "../ui/undo.js";
import { t } from "../ui/words.js";
import { ago, dateOf } from "../words/studio.js";
import { Confirm } from "./confirm.js";
import { Boxes, Field, Form, useForm } from "./forms.js";
import { chosenEvents, namesOf, useOwnEvents, Where, whereOf } from "./own-events.js";
import { Copy, Loaded } from "./pieces.js";
import { useRefreshed } from "./refreshed.js";

const EVERY_MS = 15_000;
const LIVES = [
  { days: 7, label: "tokens-week" },
  { days: 30, label: "tokens-month" },
  { days: 90, label: "tokens-quarter" },
  { days: 365, label: "tokens-year" },
];
const USUAL_DAYS = 90;
const SCOPES = ["upload", "read", "manage"];

/**
 * Whether a token opens nothing any more.
 *
 * @param {Api.AccessToken} token
 * @param {number} [now]
 */
export const isOver = ({ expires_at: until }, now = serverNow()) => Date.parse(until) <= now;

/**
 * What a token may, and where, in one line; `names` are the events' by their number.
 *
 * @param {Api.AccessToken} token
 * @param {Map<number, string>} names
 */
export function powers({ scopes, event_ids: ids }, names) {
  return `${scopes.map((scope) => t(`scope-${scope}-short`)).join(", ")} · ${whereOf(ids, names)}`;
}

/**
 * When it ends and when it was used.
 *
 * @param {Api.AccessToken} token
 * @param {number} [now]
 */
export function dates(token, now = serverNow()) {
  const { expires_at: until, last_used_at: used } = token;
  const ends = t(isOver(token, now) ? "tokens-expired" : "tokens-until", { date: dateOf(until) });
  return `${ends} · ${used ? t("tokens-used", { ago: ago(now - Date.parse(used)) }) : t("tokens-unused")}`;
}

export function Tokens() {
  const store = useRefreshed(
    "tokens",
    /** @returns {Promise<Api.AccessToken[]>} */ async () => (await get("/auth/tokens")).items,
    EVERY_MS,
  );
  const events = useOwnEvents();
  const [fresh, setFresh] = useState(/** @type {Api.MadeAccessToken | null} */ (null));
  const [revoking, revoke] = useState(/** @type {Api.AccessToken | null} */ (null));
  const focusKept = useFocusKept(() => document.getElementById("tokens-title"));
  const names = namesOf(events);
  const made = (/** @type {Api.MadeAccessToken} */ token) => {
    setFresh(token);
    store.put([token, ...(store.value ?? [])]);
  };
  const took = async () => {
    if (fresh?.id === revoking?.id) setFresh(null);
    deletions.add({
      ...goneBy(`/auth/tokens/${revoking?.id}`),
      text: t("undo-token", { name: revoking?.name ?? "" }),
      done: () => store.refresh(),
    });
  };
  return html`<section class="stack" aria-labelledby="tokens-title" ...${focusKept}>
    <h2 id="tokens-title" tabindex="-1">${t("tokens-title")}</h2>
    <p class="soft">${t("tokens-lead")}</p>
    <div role="status">${fresh && html`<${Once} token=${fresh} />`}</div>
    <${Loaded} store=${store}>
      ${(tokens) => html`<${List} tokens=${tokens} names=${names} onRevoke=${revoke} />`}
    <//>
    <${NewToken} events=${events} onMade=${made} />
    ${
      revoking &&
      html`<${Confirm}
        title=${t("tokens-revoke-ask")}
        text=${t("tokens-revoke-lead", { name: revoking.name })}
        yes=${t("tokens-revoke-yes")}
        act=${took}
        onClose=${() => revoke(null)}
      />`
    }
  </section>`;
}

/** @param {{token: Api.MadeAccessToken}} props */
function Once({ token }) {
  return html`<div class="notice stack" id="new-token">
    <p><strong>${t("tokens-ready", { name: token.name })}</strong> ${t("tokens-once")}</p>
    <code class="address">${token.token}</code>
    <div class="row"><${Copy} text=${token.token}>${t("tokens-copy")}<//></div>
  </div>`;
}

/** @param {{tokens: Api.AccessToken[], names: Map<number, string>, onRevoke: (token: Api.AccessToken) => void}} props */
function List({ tokens: all, names, onRevoke }) {
  useStore(deletions);
  const tokens = all.filter(({ id }) => !deletions.hides(`/auth/tokens/${id}`));
  if (tokens.length === 0)
    return html`<div class="empty">
      <h3>${t("tokens-none")}</h3>
      <p>${t("tokens-none-lead")}</p>
    </div>`;
  return html`<ul class="things" id="tokens">
    ${tokens.map(
      (token) => html`<li key=${token.id} data-token=${token.id} data-over=${isOver(token)}>
        <div class="row between wide">
          <h3>${token.name}</h3>
          <button class="compact quiet" type="button" aria-label=${t("tokens-revoke-one", { name: token.name })} onClick=${() => onRevoke(token)}>${t("tokens-revoke")}</button>
        </div>
        <p class="small">${powers(token, names)}</p>
        <p class="soft small">${dates(token)}</p>
      </li>`,
    )}
  </ul>`;
}

/** @param {{events: any, onMade: (token: Api.MadeAccessToken) => void}} props */
function NewToken({ events, onMade }) {
  const [where, setWhere] = useState("all");
  const make = async (/** @type {any} */ { name, days }, /** @type {HTMLFormElement} */ element) => {
    const fields = new FormData(element);
    const json = {
      name,
      scopes: fields.getAll("scopes"),
      event_ids: chosenEvents(where, fields),
      expires_at: new Date(serverNow() + Number(days) * 86_400_000).toISOString(),
    };
    onMade(await post("/auth/tokens", { json }));
    element.reset();
    setWhere("all");
  };
  const form = useForm("token", make);
  const scopes = SCOPES.map((value) => ({ value, label: t(`scope-${value}`), means: t(`scope-${value}-means`) }));
  return html`<${Form} form=${form} className="panel stack" button=${t("tokens-make")} doing=${t("tokens-making")} aria-labelledby="new-token-title">
    <h3 id="new-token-title">${t("tokens-new")}</h3>
    <${Field} form=${form} name="name" label=${t("tokens-name")} maxlength="80" required placeholder=${t("tokens-example")} autocomplete="off" />
    <${Boxes} form=${form} name="scopes" legend=${t("tokens-scopes")} options=${scopes} ticked=${["upload"]} missing=${t("choose-one")} />
    <${Where} form=${form} events=${events} where=${where} onWhere=${setWhere} />
    <div class="field">
      <label for="token-days">${t("tokens-life")}</label>
      <select id="token-days" name="days">
        ${LIVES.map(({ days, label }) => html`<option key=${days} value=${days} selected=${days === USUAL_DAYS}>${t(label)}</option>`)}
      </select>
    </div>
  <//>`;
}
