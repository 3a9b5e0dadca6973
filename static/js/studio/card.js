/** The page of a printable card, A5: an event's name, the QR code of a link, and what to do with it. */
import { get } from "../http.js";
import { html, render, useEffect, useState, useStore } from "../ui/html.js";
import { formatDate, LANGUAGES, t, words } from "../ui/words.js";
import { explain } from "../words/studio.js";

/**
 * Event and link that an address asks for: `#event=8&link=abc`.
 *
 * @param {string} hash
 */
export function askedFor(hash) {
  const asked = new URLSearchParams(hash.replace(/^#/, ""));
  return { event: asked.get("event"), link: asked.get("link") };
}

/**
 * How large a name is set so that it fits: `short`, `long` or `endless`.
 *
 * @param {string} name
 */
export function lengthOf(name) {
  if (name.length <= 36) return "short";
  return name.length <= 90 ? "long" : "endless";
}

/** @param {{event: string | null, link: string | null}} of */
async function read({ event: eventId, link: linkId }) {
  const links = await get(`/events/${eventId}/share-links`); // First: it says whether somebody is signed in.
  return { event: await get(`/events/${eventId}`), link: links.items.find((/** @type {Api.Link} */ { id }) => id === linkId) };
}

function CardPage() {
  const [found, setFound] = useState(null);
  const [error, setError] = useState(null);
  const [pin, setPin] = useState("");
  useStore(words);
  const open = () => {
    setError(null);
    Promise.all([read(askedFor(location.hash)), words.language ?? words.speak("en")]).then(([card]) => setFound(card), setError);
  };
  useEffect(open, []);
  useEffect(() => {
    if (found?.link) document.title = `Card · ${found.event.name}`;
  }, [found]);
  if (error) return html`<main class="lost"><${Lost} error=${error} onRetry=${open} /></main>`;
  if (!found || !words.language) return html`<p class="waiting" role="status">One moment …</p>`;
  const { event, link } = found;
  if (!link || link.revoked_at)
    return html`<main class="lost"><p class="notice bad" role="alert">This link is no longer there. Make a new one.</p></main>`;
  return html`
    <${Controls} link=${link} pin=${pin} onPin=${setPin} />
    <main><${Card} event=${event} link=${link} pin=${pin.trim()} /></main>
  `;
}

/** @param {{error: any, onRetry: () => void}} props */
function Lost({ error, onRetry }) {
  const signIn = error.status === 401;
  return html`<div class="notice bad" role="alert">
    <p>${signIn ? "Sign in to the studio first, then come back to this page." : explain(error)}</p>
    <p class="row">
      ${signIn && html`<a class="button" href="/studio" target="_blank" rel="noopener">Sign in</a>`}
      <button type="button" onClick=${onRetry}>Try again</button>
    </p>
  </div>`;
}

// The studio speaks English, whatever the card is in.
/** @param {{link: Api.Link, pin: string, onPin: (pin: string) => void}} props */
function Controls({ link, pin, onPin }) {
  const [missing, setMissing] = useState(false);
  const speak = (/** @type {string} */ language) =>
    words.speak(language).then(
      () => setMissing(false),
      () => setMissing(true), // The card stays in the language that it is in.
    );
  return html`<form class="controls" lang="en" dir="ltr" aria-label="The card" onSubmit=${printed}>
    <div class="field">
      <label for="card-language">Language</label>
      <select id="card-language" value=${words.language} onChange=${(event) => speak(event.target.value)}>
        ${LANGUAGES.map(({ code, name }) => html`<option key=${code} value=${code} lang=${code}>${name}</option>`)}
      </select>
      ${missing && html`<p class="wrong small" role="alert">This language could not be loaded. Check your connection and choose it again.</p>`}
    </div>
    ${
      link.has_pin &&
      html`<div class="field">
        <label for="card-pin">PIN to print (optional)</label>
        <input
          id="card-pin"
          inputmode="numeric"
          autocomplete="off"
          maxlength="12"
          aria-describedby="card-pin-hint"
          value=${pin}
          onInput=${(event) => onPin(event.target.value)}
        />
        <p id="card-pin-hint" class="soft small">Left empty, guests are told to ask you for it.</p>
      </div>`
    }
    <button class="primary" type="submit">Print</button>
    <p class="soft small">A5, without margins. To cut out of A4: two pages a sheet.</p>
  </form>`;
}

/** @param {Event} event */
function printed(event) {
  event.preventDefault();
  print();
}

/** @param {{event: Api.ManagedEvent, link: Api.Link, pin: string}} props */
function Card({ event, link, pin }) {
  return html`<article class="card" aria-label="Card to print">
    <header>
      ${event.date && html`<p class="when">${formatDate(`${event.date}T12:00`)}</p>`}
      <h1 data-length=${lengthOf(event.name)}>${event.name}</h1>
    </header>
    <p class="call">${t("card-title")}</p>
    <div class="qr">
      <img src="/api/v1/share-links/${link.id}/qr.svg" alt="QR code of the link" width="300" height="300" />
    </div>
    <ol>
      <li>${t("card-step-scan")}</li>
      <li>${t("card-step-selfie")}</li>
      <li>${t("card-step-see")}</li>
    </ol>
    ${link.has_pin && html`<p class=${pin ? "pin told" : "pin"}>${pin ? t("card-pin", { pin }) : t("card-pin-ask")}</p>`}
    <footer>${t("card-promise")}</footer>
  </article>`;
}

if (globalThis.document) render(html`<${CardPage} />`, /** @type {HTMLElement} */ (document.getElementById("app")));
