/** What a guest sees when the link opens, in the words of the guest's page. */
import { html, useEffect, useState, useStore } from "../ui/html.js";
import { Photo } from "../ui/photo.js";
import { t, words } from "../ui/words.js";
import { day } from "../words/studio.js";

/**
 * A phone's worth of the guest's first page, as `event` would have it. Nothing in it can be used.
 *
 * @param {{event: Api.ManagedEvent}} props
 */
export function GuestPreview({ event }) {
  const [failed, setFailed] = useState(false);
  useStore(words);
  useEffect(() => {
    if (!words.language) words.speak("en").catch(() => setFailed(true));
  }, []);
  if (failed) return html`<p class="soft small">The preview could not be loaded.</p>`;
  if (!words.language) return null;
  return html`<figure class="preview">
    <figcaption class="soft small">What guests see first, in their language</figcaption>
    <div class="phone" inert>
      ${event.cover_photo_id && event.cover?.photo_id === event.cover_photo_id && html`<${Photo} photo=${event.cover} alt="" sizes="20rem" />`}
      <p class="name">${event.name}</p>
      ${event.date && html`<p class="soft small">${day(event.date)}</p>`}
      ${event.selfie_search === false ? html`<p>${t("guest-search-off")}</p>` : html`<${Asking} event=${event} />`}
    </div>
  </figure>`;
}

/** @param {{event: Api.ManagedEvent}} props */
function Asking({ event }) {
  return html`
    <p>${t("guest-promise")}</p>
    <p>${t("guest-selfie-fate")}</p>
    ${event.registered_only && html`<p>${t("guest-registered-only")}</p>`}
    ${
      event.consent_text &&
      html`<div class="own-words"><strong class="small">${t("guest-photographer-says")}</strong>
        <p>${event.consent_text}</p></div>`
    }
    <p class="yes"><span class="box" aria-hidden="true"></span><span>${t("guest-consent")}<br /><span class="soft small">${t("guest-consent-scope")}</span></span></p>
    <p class="button primary">${t("guest-begin")}</p>
  `;
}
