/** One guest after the other. Whatever ends a visit wipes it, here and on the service: the next guest finds a page that knows nobody. */
import { facesOn } from "../faces.js";
import { ApiError } from "../http.js";
import { Idleness } from "../idle.js";
import { Observable } from "../observable.js";
import { addSelfies, beginSearch, EVERYBODY, MOST_PEOPLE, SearchSession, TOGETHER } from "../search-session.js";
import { forgetHints } from "../ui/photo.js";
import { firstLanguage, words } from "../ui/words.js";
import { Handoff } from "./handoff.js";
import { Shot } from "./shot.js";
import { noteOpen } from "./storage.js";

/** @import { Face, Selfie } from "../faces.js" */
/** @import { SearchStore } from "../store-search.js" */
/** @import { Device } from "./device.js" */

/**
 * @typedef {object} Person one of the people of a visit
 * @property {number} number how many came before, and one: nobody types a name at a kiosk
 * @property {SearchSession} session
 * @property {boolean} waits another picture is on its way, and the service has not said what it made of it
 */

const STANDING = new Set(["frozen", "choosing"]);
const BYE_MS = 7_000;
const WARNED_S = 20; // What WCAG 2.2 (2.2.1) gives people at least to ask for more time.

const TOUCHES_OF_THE_WARNING = { contains: (/** @type {Element} */ element) => Boolean(element.closest?.("[data-idle]")) };

/**
 * `step` is `attract`, `consent`, `camera`, `results`, `handoff` or `bye`; `number` counts the visits. `change` follows every
 * change of these, `wipe` tells whoever holds anything of a guest to let go of it at once.
 */
export class Visits extends Observable {
  #device;
  // Used again by one visit after the other: a live connection listens to the page for as long as that is there.
  #sessions = Array.from({ length: MOST_PEOPLE }, () => this.#newSession());
  /** Something may be open of which nothing is noted, and others of the visit are on the wall: let go of when it ends. */
  #unsure = false;
  /** @type {Person[]} Whose photos no phone has yet, while they are handed over one after the other. */
  #toTake = [];
  /** @type {number | null} */
  #byeTimer = null;
  /** @type {string | null} */
  #agreedTo = null; // The version of the words that this guest has read.
  /** @type {AbortController | null} */
  #sending = null; // Stops the picture on its way.
  /** @type {Person[]} who is looked for, and no phone has taken over */
  people = [];
  /** Whose photos are shown: the id of a search, `EVERYBODY` or `TOGETHER`. */
  chosen = "";
  /** @type {number[]} the numbers of those whom a phone has taken over */
  taken = [];
  /** @type {Person | null} Of whom another picture is being taken; what is found stays on the wall. */
  improving = null;
  /** @type {"attract" | "consent" | "camera" | "results" | "handoff" | "bye"} */
  step = "attract";
  number = 0;
  /** @type {Handoff | null} */
  handoff = null;
  shot;
  idle = new Idleness({ warnS: WARNED_S, except: TOUCHES_OF_THE_WARNING });
  /** @type {{how: "phone" | "done", deleted: boolean | null, someTaken: boolean} | null} How the last visit ended: `phone` or `done`; whether all of it is deleted: true, or false while the service is away; and whether a phone has some of it. */
  bye = null;

  /** @param {Device} device */
  constructor(device) {
    super();
    this.#device = device;
    this.shot = new Shot({
      canServe: () => device.ready,
      verify: () => device.verify(),
      look: (picture, signal) => facesOn(device.event, picture, device.token, signal),
    });
    this.idle.addEventListener("gone", () => this.end());
    // To stand still for the camera is a sign of life.
    this.shot.addEventListener("change", () => STANDING.has(this.shot.phase) && this.idle.sign());

    device.addEventListener("change", () => this.#deviceChanged());
    device.addEventListener("lock", () => this.#locked());
  }

  /** Whether somebody is in front of the screen, as far as it knows. */
  get busy() {
    return this.step !== "attract" || this.idle.watching;
  }

  get connection() {
    return (this.person?.session ?? this.#sessions[0]).socket;
  }

  /** The one person whose photos are shown; the first of several who are shown together; undefined without any. */
  get person() {
    return this.people.find(({ session }) => session.search?.id === this.chosen) ?? this.people[0];
  }

  /** The photos of several people are shown at once. */
  get together() {
    return this.people.length > 1 && (this.chosen === EVERYBODY || this.chosen === TOGETHER);
  }

  /** Nobody else is looked for in this visit, nor was: no need to say who. */
  get alone() {
    return this.people.length + this.taken.length < 2;
  }

  /** The number of the person whose code for the phone is shown. */
  get taking() {
    return this.#toTake[0]?.number ?? 0;
  }

  /** One more may be looked for in this visit. */
  get mayAdd() {
    return (
      this.people.length + this.taken.length < MOST_PEOPLE && this.#device.ready && this.#device.event.selfie_search !== false
    );
  }

  /**
   * The search of the guest who is there; null without one.
   *
   * @returns {any}
   */
  get search() {
    return this.person?.session.search ?? null;
  }

  /**
   * What it has found; null without one.
   *
   * @returns {any}
   */
  get store() {
    return this.person?.session.store ?? null;
  }

  /** Another picture of the guest is on its way. */
  get waits() {
    return this.person?.waits ?? false;
  }

  /** Somebody pressed start. */
  start() {
    if (!this.#device.ready || !this.#device.event.selfie_search) return;
    clearTimeout(this.#byeTimer);
    this.idle.start();
    this.#go("consent");
  }

  /**
   * Speak another language until this guest has gone.
   *
   * @param {string} code
   */
  async speak(code) {
    this.idle.start(); // On the first screen too: who walks away leaves it in the kiosk's own language.
    await words.speak(code).catch(() => undefined); // Away: all stays as it is.
  }

  /** Ask whether somebody else may be looked for. */
  add() {
    if (this.mayAdd) this.#go("consent");
  }

  /**
   * Show the photos of one of the people (the id of a search), of `EVERYBODY`, or those with all of them (`TOGETHER`). Whoever was not recognised is not waited for.
   *
   * @param {string} whose
   */
  choose(whose) {
    for (const person of this.people) {
      const { search, store } = person.session;
      if (store?.stage === "rejected" && search?.id !== whose) this.#drop(person);
    }
    this.chosen = whose;
    this.changed();
  }

  /** The guest, or who decides for the person to be added, has agreed. */
  agree() {
    this.#agreedTo = this.#device.event.consent_version;
    this.#go("camera");
  }

  /** Take another picture of the same guest: what is found stays. */
  improve() {
    this.improving = this.person ?? null;
    this.#go("camera");
  }

  /** From the question or the camera: back to the photos where there are some, or the visit is over. */
  cancel() {
    if (this.people.length) this.#backToWall();
    else this.end();
  }

  #backToWall() {
    this.improving = null;
    this.shot.stop();
    this.#go("results");
  }

  #newSession() {
    /** @type {SearchSession} */
    const session = new SearchSession({
      changed: (store) => this.#found(session, store),
      gone: () => this.#gone(session),
    });
    return session;
  }

  /**
   * @param {SearchSession} session
   * @param {SearchStore} store
   */
  #found(session, { ended, stage, added }) {
    const person = this.people.find((one) => one.session === session);
    if (!person) return;
    if (added && person.waits) {
      person.waits = false;
      this.changed();
    }
    if (ended || stage === "expired") this.#gone(session);
    else if (stage === "rejected" && this.together) this.become({ chosen: session.search?.id ?? "" }); // She is told.
  }

  /**
   * The service has the search no more; the others of the visit go on.
   *
   * @param {SearchSession} session
   */
  #gone(session) {
    const person = this.people.find((one) => one.session === session);
    if (!person) return undefined;
    if (this.people.length === 1) return this.end();
    const shown = this.#toTake[0] === person || this.improving === person;
    this.#drop(person);
    if (shown) this.#leaveFor();
    return this.changed();
  }

  /** What was shown is of somebody who is gone: back to the photos of the others. */
  #leaveFor() {
    this.#closeHandoff();
    this.#toTake = [];
    this.#backToWall();
  }

  /**
   * Nothing of the person's search stays here; the service is told.
   *
   * @param {Person} person
   */
  #drop(person) {
    const { id } = /** @type {Api.Search} */ (person.session.search);
    person.session.leave();
    this.people = this.people.filter((other) => other !== person);
    this.#toTake = this.#toTake.filter((other) => other !== person);
    if (this.people.length === 1 || this.chosen === id) this.chosen = this.people[0]?.session.search?.id ?? "";
    return this.#device.closeSearch(id);
  }

  /**
   * This face is meant, of several on the picture that was taken.
   *
   * @param {Face} face
   */
  async lookFor(face) {
    this.shot.point(face);
    await this.look();
  }

  /** Look for the face in the picture that was taken. */
  async look() {
    const visit = this.number;
    const { event, token } = this.#device;
    const sending = new AbortController();
    this.#sending = sending;
    const how = { token, consentVersion: this.#agreedTo, signal: sending.signal };
    const picture = await this.shot.send();
    if (!picture || visit !== this.number) return undefined;
    if (this.improving) return this.#addPicture(this.improving, picture, sending.signal);
    try {
      const search = await beginSearch(event, [picture], how);
      if (visit !== this.number) return this.#device.doubt();
      noteOpen(search.id);
      return this.#watch(search);
    } catch (error) {
      const isOver = visit !== this.number;
      if (!isRefusal(error)) this.#doubt({ isOver }); // It may have begun, and only its answer was lost.
      return !isOver && this.#notSent(error);
    }
  }

  /**
   * To let go of what may be open is to let go of all that the kiosk has open: that has to wait for those who are on the wall.
   *
   * @param {{isOver: boolean}} of
   */
  #doubt({ isOver }) {
    if (!isOver && this.people.length) this.#unsure = true;
    else this.#device.doubt();
  }

  /**
   * @param {Person} person
   * @param {Selfie} picture
   * @param {AbortSignal} signal
   */
  async #addPicture(person, picture, signal) {
    const visit = this.number;
    const { search, store } = person.session;
    if (!search || !store) return;
    store.added = null;
    person.waits = true;
    try {
      await addSelfies(search, [picture], { signal });
      if (visit === this.number) this.#backToWall();
    } catch (error) {
      if (visit !== this.number) return;
      person.waits = false;
      this.shot.fail("kiosk-problem-title", null, error);
    }
  }

  /** That picture did not do: another one. */
  async retake() {
    const { person } = this;
    if (!person) return;
    const closed = this.#drop(person);
    this.#go("camera");
    await closed;
  }

  /**
   * Answer whether a photo shows one of the people; `undefined` takes it back. Rejects with an ApiError, and then nothing was
   * answered.
   *
   * @param {string} photoId
   * @param {boolean | undefined} isMe
   * @param {Person | undefined} [person]
   */
  answer(photoId, isMe, person = this.person) {
    return person?.session.answer(photoId, isMe) ?? Promise.resolve();
  }

  /** Show the code for the phone: of the person who is shown, or of each of them in turn. */
  handOff() {
    const shown = this.together ? this.people : this.people.filter((person) => person === this.person);
    this.#toTake = shown.filter(({ session }) => session.store?.stage === "live");
    this.#offerNext();
  }

  #offerNext() {
    this.#closeHandoff();
    const [person] = this.#toTake;
    if (!person) return this.#backToWall();
    const search = /** @type {Api.Search} */ (person.session.search);
    const handoff = new Handoff(search, this.#device.token, () => this.#handedOver(handoff));
    this.handoff = handoff;
    return this.#go("handoff");
  }

  /**
   * A phone has the person whose code was shown. The visit is over with the last of them.
   *
   * @param {Handoff} handoff
   */
  #handedOver(handoff) {
    const [person] = this.#toTake;
    if (handoff !== this.handoff || !person) return undefined;
    this.taken = [...this.taken, person.number];
    if (this.people.length === 1) return this.end("phone");
    this.#drop(person);
    return this.#offerNext();
  }

  /** The guest says that the phone has them. Where it has not, she is asked whether she means to leave without them. */
  async leaveHandoff() {
    const { handoff } = this;
    if (!handoff) return;
    if (await handoff.isTaken()) this.#handedOver(handoff);
    else handoff.doubt();
  }

  /** Back from the code to the photos. */
  backToPhotos() {
    this.#leaveFor();
  }

  /**
   * End the visit. `how` is `phone` or `done` when there is something to say good-bye to; nobody is left to read it otherwise.
   *
   * @param {"phone" | "done" | null} [how]
   */
  async end(how = null) {
    const someTaken = this.taken.length > 0;
    this.wipe();
    this.bye = how && { how, deleted: how === "phone" || null, someTaken };
    if (how) this.#sayGoodbye();
    else this.rest();
    const visit = this.number;
    const deleted = await this.#device.closeSearches();
    if (visit !== this.number || /** @type {Visits["bye"]} */ (this.bye)?.how !== "done") return;
    this.become({ bye: { how, deleted, someTaken } });
  }

  /** Back to the first screen, with nobody there, in the kiosk's own language. */
  rest() {
    clearTimeout(this.#byeTimer);
    this.bye = null;
    words.speak(firstLanguage()).catch(() => undefined);
    this.#go("attract");
  }

  /** Nothing of the visit stays on the screen or in memory. Synchronous: it also happens while the page goes away. */
  wipe() {
    this.number += 1;
    clearTimeout(this.#byeTimer);
    this.#sending?.abort();
    this.#sending = null;
    this.#agreedTo = null;
    this.improving = null;
    this.idle.stop();
    this.shot.stop();
    this.#stopWatching();
    forgetHints();
    if (this.#unsure) this.#device.doubt();
    this.#unsure = false;
    this.notify("wipe");
  }

  /** In the guest's language still. */
  #sayGoodbye() {
    this.#byeTimer = setTimeout(() => this.rest(), BYE_MS);
    this.#go("bye");
  }

  /** @param {Api.Search} search */
  #watch(search) {
    this.shot.stop();
    const isFree = (/** @type {SearchSession} */ one) => this.people.every(({ session }) => session !== one);
    const session = /** @type {SearchSession} */ (this.#sessions.find(isFree));
    const numbers = [...this.taken, ...this.people.map(({ number }) => number)];
    const person = { number: Math.max(0, ...numbers) + 1, session, waits: false };
    this.people = [...this.people, person];
    this.chosen = search.id;
    session.watch(search);
    this.#go("results");
  }

  /** @param {any} error */
  #notSent(error) {
    if (error.code === "consent_changed") return this.#askAgain();
    if (error.status === 0 || error.status >= 500) return this.shot.away("kiosk-away-sent");
    return this.shot.fail("kiosk-problem-title", null, error);
  }

  /** The photographer has changed the words while the guest was agreeing: they are read anew. */
  async #askAgain() {
    const visit = this.number;
    this.shot.stop();
    await this.#device.verify();
    if (visit === this.number) this.#go("consent");
  }

  #stopWatching() {
    for (const { session } of this.people) session.leave();
    this.people = [];
    this.chosen = "";
    this.taken = [];
    this.#toTake = [];
    this.#closeHandoff();
  }

  #closeHandoff() {
    this.handoff?.close();
    this.handoff = null;
  }

  #deviceChanged() {
    this.shot.serviceChanged();
    if (this.#device.ready && this.step === "attract") this.#device.closeSearches();
  }

  /** The service has withdrawn what the kiosk had open, but for what a phone took over. */
  #locked() {
    this.wipe();
    this.rest();
  }

  /** @param {Visits["step"]} step */
  #go(step) {
    this.step = step;
    this.changed();
  }
}

/**
 * Whether the service has read what was sent and did not begin.
 *
 * @param {any} error
 */
const isRefusal = (error) => error instanceof ApiError && error.status >= 400 && error.status < 500;
