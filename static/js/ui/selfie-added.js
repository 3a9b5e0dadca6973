/** What became of another selfie for a search that is live. */
import { html } from "./html.js";
import { t } from "./words.js";

/** @param {{added: {reason: string | null} | null, waits: boolean}} props */
export function SelfieAdded({ added, waits }) {
  const said = waits ? t("selfie-looking") : added && saidOf(added);
  const tone = added?.reason && !waits ? "notice bad" : "soft";
  return html`<p id="selfie-added" class=${said ? tone : "unseen"} role="status">${said ?? ""}</p>`;
}

/** @param {{reason: string | null}} of */
function saidOf({ reason }) {
  if (reason === "several_faces") return t("selfie-of-another");
  return reason ? t(`rejected-${reason}`) : t("selfie-added");
}
