/** What a guest sees when the link opens, in the words of the guest's page. */
import { html, useEffect, useState, useStore } from "../ui/html.js";
import { Photo } from "../ui/photo.js";
import { t, Words, words } from "../ui/words.js";
import { day } from "../words/studio.js";

/** What guests read. */
const theirs = new Words();

/** The words of guests in the studio's language: null until they are there, and `failed` where they cannot be had. */
export function useGuestsWords() {
  const [failed, setFailed] = useState(false);
  useStore(theirs);
  useEffect(() => {
    theirs.speak(/** @type {string} */ (words.language)).then(
      () => setFailed(false),
      () => setFailed(true),
    );
  }, [words.language]);
  return { failed, guests: theirs.language ? theirs : null };
}

/**
 * A phone's worth of the guest's first page, as `event` would have it. Nothing in it can be used.
 *
 * @param {{event: Api.ManagedEvent}} props
 */
export function GuestPreview({ event }) {
  const { failed, guests } = useGuestsWords();
  if (failed) return html`<p class="soft small">${t("preview-failed")}</p>`;
  if (!guests) return null;
  return html`<figure class="preview">
    <figcaption class="soft small">${t("preview-caption")}</figcaption>
    <div class="phone" inert>
      ${event.cover_photo_id && event.cover?.photo_id === event.cover_photo_id && html`<${Photo} photo=${event.cover} alt="" sizes="20rem" />`}
      <p class="name">${event.name}</p>
      ${event.date && html`<p class="soft small">${day(event.date)}</p>`}
      ${event.selfie_search === false ? html`<p>${theirs.text("guest-search-off")}</p>` : html`<${Asking} event=${event} />`}
    </div>
  </figure>`;
}

/** @param {{event: Api.ManagedEvent}} props */
function Asking({ event }) {
  return html`
    <p>${theirs.text("guest-promise")}</p>
    <p>${theirs.text("guest-selfie-fate")}</p>
    ${event.registered_only && html`<p>${theirs.text("guest-registered-only")}</p>`}
    ${
      event.consent_text &&
      html`<div class="own-words"><strong class="small">${theirs.text("guest-photographer-says")}</strong>
        <p>${event.consent_text}</p></div>`
    }
    <p class="yes"><span class="box" aria-hidden="true"></span><span>${theirs.text("guest-consent")}<br /><span class="soft small">${theirs.text("guest-consent-scope")}</span></span></p>
    <p class="button primary">${theirs.text("guest-begin")}</p>
  `;
}
