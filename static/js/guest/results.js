/** What was found: photos on a sheet, a strip into which new ones slide, and the questions about those in doubt. */

import { EVERYBODY, MOST_PEOPLE, TOGETHER } from "../search-session.js";
import { SharedStore } from "../shared-store.js";
import { surestFirst } from "../store-search.js";
import { html, useEffect, useLayoutEffect, useMemo, useRef, useState, useStore, useStoreEvery } from "../ui/html.js";
import * as Icons from "../ui/icons.js";
import { Later } from "../ui/later.js";
import { Matches, Questions } from "../ui/matches.js";
import { moduleAt } from "../ui/modules.js";
import { downloadOf } from "../ui/save.js";
import { SelfieAdded } from "../ui/selfie-added.js";
import { formatDate, number, t } from "../ui/words.js";
import { Choosing, ChoosingBar } from "./choosing.js";
import { Forget } from "./forget.js";
import { Install } from "./install.js";
import { OwnList } from "./own-list.js";
import { nameOf, searchOf } from "./people.js";
import { Sheet } from "./sheet.js";
import { useViewer } from "./viewer.js";
import { WallQuestion } from "./wall-question.js";
import { Zip } from "./zip.js";

/** @import { People, Person } from "./people.js" */
/** @import { Visit } from "./visit.js" */
/** @import { SearchStore } from "../store-search.js" */
/** @import { Drawn, Ref } from "../ui/html.js" */
/** @import { Doubted } from "../ui/matches.js" */

/** @typedef {"latest" | "surest"} Order by when photos were taken, or by how surely they show whom was looked for */

const REDRAW_MS = 30; // Hundreds may come within a second.
const MOST_NAMED = 1000; // As many the service packs by name.

/** @param {{visit: Visit}} props */
export function Results({ visit }) {
  const { all, together, chosen, store } = visit.people;
  const shared = useMemo(() => (together ? sharedBy(all, chosen === TOGETHER) : null), [all, together, chosen]);
  const [order, setOrder] = useState(/** @type {Order} */ ("latest"));
  return html`<${Found} key=${`${chosen} ${all.length}`} ...${{ visit, order, setOrder }} store=${shared ?? store} />`;
}

/**
 * @param {Person[]} people
 * @param {boolean} withAll
 */
function sharedBy(people, withAll) {
  return new SharedStore(
    people.map(({ session }) => /** @type {SearchStore} */ (session.store)),
    { withAll },
  );
}

/** @param {{visit: Visit, store: SearchStore | SharedStore, order: Order, setOrder: (order: Order) => void}} props */
function Found({ visit, store, order, setOrder }) {
  useStoreEvery(store, REDRAW_MS);
  const [onlyMarked, setOnlyMarked] = useState(false);
  const [sheet] = useState(() => new Sheet());
  const [choosing] = useState(() => new Choosing());
  useStore(choosing);
  useWhileHidden(() => sheet.settle());
  const { asked } = store;
  const certain = order === "surest" ? store.certain.sort(surestFirst) : store.certain;
  const arranged = sheet.arrange(certain, (photoId) => store.arrivedLive(photoId));
  const marked = certain.filter(({ photo_id: photoId }) => visit.favourites.has(photoId));
  const shown = onlyMarked ? { sheet: marked, strip: [] } : arranged;
  const onStale = () => visit.people.renewPictures();
  const open = useViewer(visit, onlyMarked ? marked : [...shown.strip, ...shown.sheet, ...asked], onStale);
  useLetter(visit, [...shown.strip, ...shown.sheet], open);
  const onShown = (/** @type {string} */ id, /** @type {string} */ address) => visit.keepSeen(id, address);
  const tapped = choosing.active ? (/** @type {string} */ id) => choosing.toggle(id) : open;
  const chosen = choosing.active ? (/** @type {string} */ id) => choosing.ids.has(id) : null;
  const common = { open, onShown, renewed: store.renewed, onStale };
  return html`<section class="results" data-stage=${store.stage}>
    ${visit.people.all.length > 1 && html`<${Whose} people=${visit.people} />`}
    <${Heading} visit=${visit} store=${store} found=${certain.length} />
    ${visit.linkIsOver && html`<p class="notice" role="status">${t("guest-expired-meanwhile")}</p>`}
    ${certain.length > 0 && html`<${Tools} ...${{ visit, store, certain, marked, onlyMarked, setOnlyMarked, order, setOrder, choosing }} />`}
    ${certain.length > 0 && !onlyMarked && html`<${Strip} photos=${shown.strip} ...${common} chosen=${chosen} open=${tapped} />`}
    ${certain.length > 0 && html`<section id="certain" class="bleed"><${Matches} photos=${shown.sheet} label=${t("guest-your-photos")} isFavourite=${(id) => visit.favourites.has(id)} ...${common} chosen=${chosen} open=${tapped} /></section>`}
    ${onlyMarked && marked.length > 0 && html`<${OwnList} visit=${visit} />`}
    ${onlyMarked && marked.length === 0 && html`<p class="soft">${t("guest-no-favourites")}</p>`}
    ${asked.length > 0 && !onlyMarked && html`<${InDoubt} visit=${visit} matches=${asked} ...${common} />`}
    ${certain.length + asked.length === 0 && html`<${Nothing} store=${store} />`}
    ${!visit.people.together && html`<${SelfieAdded} added=${visit.people.store.added} waits=${visit.people.person?.waits ?? false} />`}
    <${More} visit=${visit} />
    <${Foot} visit=${visit} />
    ${choosing.active && html`<${ChoosingBar} choosing=${choosing} photos=${onlyMarked ? marked : certain} addressOf=${downloadOf} zip=${(/** @type {string[]} */ ids) => visit.download(ids)} />`}
  </section>`;
}

/**
 * Whoever comes by a letter sees the photo that it was about.
 *
 * @param {Visit} visit
 * @param {Api.Match[]} photos
 * @param {(photoId: string) => void} open
 */
function useLetter(visit, photos, open) {
  useEffect(() => {
    const wanted = visit.address.letterPhoto;
    if (!wanted || !photos.some(({ photo_id: photoId }) => photoId === wanted)) return;
    visit.address.letterPhoto = null;
    open(wanted);
  });
}

/**
 * Whose photos are shown.
 *
 * @param {{people: People}} props
 */
function Whose({ people }) {
  const { all, chosen, together } = people;
  const one = (/** @type {Person} */ person) => {
    const { id } = searchOf(person);
    const pressed = !together && person === people.person;
    return html`<${Chip} key=${id} pressed=${pressed} press=${() => people.choose(id)}><bdi>${nameOf(people, person) ?? t("people-me")}</bdi><//>`;
  };
  return html`<div class="chips people" role="group" aria-label=${t("people-label")}>
    <${Chip} pressed=${chosen === EVERYBODY} press=${() => people.choose(EVERYBODY)}>${t("people-everybody")}<//>
    ${all.map(one)}
    <${Chip} pressed=${chosen === TOGETHER} press=${() => people.choose(TOGETHER)}>${t("people-together")}<//>
  </div>`;
}

/**
 * What may find more.
 *
 * @param {{visit: Visit}} props
 */
function More({ visit }) {
  const mayAdd = visit.guestToken !== null && visit.people.all.length < MOST_PEOPLE && visit.event.selfie_search !== false;
  const { person, together, search, store } = visit.people;
  const mayImprove = !together && store.stage === "live" && store.caughtUp && !person?.waits;
  return html`<div class="row more">
    ${mayImprove && html`<button type="button" onClick=${() => visit.improve()}><${Icons.Camera} />${t("selfie-add")}</button>`}
    ${mayAdd && html`<button type="button" onClick=${() => visit.askWho()}><${Icons.Plus} />${t("person-add")}</button>`}
    ${!together && store.stage === "live" && search && html`<${TellMe} key=${search.id} search=${search} />`}
  </div>`;
}

const alertsModule = () => moduleAt("/static/js/guest/alerts.js").then((module) => module.Alerts);

/**
 * Be told of new photos without having to look.
 *
 * @param {{search: Api.Search}} props
 */
function TellMe({ search }) {
  const [open, setOpen] = useState(false);
  return html`<button id="alerts" type="button" onClick=${() => setOpen(true)}><${Icons.Bell} />${t("alerts-open")}</button>
    ${open && html`<${Later} load=${alertsModule} search=${search} onClose=${() => setOpen(false)} />`}`;
}

/**
 * The headline; what is still found while looking is not read out photo by photo.
 *
 * @param {{visit: Visit, store: SearchStore | SharedStore, found: number}} props
 */
function Heading({ visit, store, found }) {
  const settled = store.caughtUp !== null || store.stage === "queued" || store.stage === "detecting";
  const headline = headlineOf(visit, store, found);
  return html`<header class="results-head">
    <p class="soft">${visit.event.name}</p>
    <h1 id="progress" tabindex="-1" data-busy=${!settled || !store.caughtUp}>${headline}</h1>
    ${store.share !== null && html`<${Looking} progress=${store.progress} />`}
    <p class="unseen" role="status">${settled ? headline : t("looking-for-you")}</p>
  </header>`;
}

/**
 * Where an event stores no faces, all photos are looked at anew for whoever comes: that takes minutes.
 *
 * @param {{progress: Api.Scanned}} props
 */
function Looking({ progress: { scanned, total } }) {
  return html`<progress max=${total} value=${scanned} aria-label=${t("looking-through")}></progress>
    <p class="soft small figures">${t("looked-through", { scanned, total })}</p>`;
}

/**
 * @param {Visit} visit
 * @param {{stage: string, caughtUp: unknown, maybe: Api.Match[]}} of
 * @param {number} found
 */
function headlineOf(visit, { stage, caughtUp, maybe }, found) {
  if (stage === "queued" || stage === "detecting") return t("looking-at-selfie");
  if (visit.people.together || nameOf(visit.people, visit.people.person)) return headlineOfOthers(visit, caughtUp, found);
  if (!caughtUp) return found ? t("photos-of-you-so-far", { count: found }) : t("looking-for-you");
  if (found) return t("photos-of-you", { count: found });
  return maybe.length ? t("is-this-you") : t("no-photos-yet");
}

/**
 * Not of the guest alone: of somebody by name, of everybody, or of all of them together.
 *
 * @param {Visit} visit
 * @param {unknown} caughtUp
 * @param {number} found
 */
function headlineOfOthers(visit, caughtUp, found) {
  const { together, chosen, person } = visit.people;
  const count = { count: found };
  if (!caughtUp && !found) return t("looking-through");
  if (!together) return t("photos-of-person", { name: nameOf(visit.people, person) ?? "", ...count });
  return t(chosen === TOGETHER ? "photos-together" : "photos-of-everybody", count);
}

/** @param {{order: Order, setOrder: (order: Order) => void}} props */
const Sorting = ({ order, setOrder }) => html`<label class="unseen" for="results-order">${t("gallery-order")}</label>
  <select id="results-order" value=${order} onChange=${(/** @type {any} */ { target }) => setOrder(target.value)}>
    <option value="latest">${t("gallery-newest")}</option>
    <option value="surest">${t("guest-surest")}</option>
  </select>`;

/** @param {{visit: Visit, store: SearchStore | SharedStore, certain: Api.Match[], marked: Api.Match[], onlyMarked: boolean, setOnlyMarked: (only: boolean) => void, order: Order, setOrder: (order: Order) => void, choosing: Choosing}} props */
function Tools({ visit, store, certain, marked, onlyMarked, setOnlyMarked, order, setOrder, choosing }) {
  const { maybe } = store;
  const idsOf = (/** @type {Api.Match[]} */ photos) => photos.map(({ photo_id: photoId }) => photoId);
  // All that the search has found, unless there are some that nobody has said yes to.
  const all = maybe.length && certain.length <= MOST_NAMED ? idsOf(certain) : null;
  const toQuestions = () => document.querySelector("#maybe")?.scrollIntoView({ block: "start" });
  return html`<div class="tools">
    <div class="chips" role="group" aria-label=${t("guest-your-photos")}>
      <${Chip} pressed=${!onlyMarked} press=${() => setOnlyMarked(false)}>${t("guest-show-all")} <span class="figures">${number(certain.length)}</span><//>
      <${Chip} pressed=${onlyMarked} press=${() => setOnlyMarked(true)}><${Icons.Heart} /><span class="chip-word">${t("guest-favourites")}</span> <span class="figures">${number(marked.length)}</span><//>
      ${certain.length > 1 && html`<${Sorting} order=${order} setOrder=${setOrder} />`}
      ${maybe.length > 0 && !onlyMarked && html`<button type="button" class="chip ask-chip" onClick=${toQuestions}>${t("guest-to-check", { count: maybe.length })}</button>`}
    </div>
    ${visit.event.downloads !== "none" && !visit.fromMemory && !choosing.active && html`<button id="choose-several" type="button" onClick=${() => choosing.begin()}>${t("choose-several")}</button>`}
    ${visit.event.downloads !== "none" && html`<${Zip} visit=${visit} favourites=${onlyMarked} photoIds=${onlyMarked ? idsOf(marked) : all} />`}
  </div>`;
}

/** @param {{pressed: boolean, press: () => void, children: Drawn}} props */
const Chip = ({ pressed, press, children }) =>
  html`<button type="button" class="chip" aria-pressed=${String(pressed)} onClick=${press}>${children}</button>`;

/**
 * A strip of film that has its place from the start: whatever slides in, nothing below it moves.
 *
 * @param {{photos: Api.Match[], open: (photoId: string) => void, [more: string]: unknown}} props
 */
function Strip({ photos, open, ...rest }) {
  const element = useRef(null);
  const unseen = useCountWhileAway(element, photos.length);
  const toStrip = () => scrollTo({ top: 0, behavior: calm() ? "instant" : "smooth" });
  return html`<section id="arrivals" class="strip bleed" ref=${element} aria-label=${t("just-in")}>
      ${
        photos.length === 0
          ? html`<p>${t("guest-strip-waiting")}</p>`
          : html`<${Matches} photos=${photos} label=${t("just-in")} isNew=${() => true} open=${open} ...${rest} />`
      }
    </section>
    <p class="unseen" role="status">${photos.length ? t("new-photos", { count: photos.length }) : ""}</p>
    ${unseen > 0 && html`<button id="arrivals-pill" type="button" class="pill" onClick=${toStrip}><${Icons.Up} />${t("new-photos", { count: unseen })}</button>`}`;
}

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/**
 * How much `total` has grown while `element` was out of sight.
 *
 * @param {Ref<HTMLElement>} element
 * @param {number} total
 */
function useCountWhileAway(element, total) {
  const [seen, setSeen] = useState(total);
  const [inSight, setInSight] = useState(true);
  useEffect(() => {
    // A busy phone tells of several changes at once: the last one holds.
    const observer = new IntersectionObserver((entries) => setInSight(Boolean(entries.at(-1)?.isIntersecting)));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    if (inSight || total < seen) setSeen(total);
  }, [inSight, total]);
  return inSight ? 0 : Math.max(0, total - seen);
}

/**
 * The questions. A yes adds a photo to the sheet above: the page is moved by as much, so that nothing moves under the finger.
 *
 * @param {{visit: Visit, matches: Doubted[], [more: string]: unknown}} props
 */
function InDoubt({ visit, matches, ...rest }) {
  const element = useRef(null);
  const before = useRef(null);
  useLayoutEffect(() => {
    if (before.current !== null)
      scrollBy({ top: element.current.getBoundingClientRect().top - before.current, behavior: "instant" });
    before.current = null;
  });
  const whose = (/** @type {Doubted} */ { of }) => (of === undefined ? visit.people.person : visit.people.all[of]);
  const answer = (/** @type {Doubted} */ match, /** @type {boolean | undefined} */ isMe) => {
    before.current = element.current.getBoundingClientRect().top;
    visit.answer(match.photo_id, isMe, whose(match));
  };
  const answerTo = (/** @type {Doubted} */ match) => whose(match)?.session.store?.answerTo(match.photo_id);
  return html`<section id="maybe" class="doubt bleed" aria-labelledby="maybe-title" ref=${element}>
    <header>
      <h2 id="maybe-title">${t(visit.people.together ? "maybe-several" : "maybe-you")}</h2>
      <p class="soft">${t("maybe-lead")}</p>
    </header>
    <${Questions} matches=${matches} nameOf=${(match) => nameOf(visit.people, whose(match))} ...${{ answer, answerTo, ...rest }} />
  </section>`;
}

/** @param {{store: SearchStore | SharedStore}} props */
function Nothing({ store }) {
  const waiting = !store.caughtUp;
  return html`<div class=${waiting ? "nothing finder searching" : "nothing finder"}>
    ${!waiting && html`<p class="lead">${t("guest-nothing-lead")}</p>`}
  </div>`;
}

/** @param {{visit: Visit}} props */
function Foot({ visit }) {
  const { expires_at: until } = /** @type {Api.Search} */ (visit.people.search);
  return html`<footer class="foot stack">
    <p class="soft small">${t("guest-live-until", { date: formatDate(until, { dateStyle: "long", timeStyle: "short" }) })}</p>
    ${visit.event.wall_asks && html`<${WallQuestion} key=${visit.people.search?.id} visit=${visit} />`}
    <${Install} />
    <${Forget} visit=${visit} />
  </footer>`;
}

/**
 * Do `act` when nobody can see the page.
 *
 * @param {() => void} act
 */
function useWhileHidden(act) {
  useEffect(() => {
    const changed = () => document.visibilityState === "hidden" && act();
    document.addEventListener("visibilitychange", changed);
    return () => document.removeEventListener("visibilitychange", changed);
  }, []);
}
