/** The page of a printable card, A5: an event's name, the QR code of a link, and what to do with it. */
import { get } from "../http.js";
import { Logo } from "../ui/brand.js";
import { html, render, useEffect, useState, useStore } from "../ui/html.js";
import { speakFirst } from "../ui/language.js";
import { localeOf } from "../ui/languages.js";
import { explain, LANGUAGES, t, Words, words } from "../ui/words.js";
import { CARD } from "../words/catalogues.js";

/** What the card says: the words of guests, in a language of its own. */
const theirs = new Words();

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
  useStore([words, theirs]);
  const open = () => {
    setError(null);
    Promise.all([read(askedFor(location.hash)), theirs.language ?? theirs.speak(words.language ?? "en")]).then(
      ([card]) => setFound(card),
      setError,
    );
  };
  useEffect(open, []);
  useEffect(() => {
    if (found?.link) document.title = t("cardpage-title", { name: found.event.name });
  }, [found]);
  if (error) return html`<main class="lost"><${Lost} error=${error} onRetry=${open} /></main>`;
  if (!found || !theirs.language) return html`<p class="waiting" role="status">${t("one-moment")}</p>`;
  const { event, link } = found;
  if (!link || link.revoked_at)
    return html`<main class="lost"><p class="notice bad" role="alert">${t("cardpage-gone")}</p></main>`;
  return html`
    <${Controls} link=${link} pin=${pin} onPin=${setPin} />
    <main aria-label=${t("cardpage-card")}><${Card} event=${event} link=${link} pin=${pin.trim()} /></main>
  `;
}

/** @param {{error: any, onRetry: () => void}} props */
function Lost({ error, onRetry }) {
  const signIn = error.status === 401;
  return html`<div class="notice bad" role="alert">
    <p>${signIn ? t("cardpage-sign-in-first") : explain(error)}</p>
    <p class="row">
      ${signIn && html`<a class="button" href="/studio" target="_blank" rel="noopener">${t("cardpage-sign-in")}</a>`}
      <button type="button" onClick=${onRetry}>${t("try-again")}</button>
    </p>
  </div>`;
}

/** @param {{link: Api.Link, pin: string, onPin: (pin: string) => void}} props */
function Controls({ link, pin, onPin }) {
  const [missing, setMissing] = useState(false);
  const speak = (/** @type {string} */ language) =>
    theirs.speak(language).then(
      () => setMissing(false),
      () => setMissing(true), // The card stays in the language that it is in.
    );
  return html`<form class="controls" aria-label=${t("cardpage-controls")} onSubmit=${printed}>
    <div class="field">
      <label for="card-language">${t("cardpage-language")}</label>
      <select id="card-language" value=${theirs.language} onChange=${(event) => speak(event.target.value)}>
        ${LANGUAGES.map(({ code, name }) => html`<option key=${code} value=${code} lang=${code}>${name}</option>`)}
      </select>
      ${missing && html`<p class="wrong small" role="alert">${t("cardpage-missing")}</p>`}
    </div>
    ${
      link.has_pin &&
      html`<div class="field">
        <label for="card-pin">${t("cardpage-pin")}</label>
        <input
          id="card-pin"
          inputmode="numeric"
          autocomplete="off"
          maxlength="12"
          aria-describedby="card-pin-hint"
          value=${pin}
          onInput=${(event) => onPin(event.target.value)}
        />
        <p id="card-pin-hint" class="soft small">${t("cardpage-pin-hint")}</p>
      </div>`
    }
    <button class="primary" type="submit">${t("cardpage-print")}</button>
    <p class="soft small">${t("cardpage-paper")}</p>
  </form>`;
}

/** @param {Event} event */
function printed(event) {
  event.preventDefault();
  print();
}

/** @param {Api.Brand} brand */
function whose({ name, imprint, credit }) {
  const said = [name, imprint, credit && theirs.text("brand-credit")].filter(Boolean).join(" · ");
  return said && html`<br /><bdi>${said}</bdi>`;
}

/** @param {{event: Api.ManagedEvent, link: Api.Link, pin: string}} props */
function Card({ event, link, pin }) {
  const language = /** @type {string} */ (theirs.language);
  const direction = LANGUAGES.find(({ code }) => code === language)?.direction;
  const day = new Intl.DateTimeFormat(localeOf(language), { dateStyle: "long" });
  return html`<article class="card" lang=${language} dir=${direction}>
    <header>
      <${Logo} brand=${event.brand} />
      ${event.date && html`<p class="when">${day.format(new Date(`${event.date}T12:00`))}</p>`}
      <h1 data-length=${lengthOf(event.name)}>${event.name}</h1>
    </header>
    <p class="call">${theirs.text("card-title")}</p>
    <div class="qr">
      <img src="/api/v1/share-links/${link.id}/qr.svg" alt=${t("cardpage-qr")} lang=${words.language} width="300" height="300" />
    </div>
    <ol>
      <li>${theirs.text("card-step-scan")}</li>
      <li>${theirs.text("card-step-selfie")}</li>
      <li>${theirs.text("card-step-see")}</li>
    </ol>
    ${link.has_pin && html`<p class=${pin ? "pin told" : "pin"}>${pin ? theirs.text("card-pin", { pin }) : theirs.text("card-pin-ask")}</p>`}
    <p class="typed figures" dir="ltr">${link.url.replace(/^https?:\/\//, "")}</p>
    <footer>${theirs.text("card-promise")}${whose(event.brand)}</footer>
  </article>`;
}

if (globalThis.document) {
  words.files = CARD;
  await speakFirst();
  render(html`<${CardPage} />`, /** @type {HTMLElement} */ (document.getElementById("app")));
}
