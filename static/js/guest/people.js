/** The people who are looked for in one visit. */
import { Observable } from "../observable.js";
import { EVERYBODY, SearchSession, TOGETHER } from "../search-session.js";
import { LiveSocket } from "../socket.js";
import { SearchStore } from "../store-search.js";
import { t } from "../ui/words.js";
import { answerLater } from "./unsent.js";

/**
 * @typedef {object} Person
 * @property {string | null} name nobody calls the first one anything
 * @property {SearchSession} session
 * @property {boolean} waits another selfie is on its way, and the service has not said what it made of it
 */
/**
 * @typedef {object} ToldOfPeople
 * @property {(person: Person, store: SearchStore) => void} found what was found of somebody, or how the search stands
 * @property {() => void} came a photo came while the page looks on
 * @property {(person: Person, search: Api.Search) => void} gone the service has the search no more
 */

/** Who they are, and whose photos are shown. A `change` event follows every change, but not what was found: that the stores tell. */
export class People extends Observable {
  /** @type {Person[]} */
  all = [];
  /** Whose photos are shown: the id of a search, `EVERYBODY` or `TOGETHER`. */
  chosen = "";
  #told;
  #nothing = new SearchStore();
  #nobody = new LiveSocket();

  /** @param {ToldOfPeople} told */
  constructor(told) {
    super();
    this.#told = told;
  }

  /** The one person whose photos are shown; the first of several who are shown together; undefined without any. */
  get person() {
    return this.of(this.chosen) ?? this.all[0];
  }

  /** The photos of several people are shown at once. */
  get together() {
    return this.all.length > 1 && (this.chosen === EVERYBODY || this.chosen === TOGETHER);
  }

  /** Those whose photos are shown. */
  get shown() {
    return this.together ? this.all : this.all.filter((person) => person === this.person);
  }

  /**
   * The search of the person who is shown; null without one.
   *
   * @returns {Api.Search | null}
   */
  get search() {
    return this.person?.session.search ?? null;
  }

  /** What it has found; nothing without one. */
  get store() {
    return this.person?.session.store ?? this.#nothing;
  }

  /** The live connection. */
  get socket() {
    return this.person?.session.socket ?? this.#nobody;
  }

  /** All photos with any of them, each once. */
  get photos() {
    const found = this.all.flatMap(({ session }) => session.store?.certain ?? []);
    return [...new Map(found.map((match) => [match.photo_id, match])).values()];
  }

  /**
   * Whether any of them was found on this photo, whatever was said about it since.
   *
   * @param {string} photoId
   */
  has(photoId) {
    return this.all.some(({ session }) => session.store?.has(photoId) ?? false);
  }

  /**
   * Who is looked for by the search with this id.
   *
   * @param {string} searchId
   */
  of(searchId) {
    return this.all.find(({ session }) => session.search?.id === searchId);
  }

  /**
   * Show the photos of one of them (the id of a search), of `EVERYBODY`, or those with all of them (`TOGETHER`).
   *
   * @param {string} whose
   */
  choose(whose) {
    this.become({ chosen: whose });
  }

  /**
   * Watch this search, too.
   *
   * @param {Api.Search} search
   * @param {string | null} name
   */
  add(search, name) {
    const session = new SearchSession({
      changed: (store) => this.#told.found(person, store),
      came: this.#told.came,
      later: answerLater,
      gone: (gone) => this.#told.gone(person, gone),
    });
    const person = { name, session, waits: false };
    session.socket.addEventListener("state", () => this.changed());
    this.all = [...this.all, person];
    session.watch(search);
    this.changed();
  }

  /**
   * This person is not looked for any more.
   *
   * @param {Person} person
   */
  remove(person) {
    const id = person.session.search?.id;
    person.session.leave();
    this.all = this.all.filter((other) => other !== person);
    if (this.all.length === 1 || this.chosen === id) this.chosen = this.all[0]?.session.search?.id ?? "";
  }

  /** A picture did not load: its address may have expired during a long visit. Fresh ones are fetched, at most once a minute. */
  renewPictures() {
    return Promise.all(this.all.map(({ session }) => session.renewPictures()));
  }
}

/**
 * The search of somebody who is looked for: each of them has one.
 *
 * @param {Person} person
 */
export const searchOf = ({ session }) => /** @type {Api.Search} */ (session.search);

/**
 * The name that was typed; a number for who came from a kiosk, where nobody types; null for the guest herself.
 *
 * @param {People} people
 * @param {Person | undefined} person
 */
export function nameOf({ all }, person) {
  const before = person ? all.indexOf(person) : 0;
  return person?.name ?? (before > 0 ? t("person-number", { number: before + 1 }) : null);
}
