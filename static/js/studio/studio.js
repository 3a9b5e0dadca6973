/** The studio: who is there, and which screen the address shows. */
import { get } from "../http.js";
import { LiveSocket } from "../socket.js";
import { Connection } from "../ui/connection.js";
import { Dialog } from "../ui/dialog.js";
import { html, render, useEffect, useStore } from "../ui/html.js";
import { LanguageChoice, speakFirst } from "../ui/language.js";
import { Deleted, deleteOnLeaving, deletions } from "../ui/undo.js";
import { t, words } from "../ui/words.js";
import { STUDIO } from "../words/catalogues.js";
import { Account, Register, Reset, SignIn } from "./account.js";
import { Confirmed, Unconfirmed } from "./address-check.js";
import { AccountBrand } from "./brand.js";
import { EventPage } from "./event.js";
import { Events } from "./events.js";
import { Problem, useAct } from "./forms.js";
import { Hooks } from "./hooks.js";
import { Offer, OfferWaits, offered } from "./offer.js";
import { Heading, Waiting } from "./pieces.js";
import { useRefreshed } from "./refreshed.js";
import { router } from "./router.js";
import { session } from "./session.js";
import { Tokens } from "./tokens.js";
import { OwnUsage } from "./usage.js";

const ASKED_EVERY_MS = 15_000;
/** The state of the live connection. */
const CONNECTION = () => ({
  idle: "",
  connecting: t("connection-connecting"),
  online: t("connection-online"),
  waiting: t("connection-waiting"),
  refused: t("connection-refused"),
});
/** @type {Record<string, string>} The same on screens that hear of nothing live. */
const REACHED = { connecting: "connection-connecting", online: "connection-reached", waiting: "connection-waiting" };

const socket = new LiveSocket();
socket.addEventListener("state", () => socket.state === "refused" && session.ended());

function Studio() {
  useStore([words, session, router, offered]);
  const { user } = session;
  return html`
    <a class="skip" href="#main" onClick=${toContent}>${t("skip-to-content")}</a>
    <${Header} user=${user} />
    <main id="main" tabindex="-1">
      <${Content} />
    </main>
    ${router.asking && html`<${Leaving} />`}
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

function Content() {
  const { user, lapsed } = session;
  const { screen, token } = router.route;
  const person = user ?? lapsed;
  useEffect(() => {
    if (screen === "offer") offered.take(/** @type {string} */ (token));
  }, [screen, token]);
  useEffect(() => {
    if (lapsed) closeDialogs();
    return () => lapsed && document.getElementById("main")?.focus(); // They are back.
  }, [lapsed]);
  if (screen === "confirm") return html`<${Confirmed} token=${token} />`;
  if (screen === "reset") return html`<${Reset} token=${token} />`;
  // The screens of somebody whose session ended stay as they are, out of sight, until they are back.
  return html`
    ${!user && offered.token && html`<${OfferWaits} />`}
    ${!user && html`<${Gate} />`}
    ${person && html`<div key=${person.id} hidden=${!user}>${!person.confirmed && html`<${Unconfirmed} user=${person} shown=${screen !== "event"} />`}<${Screen} user=${person} /></div>`}
  `;
}

/** An open dialog keeps everything else from being used, also when nobody can see it. */
function closeDialogs() {
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.dispatchEvent(new Event("cancel", { cancelable: true }));
}

/** @param {{user: Api.User}} props */
function Header({ user }) {
  useStore(socket, "state");
  const leaving = useAct();
  const signOut = () =>
    leaving.run(async () => {
      await deletions.finishAll();
      await session.signOut();
      socket.close();
      router.replace("");
    });
  return html`<header class="bar">
    <a class="wordmark" href="#"><img src="/static/icon.svg" alt="" width="28" height="28" />eventphotos <span class="soft">${t("studio-name")}</span></a>
    <div class="row">
      ${socket.state !== "idle" && html`<${Connection} socket=${socket} texts=${CONNECTION()} />`}
      ${socket.state === "idle" && user && html`<${Reached} />`}
      ${
        user &&
        html`${user.role === "admin" && html`<a href="/admin" class="small">${t("admin-name")}</a>`}
        <a href="#account" class="small who" title=${t("frame-account")}>${user.name}</a>
        <button class="compact quiet" type="button" onClick=${() => router.wish(signOut)}>${t("sign-out")}</button>`
      }
      ${user === null && html`<${LanguageChoice} />`}
    </div>
    <${Problem} error=${leaving.error} />
  </header>`;
}

/** On screens that hear of nothing live, asking now and then who one is tells whether the service is there. */
function Reached() {
  const me = useRefreshed("me", /** @returns {Promise<Api.User>} */ () => get("/auth/me"), ASKED_EVERY_MS);
  const answered = me.value ? "online" : "connecting";
  const state = me.error ? "waiting" : answered;
  return html`<p class="connection" role="status" data-state=${state}>${t(REACHED[state])}</p>`;
}

/** What is shown to whom nobody knows. */
function Gate() {
  const { route } = router;
  if (session.error) return html`<${Problem} error=${session.error} onRetry=${() => session.open()} />`;
  if (session.user === undefined) return html`<${Waiting} />`;
  return route.screen === "register"
    ? html`<${Register} key="register" invitation=${route.invitation} />`
    : html`<${SignIn} key="sign-in" />`;
}

/** @param {{user: Api.User}} props */
function Screen({ user }) {
  const { route } = router;
  if (offered.token) return html`<${Offer} key="offer" user=${user} token=${offered.token} />`;
  switch (route.screen) {
    case "events":
    case "offer":
    case "register":
      return html`<${Events} key="events" user=${user} />`;
    case "event":
      return html`<${EventPage} key=${route.id} id=${route.id} part=${route.part} socket=${socket} />`;
    case "account":
      return html`<${Account} key="account" user=${user}>${user.role !== "guest" && html`<${OwnUsage} /><${AccountBrand} /><${Tokens} /><${Hooks} />`}<//>`;
    case "nowhere":
      return html`<section key="nowhere" class="stack narrow">
        <${Heading} title=${t("nowhere-title")} />
        <p>${t("nowhere-lead")}</p>
        <a class="button primary" href="#">${t("to-your-events")}</a>
      </section>`;
    default:
      throw new Error(`unknown screen: ${route.screen}`);
  }
}

function Leaving() {
  return html`<${Dialog} label=${t("leave-title")} class="question" onClose=${() => router.stay()}>
    <div class="stack">
      <h2>${t("leave-title")}</h2>
      <p>${t("leave-lead")}</p>
      <div class="row">
        <button class="primary" type="button" onClick=${() => router.stay()}>${t("leave-stay")}</button>
        <button class="danger" type="button" onClick=${() => router.leave()}>${t("leave-go")}</button>
      </div>
    </div>
  <//>`;
}

words.files = STUDIO;
session.open(); // Beside the words, which everything else waits for.
await speakFirst();
router.start();
deleteOnLeaving();
render(html`<${Studio} />`, /** @type {HTMLElement} */ (document.getElementById("app")));
