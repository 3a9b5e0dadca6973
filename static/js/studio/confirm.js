/** A question before something that cannot be undone. */
import { Dialog } from "../ui/dialog.js";
import { html, useState } from "../ui/html.js";
import { t } from "../ui/words.js";
import { Problem, useAct } from "./forms.js";

/** @import { Drawn } from "../ui/html.js" */

/**
 * `act()` is awaited when the photographer says yes, then `onClose()` is called; what goes wrong is said in the dialog.
 * With `typed` the button works only once exactly that has been typed (spaces around it do not count). What stands between its tags
 * is asked beside that.
 *
 * @param {{title: string, text: string, yes: string, typed?: string, act: () => Promise<unknown>, onClose: () => void, children?: Drawn}} props
 */
export function Confirm({ title, text, yes, typed, act, onClose, children }) {
  const doing = useAct();
  const [said, setSaid] = useState("");
  const ready = typed === undefined || said.trim() === typed.trim();
  const submitted = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    if (ready && (await doing.run(act))) onClose();
  };
  return html`<${Dialog} label=${title} class="question" onClose=${onClose}>
    <form class="stack" onSubmit=${submitted}>
      <h2>${title}</h2>
      <p>${text}</p>
      ${children}
      ${
        typed !== undefined &&
        html`<div class="field">
        <label for="confirm-typed">${t("confirm-type")} <strong>${typed}</strong></label>
        <input id="confirm-typed" autocomplete="off" value=${said} onInput=${(event) => setSaid(event.target.value)} />
      </div>`
      }
      <${Problem} error=${doing.error} />
      <div class="row">
        <button class="danger" type="submit" disabled=${!ready} aria-disabled=${doing.busy}>${yes}</button>
        <button type="button" onClick=${onClose} autofocus=${typed === undefined}>${t("cancel")}</button>
      </div>
    </form>
  <//>`;
}
