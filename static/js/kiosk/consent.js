/** Asks whether we may look, says in three sentences what happens, and all of it one tap away. */
import { html, useState } from "../ui/html.js";
import { t } from "../ui/words.js";
import { Languages, PhotographersWords, Title } from "./pieces.js";

/** @import { Device } from "./device.js" */
/** @import { Visits } from "./visits.js" */

const POINTS = ["kiosk-consent-camera", "kiosk-consent-search", "kiosk-consent-delete"];
const FULL = [
  ...["picture", "code", "screen", "end", "phone", "free"].map((name) => `kiosk-consent-full-${name}`),
  "guest-details-record",
];

/** @param {{device: Device, visits: Visits}} props */
export function Consent({ device, visits }) {
  const [full, setFull] = useState(false);
  const text = device.event.consent_text;
  return html`<section class="stage consent-step" data-screen="consent">
    <${Languages} choose=${(code) => visits.speak(code)} />
    ${full ? html`<${WholeText} key="full" text=${text} days=${device.event.consent_keep_days} back=${() => setFull(false)} />` : html`<${Short} key="short" text=${text} more=${() => setFull(true)} />`}
    <div class="choices">
      <button class="primary huge" type="button" onClick=${() => visits.agree()}>${t("kiosk-consent-yes")}</button>
      <button class="huge" type="button" onClick=${() => visits.end()}>${t("kiosk-consent-no")}</button>
    </div>
  </section>`;
}

/** @param {{text: string, more: () => void}} props */
const Short = ({ text, more }) => html`<div class="asking short">
  <${Title}>${t("kiosk-consent-title")}<//>
  <ol class="points">${POINTS.map((id) => html`<li key=${id}>${t(id)}</li>`)}</ol>
  <${PhotographersWords} text=${text} short />
  <button class="quiet" type="button" onClick=${more}>${t("kiosk-consent-more")}</button>
</div>`;

/** @param {{text: string, days: number, back: () => void}} props */
const WholeText = ({ text, days, back }) => html`<div class="asking whole">
  <${Title}>${t("kiosk-consent-full-title")}<//>
  <div class="text" role="region" tabindex="0" aria-label=${t("kiosk-consent-full-title")}>
    <ul class="facts">${FULL.map((id) => html`<li key=${id}>${t(id, { days })}</li>`)}</ul>
    <${PhotographersWords} text=${text} />
  </div>
  <button class="quiet" type="button" onClick=${back}>${t("back")}</button>
</div>`;
