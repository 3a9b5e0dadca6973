/** The code for the guest's phone, large enough to be scanned from two metres. */
import { html, useStore } from "../ui/html.js";
import { explain, t } from "../ui/words.js";
import { Title } from "./pieces.js";

const STEPS = ["kiosk-handoff-open", "kiosk-handoff-scan", "kiosk-handoff-tap"];

export function HandoffStep({ visits }) {
  const { handoff } = visits;
  useStore(handoff);
  return html`<section class="stage handoff-step" data-screen="handoff">
    <div class="code-frame">
      <${Code} handoff=${handoff} />
      <span class="corners" aria-hidden="true"></span>
    </div>
    <div class="asking">
      <${Title}>${t("kiosk-handoff-title")}<//>
      <ol class="points">${STEPS.map((id) => html`<li key=${id}>${t(id)}</li>`)}</ol>
      <p class="lead soft">${t("kiosk-handoff-once")}</p>
    </div>
    <div class="choices">
      <button class="primary huge" type="button" onClick=${() => visits.end("done")}>${t("kiosk-handoff-done")}</button>
      <button class="huge" type="button" onClick=${() => visits.backToPhotos()}>${t("kiosk-handoff-back")}</button>
    </div>
  </section>`;
}

function Code({ handoff }) {
  if (handoff.picture)
    return html`<img class="qr" src=${handoff.picture} alt=${t("kiosk-handoff-qr")} width="600" height="600" draggable=${false} />`;
  if (!handoff.error) return html`<p class="waiting lead" role="status">${t("kiosk-handoff-opening")}</p>`;
  return html`<div class="stack">
    <p class="lead" role="alert">${explain(handoff.error)}</p>
    <button type="button" onClick=${() => handoff.renew()}>${t("try-again")}</button>
  </div>`;
}
