/** The guest's page: one screen of a visit at a time, under a bar with the event's name, the connection and the language. */
import { BrandFooter, Logo, wear } from "../ui/brand.js";
import { Connection } from "../ui/connection.js";
import { html, useEffect, useLayoutEffect, useRef, useStore } from "../ui/html.js";
import { LanguageChoice } from "../ui/language.js";
import { Later } from "../ui/later.js";
import { moduleAt } from "../ui/modules.js";
import { explain, t, words } from "../ui/words.js";
import { Closed, Offline, Opening, Pin } from "./door.js";
import { wayBack } from "./way-back.js";
import { Welcome } from "./welcome.js";

/** @import { Visit } from "./visit.js" */

// What the first screen does not need comes later.
/** @type {Record<string, any>} */
const LATER = {
  person: () => moduleAt("/static/js/guest/person.js").then((module) => module.PersonToAdd),
  selfie: () => moduleAt("/static/js/guest/selfie.js").then((module) => module.Selfie),
  results: () => moduleAt("/static/js/guest/results.js").then((module) => module.Results),
  gallery: () => moduleAt("/static/js/guest/gallery.js").then((module) => module.Gallery),
  chosen: () => moduleAt("/static/js/guest/chosen.js").then((module) => module.Chosen),
  give: () => moduleAt("/static/js/guest/give.js").then((module) => module.Give),
  forgotten: () => moduleAt("/static/js/guest/forgotten.js").then((module) => module.Forgotten),
};
const DELETED = () => moduleAt("/static/js/ui/undo.js").then((module) => module.Deleted);
const COMMENT = () => moduleAt("/static/js/guest/comment.js").then((module) => module.Comment);
/** @type {Record<string, any>} */
const SCREENS = { opening: Opening, offline: Offline, closed: Closed, pin: Pin, welcome: Welcome };
/** @type {Record<string, (visit: Visit) => void>} Where the device's way back leads from a screen that is a step. */
const BACK_FROM = {
  person: (visit) => visit.welcome(),
  selfie: (visit) => visit.welcome(),
  gallery: (visit) => visit.leaveGallery(),
  give: (visit) => visit.leaveGiving(),
};
const OFFER_GIVING = new Set(["welcome", "results", "gallery"]);
/** Screens where one thing is to be done: nothing is below it. */
const STEPS = new Set(["opening", "offline", "closed", "pin", "person", "selfie"]);
const AHEAD_AFTER_MS = 800;
const LOST = new Set(["waiting", "refused"]); // Refused by mistake, as far as anybody knows: else there is no search.

/** @param {{visit: Visit}} props */
export function Page({ visit }) {
  useStore([visit, words]);
  useTitle(visit);
  useLayoutEffect(() => wear(visit.event?.brand), [visit.event?.brand]);
  useFetchedAhead(visit.screen);
  useWayBack(visit);
  const main = useNewScreen(visit.screen);
  const screen = visit.screen in LATER ? Later : SCREENS[visit.screen];
  return html`<a class="skip" href="#main">${t("skip-to-content")}</a>
    <${Bar} visit=${visit} />
    <${Notices} visit=${visit} />
    <main id="main" data-screen=${visit.screen} ref=${main}>
      ${visit.people.search && visit.galleryIsOpen && html`<${Tabs} visit=${visit} />`}
      ${visit.commenting && html`<${Later} key=${visit.commenting} visit=${visit} load=${COMMENT} />`}
      <${screen} key=${visit.screen} visit=${visit} load=${LATER[visit.screen]} />
      ${
        visit.event?.guest_photos &&
        visit.guestToken &&
        OFFER_GIVING.has(visit.screen) &&
        html`<p class="offer-giving"><button type="button" class="wide" onClick=${() => visit.showGiving()}>${t("give-offer")}</button></p>`
      }
    </main>
    ${visit.deletions && html`<${Later} load=${DELETED} />`}
    ${!STEPS.has(visit.screen) && html`<${BrandFooter} brand=${visit.event?.brand} />`}`;
}

/** @param {{visit: Visit}} props */
function Bar({ visit }) {
  const texts = { idle: "", connecting: "", online: t("connection-online"), waiting: "", refused: "" };
  return html`<header class="guest-bar">
    ${visit.event?.brand?.logo ? html`<${Logo} brand=${visit.event.brand} />` : html`<img src="/static/icon.svg" alt="" width="28" height="28" />`}
    ${visit.people.search ? html`<${Connection} socket=${visit.people.socket} texts=${texts} />` : null}
    <${LanguageChoice} onFailed=${() => visit.complain({ code: "unreachable" })} />
  </header>`;
}

/**
 * Said wherever one is on the page, over it, so that nothing moves: that what is shown may be behind, and what did not work.
 *
 * @param {{visit: Visit}} props
 */
function Notices({ visit }) {
  useStore(visit.people.socket, "state");
  const lost = visit.people.search && LOST.has(visit.people.socket.state);
  const { complaint } = visit;
  const looks = visit.fromMemory ? "notice" : "notice bad"; // What was seen is there: nothing is wrong with that.
  return html`<div class="notices">
    <p id="connection" class=${lost ? looks : "unseen"} role="status">${lost ? t(visit.fromMemory ? "guest-offline-seen" : "connection-waiting") : ""}</p>
    <p id="complaint" class=${complaint ? "notice bad dismissible" : "unseen"} role="alert">
      ${complaint && html`<span>${explain(complaint)}</span><button type="button" class="quiet compact" onClick=${() => visit.complain(null)}>${t("close")}</button>`}
    </p>
  </div>`;
}

/** @param {{visit: Visit}} props */
function Tabs({ visit }) {
  const all = visit.screen === "gallery";
  const tab = (/** @type {string} */ text, /** @type {boolean} */ current, /** @type {() => void} */ go) =>
    html`<button type="button" aria-current=${current ? "page" : undefined} onClick=${go}>${text}</button>`;
  return html`<nav class="tabs">
    ${tab(t("guest-your-photos"), !all, () => visit.leaveGallery())} ${tab(t("guest-all-photos"), all, () => visit.showGallery())}
  </nav>`;
}

/** @param {Visit} visit */
function useTitle(visit) {
  useEffect(() => {
    if (visit.event) document.title = t("guest-title", { event: visit.event.name });
  }, [visit.event, words.language]);
}

/**
 * In place as soon as the step is drawn: who goes back at once would leave the event.
 *
 * @param {Visit} visit
 */
function useWayBack(visit) {
  const { screen } = visit;
  useLayoutEffect(() => {
    const back = BACK_FROM[screen];
    if (back) wayBack.enter("step", () => back(visit));
    else wayBack.left("step");
  }, [screen]);
}

/** @param {string[]} names */
function fetchAhead(names) {
  for (const name of names) LATER[name]().catch(() => undefined); // Else when it is needed.
}

/**
 * What comes next is fetched while the guest reads.
 *
 * @param {string} screen
 */
function useFetchedAhead(screen) {
  useEffect(() => {
    const next = { welcome: ["selfie", "results"], selfie: ["results"], results: ["person", "forgotten"] }[screen] ?? [];
    const timer = setTimeout(() => fetchAhead(next), AHEAD_AFTER_MS);
    return () => clearTimeout(timer);
  }, [screen]);
}

/**
 * A new screen is looked at from its top, and read out from its heading.
 *
 * @param {string} screen
 */
function useNewScreen(screen) {
  const main = useRef(null);
  const first = useRef(true);
  useLayoutEffect(() => {
    if (!first.current) scrollTo(0, 0);
  }, [screen]);
  useEffect(() => {
    if (!first.current && screen !== "opening") focusHeading(main.current);
    if (screen !== "opening") first.current = false;
  }, [screen]);
  return main;
}

/**
 * The heading of the screen, as soon as it is there: parts that are fetched later come with one.
 *
 * @param {HTMLElement} main
 */
function focusHeading(main) {
  const focus = () => {
    const heading = main.querySelector("h1");
    heading?.focus({ preventScroll: true });
    return heading !== null;
  };
  if (focus()) return;
  const observer = new MutationObserver(() => focus() && observer.disconnect());
  observer.observe(main, { childList: true, subtree: true });
}
