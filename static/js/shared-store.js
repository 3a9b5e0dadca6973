/**
 * What several searches of one visit have found, as one: of any of the people, or with all of them. Nobody is asked here: whose face
 * a question is about is seen with each of them.
 */
import { Observable } from "./observable.js";

/** @import { SearchStore } from "./store-search.js" */

const BEGINNING = new Set(["queued", "detecting"]);

export class SharedStore extends Observable {
  /** @type {Api.Match[]} */
  maybe = [];
  /** @type {Api.Match[]} */
  asked = [];
  share = null;
  /** @type {Api.Scanned | null} */
  progress = null;
  #stores;
  #withAll;

  /**
   * @param {SearchStore[]} stores
   * @param {{withAll: boolean}} how
   */
  constructor(stores, { withAll }) {
    super();
    this.#stores = stores;
    this.#withAll = withAll;
    for (const store of stores) store.addEventListener("change", () => this.changed());
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

  /** Clear matches, each photo once, best first. */
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
    return wanted.map(({ match }) => match).sort((a, b) => b.score - a.score);
  }

  /** @param {string} photoId */
  arrivedLive(photoId) {
    return this.#stores.some((store) => store.arrivedLive(photoId));
  }
}
