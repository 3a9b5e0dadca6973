/** Webhooks: addresses that are told what happens. Made, tried, changed, and what became of each message. */
import { get, post, put, remove, serverNow } from "../http.js";
import { Dialog } from "../ui/dialog.js";
import { useFocusKept } from "../ui/focus.js";
import { html, useState } from "../ui/html.js";
import { ago, DELIVERIES, HOOK_KINDS } from "../words/studio.js";
import { Confirm } from "./confirm.js";
import { Boxes, Field, Form, Problem, useAct, useForm } from "./forms.js";
import { chosenEvents, namesOf, useOwnEvents, Where, whereOf } from "./own-events.js";
import { Copy, Loaded } from "./pieces.js";
import { useRefreshed } from "./refreshed.js";

const EVERY_MS = 15_000;
const LOG_EVERY_MS = 2000;

/**
 * What is wrong with a webhook, in one line; nothing where all is well.
 *
 * @param {Api.Webhook} hook
 * @param {number} [now]
 */
export function troubleOf({ disabled_at: disabled, disabled_because: because, failing_since: failing }, now = serverNow()) {
  if (disabled) return `Disabled. ${because} Save it again to go on.`;
  return failing ? `Takes no message; the first it refused was ${ago(now - Date.parse(failing))}. It is tried again.` : "";
}

/**
 * What became of a message, in one line.
 *
 * @param {Api.HookMessage} message
 * @param {number} [now]
 */
export function outcomeOf({ state, attempts, problem, due_at: due }, now = serverNow()) {
  if (state === "failed") return `${DELIVERIES.failed}: ${problem}`;
  if (state === "delivered" || attempts === 0) return DELIVERIES[state];
  const minutes = Math.max(0, Math.ceil((Date.parse(due) - now) / 60_000));
  return `${problem}; tried again in ${minutes} min`;
}

export function Hooks() {
  const store = useRefreshed(
    "webhooks",
    /** @returns {Promise<Api.Webhook[]>} */ async () => (await get("/webhooks")).items,
    EVERY_MS,
  );
  const events = useOwnEvents();
  const [doing, setDoing] = useState(/** @type {{what: string, hook: Api.Webhook} | null} */ (null));
  const close = () => setDoing(null);
  const focusKept = useFocusKept(() => document.getElementById("hooks-title"));
  const took = async () => {
    await remove(`/webhooks/${doing?.hook.id}`);
    await store.refresh();
  };
  return html`<section class="stack" aria-labelledby="hooks-title" ...${focusKept}>
    <h2 id="hooks-title" tabindex="-1">Webhooks</h2>
    <p class="soft">A program of yours is told when something happens, by a signed message to its address. It says which photo and event, never who is in the photo.</p>
    <${Loaded} store=${store}>
      ${(hooks) => html`<${List} hooks=${hooks} names=${namesOf(events)} onDo=${(/** @type {string} */ what, /** @type {Api.Webhook} */ hook) => setDoing({ what, hook })} />`}
    <//>
    <${Edit} key="new" events=${events} onSaved=${() => store.refresh()} />
    ${doing?.what === "log" && html`<${Log} hook=${doing.hook} onClose=${close} />`}
    ${
      doing?.what === "change" &&
      html`<${Dialog} label="Change ${doing.hook.name}" class="question" onClose=${close}>
        <${Edit} hook=${doing.hook} events=${events} onSaved=${() => store.refresh().then(close)} />
        <button type="button" onClick=${close}>Close</button>
      <//>`
    }
    ${
      doing?.what === "delete" &&
      html`<${Confirm}
        title="Delete this webhook?"
        text="“${doing.hook.name}” is told nothing any more, and what waits to be sent to it is dropped."
        yes="Delete the webhook"
        act=${took}
        onClose=${close}
      />`
    }
  </section>`;
}

/** @param {{hooks: Api.Webhook[], names: Map<number, string>, onDo: (what: string, hook: Api.Webhook) => void}} props */
function List({ hooks, names, onDo }) {
  if (hooks.length === 0)
    return html`<div class="empty">
      <h3>No webhooks</h3>
      <p>For a slideshow, an archive or a chat that is to hear of photos as they are ready.</p>
    </div>`;
  return html`<ul class="things" id="hooks">
    ${hooks.map(
      (hook) => html`<li key=${hook.id} data-hook=${hook.id}>
        <h3>${hook.name}</h3>
        <p class="address">${hook.url}</p>
        <p class="small">${hook.kinds.map((kind) => HOOK_KINDS[kind]?.short ?? kind).join(", ")} · ${whereOf(hook.event_ids, names)}</p>
        ${troubleOf(hook) && html`<p class="notice bad small" role="status">${troubleOf(hook)}</p>`}
        <div class="row">
          <button class="compact" type="button" aria-label="Messages to ${hook.name}" onClick=${() => onDo("log", hook)}>Messages</button>
          <${Copy} text=${hook.secret}>Copy secret<//>
          <button class="compact" type="button" aria-label="Change ${hook.name}" onClick=${() => onDo("change", hook)}>Change</button>
          <button class="compact quiet" type="button" aria-label="Delete ${hook.name}" onClick=${() => onDo("delete", hook)}>Delete</button>
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
  const kinds = Object.entries(HOOK_KINDS).map(([value, kind]) => ({ value, ...kind }));
  return html`<${Form} form=${form} className="panel stack" button=${hook ? "Save" : "Make a webhook"} doing="Saving …" aria-labelledby="${id}-title">
    <h3 id="${id}-title">${hook ? `Change ${hook.name}` : "New webhook"}</h3>
    <${Field} form=${form} name="name" label="Who is told?" maxlength="80" required placeholder="Slideshow" autocomplete="off" defaultValue=${hook?.name} />
    <${Field} form=${form} name="url" label="Address" type="url" maxlength="2000" required placeholder="https://" autocomplete="off" defaultValue=${hook?.url} />
    <${Boxes} form=${form} name="kinds" legend="Told of what?" options=${kinds} ticked=${hook ? hook.kinds : ["photo.indexed"]} missing="Tick at least one." />
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
  const asking = useAct();
  const ask = (/** @type {string} */ what) =>
    asking.run(async () => {
      await post(`${path}/${what}`);
      await store.refresh();
    });
  return html`<${Dialog} label="Messages to ${hook.name}" class="question" onClose=${onClose}>
    <div class="stack">
      <h2>Messages to ${hook.name}</h2>
      <div class="row"><button type="button" onClick=${() => ask("test")}>Send a test</button></div>
      <${Problem} error=${asking.error} />
      <${Loaded} store=${store}>
        ${(messages) => html`<${Messages} messages=${messages} onAgain=${(/** @type {string} */ id) => ask(`log/${id}/again`)} />`}
      <//>
      <button type="button" onClick=${onClose}>Close</button>
    </div>
  <//>`;
}

/** @param {{messages: Api.HookMessage[], onAgain: (id: string) => void}} props */
function Messages({ messages, onAgain }) {
  if (messages.length === 0) return html`<p class="soft">Nothing was sent yet. Messages are listed for 14 days.</p>`;
  return html`<ul class="things" id="hook-log">
    ${messages.map(
      (message) => html`<li key=${message.id} data-state=${message.state}>
        <p><strong>${HOOK_KINDS[message.kind]?.label ?? "Test"}</strong> <span class="soft small">${ago(serverNow() - Date.parse(message.created_at))}</span></p>
        <p class="small">${outcomeOf(message)}</p>
        <div class="row"><button class="compact" type="button" onClick=${() => onAgain(message.id)}>Send again</button></div>
      </li>`,
    )}
  </ul>`;
}
