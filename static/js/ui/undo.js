/** One way for all that is deleted here: it is out of sight at once, and gone for good ten seconds later or when the page is left. */
import { request } from "../http.js";
import { Observable } from "../observable.js";
import { useFocusKept } from "./focus.js";
import { html, useEffect, useRef, useStore } from "./html.js";
import { explain, t } from "./words.js";

/** @import { Failure } from "../http.js" */

export const GRACE_MS = 10_000;
const LEAVES_WITH_BYTES = 60_000; // A browser takes 64 KiB of a page that is left along, and no more.

/** @typedef {{method: string, path: string, json?: unknown, token?: string | null}} Asked a request to the service */
/**
 * @typedef {object} Deletion
 * @property {string[]} keys what is out of sight meanwhile; of something with an address that address, of a photo `photo:ID`
 * @property {string} text what is said of it
 * @property {Asked[]} asked what is sent, one after the other
 * @property {(answers: any[]) => unknown} [done] is awaited before it is forgotten: what is in sight is read anew by then
 */
/** @typedef {Deletion & {state: "waiting" | "sending" | "failed", sent: number, error: Failure | null, timer?: unknown}} Pending */

export class Deletions extends Observable {
  /** @type {Pending[]} */
  all = [];
  /** How many dialogs show them: what is behind those cannot be used. */
  dialogs = 0;
  #send;
  #clock;

  /** @param {{send?: typeof request, clock?: {setTimeout: (act: () => void, ms: number) => unknown, clearTimeout: (timer: any) => void}}} [by] */
  constructor({ send = request, clock = globalThis } = {}) {
    super();
    this.#send = send;
    this.#clock = { setTimeout: clock.setTimeout.bind(globalThis), clearTimeout: clock.clearTimeout.bind(globalThis) };
  }

  /** @param {Deletion} deletion */
  add(deletion) {
    /** @type {Pending} */
    const pending = { ...deletion, state: "waiting", sent: 0, error: null };
    pending.timer = this.#clock.setTimeout(() => this.finish(pending), GRACE_MS);
    this.become({ all: [...this.all, pending] });
  }

  /**
   * Whether this is on its way out, and not to be seen.
   *
   * @param {string} key
   */
  hides(key) {
    return this.all.some(({ state, keys }) => state !== "failed" && keys.includes(key));
  }

  /** Which are on their way out, as something to compare. */
  get marks() {
    return this.all
      .filter(({ state }) => state !== "failed")
      .flatMap(({ keys }) => keys)
      .join(" ");
  }

  /** @param {Pending} pending which comes back into sight: nothing was sent */
  undo(pending) {
    if (pending.state === "waiting") this.forget(pending);
  }

  /** @param {string} key of what something else has taken the place of: to delete that would be wrong */
  replaced(key) {
    for (const pending of this.all.filter(({ keys }) => keys.includes(key))) this.forget(pending);
  }

  /** @param {Pending} pending of which nothing more is said */
  forget(pending) {
    this.#clock.clearTimeout(pending.timer);
    this.become({ all: this.all.filter((one) => one !== pending) });
  }

  /**
   * Delete it now, or go on where that failed.
   *
   * @param {Pending} pending
   */
  async finish(pending) {
    if (pending.state === "sending") return;
    this.#clock.clearTimeout(pending.timer);
    Object.assign(pending, { state: "sending", error: null });
    this.changed();
    const answers = [];
    try {
      while (pending.sent < pending.asked.length) {
        const { method, path, json, token } = pending.asked[pending.sent];
        // Gone is gone, whoever did it.
        answers.push(
          await this.#send(method, path, { json, token }).catch((error) => (error.status === 404 ? null : Promise.reject(error))),
        );
        pending.sent += 1;
      }
      await pending.done?.(answers);
      this.forget(pending);
    } catch (error) {
      Object.assign(pending, { state: "failed", error });
      this.changed();
    }
  }

  /** @param {string} token with which nothing can be deleted any more, because all of it is */
  drop(token) {
    for (const pending of this.all.filter(({ asked }) => asked.some((one) => one.token === token))) this.forget(pending);
  }

  /** All that waits, now: whoever signs out could not delete it later. */
  async finishAll() {
    await Promise.all(this.all.filter(({ state }) => state === "waiting").map((pending) => this.finish(pending)));
  }

  /** The page is left: what waits is sent on its own, and nobody hears what became of it. */
  leave() {
    for (const pending of this.all.filter(({ state }) => state === "waiting")) {
      this.forget(pending);
      for (const { method, path, json, token } of pending.asked)
        this.#send(method, path, { json, token, keepalive: true }).catch(() => undefined);
    }
  }

  /** Whether what waits is too much for a page that is left to take along. */
  get isLarge() {
    const waiting = this.all.filter(({ state }) => state === "waiting");
    return JSON.stringify(waiting.map(({ asked }) => asked)).length > LEAVES_WITH_BYTES;
  }
}

export const deletions = new Deletions();

/**
 * What is at this address is gone by DELETE, with this token.
 *
 * @param {string} path
 * @param {string | null} [token]
 */
export const goneBy = (path, token) => ({ keys: [path.split("?")[0]], asked: [{ method: "DELETE", path, token }] });

/** From now on nothing that was deleted stays when the page is left. */
export function deleteOnLeaving() {
  addEventListener("pagehide", () => deletions.leave());
  addEventListener("beforeunload", (event) => {
    if (!deletions.isLarge) return;
    deletions.finishAll();
    event.preventDefault(); // The browser asks; meanwhile it is sent.
  });
}

/** The same on a phone, where nobody is told that a page is left for good: when it is put away. */
export function deleteOnPuttingAway() {
  addEventListener("pagehide", () => deletions.leave());
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && deletions.finishAll());
}

/**
 * What was deleted just now. `inside` a dialog, whose page cannot be used meanwhile, or on the page.
 *
 * @param {{inside?: boolean}} props
 */
export function Deleted({ inside = false }) {
  useStore(deletions);
  useEffect(() => {
    if (!inside) return undefined;
    deletions.become({ dialogs: deletions.dialogs + 1 });
    return () => deletions.become({ dialogs: deletions.dialogs - 1 });
  }, []);
  const back = useRef(/** @type {HTMLElement | null} */ (null));
  // Who has pressed a button here, which goes with that, goes on where they were.
  const focusKept = useFocusKept(() => (back.current?.isConnected ? back.current : document.getElementById("main")));
  const came = (/** @type {any} */ event) => {
    const { relatedTarget, currentTarget } = event;
    if (relatedTarget && !currentTarget.contains(relatedTarget)) back.current = relatedTarget;
    focusKept.onFocusIn(event);
  };
  if (!inside && deletions.dialogs > 0) return null;
  return html`<div class="toasts" role="status" ...${focusKept} onFocusIn=${came}>
    ${deletions.all
      .filter(({ state }) => state !== "sending")
      .map((pending) => html`<${Toast} key=${pending.keys[0]} pending=${pending} />`)}
  </div>`;
}

/** @param {{pending: Pending}} props */
function Toast({ pending }) {
  const { state, text, error } = pending;
  if (state === "failed")
    return html`<div class="toast row between">
      <p>${t("undo-failed", { what: text })} ${explain(/** @type {Failure} */ (error))}</p>
      <div class="row">
        <button class="compact" type="button" onClick=${() => deletions.finish(pending)}>${t("try-again")}</button>
        <button class="compact quiet" type="button" onClick=${() => deletions.forget(pending)}>${t("close")}</button>
      </div>
    </div>`;
  return html`<div class="toast row between">
    <p>${text}</p>
    <div class="row">
      <button class="compact" type="button" onClick=${() => deletions.undo(pending)}>${t("undo")}</button>
      <button class="compact quiet" type="button" onClick=${() => deletions.finish(pending)}>${t("undo-now")}</button>
    </div>
  </div>`;
}
