/** One guest after the other. Whatever ends a visit wipes it, here and on the service: the next guest finds a page that knows nobody. */
import { facesOn } from "../faces.js";
import { ApiError } from "../http.js";
import { Idleness } from "../idle.js";
import { Observable } from "../observable.js";
import { addSelfies, beginSearch, SearchSession } from "../search-session.js";
import { forgetHints } from "../ui/photo.js";
import { firstLanguage, words } from "../ui/words.js";
import { Handoff } from "./handoff.js";
import { Shot } from "./shot.js";
import { noteOpen } from "./storage.js";

/** @import { Face, Selfie } from "../faces.js" */
/** @import { Device } from "./device.js" */

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
  #session = new SearchSession({
    changed: (store) => this.#found(store),
    gone: () => this.end(),
  });
  /** @type {number | null} */
  #byeTimer = null;
  /** @type {string | null} */
  #agreedTo = null; // The version of the words that this guest has read.
  /** @type {AbortController | null} */
  #sending = null; // Stops the picture on its way.
  /** Another picture is being taken of the guest whose photos are on the wall already. */
  improving = false;
  /** It is on its way, and the service has not said what it made of it. */
  waits = false;
  /** @type {"attract" | "consent" | "camera" | "results" | "handoff" | "bye"} */
  step = "attract";
  number = 0;
  /** @type {Handoff | null} */
  handoff = null;
  shot;
  idle = new Idleness({ warnS: WARNED_S, except: TOUCHES_OF_THE_WARNING });
  /** @type {{how: "phone" | "done", deleted: boolean | null} | null} How the last visit ended: `phone` or `done`; and whether all of it is deleted: true, or false while the service is away. */
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
    return this.#session.socket;
  }

  /**
   * The search of the guest who is there; null without one.
   *
   * @returns {any}
   */
  get search() {
    return this.#session.search;
  }

  /**
   * What it has found; null without one.
   *
   * @returns {any}
   */
  get store() {
    return this.#session.store;
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

  /** The guest has agreed. */
  agree() {
    this.#agreedTo = this.#device.event.consent_version;
    this.#go("camera");
  }

  /** Take another picture of the same guest: what is found stays. */
  improve() {
    this.improving = true;
    this.#go("camera");
  }

  /** From the camera: back to the photos where there are some, or the visit is over. */
  cancel() {
    if (this.improving) this.#backToWall();
    else this.end();
  }

  #backToWall() {
    this.improving = false;
    this.shot.stop();
    this.#go("results");
  }

  /** @param {{ended: string | null, stage: string, added: unknown}} of */
  #found({ ended, stage, added }) {
    if (added) this.waits = false;
    if (ended || stage === "expired") this.end();
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
    if (this.improving) return this.#addPicture(picture, sending.signal);
    try {
      const search = await beginSearch(event, [picture], how);
      if (visit !== this.number) return this.#device.doubt();
      noteOpen(search.id);
      return this.#watch(search);
    } catch (error) {
      if (!isRefusal(error)) this.#device.doubt(); // It may have begun, and only its answer was lost.
      return visit === this.number && this.#notSent(error);
    }
  }

  /**
   * @param {Selfie} picture
   * @param {AbortSignal} signal
   */
  async #addPicture(picture, signal) {
    const visit = this.number;
    this.store.added = null;
    this.waits = true;
    try {
      await addSelfies(this.search, [picture], { signal });
      if (visit === this.number) this.#backToWall();
    } catch (error) {
      if (visit !== this.number) return;
      this.waits = false;
      this.shot.fail("kiosk-problem-title", null, error);
    }
  }

  /** That picture did not do: another one. */
  async retake() {
    this.#stopWatching();
    this.#go("camera");
    await this.#device.closeSearches();
  }

  /**
   * Answer whether a photo shows the guest; `undefined` takes it back. Rejects with an ApiError, and then nothing was answered.
   *
   * @param {string} photoId
   * @param {boolean | undefined} isMe
   */
  answer(photoId, isMe) {
    return this.#session.answer(photoId, isMe);
  }

  /** Show the code for the phone. */
  handOff() {
    const handoff = new Handoff(this.search, this.#device.token, () => this.#handedOver(handoff));
    this.handoff = handoff;
    this.#go("handoff");
  }

  /** @param {Handoff} handoff */
  #handedOver(handoff) {
    if (handoff === this.handoff) this.end("phone");
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
    this.#closeHandoff();
    this.#go("results");
  }

  /**
   * End the visit. `how` is `phone` or `done` when there is something to say good-bye to; nobody is left to read it otherwise.
   *
   * @param {"phone" | "done" | null} [how]
   */
  async end(how = null) {
    this.wipe();
    this.bye = how && { how, deleted: how === "phone" || null };
    if (how) this.#sayGoodbye();
    else this.rest();
    const visit = this.number;
    const deleted = await this.#device.closeSearches();
    if (visit !== this.number || /** @type {Visits["bye"]} */ (this.bye)?.how !== "done") return;
    this.become({ bye: { how, deleted } });
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
    this.improving = false;
    this.waits = false;
    this.idle.stop();
    this.shot.stop();
    this.#stopWatching();
    forgetHints();
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
    this.#session.watch(search);
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
    this.#session.leave();
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
