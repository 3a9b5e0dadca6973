/** Who else is looked for in this visit: a name, and that the person agrees or the guest decides. */
import { html, useRef, useState } from "../ui/html.js";
import * as Icons from "../ui/icons.js";
import { t } from "../ui/words.js";

/** @import { Visit } from "./visit.js" */

const LONGEST_NAME = 60;

/** @param {{visit: Visit}} props */
export function PersonToAdd({ visit }) {
  const [name, setName] = useState("");
  const [agreed, setAgreed] = useState(false);
  const [tried, setTried] = useState(false);
  const nameField = useRef(null);
  const box = useRef(null);
  const begin = (/** @type {SubmitEvent} */ submitted) => {
    submitted.preventDefault();
    if (name.trim() && agreed) return visit.add(name.trim());
    setTried(true);
    return (name.trim() ? box : nameField).current.focus();
  };
  const missing = { name: tried && !name.trim(), consent: tried && !agreed };
  const said = missing.name ? "person-name-missing" : "person-consent-missing";
  return html`<section class="door stack person">
    <h1 tabindex="-1">${t("person-title")}</h1>
    <p class="lead">${t("person-lead")}</p>
    <form class="stack" onSubmit=${begin} noValidate>
      <div class="field">
        <label for="person-name">${t("person-name")}</label>
        <input
          id="person-name"
          type="text"
          autocomplete="off"
          maxlength=${LONGEST_NAME}
          ref=${nameField}
          value=${name}
          aria-invalid=${missing.name ? "true" : undefined}
          aria-describedby="person-missing"
          onInput=${(/** @type {{target: HTMLInputElement}} */ { target }) => setName(target.value)}
        />
      </div>
      <label class="consent" for="person-consent">
        <input
          id="person-consent"
          type="checkbox"
          ref=${box}
          checked=${agreed}
          aria-invalid=${missing.consent ? "true" : undefined}
          aria-describedby="person-missing"
          onChange=${(/** @type {{target: HTMLInputElement}} */ { target }) => setAgreed(target.checked)}
        />
        <span><strong>${t("person-consent")}</strong> ${t("guest-consent-scope")}</span>
      </label>
      <p id="person-missing" class="notice bad" role="alert">${missing.name || missing.consent ? t(said) : ""}</p>
      <button class="primary wide tall" type="submit"><${Icons.Camera} />${t("person-begin")}</button>
      <button class="quiet" type="button" onClick=${() => visit.welcome()}>${t("back")}</button>
    </form>
  </section>`;
}
