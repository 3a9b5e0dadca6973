/** The start page: for a guest with or without a link, for a photographer, and for whoever runs the venue. */

import { get } from "./http.js";
import { keepShell } from "./shell.js";
import { PICTURES } from "./start-pictures.js";
import { html, render, useEffect, useState, useStore } from "./ui/html.js";
import * as Icons from "./ui/icons.js";
import { speakFirst } from "./ui/language.js";
import { Waiting } from "./ui/later.js";
import { Photo } from "./ui/photo.js";
import { PlainBar } from "./ui/plain-bar.js";
import { explain, formatDate, t, words } from "./ui/words.js";

// The service shows this page wherever there is no other.
const LOST = location.pathname !== "/";

function Start() {
  useStore(words);
  const open = useOpenRegistration();
  useEffect(() => {
    document.title = `eventphotos · ${t(LOST ? "start-lost-title" : "start-title")}`;
  }, [words.language]);
  return html`<a class="skip" href="#main">${t("skip-to-content")}</a>
    <${PlainBar} />
    <main id="main">
      <header class="finder">
        <h1>${t(LOST ? "start-lost-title" : "start-title")}</h1>
        <p class="lead">${t(LOST ? "start-lost-lead" : "start-lead")}</p>
      </header>
      ${
        !LOST &&
        html`<ol class="steps" role="list">
        ${Object.entries(PICTURES).map(([step, picture]) => html`<li key=${step}><${picture} /><span>${t(`start-step-${step}`)}</span></li>`)}
      </ol>`
      }
      <div class="doors">
        <${Door} name="guest" />
        <${Door} name="photographer" links=${[["/studio", "start-sign-in"], ...(open ? [["/studio#register", "start-register"]] : [])]} />
        <${Door} name="organiser" links=${[["/kiosk", "start-kiosk"]]} />
      </div>
      <${OpenEvents} />
    </main>`;
}

/** Whether anyone may make an account; not shown as long as that is not known. */
function useOpenRegistration() {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    get("/auth/registration").then(
      ({ mode }) => setOpen(mode === "open"),
      () => setOpen(false), // Who cannot be told how to register can still sign in.
    );
  }, []);
  return open;
}

/** @param {{name: string, links?: any[]}} props */
function Door({ name, links = [] }) {
  return html`<section class="stack">
    <h2>${t(`start-${name}-title`)}</h2>
    <p class="soft">${t(`start-${name}-lead`)}</p>
    <div class="row">${links.map(([href, text]) => html`<a key=${href} class="button" href=${href}>${t(text)}</a>`)}</div>
  </section>`;
}

/** Events that anyone may open. */
function OpenEvents() {
  const [events, setEvents] = useState(null);
  const [problem, setProblem] = useState(null);
  const ask = () => {
    setProblem(null);
    get("/events").then((answer) => setEvents(openOnes(answer)), setProblem);
  };
  useEffect(ask, []);
  if (events?.length === 0) return null;
  return html`<section class="stack open-events" aria-labelledby="open-events">
    <h2 id="open-events">${t("start-open-events")}</h2>
    ${
      problem &&
      html`<p class="notice bad" role="alert">${explain(problem)}</p>
      <button type="button" onClick=${ask}>${t("try-again")}</button>`
    }
    ${!problem && !events && html`<${Waiting} text=${t("start-events-loading")} />`}
    ${events?.length > 0 && html`<ul class="events">${events.map((/** @type {Api.Event} */ event) => html`<${Card} key=${event.id} event=${event} />`)}</ul>`}
  </section>`;
}

/** @param {{items: Api.Event[]}} of */
const openOnes = ({ items }) => items.filter(({ visibility }) => visibility === "public");

/** @param {{event: Api.Event}} props */
function Card({ event }) {
  return html`<li>
    <a class="event-card" href=${`/e/${event.id}`}>
      <span class="event-cover">
        ${event.cover ? html`<${Photo} photo=${event.cover} alt="" sizes="(min-width: 40rem) 20rem, 100vw" />` : html`<${Icons.Picture} />`}
      </span>
      <strong>${event.name}</strong>
      ${event.date && html`<span class="soft">${formatDate(`${event.date}T12:00`)}</span>`}
    </a>
  </li>`;
}

await speakFirst();
const app = /** @type {HTMLElement} */ (document.querySelector("#app"));
app.replaceChildren();
render(html`<${Start} />`, app);
keepShell();
