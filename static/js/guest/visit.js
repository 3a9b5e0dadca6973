/**
 * One guest's visit: opens what the address leads to, and goes from screen to screen. All state of the page that is worth a
 * test is here; a `change` event follows every change. The screens only draw it.
 */
import { Away, get, isGone, NotThere, post } from "../http.js";
import { Observable } from "../observable.js";
import { addSelfies, beginSearch, EVERYBODY, MOST_PEOPLE, SearchSession, TOGETHER } from "../search-session.js";
import { delayBefore, LiveSocket } from "../socket.js";
import { SearchStore } from "../store-search.js";
import * as visits from "../visits.js";
import { takeAnswer } from "./ahead.js";
import { Forgetter } from "./forgetter.js";

/** @import { Selfie } from "../faces.js" */
/** @import { Failure } from "../http.js" */
/** @import { Archive } from "./archive.js" */
/** @import { Hearts } from "./hearts.js" */
/** @import { Found, SeenPhotos } from "./seen-photos.js" */

/**
 * @typedef {object} Person one of the people of a visit
 * @property {string | null} name nobody calls the first one anything
 * @property {SearchSession} session
 * @property {boolean} waits another selfie is on its way, and the service has not said what it made of it
 */
/** @typedef {Failure | {code: string, status?: undefined, errors?: undefined}} Trouble an ApiError, or what only we know the word for */

const HANDOFF_PATH = "/find";

const SELFIES_WITHIN_MS = 180_000; // Three selfies on a bad network.
const ANSWER_NEARLY_HERE_MS = 3000;

const LIST_ID_AT = "ep_fav_".length; // Of a list, in its token.
const LIST_ID_LENGTH = 24;

const LINK_REVOKED = "link_revoked";
const AS_IF_ASKED_MS = 40; // The same words, said at once again, would not be read out.

export class Visit extends Observable {
  /** `opening`, `offline`, `closed`, `pin`, `welcome`, `chosen`, `person`, `selfie`, `results`, `gallery`, `give` or `forgotten`. */
  screen = "opening";
  /** @type {Api.Event} there on every screen that shows something of it */
  event = /** @type {any} */ (null);
  /** @type {Trouble | null} Why the screen that is shown is shown; null when nothing went wrong. */
  problem = null;
  /** @type {Trouble | null} What did not work while it was shown; null when it was read. */
  complaint = null;
  /** Until when (`performance.now()`) no PIN may be tried. */
  pinLockedUntil = 0;
  /** @type {string | null} Why the last selfie was rejected; null when none was. */
  rejected = null;
  /** @type {string | null} The photo that a letter was about, until it was shown. */
  toOpen = null;
  /** The link is over, but what was found is still here. */
  linkIsOver = false;
  /** @type {Set<string>} */
  favourites = new Set();
  /** @type {Hearts | null} What tells the service of them, from the moment that there is something to tell. */
  hearts = null;
  /** @type {string | null} The photo that something is being said about. */
  commenting = null;
  /** What is shown is what this device has kept: there is no network. */
  fromMemory = false;
  /** @type {SeenPhotos | null} */
  #seen = null;
  /** @type {Api.Favourites | null} The list that the address opened. */
  list = null;
  /** @type {Archive | null} What packs photos to be taken home, from the moment that this is offered. */
  archive = null;
  forgetter = new Forgetter();
  /** @type {{id: string, event: {id: number, name: string}} | null} The search that was forgotten last: `{id, event: {id, name}}`. */
  forgotten = null;
  /** @type {string | null} */
  guestToken = null;
  #opening = new AbortController();
  #beforeGiving = "";
  #linkToken = location.pathname.match(/^\/[gs]\/([^/]+)$/)?.[1] ?? null;
  #attempt = 0;
  /** @type {number | null} */
  #retry = null;
  /** @type {{stop: AbortController, left: boolean} | null} */
  #look = null;
  #nothing = new SearchStore();
  #nobody = new LiveSocket();
  /** @type {Person[]} */
  people = [];
  /** Whose photos are shown: the id of a search, `EVERYBODY` or `TOGETHER`. */
  chosen = "";
  /** @type {{name: string} | null} Who is being added to those who are looked for. */
  adding = null;
  /** @type {Person | null} For whom another selfie is being taken. */
  improving = null;

  /** The one person whose photos are shown; the first of several who are shown together; undefined without any. */
  get person() {
    return this.people.find(({ session }) => session.search?.id === this.chosen) ?? this.people[0];
  }

  /** The photos of several people are shown at once. */
  get together() {
    return this.people.length > 1 && (this.chosen === EVERYBODY || this.chosen === TOGETHER);
  }

  /**
   * The search that is watched, of the person who is shown; null without one.
   *
   * @returns {Api.Search | null}
   */
  get search() {
    return this.person?.session.search ?? null;
  }

  /** The same, on the screens that come after one has begun. */
  get #present() {
    return /** @type {Api.Search} */ (this.search);
  }

  /** What it has found; nothing without one. */
  get store() {
    return this.person?.session.store ?? this.#nothing;
  }

  /** The live connection. */
  get socket() {
    return this.person?.session.socket ?? this.#nobody;
  }

  /** The event may be browsed without a selfie: by everybody, or by this guest, who came by a link. */
  get galleryIsOpen() {
    if (this.event?.visibility === "public" && this.event.open_gallery === true) return true;
    return this.event?.link_gallery === true && this.#linkToken !== null && this.guestToken !== null;
  }

  /** There is something on the page that a reload would lose: selfies, a download, or a receipt. */
  get busy() {
    return this.screen === "selfie" || this.screen === "person" || this.screen === "forgotten" || Boolean(this.archive?.busy);
  }

  constructor() {
    super();
    this.forgetter.addEventListener("change", () => this.changed());
    addEventListener("online", () => (this.screen === "offline" || this.fromMemory) && this.open());
    addEventListener("hashchange", () => location.hash.startsWith("#letter=") && this.open()); // A push was tapped on.
  }

  /**
   * Open the event with the PIN as it was typed, in whatever digits.
   *
   * @param {string} typed
   */
  async enterPin(typed) {
    const pin = typed.trim().replace(/\p{Nd}/gu, asciiDigit);
    if (/^[ -~]+$/.test(pin)) return this.open(pin);
    await new Promise((resolve) => setTimeout(resolve, AS_IF_ASKED_MS)); // No PIN has other letters, and headers cannot carry them.
    return this.#askForPin({ code: "wrong_pin" });
  }

  /**
   * Open whatever the address leads to, with the `pin` that was entered, if one was. An opening that is under way ends with that.
   *
   * @param {string} [pin]
   */
  async open(pin) {
    this.#opening.abort();
    this.#opening = new AbortController();
    const { signal } = this.#opening;
    clearTimeout(this.#retry);
    this.linkIsOver = false;
    this.guestToken = null;
    if (!pin && this.screen !== "offline" && !this.fromMemory) this.#show("opening");
    this.forgetter.run();
    sendWhatWaits();
    try {
      await this.#openAddress(pin, signal);
      this.#attempt = 0;
      this.become({ fromMemory: false });
    } catch (error) {
      if (!signal.aborted) await this.#didNotOpen(error, pin);
    }
  }

  /**
   * @param {string | undefined} pin
   * @param {AbortSignal} signal
   */
  #openAddress(pin, signal) {
    const fragment = new URLSearchParams(location.hash.slice(1));
    const handoff = fragment.get("handoff");
    if (handoff) return this.#takeOver(handoff, signal);
    const favourites = fragment.get("favourites");
    if (favourites) return this.#openList(favourites, signal);
    const letter = fragment.get("letter");
    if (letter) return this.#comeByLetter(letter, fragment.get("photo"), signal);
    if (location.pathname === HANDOFF_PATH) return this.#comeBack(signal);
    if (this.#linkToken) return this.#openLink(pin, signal);
    return this.#openPublic(location.pathname.match(/^\/e\/(\d+)$/)?.[1], signal);
  }

  /**
   * @param {string | undefined} pin
   * @param {AbortSignal} signal
   */
  async #openLink(pin, signal) {
    let answer;
    try {
      answer = await this.#askLink(pin, signal);
    } catch (error) {
      const past = error instanceof NotThere && isGone(error) && visits.recallByLink(this.#linkToken ?? "");
      if (!past) throw error;
      // A link that has expired since does not take away what this phone has found already.
      this.linkIsOver = true;
      return this.#enter(past.event, signal);
    }
    return this.#enterAs(answer, signal);
  }

  /**
   * @param {string | undefined} pin
   * @param {AbortSignal} signal
   */
  #askLink(pin, signal) {
    /** @type {Record<string, string>} */
    const headers = pin ? { "X-Share-Pin": pin } : {};
    return (pin ? null : takeAnswer()) ?? get(`/share/${encodeURIComponent(this.#linkToken ?? "")}`, { headers, signal });
  }

  /**
   * @param {string | undefined} eventId
   * @param {AbortSignal} signal
   */
  async #openPublic(eventId, signal) {
    await this.#enterAs(await post(`/events/${eventId}/guest-session`, { signal }), signal);
  }

  /**
   * @param {{event: Api.Event, guest_token: string}} of
   * @param {AbortSignal} signal
   */
  async #enterAs({ event, guest_token: token }, signal) {
    signal.throwIfAborted();
    this.guestToken = token;
    await this.#enter(event, signal);
  }

  /**
   * A link to oneself, or a client's: it stays in the address, so that a reload finds the list again.
   *
   * @param {string} token
   * @param {AbortSignal} signal
   */
  async #openList(token, signal) {
    const list = await get(`/favourites/${token.slice(LIST_ID_AT, LIST_ID_AT + LIST_ID_LENGTH)}`, { token, signal });
    signal.throwIfAborted();
    this.list = list;
    this.event = list.event;
    visits.adopt(this.#marks, list);
    this.favourites = visits.favourites(this.#marks);
    this.#show("chosen");
    await this.withHearts();
  }

  /** What favourites lie under on this device: a client chooses apart from what a guest of the event has marked here. */
  get #marks() {
    return this.list?.kind === "client" ? this.list.id : this.event.id;
  }

  /**
   * @param {string} handoff
   * @param {AbortSignal} signal
   */
  async #takeOver(handoff, signal) {
    let taken;
    try {
      // With the nonce, an answer that is lost on the way is given again to this phone.
      taken = await post("/handoffs", { json: { handoff, nonce: visits.nonceOf(handoff) }, signal });
    } catch (error) {
      if (error.code !== "handoff_used" || !visits.recallByLink(HANDOFF_PATH)) throw error;
      history.replaceState(null, "", HANDOFF_PATH);
      return this.#comeBack(signal); // The code was scanned once more by the phone that has it all.
    }
    const { event, search } = taken;
    visits.endHandoff(handoff);
    this.#keepTaken(event, search);
    history.replaceState(null, "", HANDOFF_PATH); // The hand-off works once; a reload finds the remembered search.
    await this.#beGuest(event, signal);
    return this.#enter(event, signal);
  }

  /**
   * A mail or push leads to its search, on whatever device. Where it leads nowhere any more, what this device has is shown.
   *
   * @param {string} letter
   * @param {string | null} photoId
   * @param {AbortSignal} signal
   */
  async #comeByLetter(letter, photoId, signal) {
    let taken;
    try {
      taken = await post("/alerts/follow", { json: { token: letter }, signal });
    } catch (error) {
      if (!isGone(error)) throw error;
      if (!visits.recallByLink(HANDOFF_PATH)) throw new NotThere({ status: 410, code: "letter_over" });
    }
    if (taken) visits.comeBackTo(taken.event, taken.search, HANDOFF_PATH);
    history.replaceState(null, "", HANDOFF_PATH);
    this.toOpen = photoId;
    return this.#comeBack(signal);
  }

  /**
   * Who comes from a kiosk holds one search and nothing else. In a public event, where everybody may begin one, more can be begun
   * from here; elsewhere that takes the event's link.
   *
   * @param {Api.Event} event
   * @param {AbortSignal} signal
   */
  async #beGuest({ id, visibility }, signal) {
    if (visibility !== "public") return;
    const answer = await post(`/events/${id}/guest-session`, { signal }).catch(() => null); // What was found is shown all the same.
    signal.throwIfAborted();
    this.guestToken = answer?.guest_token ?? null;
  }

  /**
   * Several people of one visit to a kiosk come one after the other.
   *
   * @param {Api.Event} event
   * @param {Api.Search} search
   */
  #keepTaken(event, search) {
    const first = visits.recallByLink(HANDOFF_PATH);
    const isAnother = first?.event.id === event.id && first.search.id !== search.id;
    if (isAnother && visits.others(event.id).length < MOST_PEOPLE - 1) visits.join(event.id, search);
    else visits.remember(event, search, HANDOFF_PATH);
  }

  /** @param {AbortSignal} signal */
  async #comeBack(signal) {
    const past = visits.recallByLink(HANDOFF_PATH);
    if (!past) throw new NotThere({ status: 410, code: "visit_over" });
    await this.#beGuest(past.event, signal);
    await this.#enter(past.event, signal);
  }

  /**
   * @param {Failure} error
   * @param {string} [pin]
   */
  #didNotOpen(error, pin) {
    if (error.code === "pin_required" || error.code === "wrong_pin") return this.#askForPin(pin ? error : null);
    if (error.status === 429 && pin) {
      this.pinLockedUntil = performance.now() + (error.retryAfterS ?? 60) * 1000;
      return this.#askForPin(error);
    }
    if (error instanceof Away) return this.#waitForService(error);
    return this.#show("closed", { problem: error });
  }

  /** @param {Trouble | null} problem */
  #askForPin(problem) {
    this.#show("pin", { problem });
  }

  /** @param {Failure} error */
  async #waitForService(error) {
    this.#retry = setTimeout(() => this.open(), delayBefore(this.#attempt++) + 1500);
    if (this.fromMemory) return;
    const opening = this.#opening;
    const past = visits.recallByLink(this.#address);
    const seen = past && (await import("./seen-photos.js").then(({ seenAt }) => seenAt(past.event.id)).catch(() => null));
    if (opening !== this.#opening) return; // Opened once more meanwhile.
    if (past && seen?.matches.length) this.#showSeen(past.search, seen);
    else this.#show("offline", { problem: error });
  }

  /**
   * Without a network: the photos that this device has shown before.
   *
   * @param {Api.Search} search
   * @param {Found} seen
   */
  #showSeen(search, { event, matches }) {
    this.event = event;
    this.favourites = visits.favourites(event.id);
    this.fromMemory = true;
    this.#watch(search, null);
    const caughtUp = { searched_faces: 0, matches: matches.length, elapsed_ms: 0 };
    this.store.snapshot({ status: { stage: "live" }, matches, caught_up: caughtUp });
  }

  /** What a link is remembered by on this device. */
  get #address() {
    return this.#linkToken ?? location.pathname;
  }

  /**
   * @param {Api.Event} event
   * @param {AbortSignal} signal
   */
  async #enter(event, signal) {
    this.event = event;
    this.favourites = visits.favourites(event.id);
    const forgotten = this.forgetter.untold(event.id);
    if (forgotten) return this.#showForgotten(forgotten);
    const past = visits.recall(event.id);
    if (past) await this.#resume(past, signal);
    else await this.welcome();
    if (visits.listOf(event.id) || this.favourites.size > 0) await this.withHearts();
  }

  /**
   * @param {Api.Search} search
   * @param {AbortSignal} signal
   * @returns {Promise<void>}
   */
  async #resume(search, signal) {
    let found;
    try {
      found = await get(`/searches/${search.id}`, { token: search.token, signal });
    } catch (error) {
      if (!isGone(error)) throw error;
      const problem = await whyGone(search);
      const shown = this.people.find(({ session }) => session.search?.id === search.id);
      if (shown)
        this.#leave(shown); // From memory.
      else visits.forget(this.event.id, search.id);
      const next = visits.recall(this.event.id);
      if (next) return this.#resume(next, signal); // Of several people the others go on.
      return this.#show("closed", { problem });
    }
    if (found.status === "rejected") {
      visits.forget(this.event.id, search.id);
      return this.welcome();
    }
    const present = { ...search, expires_at: found.expires_at };
    visits.remember(this.event, present, this.#address); // Each link that leads here finds it again.
    this.#watch(present, found.name ?? null);
    for (const other of visits.others(this.event.id)) await this.#rejoin(other, signal);
    if (this.people.length > 1) this.choose(EVERYBODY);
  }

  /**
   * Another of the people of this visit; one whom the service has no more is forgotten here too.
   *
   * @param {Api.Search} search
   * @param {AbortSignal} signal
   */
  async #rejoin(search, signal) {
    try {
      const found = await get(`/searches/${search.id}`, { token: search.token, signal });
      if (found.status === "rejected") visits.forget(this.event.id, search.id);
      else this.#add({ ...search, expires_at: found.expires_at }, found.name ?? null);
    } catch (error) {
      if (isGone(error)) visits.forget(this.event.id, search.id);
    }
  }

  /** The event, what is about to happen, and the question whether it may; where nobody may begin here, why. */
  welcome() {
    if (this.forgotten) this.forgetter.seen(this.forgotten.event.id);
    this.forgotten = null;
    this.adding = null;
    this.improving = null;
    if (this.people.length) return this.#backToPhotos();
    if (!this.guestToken) return this.open();
    this.#stopLooking();
    this.rejected = null;
    return this.#show("welcome");
  }

  /** From what led away from them; whoever goes back while a picture is on its way does not want that person looked for. */
  #backToPhotos() {
    this.#stopLooking();
    this.rejected = null;
    return this.#show("results");
  }

  /** Ask who else is to be looked for. */
  askWho() {
    this.#show("person");
  }

  /**
   * Somebody else is to be looked for, who has agreed or for whom the guest decides: to the camera.
   *
   * @param {string} name
   */
  add(name) {
    this.adding = { name };
    this.rejected = null;
    this.#show("selfie");
  }

  /** Take another selfie of the person who is shown: what is found stays. */
  improve() {
    this.improving = this.person ?? null;
    this.#show("selfie");
  }

  /**
   * Show the photos of one of the people (the id of a search), of `EVERYBODY`, or those with all of them (`TOGETHER`).
   *
   * @param {string} whose
   */
  choose(whose) {
    this.become({ chosen: whose });
  }

  /** The guest has agreed: to the camera. */
  agree() {
    this.#show("selfie");
  }

  /**
   * Look for the person in these pictures (1 to 3). Rejects with an ApiError; then all is as it was.
   *
   * @param {Selfie[]} pictures
   */
  async look(pictures) {
    const look = { stop: new AbortController(), left: false };
    this.#look = look;
    if (this.improving) return this.#addTo(this.improving, pictures, look);
    const { event, guestToken: token } = this;
    const { signal } = look.stop;
    const name = this.adding?.name ?? null;
    const how = { token, consentVersion: event.consent_version, name, signal, timeoutMs: SELFIES_WITHIN_MS };
    try {
      const search = await beginSearch(event, pictures, how);
      if (look.left) return this.forgetter.forget(event, search);
      if (this.people.length) visits.join(event.id, search);
      else visits.remember(event, search, this.#address);
      return this.#watch(search, name);
    } catch (error) {
      if (look.left) return undefined;
      if (error.code === "consent_changed") return this.#askAgain(error);
      if (error.code === "selfie_search_off") this.event = { ...event, selfie_search: false };
      throw error;
    }
  }

  /**
   * @param {Person} person
   * @param {Selfie[]} pictures
   * @param {{stop: AbortController, left: boolean}} look
   */
  async #addTo(person, pictures, look) {
    const { search, store } = person.session;
    if (!search || !store) return;
    store.added = null;
    person.waits = true;
    try {
      await addSelfies(search, pictures, { signal: look.stop.signal, timeoutMs: SELFIES_WITHIN_MS });
    } catch (error) {
      person.waits = false;
      if (look.left) return;
      throw error;
    }
    this.#look = null;
    this.improving = null;
    if (!look.left) this.#show("results");
  }

  /** The guest went back while the selfies were on their way. An answer that is nearly here still says which search to delete. */
  #stopLooking() {
    const look = this.#look;
    if (!look) return;
    this.#look = null;
    look.left = true;
    setTimeout(() => look.stop.abort(), ANSWER_NEARLY_HERE_MS);
  }

  /**
   * The photographer has changed the words since they were read: they are shown anew.
   *
   * @param {Trouble | null} problem
   */
  async #askAgain(problem) {
    this.event = await get(`/events/${this.event.id}`, { token: this.guestToken });
    this.#show("welcome", { problem });
  }

  /**
   * @param {Api.Search} search
   * @param {string | null} name
   */
  #watch(search, name) {
    this.#look = null;
    this.adding = null;
    this.rejected = null;
    if (!this.people.some(({ session }) => session.search?.id === search.id)) this.#add(search, name);
    this.chosen = search.id;
    return this.#show("results");
  }

  /**
   * @param {Api.Search} search
   * @param {string | null} name
   */
  #add(search, name) {
    const session = new SearchSession({
      changed: (store) => this.#found(person, store),
      came: () => this.#heartsMayHaveMoved(),
      later: (id, token, json) => sayLater(id, token, json),
      gone: (gone) => this.#gone(person, gone),
    });
    const person = { name, session, waits: false };
    session.socket.addEventListener("state", () => this.changed());
    this.people = [...this.people, person];
    session.watch(search);
    this.changed();
  }

  /**
   * @param {Person} person
   * @param {{stage: string, ended: string | null, reason: string | null, added: unknown}} of
   */
  #found(person, { stage, ended, reason, added }) {
    this.#seen?.changed();
    if (added) person.waits = false;
    if (ended === "deleted") return this.#wasForgotten(person);
    if (ended === LINK_REVOKED) return this.#searchEnded(person, { code: "search_ended_by_photographer" });
    if (ended || stage === "expired") return this.#searchEnded(person, { code: "search_ended" });
    if (stage === "rejected") return this.#retake(person, reason);
    return undefined; // What was found is drawn from the store, as often as it can be read.
  }

  /** @param {Person} person */
  #wasForgotten(person) {
    const { id } = /** @type {Api.Search} */ (person.session.search);
    this.#leave(person);
    this.#showForgotten({ id, event: this.event });
  }

  /**
   * Straight back to the camera, with what to do differently.
   *
   * @param {Person} person
   * @param {string | null} reason
   */
  #retake(person, reason) {
    this.#leave(person);
    this.adding = person.name === null ? null : { name: person.name };
    this.rejected = reason ?? "unreadable";
    this.#show("selfie");
  }

  /**
   * @param {Person} person
   * @param {Api.Search} search
   */
  async #gone(person, search) {
    const problem = await whyGone(search);
    if (person.session.search === search) this.#searchEnded(person, problem);
  }

  /**
   * Said where it was the last one; of several people the others go on.
   *
   * @param {Person} person
   * @param {Trouble | null} problem
   */
  #searchEnded(person, problem) {
    this.#leave(person);
    if (this.people.length) this.complain(problem);
    else this.#show("closed", { problem });
  }

  /**
   * Nothing of the person's search stays here.
   *
   * @param {Person} person
   */
  #leave(person) {
    const { id, token } = /** @type {Api.Search} */ (person.session.search);
    sayNoMore(token);
    if (this.people.length === 1) sayNoMore(visits.listOf(this.event.id)?.token ?? ""); // It goes with the last one.
    visits.forget(this.event.id, id);
    person.session.leave();
    this.people = this.people.filter((other) => other !== person);
    this.archive?.cancel();
    if (this.people.length === 1 || this.chosen === id) this.chosen = this.people[0]?.session.search?.id ?? "";
    if (!this.people.length) {
      this.#leaveFavourites();
      this.#forgetSeen();
    }
  }

  /** Show all photos of a public event. */
  showGallery() {
    this.#show("gallery");
  }

  /** The guest may give photos of her own, or look after those that she gave. */
  showGiving() {
    this.#beforeGiving = this.screen;
    this.#show("give");
  }

  /** From there to where the guest came from. */
  leaveGiving() {
    if (this.#beforeGiving === "gallery") this.#show("gallery");
    else this.leaveGallery();
  }

  /** From the gallery to where the guest came from. */
  leaveGallery() {
    if (this.search) this.#show("results");
    else this.welcome();
  }

  /**
   * The guest's word on a photo of one of the people counts at once: true, false, or undefined to take it back. It is rolled back
   * where it fails.
   *
   * @param {string} photoId
   * @param {boolean | undefined} isMe
   * @param {Person | undefined} [person]
   */
  async answer(photoId, isMe, person = this.person) {
    const { store, chosen } = this;
    if (this.complaint) this.complain(null); // It was of a try before this one.
    try {
      await person?.session.answer(photoId, isMe);
    } catch (error) {
      if (store === this.store && chosen === this.chosen) this.complain(error);
    }
  }

  /**
   * Mark or unmark a photo: here at once, and at the service as soon as it can be reached.
   *
   * @param {string} photoId
   */
  toggleFavourite(photoId) {
    visits.mark(this.#marks, photoId, !this.favourites.has(photoId));
    this.become({ favourites: visits.favourites(this.#marks) });
    return this.withHearts();
  }

  /** What tells the service of favourites; it begins with what is to be told now, or with hearing what another device marked. */
  async withHearts() {
    const { event } = this;
    const { Hearts } = await import("./hearts.js").catch(() => ({ Hearts: null })); // They stay here, and are told another time.
    if (!Hearts || this.event !== event) return null;
    this.hearts ??= this.#listening(new Hearts(this.#marks, () => this.#credentials()));
    this.hearts.soon();
    return this.hearts;
  }

  /**
   * Say something about a photo to the photographer; null when that is done.
   *
   * @param {string | null} photoId
   */
  commentOn(photoId) {
    this.become({ commenting: photoId });
  }

  /** The list that comments are written with. Rejects with an ApiError. */
  async listHeld() {
    const hearts = await this.withHearts();
    if (!hearts) throw Object.assign(new Error("no list"), { code: "unreachable" });
    return hearts.open();
  }

  /** @param {Hearts} hearts */
  #listening(hearts) {
    hearts.addEventListener("change", () => {
      if (this.hearts !== hearts) return;
      this.list &&= hearts.list;
      this.become({ favourites: visits.favourites(this.#marks) });
    });
    return hearts;
  }

  /** A marked photo that is gone may be there again as another one: a RAW file's JPEG came, and the service has the mark with it. */
  #heartsMayHaveMoved() {
    const isHere = (/** @type {string} */ photoId) => this.people.some(({ session }) => session.store?.has(photoId));
    if (![...this.favourites].every(isHere)) this.hearts?.soon();
  }

  #credentials() {
    const searches = this.people.map(({ session }) => /** @type {Api.Search} */ (session.search).token);
    return { token: this.guestToken, searches };
  }

  #leaveFavourites() {
    this.hearts?.stop();
    this.hearts = null;
    this.favourites = new Set();
  }

  /** A picture did not load: its address may have expired during a long visit. Fresh ones are fetched, at most once a minute. */
  renewPictures() {
    return Promise.all(this.people.map(({ session }) => session.renewPictures()));
  }

  /**
   * Whether any of the people was found on this photo, whatever was said about it since.
   *
   * @param {string} photoId
   */
  has(photoId) {
    return this.people.some(({ session }) => session.store?.has(photoId));
  }

  /**
   * Keep a picture that is on the screen for when there is no network.
   *
   * @param {string} photoId
   * @param {string} address
   * @param {"shown" | "large"} [kind]
   */
  async keepSeen(photoId, address, kind) {
    if (this.fromMemory || !this.has(photoId)) return;
    const { event } = this;
    const { SeenPhotos } = await import("./seen-photos.js").catch(() => ({ SeenPhotos: null }));
    if (!SeenPhotos || this.event !== event || !this.people.length) return;
    this.#seen ??= new SeenPhotos(event.id, () => ({ event: this.event, matches: this.#allFound }));
    this.#seen.keep(photoId, address, kind);
  }

  get #allFound() {
    const found = this.people.flatMap(({ session }) => session.store?.certain ?? []);
    return [...new Map(found.map((match) => [match.photo_id, match])).values()];
  }

  #forgetSeen() {
    const { id } = this.event;
    if (this.#seen) this.#seen.stop();
    else if (globalThis.caches) import("./seen-photos.js").then(({ forgetSeen }) => forgetSeen(id)).catch(() => undefined);
    this.#seen = null;
  }

  /**
   * From now on photos can be packed, by `archive`; returns it.
   *
   * @param {Archive} archive
   */
  packWith(archive) {
    this.archive = archive;
    archive.addEventListener("change", () => this.changed());
    return archive;
  }

  /** The searches of those whose photos are shown. */
  get shownSearches() {
    const shown = this.together ? this.people : this.people.filter((person) => person === this.person);
    return shown.map(({ session }) => /** @type {Api.Search} */ (session.search));
  }

  /**
   * Pack and download photos of those who are shown: all, or those with these ids.
   *
   * @param {string[] | undefined} photoIds
   */
  download(photoIds) {
    const mode = this.chosen === TOGETHER ? "all" : "any";
    return this.archive?.start(this.shownSearches, mode, this.event, photoIds);
  }

  /**
   * Delete all of the person who is shown, or of everybody who is shown together: here at once, and at the service as soon as it can
   * be reached.
   */
  forget() {
    const { event } = this;
    const { id } = this.#present;
    for (const person of this.together ? this.people : this.people.filter(({ session }) => session.search?.id === id)) {
      this.forgetter.forget(event, /** @type {Api.Search} */ (person.session.search));
      this.#leave(person);
    }
    this.#showForgotten({ id, event });
  }

  /** @param {{id: string, event: {id: number, name: string}}} search */
  #showForgotten(search) {
    this.forgotten = search;
    this.#show("forgotten");
  }

  /**
   * Say what did not work, over whatever is shown; null when it was read.
   *
   * @param {Trouble | null} problem
   */
  complain(problem) {
    this.complaint = problem;
    this.changed();
  }

  /**
   * @param {string} screen
   * @param {{problem?: Trouble | null}} [of1]
   */
  #show(screen, { problem = null } = {}) {
    this.become({ screen, problem, complaint: null });
  }
}

/** Whether something was said without a network, and the page was closed before it could be told. */
function somethingWaits() {
  try {
    return localStorage.getItem("ep.outbox") !== null;
  } catch {
    return false; // A private window.
  }
}

function sendWhatWaits() {
  if (somethingWaits()) import("./outbox.js").then(({ outbox }) => outbox.run()).catch(() => undefined);
}

/** @param {string} token */
function sayNoMore(token) {
  if (somethingWaits()) import("./outbox.js").then(({ outbox }) => outbox.drop(token)).catch(() => undefined);
}

/**
 * An answer that the service could not hear.
 *
 * @param {string} searchId
 * @param {string} token
 * @param {{photo_id: string, is_me: boolean | null}} json
 */
async function sayLater(searchId, token, json) {
  const { outbox } = await import("./outbox.js");
  const path = `/searches/${searchId}/feedback`;
  outbox.put({ about: `${path} ${json.photo_id}`, method: "POST", path, token, json });
}

/**
 * Each script's digits stand in a row, from its nought on.
 *
 * @param {string} digit
 */
function asciiDigit(digit) {
  let value = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(Number(digit.codePointAt(0)) - value - 1))) value += 1;
  return String(value % 10);
}

/**
 * What is to be said of a search that the service has no more: it keeps a receipt of how it ended.
 *
 * @param {{id: string, token: string}} of
 */
async function whyGone({ id, token }) {
  const answer = await get(`/searches/${id}/receipt`, { token }).catch(() => null);
  return { code: answer?.receipt.because === LINK_REVOKED ? "search_ended_by_photographer" : "search_ended" };
}
