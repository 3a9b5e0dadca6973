/** Asks whether we may look, says in three sentences what happens, and all of it one tap away. */
import { html, useState } from "../ui/html.js";
import { number, t } from "../ui/words.js";
import { Languages, PhotographersWords, Title } from "./pieces.js";

/** @import { Device } from "./device.js" */
/** @import { Visits } from "./visits.js" */

const OWN = {
  title: "kiosk-consent-title",
  points: ["kiosk-consent-camera", "kiosk-consent-search", "kiosk-consent-delete"],
  free: "kiosk-consent-full-free",
  yes: "kiosk-consent-yes",
};
const OF_ANOTHER = {
  title: "person-title",
  points: ["kiosk-person-lead", "kiosk-person-camera", "kiosk-person-delete"],
  free: "kiosk-person-free",
  yes: "person-consent",
};
const FULL = ["picture", "code", "screen", "end", "phone"].map((name) => `kiosk-consent-full-${name}`);

/** @param {{device: Device, visits: Visits}} props */
export function Consent({ device, visits }) {
  const [full, setFull] = useState(false);
  const text = device.event.consent_text;
  const words = visits.people.length ? OF_ANOTHER : OWN;
  return html`<section class="stage consent-step" data-screen="consent">
    <${Languages} choose=${(code) => visits.speak(code)} />
    ${full ? html`<${WholeText} key="full" words=${words} text=${text} days=${device.event.consent_keep_days} back=${() => setFull(false)} />` : html`<${Short} key="short" words=${words} text=${text} more=${() => setFull(true)} />`}
    <div class="choices">
      <button class="primary huge" type="button" onClick=${() => visits.agree()}>${t(words.yes)}</button>
      <button class="huge" type="button" onClick=${() => visits.cancel()}>${t(visits.people.length ? "back" : "kiosk-consent-no")}</button>
    </div>
  </section>`;
}

/** @param {{words: typeof OWN, text: string, more: () => void}} props */
const Short = ({ words, text, more }) => html`<div class="asking short">
  <${Title}>${t(words.title)}<//>
  <ol class="points">${words.points.map((id, index) => html`<li key=${id} data-number=${number(index + 1)}>${t(id)}</li>`)}</ol>
  <${PhotographersWords} text=${text} short />
  <button class="quiet" type="button" onClick=${more}>${t("kiosk-consent-more")}</button>
</div>`;

/** @param {{words: typeof OWN, text: string, days: number, back: () => void}} props */
const WholeText = ({ words, text, days, back }) => html`<div class="asking whole">
  <${Title}>${t("kiosk-consent-full-title")}<//>
  <div class="text" role="region" tabindex="0" aria-label=${t("kiosk-consent-full-title")}>
    <ul class="facts">${[...FULL, words.free, "guest-details-record"].map((id) => html`<li key=${id}>${t(id, { days })}</li>`)}</ul>
    <${PhotographersWords} text=${text} />
  </div>
  <button class="quiet" type="button" onClick=${back}>${t("back")}</button>
</div>`;
