/** The wall: photos of the guest as they are found, those in doubt, and the way to the phone. */

import { EVERYBODY, TOGETHER } from "../search-session.js";
import { SharedStore } from "../shared-store.js";
import { html, useEffect, useMemo, useRef, useState, useStore, useStoreEvery } from "../ui/html.js";
import * as Icons from "../ui/icons.js";
import { loadLightbox, openLightbox } from "../ui/lightbox.js";
import { Matches, Questions } from "../ui/matches.js";
import { SelfieAdded } from "../ui/selfie-added.js";
import { explain, t } from "../ui/words.js";
import { Title } from "./pieces.js";

/** @import { SearchStore } from "../store-search.js" */
/** @import { Drawn } from "../ui/html.js" */
/** @import { Doubted } from "../ui/matches.js" */
/** @import { Device } from "./device.js" */
/** @import { Person, Visits } from "./visits.js" */

const BEGINNING = new Set(["queued", "detecting"]);
const BLANKS = 12;
const REDRAW_MS = 30; // Hundreds may come within a second.

/** @param {{visits: Visits, device: Device}} props */
export function Results({ visits, device }) {
  const { people, together, chosen } = visits;
  const shared = useMemo(() => (together ? sharedBy(people, chosen === TOGETHER) : null), [people, together, chosen]);
  return html`<${Wall} visits=${visits} device=${device} store=${shared ?? visits.store} />`;
}

/**
 * @param {Person[]} people
 * @param {boolean} withAll
 */
function sharedBy(people, withAll) {
  const stores = people.map(({ session }) => /** @type {SearchStore} */ (session.store));
  return new SharedStore(stores, { withAll });
}

/** @param {{visits: Visits, device: Device, store: SearchStore | SharedStore}} props */
function Wall({ visits, device, store }) {
  const { connection, people, chosen } = visits;
  useStoreEvery(store, REDRAW_MS);
  useStore(connection, "state");
  const [problem, setProblem] = useState(null);
  const open = useLightbox(visits, store, setProblem);
  useEffect(() => setProblem(null), [chosen]);
  const rejected = store.stage === "rejected";
  const settled = store.stage === "live" && store.caughtUp;
  const mayImprove = settled && !visits.together && !visits.waits;
  const mayAdd = settled && visits.mayAdd;
  const { certain, asked } = store;
  const whose = (/** @type {Doubted} */ { of }) => (of === undefined ? visits.person : visits.people[of]);
  const ask = {
    title: t(visits.together ? "maybe-several" : "maybe-you"),
    nameOf: (/** @type {Doubted} */ match) => (visits.alone ? null : t("person-number", { number: whose(match)?.number ?? 1 })),
    answerTo: (/** @type {Doubted} */ match) => whose(match)?.session.store?.answerTo(match.photo_id),
    answer: (/** @type {Doubted} */ match, /** @type {boolean | undefined} */ isMe) =>
      visits.answer(match.photo_id, isMe, whose(match)).then(() => setProblem(null), setProblem),
  };
  return html`<section class="results-step" data-screen="results" data-stage=${store.stage}>
    <header class="wall-head">
      <p class="event-name"><bdi>${device.event.name}</bdi></p>
      <${Title}>${rejected ? t("rejected-title") : headline(visits, store, certain.length)}<//>
      ${people.length > 1 && html`<${People} visits=${visits} />`}
      ${certain.length > 0 && store.maybe.length > 0 && html`<button class="to-questions" type="button" onClick=${toQuestions}>${t("guest-to-check", { count: store.maybe.length })}</button>`}
      <p class="unseen" role="status">${spoken(visits, store, certain.length)}</p>
      ${connection.state === "waiting" && html`<p class="notice bad" role="status">${t("connection-waiting")}</p>`}
      ${!visits.together && html`<${SelfieAdded} added=${visits.store.added} waits=${visits.waits} />`}
      ${visits.taken.length > 0 && html`<p class="soft" role="status">${t("kiosk-person-taken", { number: visits.taken.at(-1) ?? 0 })}</p>`}
      ${problem && html`<p class="notice bad" role="alert">${explain(problem)}</p>`}
    </header>
    <div class="wall">
      ${
        rejected
          ? html`<div class="nothing-yet rejected"><span class="corners" aria-hidden="true"></span><p class="lead" role="alert">${t(`rejected-${visits.store.reason ?? "unreadable"}`)}</p></div>`
          : html`<${Found} key=${`${chosen} ${people.length}`} ...${{ store, certain, asked, open, ask }} />`
      }
    </div>
    <footer class="dock" data-buttons=${2 + Number(Boolean(mayImprove)) + Number(Boolean(mayAdd))}>
      ${rejected && html`<button class="primary huge" type="button" onClick=${() => visits.retake()}>${t("kiosk-camera-retake")}</button>`}
      ${store.stage === "live" && html`<button class="primary huge" type="button" onClick=${() => visits.handOff()}>${t(certain.length || asked.length ? "kiosk-results-take" : "kiosk-results-take-none")}</button>`}
      ${mayImprove && html`<button class="huge" type="button" onClick=${() => visits.improve()}><${Icons.Camera} />${t("selfie-add")}</button>`}
      ${mayAdd && html`<button class="huge" type="button" onClick=${() => visits.add()}><${Icons.Plus} />${t("person-add")}</button>`}
      <button class="huge" type="button" onClick=${() => visits.end("done")}>${t("kiosk-results-done")}</button>
    </footer>
  </section>`;
}

/**
 * Whose photos are shown.
 *
 * @param {{visits: Visits}} props
 */
function People({ visits }) {
  const { people, together, chosen, person } = visits;
  const one = (/** @type {Person} */ { number, session }) => {
    const id = session.search?.id ?? "";
    return html`<${Chip} key=${id} pressed=${!together && number === person?.number} press=${() => visits.choose(id)}>${t("person-number", { number })}<//>`;
  };
  return html`<div class="chips" role="group" aria-label=${t("people-label")}>
    <${Chip} pressed=${chosen === EVERYBODY} press=${() => visits.choose(EVERYBODY)}>${t("people-everybody")}<//>
    ${people.map(one)}
    <${Chip} pressed=${chosen === TOGETHER} press=${() => visits.choose(TOGETHER)}>${t("people-together")}<//>
  </div>`;
}

/** @param {{pressed: boolean, press: () => void, children: Drawn}} props */
const Chip = ({ pressed, press, children }) =>
  html`<button type="button" class="chip" aria-pressed=${String(pressed)} onClick=${press}>${children}</button>`;

const toQuestions = () => document.querySelector(".doubtful")?.scrollIntoView({ block: "end" });

/** @param {{store: any, certain: Api.Match[], asked: Doubted[], open: (photoId: string) => void, ask: {title: string, nameOf: (match: Doubted) => string | null, answerTo: (match: Doubted) => boolean | undefined, answer: (match: Doubted, isMe: boolean | undefined) => void}}} props */
function Found({ store, certain, asked, open, ask: { title, ...ask } }) {
  const common = { open, renewed: store.renewed };
  if (!certain.length && !asked.length)
    return store.stage === "live" && store.caughtUp ? html`<${Nothing} />` : html`<${Blanks} />`;
  const isNew = (/** @type {string} */ photoId) => store.arrivedLive(photoId);
  return html`${certain.length > 0 && html`<${Matches} photos=${newestFirst(certain, isNew)} label=${t("guest-your-photos")} isNew=${isNew} ...${common} />`}
    ${
      asked.length > 0 &&
      html`<section class="doubtful" aria-labelledby="maybe-title">
        <h2 id="maybe-title">${title}</h2>
        <p class="lead">${t("maybe-lead")}</p>
        <${Questions} matches=${asked} ...${ask} ...${common} />
      </section>`
    }`;
}

const Nothing = () =>
  html`<div class="nothing-yet"><span class="corners" aria-hidden="true"></span><p class="lead">${t("kiosk-results-empty")}</p></div>`;

const Blanks = () =>
  html`<div class="blanks" aria-hidden="true">${Array.from({ length: BLANKS }, () => html`<span></span>`)}</div>`;

/**
 * What just came in is seen first; the others stay as they are, best first.
 *
 * @param {Api.Match[]} photos
 * @param {(photoId: string) => boolean} isNew
 */
const newestFirst = (photos, isNew) => [
  ...photos.filter(({ photo_id: id }) => isNew(id)).reverse(),
  ...photos.filter(({ photo_id: id }) => !isNew(id)),
];

/**
 * What is being done, and what was found: of the guest, of one of several people, or of all of them.
 *
 * @param {Visits} visits
 * @param {SearchStore | SharedStore} store
 * @param {number} found
 */
function headline(visits, store, found) {
  if (visits.alone || BEGINNING.has(store.stage)) return progress(store, found);
  if (!store.caughtUp && !found) return t("looking-through");
  if (visits.together) return t(visits.chosen === TOGETHER ? "photos-together" : "photos-of-everybody", { count: found });
  return t("photos-of-person", { name: t("person-number", { number: visits.person?.number ?? 1 }), count: found });
}

/**
 * What the search is doing, and what it has found.
 *
 * @param {{stage: string, caughtUp: unknown, maybe: Api.Match[], share: number | null, progress: Api.Scanned | null}} of
 * @param {number} found
 */
function progress({ stage, caughtUp, maybe, share, progress: looked }, found) {
  if (BEGINNING.has(stage)) return t("looking-at-selfie");
  if (!caughtUp) return lookingWords({ share, progress: looked }, found);
  if (found) return t("photos-of-you", { count: found });
  return t(maybe.length ? "is-this-you" : "no-photos-yet");
}

/**
 * Where an event stores no faces, looking takes minutes: then it is said how far it is.
 *
 * @param {{share: number | null, progress: Api.Scanned | null}} of
 * @param {number} found
 */
function lookingWords({ share, progress: looked }, found) {
  if (found) return t("photos-of-you-so-far", { count: found });
  return share === null
    ? t("looking-for-you")
    : t("looked-through", { scanned: looked?.scanned ?? 0, total: looked?.total ?? 0 });
}

/**
 * The same for who cannot see it: what is still found while looking is not read out photo by photo.
 *
 * @param {Visits} visits
 * @param {SearchStore | SharedStore} store
 * @param {number} found
 */
function spoken(visits, store, found) {
  if (store.stage === "rejected") return ""; // Its reason is said.
  return store.stage === "live" && !store.caughtUp ? t("looking-for-you") : headline(visits, store, found);
}

/**
 * Opens the lightbox of this visit; it follows what is found, and is gone with the visit.
 *
 * @param {Visits} visits
 * @param {SearchStore | SharedStore} store
 * @param {(error: unknown) => void} complain
 */
function useLightbox(visits, store, complain) {
  const box = useRef(null);
  const opening = useRef(false);
  const { number, chosen } = visits;
  const photos = () => {
    const { certain, asked } = store; // What was said yes to stands in both, and what is asked about two people is asked twice.
    const all = [...newestFirst(certain, (/** @type {string} */ id) => store.arrivedLive(id)), ...asked];
    return [...new Map(all.map((match) => [match.photo_id, match])).values()];
  };
  useEffect(() => void loadLightbox().catch(() => undefined), []);
  useEffect(() => {
    const follow = () => box.current?.update(photos());
    const drop = () => {
      box.current?.destroy();
      box.current = null;
    };
    store.addEventListener("change", follow);
    visits.addEventListener("wipe", drop);
    return () => {
      store.removeEventListener("change", follow);
      visits.removeEventListener("wipe", drop);
      drop();
    };
  }, [store]);
  const show = async (/** @type {string} */ photoId) => {
    const actions = [{ id: "close", label: t("close"), icon: Icons.Close, run: () => box.current?.close() }];
    const onClose = () => (box.current = null);
    const opened = await openLightbox({ photos: photos(), start: photoId, texts: lightboxTexts(), actions, onClose });
    if (visits.number === number && visits.chosen === chosen && visits.step === "results") box.current = opened;
    else opened.destroy(); // The guest has gone while it was loading.
  };
  return (/** @type {string} */ photoId) => {
    if (opening.current || box.current) return;
    opening.current = true;
    show(photoId)
      .catch(() => complain({ code: "unreachable" }))
      .finally(() => (opening.current = false));
  };
}

const lightboxTexts = () => ({
  label: t("guest-your-photos"),
  close: t("close"),
  previous: t("previous-photo"),
  next: t("next-photo"),
  zoom: t("zoom-photo"),
  failed: t("photo-failed"),
  photoOf: (/** @type {number} */ index, /** @type {number} */ total) => t("photo-position", { index, total }),
});
