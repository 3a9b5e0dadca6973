/** Says that the visit is over and what became of it, knows nothing of it any more, and goes by itself. */

import { html } from "../ui/html.js";
import * as Icons from "../ui/icons.js";
import { t } from "../ui/words.js";
import { Title } from "./pieces.js";

/** @import { Visits } from "./visits.js" */

/** @param {{visits: Visits}} props */
export function Bye({ visits }) {
  const { how, deleted, someTaken } = /** @type {NonNullable<Visits["bye"]>} */ (visits.bye);
  /** @type {Record<string, string>} */
  const texts = {
    phone: "kiosk-bye-phone-lead",
    true: someTaken ? "kiosk-bye-part-lead" : "kiosk-bye-done-lead",
    false: "kiosk-bye-later-lead",
  };
  const lead = texts[how === "phone" ? "phone" : String(deleted)];
  return html`<section class="bye" data-screen="bye">
    <span class="tick"><${Icons.Check} /></span>
    <${Title}>${t(how === "phone" ? "kiosk-bye-phone-title" : "kiosk-bye-done-title")}<//>
    <p class="lead" role="status">${lead && t(lead)}</p>
    <button class="huge" type="button" onClick=${() => visits.rest()}>${t("kiosk-bye-next")}</button>
    <span class="draining" aria-hidden="true"></span>
  </section>`;
}
