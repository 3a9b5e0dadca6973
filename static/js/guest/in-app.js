/**
 * Pages opened from a message are shown in that app's own browser, which often has no camera for pages and forgets them when it is
 * closed. Such a guest is told which browser to use, and takes the link there.
 */
import { copied } from "../ui/copied.js";
import { html, useState } from "../ui/html.js";
import { t } from "../ui/words.js";

// What these apps call themselves, as their browsers' names say; `; wv)` is any Android app that shows pages.
const APPS =
  /Instagram|FBA[NV]|FB_IAB|Messenger|WhatsApp|\bLine\/|MicroMessenger|Snapchat|TikTok|musical_ly|BytedanceWebview|Twitter|LinkedInApp|Pinterest|; wv\)/;

/** The browser that a page inside an app should be opened in: `Safari`, `Chrome`, or null where it is in a browser already. */
export function browserInstead({ userAgent, maxTouchPoints } = navigator) {
  if (!APPS.test(userAgent)) return null;
  const apple = /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1);
  return apple ? "Safari" : "Chrome";
}

/**
 * Copies the address of this page, for `browser`.
 *
 * @param {{browser: string}} props
 */
export function CopyLink({ browser }) {
  const [said, say] = useState(null);
  const address = location.origin + location.pathname;
  const copy = () =>
    copied(address).then(
      () => say("guest-in-app-copied"),
      () => say("guest-in-app-not-copied"),
    );
  return html`<div class="stack copy-link">
    <button type="button" class="wide" onClick=${copy}>${t("guest-in-app-copy", { browser })}</button>
    <p class=${said ? "notice" : "unseen"} role="status">${said ? t(said, { browser }) : ""}</p>
    ${said === "guest-in-app-not-copied" && html`<p class="lead" dir="ltr">${address}</p>`}
  </div>`;
}
