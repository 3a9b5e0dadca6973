/** The guest's link as an app on the phone, offered once and gently; on iPhones, where pages may not offer it, explained. */

import { Observable } from "../observable.js";
import { html, useStore } from "../ui/html.js";
import { t, words } from "../ui/words.js";

const DECLINED = "ep.install-declined";

/** `state` is `none` (nothing to say), `offered` (one tap does it) or `by-hand` (the guest can do it in the browser's menu). */
class Installation extends Observable {
  /** @type {BeforeInstallPromptEvent | null} */
  #question = null;
  /** @type {"none" | "offered" | "by-hand"} */
  state = "none";

  constructor() {
    super();
    addEventListener("beforeinstallprompt", (event) => {
      event.preventDefault(); // The browser's own bar would cover the photos.
      this.#question = event;
      this.#become("offered");
    });
    addEventListener("appinstalled", () => this.#become("none"));
    if (isApplePhone(navigator) && !navigator.standalone) this.#become("by-hand");
  }

  /** Let the browser ask. It may be asked once: whatever the answer is, the offer ends. */
  accept() {
    const question = this.#question;
    this.#become("none");
    return question?.prompt();
  }

  /** Not now, and not on the next visit either. */
  decline() {
    try {
      localStorage.setItem(DECLINED, "yes");
    } catch {
      // Private windows may refuse storage: the offer then comes again on the next visit.
    }
    this.#become("none");
  }

  /** @param {Installation["state"]} state */
  #become(state) {
    this.state = hasDeclined() ? "none" : state;
    this.changed();
  }
}

/**
 * Safari and its kin on iPhone and iPad, which have `standalone` and never offer.
 *
 * @param {Navigator} navigator
 */
export function isApplePhone({ userAgent, standalone, maxTouchPoints }) {
  return standalone !== undefined && (/iPhone|iPad|iPod/.test(userAgent) || maxTouchPoints > 1);
}

function hasDeclined() {
  try {
    return localStorage.getItem(DECLINED) !== null;
  } catch {
    return false;
  }
}

/** Listens from the moment this module is loaded: the browser says early, and once, that a page can be installed. */
export const installation = new Installation();

/** The offer, as a panel below the results; nothing while there is nothing to offer. */
export function Install() {
  useStore([installation, words]);
  if (installation.state === "none") return null;
  const offered = installation.state === "offered";
  return html`<section class="panel stack" aria-labelledby="install-title">
    <h2 id="install-title">${t("guest-install-title")}</h2>
    <p>${t(offered ? "guest-install-lead" : "guest-install-by-hand")}</p>
    <div class="row">
      ${offered && html`<button type="button" onClick=${() => installation.accept()}>${t("guest-install-yes")}</button>`}
      <button type="button" class="quiet" onClick=${() => installation.decline()}>${t("guest-install-no")}</button>
    </div>
  </section>`;
}
