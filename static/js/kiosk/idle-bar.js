/** Counts the last seconds before the screen clears itself. Above everything, an open photo too, and reachable there. */
import { html, render, useStore } from "../ui/html.js";
import { number, t, words } from "../ui/words.js";

/** @import { Visits } from "./visits.js" */
/** @import { Idleness } from "../idle.js" */

const ALOUD_S = 10; // The last of them nobody can overlook.

/**
 * Show the count of `visits` whenever nobody seems to be there.
 *
 * @param {Visits} visits
 */
export function warnWhenIdle(visits) {
  /** @type {HTMLElement | null} */
  let host = null;
  const remove = () => {
    if (!host) return;
    render(null, host);
    host.remove();
    host = null;
  };
  visits.idle.addEventListener("warning", () => {
    if (host || visits.step === "attract") return;
    // Made anew each time: what was there when a photo was opened does not take touches until it is closed.
    host = document.createElement("div");
    document.body.append(host);
    render(html`<${Count} idle=${visits.idle} scanning=${visits.step === "handoff"} />`, host);
  });
  visits.idle.addEventListener("active", remove);
  visits.addEventListener("wipe", remove);
}

/** @param {{idle: Idleness, scanning: boolean}} props */
function Count({ idle, scanning }) {
  useStore(words);
  useStore(idle, "warning");
  const seconds = { seconds: idle.seconds };
  const place = idle.seconds > ALOUD_S ? "head" : "whole";
  const stay = () => idle.sign();
  // Said aloud once; the seconds are for the eye. A touch anywhere will do, a swipe too.
  return html`<div class="idle" data-idle data-place=${scanning ? "foot" : place} role="alertdialog" aria-label=${t("kiosk-idle", { seconds: idle.longestWarning })} onClick=${stay} onTouchMove=${stay}>
    <div class="asks">
      <span class="left" aria-hidden="true" style=${{ "--left": String(idle.seconds / idle.longestWarning) }}></span>
      <p class="seconds" aria-hidden="true">${number(idle.seconds)}</p>
      <p class="lead" aria-hidden="true">${t("kiosk-idle", seconds)}</p>
      <button class="huge" type="button">${t("kiosk-idle-stay")}</button>
    </div>
  </div>`;
}
