/** What this is, what happens with the selfie, and whether the guest agrees. */
import { focusOf } from "../ui/brand.js";
import { html, useRef, useState } from "../ui/html.js";
import * as Icons from "../ui/icons.js";
import { Photo } from "../ui/photo.js";
import { explain, formatDate, t } from "../ui/words.js";
import { KeptHere } from "./kept-here.js";

/** @import { Visit } from "./visit.js" */

/** @param {{visit: Visit}} props */
export function Welcome({ visit }) {
  const { event } = visit;
  return html`<article class="welcome">
    ${event.cover && html`<${Cover} cover=${event.cover} brand=${event.brand} />`}
    <div class="welcome-words stack">
      <header class=${event.cover ? "sign" : "sign finder"}>
        <h1 tabindex="-1">${event.name}</h1>
        ${event.date && html`<p class="lead soft">${formatDate(`${event.date}T12:00`)}</p>`}
      </header>
      ${event.selfie_search === false ? html`<${SearchOff} visit=${visit} />` : html`<${Offer} visit=${visit} />`}
      <${KeptHere} visit=${visit} />
    </div>
  </article>`;
}

/** @param {{cover: Api.Picture, brand: Api.Brand}} props */
function Cover({ cover, brand }) {
  return html`<figure class="cover" style=${focusOf(brand)}>
    <${Photo} photo=${cover} alt=${t("guest-cover")} sizes="(min-width: 60rem) 40rem, 100vw" eager=${true} />
  </figure>`;
}

/** @param {{visit: Visit}} props */
function Offer({ visit }) {
  const { event } = visit;
  const [agreed, setAgreed] = useState(false);
  const [missing, setMissing] = useState(false);
  const box = useRef(null);
  const begin = (/** @type {SubmitEvent} */ submitted) => {
    submitted.preventDefault();
    if (agreed) return visit.agree();
    setMissing(true);
    return box.current.focus();
  };
  return html`${visit.problem && html`<p class="notice" role="alert">${explain(visit.problem)}</p>`}
    <p class="lead">${t("guest-promise")}</p>
    <p class="soft">${t("guest-selfie-fate")}</p>
    ${event.registered_only && html`<p class="soft">${t("guest-registered-only")}</p>`}
    ${event.consent_text && html`<${PhotographersWords} text=${event.consent_text} />`}
    <form class="stack" onSubmit=${begin} noValidate>
      <label class="consent" for="consent">
        <input
          id="consent"
          type="checkbox"
          ref=${box}
          checked=${agreed}
          aria-invalid=${missing && !agreed ? "true" : undefined}
          aria-describedby="consent-missing"
          onChange=${(event) => setAgreed(event.target.checked)}
        />
        <span><strong>${t("guest-consent")}</strong> ${t("guest-consent-scope")}</span>
      </label>
      <p id="consent-missing" class="notice bad" role="alert">${missing && !agreed ? t("guest-consent-missing") : ""}</p>
      <button class="primary wide tall" type="submit"><${Icons.Camera} />${t("guest-begin")}</button>
    </form>
    <${Details} event=${event} />
    ${visit.galleryIsOpen && html`<${SeeAll} visit=${visit} />`}`;
}

/**
 * The photographer's own words, several lines in whatever language they are.
 *
 * @param {{text: string}} props
 */
function PhotographersWords({ text }) {
  return html`<section class="photographers-words" aria-labelledby="photographers-words" tabindex="0">
    <h2 id="photographers-words" class="label">${t("guest-photographer-says")}</h2>
    <p dir="auto">${text}</p>
  </section>`;
}

/** @param {{event: Api.Event}} props */
function Details({ event }) {
  const facts = ["selfie", "code", "who", "forget", "record", "free"];
  return html`<details>
    <summary>${t("guest-details-title")}</summary>
    <ul>
      ${facts.map((fact) => html`<li key=${fact}>${t(`guest-details-${fact}`, { days: event.consent_keep_days })}</li>`)}
    </ul>
  </details>`;
}

/** @param {{visit: Visit}} props */
function SearchOff({ visit }) {
  if (visit.galleryIsOpen) {
    return html`<p class="lead">${t("guest-gallery-promise")}</p>
      <${SeeAll} visit=${visit} first=${true} />`;
  }
  return html`<h2>${t("guest-search-off-title")}</h2>
    <p class="lead">${t("guest-search-off")} ${t("guest-search-off-ask")}</p>`;
}

/** @param {{visit: Visit, first?: boolean}} props */
const SeeAll = ({ visit, first = false }) =>
  html`<button type="button" class=${first ? "primary wide tall" : "wide"} onClick=${() => visit.showGallery()}><${Icons.Picture} />${t("guest-see-all")}</button>`;
