/**
 * What several searches of one visit have found, as one: of any of the people, or with all of them. Each question is about one of
 * them, whose number among the searches it has in `of`.
 */
import { Observable } from "./observable.js";
import { latestFirst, MOST_ASKED } from "./store-search.js";

/** @import { SearchStore } from "./store-search.js" */

/** @typedef {Api.Match & {of: number}} Asked a photo in doubt, and whose */

const BEGINNING = new Set(["queued", "detecting"]);

export class SharedStore extends Observable {
  share = null;
  /** @type {Api.Scanned | null} */
  progress = null;
  #stores;
  #withAll;
  /** @type {Map<string, Asked>} what is asked or was, in the order in which it came into sight */
  #asked = new Map();

  /**
   * @param {SearchStore[]} stores
   * @param {{withAll: boolean}} how
   */
  constructor(stores, { withAll }) {
    super();
    this.#stores = stores;
    this.#withAll = withAll;
    for (const store of stores) store.addEventListener("change", () => this.changed());
    this.#ask();
  }

  get stage() {
    const waiting = this.#stores.find(({ stage }) => BEGINNING.has(stage));
    return waiting ? waiting.stage : "live";
  }

  /** There once all of them have been looked for everywhere. */
  get caughtUp() {
    return this.#stores.every(({ caughtUp }) => caughtUp) ? this.#stores[0].caughtUp : null;
  }

  get renewed() {
    return this.#stores.reduce((sum, { renewed }) => sum + renewed, 0);
  }

  /** Clear matches, each photo once, the latest first. */
  get certain() {
    /** @type {Map<string, {match: Api.Match, of: number}>} */
    const found = new Map();
    for (const match of this.#stores.flatMap(({ certain }) => certain)) {
      const before = found.get(match.photo_id);
      const best = before && before.match.score >= match.score ? before.match : match;
      found.set(match.photo_id, { match: best, of: (before?.of ?? 0) + 1 });
    }
    const least = this.#withAll ? this.#stores.length : 1;
    const wanted = [...found.values()].filter(({ of }) => of >= least);
    return wanted.map(({ match }) => match).sort(latestFirst);
  }

  /**
   * Open questions whose yes would bring a photo here: one that is not here yet and, with all of them, may show the others too.
   *
   * @returns {Asked[]}
   */
  get maybe() {
    const here = new Set(this.certain.map(({ photo_id: photoId }) => photoId));
    const mayShow = (/** @type {SearchStore} */ store, /** @type {string} */ photoId) =>
      store.has(photoId) && store.answerTo(photoId) !== false;
    const counts = (/** @type {Api.Match} */ { photo_id: photoId }) =>
      !here.has(photoId) && (!this.#withAll || this.#stores.every((store) => mayShow(store, photoId)));
    return this.#stores.flatMap((store, of) => store.doubtful.filter(counts).map((match) => ({ ...match, of })));
  }

  /** The questions in sight, at most three that are open; those that were answered stay where they are, so that nothing moves. */
  get asked() {
    return [...this.#asked.values()];
  }

  /** @param {string} photoId */
  arrivedLive(photoId) {
    return this.#stores.some((store) => store.arrivedLive(photoId));
  }

  /** Before it is told: which questions are in sight. */
  changed() {
    this.#ask();
    super.changed();
  }

  #ask() {
    const isOpen = (/** @type {Asked} */ { photo_id: photoId, of }) => this.#stores[of].answerTo(photoId) === undefined;
    /** @type {Map<string, Asked>} */
    const open = new Map(this.maybe.map((match) => [`${match.of} ${match.photo_id}`, match]));
    for (const [key, match] of this.#asked)
      if (!this.#stores[match.of].has(match.photo_id) || (isOpen(match) && !open.has(key))) this.#asked.delete(key);
    let left = MOST_ASKED - this.asked.filter(isOpen).length;
    for (const [key, match] of open) {
      if (!this.#asked.has(key) && left <= 0) continue;
      if (!this.#asked.has(key)) left -= 1;
      this.#asked.set(key, match); // Also one that is asked already: its addresses may be fresh.
    }
  }
}
