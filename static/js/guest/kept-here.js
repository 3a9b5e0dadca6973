/** What this device keeps of a guest who has only browsed: she deletes it here, where it is offered before anything is fetched for it. */
import { html, useState } from "../ui/html.js";
import { Later } from "../ui/later.js";
import { moduleAt } from "../ui/modules.js";
import { t } from "../ui/words.js";

/** @import { Visit } from "./visit.js" */

const QUESTION = () => moduleAt("/static/js/guest/forget.js").then((module) => module.KeptQuestion);

/** @param {{visit: Visit}} props */
export function KeptHere({ visit }) {
  const [asking, setAsking] = useState(false);
  if (!visit.keepsUnsearched) return null;
  return html`<button id="forget-kept" type="button" class="quiet danger" onClick=${() => setAsking(true)}>${t("guest-kept-forget")}</button>
    ${asking && html`<${Later} load=${QUESTION} visit=${visit} close=${() => setAsking(false)} />`}`;
}
