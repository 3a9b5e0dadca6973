/** The code for the guest's phone, large enough to be scanned from two metres. */
import { html, useState, useStore } from "../ui/html.js";
import { explain, number, t } from "../ui/words.js";
import { Title } from "./pieces.js";

/** @import { Visits } from "./visits.js" */
/** @import { Handoff } from "./handoff.js" */

const STEPS = ["kiosk-handoff-open", "kiosk-handoff-scan", "kiosk-handoff-tap"];

/** @param {{visits: Visits}} props */
export function HandoffStep({ visits }) {
  const { handoff, connection, taking } = visits;
  useStore(handoff);
  useStore(connection, "state");
  return html`<section class="stage handoff-step" data-screen="handoff">
    <div class="code-frame">
      <${Code} handoff=${handoff} />
      <span class="corners" aria-hidden="true"></span>
    </div>
    ${handoff?.doubted ? html`<${Leaving} key="leaving" visits=${visits} />` : html`<${Scanning} key=${`scanning ${taking}`} visits=${visits} lost=${connection.state === "waiting"} />`}
  </section>`;
}

/** @param {{visits: Visits, lost: boolean}} props */
function Scanning({ visits, lost }) {
  const [asking, setAsking] = useState(false);
  const leave = () => {
    setAsking(true);
    visits.leaveHandoff().finally(() => setAsking(false));
  };
  return html`<div class="asking">
      <${Title}>${visits.alone ? t("kiosk-handoff-title") : t("kiosk-handoff-person", { number: visits.taking })}<//>
      <ol class="points">${STEPS.map((id, index) => html`<li key=${id} data-number=${number(index + 1)}>${t(id)}</li>`)}</ol>
      <p class=${lost ? "notice bad" : "lead soft"} role="status">${t(lost ? "connection-waiting" : "kiosk-handoff-once")}</p>
    </div>
    <div class="choices">
      <button class="primary huge" type="button" aria-disabled=${asking} onClick=${() => asking || leave()}>${t(asking ? "one-moment" : "kiosk-handoff-done")}</button>
      <button class="huge" type="button" onClick=${() => visits.backToPhotos()}>${t("kiosk-handoff-back")}</button>
    </div>`;
}

/**
 * What is not on a phone is deleted when the guest leaves: said before, not after.
 *
 * @param {{visits: Visits}} props
 */
function Leaving({ visits }) {
  return html`<div class="asking">
      <${Title}>${t("kiosk-handoff-leave-title")}<//>
      <p class="lead">${t(visits.alone ? "kiosk-handoff-leave-lead" : "kiosk-handoff-leave-several")}</p>
    </div>
    <div class="choices">
      <button class="primary huge" type="button" onClick=${() => visits.handoff?.doubt(false)}>${t("kiosk-handoff-leave-not")}</button>
      <button class="huge" type="button" onClick=${() => visits.end("done")}>${t("kiosk-handoff-leave")}</button>
    </div>`;
}

/** @param {{handoff: Handoff}} props */
function Code({ handoff }) {
  if (handoff.picture)
    return html`<img class="qr" src=${handoff.picture} alt=${t("kiosk-handoff-qr")} width="600" height="600" draggable=${false} />`;
  if (!handoff.error) return html`<p class="waiting lead" role="status">${t("kiosk-handoff-opening")}</p>`;
  return html`<div class="stack">
    <p class="lead" role="alert">${explain(handoff.error)}</p>
    <button type="button" onClick=${() => handoff.renew()}>${t("try-again")}</button>
  </div>`;
}
