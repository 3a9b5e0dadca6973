/** The screens for those who set the kiosk up: pairing, and locked. */
import { html, useState } from "../ui/html.js";
import { choose, explain, t } from "../ui/words.js";
import { Languages, Title } from "./pieces.js";

/** @import { PairedDevice } from "../paired-device.js" */

const LONGEST_CODE = 16;

/**
 * Asks for the code, and for the language the screen goes back to after each guest.
 *
 * @param {{device: PairedDevice, lead?: string}} props
 */
export function Pairing({ device, lead = t("kiosk-pair-lead") }) {
  const [problem, setProblem] = useState(null);
  const [busy, setBusy] = useState(false);
  const pair = async (/** @type {any} */ event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    try {
      await device.pair(event.target.elements.code.value);
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };
  return html`<section class="stage staff" data-screen="pairing">
    <${Title}>${t("kiosk-pair-title")}<//>
    <p class="lead">${lead}</p>
    <form class="stack" onSubmit=${pair}>
      <div class="field">
        <label for="code">${t("kiosk-pair-code")}</label>
        <input
          id="code"
          name="code"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck=${false}
          maxlength=${LONGEST_CODE}
          dir="ltr"
          required
          aria-invalid=${problem !== null}
          aria-describedby="code-problem"
        />
      </div>
      <p id="code-problem" class="notice bad" role="alert">${problem && explain(problem)}</p>
      <button class="primary big" type="submit" aria-disabled=${busy}>${t(busy ? "kiosk-pair-busy" : "kiosk-pair-button")}</button>
    </form>
    <div class="default-language">
      <p class="label">${t("kiosk-pair-language")}</p>
      <${Languages} choose=${(code) => choose(code).catch(setProblem)} label=${t("kiosk-pair-language")} />
    </div>
  </section>`;
}

/**
 * Revoked, or the event is gone: nothing of it is left on this device.
 *
 * @param {{device: PairedDevice, lead?: string}} props
 */
export function Locked({ device, lead = t("kiosk-locked-lead") }) {
  return html`<section class="stage staff" data-screen="locked">
    <${Title}>${t("kiosk-locked-title")}<//>
    <p class="lead">${lead}</p>
    <button type="button" onClick=${() => device.askForCode()}>${t("kiosk-locked-button")}</button>
  </section>`;
}
