/** Webhooks: addresses that are told what happens. Made, tried, changed, and what became of each message. */
import { get, post, put, serverNow } from "../http.js";
import { Dialog } from "../ui/dialog.js";
import { useFocusKept } from "../ui/focus.js";
import { html, useState, useStore } from "../ui/html.js";
import { deletions, goneBy } from "../ui/undo.js";
import { t, words } from "../ui/words.js";
import { ago, duration } from "../words/studio.js";
import { Confirm } from "./confirm.js";
import { Boxes, Field, Form, Problem, useAct, useForm } from "./forms.js";
import { chosenEvents, namesOf, useOwnEvents, Where, whereOf } from "./own-events.js";
import { Copy, Loaded } from "./pieces.js";
import { useRefreshed } from "./refreshed.js";

const EVERY_MS = 15_000;
const LOG_EVERY_MS = 2000;
const SCHEME = "https://";
const KINDS = ["photo.indexed", "photo.replaced", "photo.released", "matches.counted", "event.deleted"];

/**
 * What a kind of message is called; one that is not known yet by its own name.
 *
 * @param {string} kind
 * @param {"" | "-short" | "-means"} [form]
 */
function kindSaid(kind, form = "") {
  const id = `hook-${kind.replace(".", "-")}${form}`;
  return words.has(id) ? t(id) : kind;
}

/**
 * What is wrong with a webhook, in one line; nothing where all is well.
 *
 * @param {Api.Webhook} hook
 * @param {number} [now]
 */
export function troubleOf({ disabled_at: disabled, disabled_because: because, failing_since: failing }, now = serverNow()) {
  if (disabled) return t("hooks-disabled", { why: because ?? "" });
  return failing ? t("hooks-failing", { ago: ago(now - Date.parse(failing)) }) : "";
}

/**
 * What became of a message, in one line.
 *
 * @param {Api.HookMessage} message
 * @param {number} [now]
 */
export function outcomeOf({ state, attempts, problem, due_at: due }, now = serverNow()) {
  if (state === "failed") return t("hooks-failed", { why: problem ?? "" });
  if (state === "delivered" || attempts === 0) return t(`delivery-${state}`);
  const minutes = Math.max(0, Math.ceil((Date.parse(due) - now) / 60_000));
  return t("hooks-again-in", { why: problem ?? "", time: duration(60 * minutes) });
}

export function Hooks() {
  const store = useRefreshed(
    "webhooks",
    /** @returns {Promise<Api.Webhook[]>} */ async () => (await get("/webhooks")).items,
    EVERY_MS,
  );
  const events = useOwnEvents({ owned: true });
  const [doing, setDoing] = useState(/** @type {{what: string, hook: Api.Webhook} | null} */ (null));
  const close = () => setDoing(null);
  const focusKept = useFocusKept(() => document.getElementById("hooks-title"));
  const took = async () => {
    deletions.add({
      ...goneBy(`/webhooks/${doing?.hook.id}`),
      text: t("undo-hook", { name: doing?.hook.name ?? "" }),
      done: () => store.refresh(),
    });
  };
  return html`<section class="stack" aria-labelledby="hooks-title" ...${focusKept}>
    <h2 id="hooks-title" tabindex="-1">${t("hooks-title")}</h2>
    <p class="soft">${t("hooks-lead")}</p>
    <${Loaded} store=${store}>
      ${(hooks) => html`<${List} hooks=${hooks} names=${namesOf(events)} onDo=${(/** @type {string} */ what, /** @type {Api.Webhook} */ hook) => setDoing({ what, hook })} />`}
    <//>
    <${Edit} key="new" events=${events} onSaved=${() => store.refresh()} />
    ${doing?.what === "log" && html`<${Log} hook=${doing.hook} onClose=${close} />`}
    ${
      doing?.what === "change" &&
      html`<${Dialog} label=${t("hooks-change-one", { name: doing.hook.name })} class="question" onClose=${close}>
        <${Edit} hook=${doing.hook} events=${events} onSaved=${() => store.refresh().then(close)} />
        <button type="button" onClick=${close}>${t("hooks-close")}</button>
      <//>`
    }
    ${
      doing?.what === "delete" &&
      html`<${Confirm}
        title=${t("hooks-delete-ask")}
        text=${t("hooks-delete-lead", { name: doing.hook.name })}
        yes=${t("hooks-delete-yes")}
        act=${took}
        onClose=${close}
      />`
    }
  </section>`;
}

/** @param {{hooks: Api.Webhook[], names: Map<number, string>, onDo: (what: string, hook: Api.Webhook) => void}} props */
function List({ hooks: all, names, onDo }) {
  useStore(deletions);
  const hooks = all.filter(({ id }) => !deletions.hides(`/webhooks/${id}`));
  if (hooks.length === 0)
    return html`<div class="empty">
      <h3>${t("hooks-none")}</h3>
      <p>${t("hooks-none-lead")}</p>
    </div>`;
  return html`<ul class="things" id="hooks">
    ${hooks.map(
      (hook) => html`<li key=${hook.id} data-hook=${hook.id}>
        <h3>${hook.name}</h3>
        <p class="address">${hook.url}</p>
        <p class="small">${hook.kinds.map((kind) => kindSaid(kind, "-short")).join(", ")} · ${whereOf(hook.event_ids, names)}</p>
        ${troubleOf(hook) && html`<p class="notice bad small" role="status">${troubleOf(hook)}</p>`}
        <div class="row">
          <button class="compact" type="button" aria-label=${t("hooks-messages-of", { name: hook.name })} onClick=${() => onDo("log", hook)}>${t("hooks-messages")}</button>
          <${Copy} text=${hook.secret}>${t("hooks-copy")}<//>
          <button class="compact" type="button" aria-label=${t("hooks-change-one", { name: hook.name })} onClick=${() => onDo("change", hook)}>${t("hooks-change")}</button>
          <button class="compact quiet" type="button" aria-label=${t("hooks-delete-one", { name: hook.name })} onClick=${() => onDo("delete", hook)}>${t("hooks-delete")}</button>
        </div>
      </li>`,
    )}
  </ul>`;
}

/** @param {{hook?: Api.Webhook, events: any, onSaved: () => unknown}} props */
function Edit({ hook, events, onSaved }) {
  const [where, setWhere] = useState(hook?.event_ids ? "some" : "all");
  const id = hook ? "hook-change" : "hook";
  const save = async (/** @type {any} */ { name, url }, /** @type {HTMLFormElement} */ element) => {
    const fields = new FormData(element);
    const json = { name, url, kinds: fields.getAll("kinds"), event_ids: chosenEvents(where, fields) };
    await (hook ? put(`/webhooks/${hook.id}`, { json }) : post("/webhooks", { json }));
    if (!hook) {
      element.reset();
      setWhere("all");
    }
    await onSaved();
  };
  const form = useForm(id, save);
  const kinds = KINDS.map((value) => ({ value, label: kindSaid(value), means: kindSaid(value, "-means") }));
  return html`<${Form} form=${form} className="panel stack" button=${t(hook ? "hooks-save" : "hooks-make")} doing=${t("hooks-saving")} aria-labelledby="${id}-title">
    <h3 id="${id}-title">${hook ? t("hooks-change-one", { name: hook.name }) : t("hooks-new")}</h3>
    <${Field} form=${form} name="name" label=${t("hooks-who")} maxlength="80" required placeholder=${t("hooks-example")} autocomplete="off" defaultValue=${hook?.name} />
    <${Field} form=${form} name="url" label=${t("hooks-address")} type="url" dir="ltr" maxlength="2000" required placeholder=${SCHEME} autocomplete="off" defaultValue=${hook?.url} />
    <${Boxes} form=${form} name="kinds" legend=${t("hooks-kinds")} options=${kinds} ticked=${hook ? hook.kinds : ["photo.indexed"]} missing=${t("choose-one")} />
    <${Where} form=${form} events=${events} where=${where} onWhere=${setWhere} ticked=${hook?.event_ids ?? []} />
  <//>`;
}

/** @param {{hook: Api.Webhook, onClose: () => void}} props */
function Log({ hook, onClose }) {
  const path = `/webhooks/${hook.id}`;
  const store = useRefreshed(
    hook.id,
    /** @returns {Promise<Api.HookMessage[]>} */ async () => (await get(`${path}/log`)).items,
    LOG_EVERY_MS,
  );
  const testing = useAct();
  const test = () => testing.run(() => post(`${path}/test`).then(() => store.refresh()));
  return html`<${Dialog} label=${t("hooks-messages-of", { name: hook.name })} class="question" onClose=${onClose}>
    <div class="stack">
      <h2>${t("hooks-messages-of", { name: hook.name })}</h2>
      <div class="row"><button type="button" onClick=${test}>${t("hooks-test")}</button></div>
      <${Problem} error=${testing.error} />
      <${Loaded} store=${store}>
        ${(messages) => html`<${Messages} messages=${messages} path=${`${path}/log`} onSent=${() => store.refresh()} />`}
      <//>
      <button type="button" onClick=${onClose}>${t("hooks-close")}</button>
    </div>
  <//>`;
}

/** @param {{messages: Api.HookMessage[], path: string, onSent: () => unknown}} props */
function Messages({ messages, path, onSent }) {
  if (messages.length === 0) return html`<p class="soft">${t("hooks-log-none")}</p>`;
  return html`<ul class="things" id="hook-log">
    ${messages.map((message) => html`<${Message} key=${message.id} message=${message} path=${`${path}/${message.id}`} onSent=${onSent} />`)}
  </ul>`;
}

/**
 * Several may be sent again, one after the other, before the first is answered.
 *
 * @param {{message: Api.HookMessage, path: string, onSent: () => unknown}} props
 */
function Message({ message, path, onSent }) {
  const sending = useAct();
  const again = () => sending.run(() => post(`${path}/again`).then(onSent));
  return html`<li data-state=${message.state}>
    <p><strong>${message.kind === "test" ? t("hooks-test-message") : kindSaid(message.kind)}</strong> <span class="soft small">${ago(serverNow() - Date.parse(message.created_at))}</span></p>
    <p class="small">${outcomeOf(message)}</p>
    <div class="row"><button class="compact" type="button" onClick=${again}>${t("hooks-send-again")}</button></div>
    <${Problem} error=${sending.error} />
  </li>`;
}
