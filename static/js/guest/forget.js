/** "Forget me": asked once, done at once. */
import { Dialog } from "../ui/dialog.js";
import { html, useState } from "../ui/html.js";
import { t } from "../ui/words.js";

export function Forget({ visit }) {
  const [asking, setAsking] = useState(false);
  return html`<button id="forget" class="danger" type="button" onClick=${() => setAsking(true)}>${t("guest-forget")}</button>
    ${asking && html`<${Question} visit=${visit} close=${() => setAsking(false)} />`}`;
}

function Question({ visit, close }) {
  return html`<${Dialog} label=${t("guest-forget-question")} class="question" onClose=${close}>
    <div class="stack">
      <h2>${t("guest-forget-question")}</h2>
      <p>${t("guest-forget-lead")}</p>
      <div class="row">
        <button type="button" onClick=${close}>${t("guest-forget-no")}</button>
        <button type="button" class="danger" onClick=${() => visit.forget()}>${t("guest-forget-yes")}</button>
      </div>
    </div>
  <//>`;
}
