/** The administration: who is there, whether they may, and which screen the address shows. */
import { SignIn } from "../studio/account.js";
import { Problem, useAct } from "../studio/forms.js";
import { Heading, Waiting } from "../studio/pieces.js";
import { session } from "../studio/session.js";
import { html, render, useStore } from "../ui/html.js";
import { LanguageChoice, speakFirst } from "../ui/language.js";
import { Deleted, deleteOnLeaving, deletions } from "../ui/undo.js";
import { t, words } from "../ui/words.js";
import { ADMIN } from "../words/catalogues.js";
import { role } from "../words/studio.js";
import { EventTable } from "./events.js";
import { Log } from "./log.js";
import { People } from "./people.js";
import { hashOf, place, SCREENS } from "./place.js";
import { System } from "./system.js";

/** @type {Record<string, any>} */
const DRAWN = { system: System, people: People, events: EventTable, log: Log };

function Administration() {
  useStore([words, session, place]);
  const { user, lapsed } = session;
  const person = user ?? lapsed;
  const admitted = person?.role === "admin";
  return html`
    <a class="skip" href="#main" onClick=${toContent}>${t("skip-to-content")}</a>
    <${Header} user=${user} admitted=${admitted && Boolean(user)} />
    <main id="main" tabindex="-1">
      ${!user && html`<${Gate} />`}
      ${admitted && html`<div key=${person.id} hidden=${!user}><${Screen} /></div>`}
      ${user && !admitted && html`<${NotForYou} user=${user} />`}
    </main>
    <${Deleted} />
  `;
}

/**
 * An address that begins with # is a screen here, so the way to the content is gone without one.
 *
 * @param {Event} event
 */
function toContent(event) {
  event.preventDefault();
  document.getElementById("main")?.focus();
}

/** @param {{user: Api.User, admitted: boolean}} props */
function Header({ user, admitted }) {
  const leaving = useAct();
  const signOut = async () => {
    await deletions.finishAll();
    await session.signOut();
  };
  return html`<header class="admin-head film">
    <div class="bar row between">
      <a class="wordmark" href="#"><img src="/static/icon.svg" alt="" width="28" height="28" />eventphotos <span class="soft">${t("admin-name")}</span></a>
      ${
        user &&
        html`<div class="row">
          <a href="/studio" class="small">${t("studio-name")}</a>
          <a href="/studio#account" class="small who">${user.name}</a>
          <button class="compact quiet" type="button" onClick=${() => leaving.run(signOut)}>${t("sign-out")}</button>
        </div>`
      }
      ${!user && html`<${LanguageChoice} />`}
    </div>
    ${admitted && html`<${Screens} />`}
    <${Problem} error=${leaving.error} />
  </header>`;
}

function Screens() {
  const { screen } = place.now;
  return html`<nav class="parts" aria-label=${t("admin-name")}>
    ${SCREENS.map((name) => html`<a key=${name} href=${hashOf(name)} aria-current=${name === screen ? "page" : undefined}>${t(`admin-${name}`)}</a>`)}
  </nav>`;
}

function Screen() {
  const { screen, filters } = place.now;
  return html`<${DRAWN[screen]} key=${screen} filters=${filters} />`;
}

/** What is shown to whom nobody knows. */
function Gate() {
  if (session.error) return html`<${Problem} error=${session.error} onRetry=${() => session.open()} />`;
  if (session.user === undefined) return html`<${Waiting} />`;
  return html`<${SignIn} invites=${false} />`;
}

/** @param {{user: Api.User}} props */
function NotForYou({ user }) {
  return html`<section class="stack narrow">
    <${Heading} title=${t("admin-not-you-title")} />
    <p>${t("admin-not-you", { name: user.name, email: user.email, role: role(user.role) })}</p>
    <div class="row">
      <a class="button primary" href="/studio">${t("admin-to-studio")}</a>
      <button type="button" onClick=${() => session.signOut()}>${t("admin-other")}</button>
    </div>
  </section>`;
}

words.files = ADMIN;
await speakFirst();
deleteOnLeaving();
render(html`<${Administration} />`, /** @type {HTMLElement} */ (document.getElementById("app")));
session.open();
