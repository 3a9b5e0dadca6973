/** The plain page of a service with a certificate authority of its own: it helps a device to trust that. Nothing is sent from here. */

import { html, render, useEffect, useStore } from "./ui/html.js";
import { speakFirst } from "./ui/language.js";
import { PlainBar } from "./ui/plain-bar.js";
import { t, words } from "./ui/words.js";

const DEVICES = [
  { name: "iphone", looks: /iPhone|iPad/, steps: ["trust-iphone-1", "trust-iphone-2", "trust-iphone-3"] },
  { name: "android", looks: /Android/, steps: ["trust-android-1", "trust-android-2", "trust-android-3"] },
  { name: "computer", looks: /./, steps: ["trust-computer-1", "trust-computer-2"] },
];
/** @type {Record<string, string>} */
const TITLES = { iphone: "trust-iphone", android: "trust-android", computer: "trust-computer" };

/** @param {{service_url: string, certificate_url: string, fingerprint: string}} props */
function Trust({ service_url: service, certificate_url: certificate, fingerprint }) {
  useStore(words);
  useEffect(() => {
    document.title = `eventphotos · ${t("trust-title")}`;
  }, [words.language]);
  return html`<a class="skip" href="#main">${t("skip-to-content")}</a>
    <${PlainBar} />
    <main id="main">
      <header class="finder">
        <h1>${t("trust-title")}</h1>
        <p class="lead">${t("trust-lead")}</p>
      </header>
      <section class="stack scan">
        <h2>${t("trust-scan")}</h2>
        <img src="/qr.svg" alt=${t("trust-scan-picture")} />
      </section>
      <section class="stack">
        <h2>${t("trust-careful")}</h2>
        <p class="soft">${t("trust-limits")}</p>
        <p class="soft">${t("trust-compare")}</p>
        <p class="fingerprint" dir="ltr">${fingerprint}</p>
      </section>
      <section class="stack">
        <h2>${t("trust-first")}</h2>
        <p><a class="button primary" href=${certificate} download>${t("trust-download")}</a></p>
        <${Steps} />
      </section>
      <section class="stack">
        <h2>${t("trust-second")}</h2>
        <p>${t("trust-open")}</p>
        <p><a class="button" href=${service} dir="ltr">${service}</a></p>
      </section>
    </main>`;
}

/** What to do on each kind of device; those of this one lie open. */
function Steps() {
  const own = DEVICES.find(({ looks }) => looks.test(navigator.userAgent));
  return DEVICES.map(
    (device) =>
      html`<details key=${device.name} open=${device === own}>
        <summary>${t(TITLES[device.name])}</summary>
        <ol>${device.steps.map((step) => html`<li key=${step}>${t(step)}</li>`)}</ol>
      </details>`,
  );
}

await speakFirst();
const facts = await (await fetch("/trust.json")).json();
const app = /** @type {HTMLElement} */ (document.querySelector("#app"));
app.replaceChildren();
render(html`<${Trust} ...${facts} />`, app);
