/** Who is looked for, with which selfies; while they are on their way the guest may go back. */
import { addSelfies, beginSearch } from "../search-session.js";

/** @import { Selfie } from "../faces.js" */
/** @import { Person } from "./people.js" */

const SELFIES_WITHIN_MS = 180_000; // Three selfies on a bad network.
const ANSWER_NEARLY_HERE_MS = 3000;

export class Looking {
  /** @type {{name: string} | null} Who is being added to those who are looked for. */
  adding = null;
  /** @type {Person | null} For whom another selfie is being taken. */
  improving = null;
  /** @type {string | null} Why the last selfie was rejected; null when none was. */
  rejected = null;
  /** @type {{stop: AbortController, left: boolean} | null} */
  #way = null;

  /**
   * Begin a search for the person in these pictures: the search, and whom it is for. Null where the guest went back meanwhile;
   * `unwanted` is told of a search that was begun all the same. Rejects with an ApiError.
   *
   * @param {Api.Event} event
   * @param {Selfie[]} pictures
   * @param {string | null} token
   * @param {(search: Api.Search) => void} unwanted
   */
  async begin(event, pictures, token, unwanted) {
    const way = this.#setOff();
    const name = this.adding?.name ?? null;
    const { signal } = way.stop;
    const how = { token, consentVersion: event.consent_version, name, signal, timeoutMs: SELFIES_WITHIN_MS };
    try {
      const search = await beginSearch(event, pictures, how);
      if (!way.left) return { search, name };
      unwanted(search);
    } catch (error) {
      if (!way.left) throw error;
    }
    return null;
  }

  /**
   * Add these pictures to the search of somebody who is looked for; false where the guest went back meanwhile. Rejects with an
   * ApiError.
   *
   * @param {Person} person
   * @param {Selfie[]} pictures
   */
  async addTo(person, pictures) {
    const way = this.#setOff();
    const { search, store } = person.session;
    if (!search || !store) return false;
    store.added = null;
    person.waits = true;
    try {
      await addSelfies(search, pictures, { signal: way.stop.signal, timeoutMs: SELFIES_WITHIN_MS });
    } catch (error) {
      person.waits = false;
      if (way.left) return false;
      throw error;
    }
    if (way.left) return false;
    this.#way = null;
    this.improving = null;
    return true;
  }

  #setOff() {
    this.#way = { stop: new AbortController(), left: false };
    return this.#way;
  }

  /** The person is looked for. */
  found() {
    this.#way = null;
    this.adding = null;
    this.rejected = null;
  }

  /** The guest went back while the selfies were on their way. An answer that is nearly here still says which search to delete. */
  stop() {
    this.rejected = null;
    const way = this.#way;
    if (!way) return;
    this.#way = null;
    way.left = true;
    setTimeout(() => way.stop.abort(), ANSWER_NEARLY_HERE_MS);
  }
}
