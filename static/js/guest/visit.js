/**
 * One guest's visit: opens what the address leads to, and goes from screen to screen. All state of the page that is worth a
 * test is here; a `change` event follows every change. The screens only draw it.
 */
import { Away, get, isGone, NotSignedIn } from "../http.js";
import { Observable } from "../observable.js";
import { EVERYBODY, TOGETHER } from "../search-session.js";
import { delayBefore } from "../socket.js";
import * as visits from "../visits.js";
import { Browsing } from "./browsing.js";
import { Favourites } from "./favourites.js";
import { Forgetter } from "./forgetter.js";
import { Looking } from "./looking.js";
import { Address, pinOf } from "./opening.js";
import { People, searchOf } from "./people.js";
import { listed, Seen } from "./seen.js";
import { dropUnsent, removeLater, tellUnsent } from "./unsent.js";

/** @import { Selfie } from "../faces.js" */
/** @import { Failure } from "../http.js" */
/** @import { Archive } from "./archive.js" */
/** @import { Person } from "./people.js" */
/** @import { Kept, Kind, Shown } from "./seen.js" */

/** @typedef {Failure | {code: string, status?: undefined, errors?: undefined}} Trouble an ApiError, or what only we know the word for */

const LINK_REVOKED = "link_revoked";
const BEFORE_GALLERY = new Set(["welcome", "results"]);
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
  /** The link is over, but what was found is still here. */
  linkIsOver = false;
  /** @type {string | null} The photo that something is being said about. */
  commenting = null;
  /** What is shown is what this device has kept: there is no network. */
  fromMemory = false;
  seen = new Seen();
  /** @type {Kept | null} The gallery as this device has kept it; null while there is a network, and where it has not. */
  keptGallery = null;
  browsing = new Browsing(this.seen);
  /** @type {Archive | null} What packs photos to be taken home, from the moment that this is offered. */
  archive = null;
  /** @type {import("../ui/undo.js").Deletions | null} What the guest has deleted and may take back, from the first time on. */
  deletions = null;
  address = new Address();
  people = new People({
    found: (person, store) => this.#found(person, store),
    came: () => this.favourites.mayHaveMoved((photoId) => this.people.has(photoId)),
    gone: (person, search) => this.#gone(person, search),
  });
  favourites = new Favourites(() => ({
    token: this.guestToken,
    searches: this.people.all.map((person) => searchOf(person).token),
  }));
  forgetter = new Forgetter();
  /** @type {{id: string, event: {id: number, name: string}} | null} The search that was forgotten last: `{id, event: {id, name}}`. */
  forgotten = null;
  /** @type {string | null} */
  guestToken = null;
  #opening = new AbortController();
  #beforeGiving = "";
  #attempt = 0;
  /** @type {number | null} */
  #retry = null;
  looking = new Looking();

  /** The event may be browsed without a selfie: by everybody, or by this guest, who came by a link. */
  get galleryIsOpen() {
    return this.fromMemory ? this.keptGallery !== null : this.#mayBrowse();
  }

  #mayBrowse() {
    if (this.event?.visibility === "public" && this.event.open_gallery === true) return true;
    return this.event?.link_gallery === true && this.address.linkToken !== null && this.guestToken !== null;
  }

  /** This device keeps something of a guest who has no search here: photos of the gallery, or what she has marked. */
  get keepsUnsearched() {
    if (this.people.search) return false;
    return this.browsing.keeps || this.favourites.size > 0;
  }

  /** There is something on the page that a reload would lose: selfies, a download, or a receipt. */
  get busy() {
    return this.screen === "selfie" || this.screen === "person" || this.screen === "forgotten" || Boolean(this.archive?.busy);
  }

  constructor() {
    super();
    const parts = [this.forgetter, this.people, this.favourites, this.browsing];
    for (const part of parts) part.addEventListener("change", () => this.changed());
    addEventListener("online", () => (this.screen === "offline" || this.fromMemory) && this.open());
    addEventListener("hashchange", () => location.hash.startsWith("#letter=") && this.open()); // A push was tapped on.
  }

  /**
   * Open the event with the PIN as it was typed, in whatever digits.
   *
   * @param {string} typed
   */
  async enterPin(typed) {
    const pin = pinOf(typed);
    if (pin !== null) return this.open(pin);
    await new Promise((resolve) => setTimeout(resolve, AS_IF_ASKED_MS));
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
    const browsing = this.fromMemory && this.screen === "gallery";
    clearTimeout(this.#retry);
    this.linkIsOver = false;
    this.guestToken = null;
    if (!pin && this.screen !== "offline" && !this.fromMemory) this.#show("opening");
    this.forgetter.run();
    tellUnsent();
    try {
      await this.#openAddress(pin, signal);
      this.#attempt = 0;
      this.become({ fromMemory: false, keptGallery: null });
      if (browsing && this.galleryIsOpen && BEFORE_GALLERY.has(this.screen)) this.showGallery();
    } catch (error) {
      if (!signal.aborted) await this.#didNotOpen(error, pin);
    }
  }

  /**
   * @param {string | undefined} pin
   * @param {AbortSignal} signal
   */
  async #openAddress(pin, signal) {
    const { event, guestToken, until, list, linkIsOver } = await this.address.open(pin, signal);
    signal.throwIfAborted();
    Object.assign(this, { event, guestToken, linkIsOver });
    this.browsing.opened(event.id, until, this.#mayBrowse());
    return list ? this.#showList(list) : this.#enter(signal);
  }

  /** @param {Api.Favourites} list */
  async #showList(list) {
    this.favourites.ofList(list);
    this.#show("chosen");
    await this.favourites.tell();
  }

  /**
   * @param {Failure} error
   * @param {string} [pin]
   */
  #didNotOpen(error, pin) {
    if (isGone(error)) this.seen.galleryIsClosed(this.address.key);
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
    const past = visits.recallByLink(this.address.key);
    const found = past && (await this.seen.at("found", past.event.id).catch(() => null));
    const gallery = await this.seen.galleryBehind(this.address.key).catch(() => null);
    if (opening !== this.#opening) return; // Opened once more meanwhile.
    this.keptGallery = gallery;
    if (past && found?.photos.length) this.#showSeen(past.search, found);
    else if (gallery) this.#showSeenGallery(gallery.event);
    else this.#show("offline", { problem: error });
  }

  /**
   * Without a network: the photos that this device has shown before.
   *
   * @param {Api.Search} search
   * @param {Kept} seen
   */
  #showSeen(search, { event, photos }) {
    const matches = /** @type {Api.Match[]} */ (photos);
    this.event = event;
    this.favourites.of(event.id);
    this.fromMemory = true;
    this.#watch(search, null);
    const caughtUp = { searched_faces: 0, matches: matches.length, elapsed_ms: 0 };
    this.people.store.snapshot({ status: { stage: "live" }, matches, caught_up: caughtUp });
  }

  /**
   * The same for a guest who has browsed the event without a search.
   *
   * @param {Api.Event} event
   */
  #showSeenGallery(event) {
    this.event = event;
    this.favourites.of(event.id);
    this.fromMemory = true;
    this.browsing.keeps = true;
    this.#show("gallery");
  }

  /** @param {AbortSignal} signal */
  async #enter(signal) {
    const { event } = this;
    this.favourites.of(event.id);
    const forgotten = this.forgetter.untold(event.id);
    if (forgotten) return this.#showForgotten(forgotten);
    const past = visits.recall(event.id);
    if (past) await this.#resume(past, signal);
    else await this.welcome();
    if (visits.listOf(event.id) || this.favourites.size > 0) await this.favourites.tell();
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
      const shown = this.people.of(search.id);
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
    visits.remember(this.event, present, this.address.key); // Each link that leads here finds it again.
    this.#watch(present, found.name ?? null);
    for (const other of visits.others(this.event.id)) await this.#rejoin(other, signal);
    if (this.people.all.length > 1) this.people.choose(EVERYBODY);
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
      else this.people.add({ ...search, expires_at: found.expires_at }, found.name ?? null);
    } catch (error) {
      if (isGone(error)) visits.forget(this.event.id, search.id);
    }
  }

  /** The event, what is about to happen, and the question whether it may; where nobody may begin here, why. */
  welcome() {
    if (this.forgotten) this.forgetter.seen(this.forgotten.event.id);
    this.forgotten = null;
    Object.assign(this.looking, { adding: null, improving: null });
    if (this.people.all.length) return this.#backToPhotos();
    if (!this.guestToken) return this.open();
    this.looking.stop();
    return this.#show("welcome");
  }

  /** From what led away from them; whoever goes back while a picture is on its way does not want that person looked for. */
  #backToPhotos() {
    this.looking.stop();
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
    Object.assign(this.looking, { adding: { name }, rejected: null });
    this.#show("selfie");
  }

  /** Take another selfie of the person who is shown: what is found stays. */
  improve() {
    this.looking.improving = this.people.person ?? null;
    this.#show("selfie");
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
    const { event, looking } = this;
    if (looking.improving) return (await looking.addTo(looking.improving, pictures)) && this.#show("results");
    try {
      const unwanted = (/** @type {Api.Search} */ search) => this.forgetter.forget(event, search);
      const begun = await looking.begin(event, pictures, this.guestToken, unwanted);
      if (!begun) return undefined;
      if (this.people.all.length) visits.join(event.id, begun.search);
      else visits.remember(event, begun.search, this.address.key);
      return this.#watch(begun.search, begun.name);
    } catch (error) {
      if (error.code === "consent_changed") return this.#askAgain(error);
      if (error.code === "selfie_search_off") this.event = { ...event, selfie_search: false };
      throw error;
    }
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
    this.looking.found();
    if (!this.people.of(search.id)) this.people.add(search, name);
    this.people.choose(search.id);
    return this.#show("results");
  }

  /**
   * @param {Person} person
   * @param {{stage: string, ended: string | null, reason: string | null, added: unknown}} of
   */
  #found(person, { stage, ended, reason, added }) {
    this.seen.changed("found", this.event.id);
    if (added) person.waits = false;
    if (ended === "deleted") return this.#wasForgotten(person);
    if (ended === LINK_REVOKED) this.galleryClosed();
    if (ended === LINK_REVOKED) return this.#searchEnded(person, { code: "search_ended_by_photographer" });
    if (ended || stage === "expired") return this.#searchEnded(person, { code: "search_ended" });
    if (stage === "rejected") return this.#retake(person, reason);
    return undefined; // What was found is drawn from the store, as often as it can be read.
  }

  /** @param {Person} person */
  #wasForgotten(person) {
    const { id } = searchOf(person);
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
    this.looking.adding = person.name === null ? null : { name: person.name };
    this.looking.rejected = reason ?? "unreadable";
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
    if (this.people.all.length) this.complain(problem);
    else this.#show("closed", { problem });
  }

  /**
   * Nothing of the person's search stays here.
   *
   * @param {Person} person
   */
  #leave(person) {
    const { id, token } = searchOf(person);
    dropUnsent(token);
    if (this.people.all.length === 1) this.#dropList(); // It goes with the last one.
    visits.forget(this.event.id, id);
    this.people.remove(person);
    this.archive?.cancel();
    if (this.people.all.length) return;
    this.favourites.leave();
    this.seen.forget("found", this.event.id);
    this.browsing.forget(this.event.id);
  }

  #dropList() {
    const token = visits.listOf(this.event.id)?.token ?? "";
    dropUnsent(token);
    this.deletions?.drop(token);
  }

  /**
   * From now on what the guest deletes can be taken back for a while.
   *
   * @param {import("../ui/undo.js").Deletions} deletions
   */
  deleteWith(deletions) {
    if (this.deletions === null) this.become({ deletions });
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
    if (this.fromMemory && !this.people.search) return; // There is nothing else without a network.
    if (this.people.search) this.#show("results");
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
  async answer(photoId, isMe, person = this.people.person) {
    const { store, chosen } = this.people;
    if (this.complaint) this.complain(null); // It was of a try before this one.
    try {
      await person?.session.answer(photoId, isMe);
    } catch (error) {
      if (store === this.people.store && chosen === this.people.chosen) this.complain(error);
    }
  }

  /**
   * Say something about a photo to the photographer; null when that is done.
   *
   * @param {string | null} photoId
   */
  commentOn(photoId) {
    this.become({ commenting: photoId });
  }

  /**
   * Keep a picture that is on the screen for when there is no network.
   *
   * @param {string} photoId
   * @param {string} address
   * @param {Kind} [kind]
   */
  async keepSeen(photoId, address, kind) {
    if (this.fromMemory || !this.people.has(photoId)) return;
    const { event } = this;
    const now = () => (this.event === event && this.people.all.length ? listed(event, this.people.photos) : null);
    await this.seen.keep("found", now, photoId, address, kind);
  }

  /**
   * The same for a picture of the gallery, of which `of` says what may be shown.
   *
   * @param {() => Omit<Shown, "event" | "door">} of
   * @param {string} photoId
   * @param {string} address
   * @param {Kind} [kind]
   */
  async keepOfGallery(of, photoId, address, kind) {
    if (this.fromMemory) return;
    const { event } = this;
    const shown = () => (this.event === event ? { event, ...of() } : null);
    await this.browsing.keep(this.address.key, shown, photoId, address, kind);
  }

  /**
   * The gallery may not be browsed any more: nothing of it stays on this device. Where the guest is not let in at all, the address
   * says why.
   *
   * @param {Trouble | null} [problem]
   */
  galleryClosed(problem) {
    this.browsing.end(this.event.id);
    if (problem instanceof NotSignedIn) this.open();
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

  /**
   * Pack and download photos of those who are shown: all, or those with these ids.
   *
   * @param {string[] | undefined} photoIds
   */
  download(photoIds) {
    const mode = this.people.chosen === TOGETHER ? "all" : "any";
    return this.archive?.start(this.people.shown.map(searchOf), mode, this.event, photoIds);
  }

  /**
   * Delete all of the person who is shown, or of everybody who is shown together: here at once, and at the service as soon as it can
   * be reached.
   */
  forget() {
    const { event } = this;
    const [first, ...others] = this.people.shown;
    const { id } = searchOf(first);
    for (const person of [first, ...others]) {
      this.forgetter.forget(event, searchOf(person));
      this.#leave(person);
    }
    this.#showForgotten({ id, event });
  }

  /**
   * Delete all that this device keeps of a guest without a search, also its cookie; of the event no more is kept until it is opened
   * anew, as by somebody else.
   */
  forgetKept() {
    const list = visits.listOf(this.event.id);
    clearTimeout(this.#retry);
    this.become({ fromMemory: false, keptGallery: null });
    this.galleryClosed();
    this.#dropList();
    visits.forgetDoor(this.address.key);
    visits.forgetMarks(this.event.id);
    this.favourites.leave();
    if (list) removeLater(`/favourites/${list.id}`, list.token);
    removeLater(`/events/${this.event.id}/guest-session`, null);
    this.guestToken = null;
    this.#show("forgotten");
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

/**
 * What is to be said of a search that the service has no more: it keeps a receipt of how it ended.
 *
 * @param {{id: string, token: string}} of
 */
async function whyGone({ id, token }) {
  const answer = await get(`/searches/${id}/receipt`, { token }).catch(() => null);
  return { code: answer?.receipt.because === LINK_REVOKED ? "search_ended_by_photographer" : "search_ended" };
}
