/** The screens before the event is open: it opens, needs a PIN, cannot be reached, or does not open. */
import { html, useEffect, useRef, useState } from "../ui/html.js";
import { Waiting } from "../ui/later.js";
import { explain, t } from "../ui/words.js";

/** @import { Trouble, Visit } from "./visit.js" */

export const Opening = () => html`<section class="stack"><${Waiting} text=${t("guest-opening")} /></section>`;

/** @param {{visit: Visit}} props */
export function Offline({ visit }) {
  const [trying, setTrying] = useState(false);
  const again = () => {
    setTrying(true);
    visit.open().finally(() => setTrying(false));
  };
  return html`<section class="stack door">
    <div class="finder"><h1 tabindex="-1">${t("guest-offline-title")}</h1></div>
    <p class="lead">${t("guest-offline-lead")}</p>
    <p class="notice" role="status">${trying ? t("one-moment") : explain(visit.problem)}</p>
    <button type="button" aria-disabled=${trying} onClick=${() => trying || again()}>${t("try-again")}</button>
  </section>`;
}

const TITLES = new Map([
  ["link_expired", "guest-expired-title"],
  ["link_revoked", "guest-expired-title"],
  ["handoff_expired", "guest-handoff-over-title"],
  ["handoff_used", "guest-handoff-over-title"],
  ["search_ended", "guest-ended-title"],
  ["search_ended_by_photographer", "guest-ended-title"],
  ["visit_over", "guest-ended-title"],
  ["not_found", "guest-unknown-title"],
]);

/** @param {{visit: Visit}} props */
export function Closed({ visit }) {
  const problem = /** @type {Trouble} */ (visit.problem);
  const { code = "" } = problem;
  return html`<section class="stack door">
    <div class="finder"><h1 tabindex="-1">${t(TITLES.get(code) ?? "guest-closed-title")}</h1></div>
    <p class="lead" id="closed-reason">${explain(problem)}</p>
    ${code !== "visit_over" && html`<button type="button" onClick=${() => visit.open()}>${t(code.startsWith("search_ended") ? "guest-start-again" : "try-again")}</button>`}
  </section>`;
}

/**
 * Asks for the PIN; after too many wrong ones it counts the seconds until the next may be tried.
 *
 * @param {{visit: Visit}} props
 */
export function Pin({ visit }) {
  const [sending, setSending] = useState(false);
  const input = useRef(null);
  const left = useSecondsUntil(visit.pinLockedUntil);
  const { problem } = visit;
  useEffect(() => {
    setSending(false);
    input.current?.select();
  }, [problem]);
  const enter = (/** @type {SubmitEvent} */ submitted) => {
    submitted.preventDefault();
    const typed = input.current.value;
    if (!typed.trim() || left > 0 || sending) return;
    setSending(true);
    visit.enterPin(typed).finally(() => setSending(false));
  };
  return html`<section class="stack door">
    <h1 tabindex="-1">${t("guest-pin-title")}</h1>
    <p class="lead">${t("error-pin_required")}</p>
    <form class="stack pin" onSubmit=${enter} noValidate>
      <div class="field">
        <label for="pin">${t("guest-pin-label")}</label>
        <input
          id="pin"
          name="pin"
          ref=${input}
          autocomplete="one-time-code"
          autocapitalize="off"
          spellcheck=${false}
          maxlength="64"
          aria-invalid=${problem ? "true" : undefined}
          aria-describedby="pin-problem"
        />
      </div>
      <p id="pin-problem" class="notice bad" role="alert">${problem && !sending && left === 0 && problem.status !== 429 ? explain(problem) : ""}</p>
      <${Locked} left=${left} locked=${problem?.status === 429} />
      <button class="primary wide tall" type="submit" disabled=${left > 0 || sending}>${t("guest-pin-submit")}</button>
      ${sending && html`<${Waiting} text=${t("guest-opening")} />`}
    </form>
  </section>`;
}

/**
 * Counted for the eyes; screen readers are told when it begins and when it is over.
 *
 * @param {{left: number, locked: boolean}} props
 */
function Locked({ left, locked }) {
  if (!locked) return null;
  return html`${left > 0 && html`<p class="notice bad" aria-hidden="true" data-locked=${left}>${t("guest-pin-locked", { seconds: left })}</p>`}
    <p class=${left > 0 ? "unseen" : "notice"} role="status">${t(left > 0 ? "guest-pin-locked-spoken" : "guest-pin-again")}</p>`;
}

/**
 * Whole seconds until `moment` (of `performance.now()`); the component is drawn again as they pass.
 *
 * @param {number} moment
 */
function useSecondsUntil(moment) {
  const left = () => Math.max(0, Math.ceil((moment - performance.now()) / 1000));
  const [, redraw] = useState(0);
  useEffect(() => {
    if (left() === 0) return undefined;
    const timer = setInterval(() => {
      redraw(left());
      if (left() === 0) clearInterval(timer);
    }, 250);
    return () => clearInterval(timer);
  }, [moment]);
  return left();
}
