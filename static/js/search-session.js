/** One search, as the guest's page and the kiosk hold it: begun by selfies, watched live, answered, left. */
import { Away, get, isGone, post } from "./http.js";
import { Renewal } from "./renewal.js";
import { delayBefore, LiveSocket } from "./socket.js";
import { SearchStore } from "./store-search.js";
import { words } from "./ui/words.js";

/** @import { Selfie } from "./faces.js" */

/** So many people are looked for in one visit. */
export const MOST_PEOPLE = 5;
/** What can be chosen beside one of the people: the photos of any of them. */
export const EVERYBODY = "everybody";
/** And the photos with all of them. */
export const TOGETHER = "together";
const MATCHES_A_PAGE = 1000;

/**
 * Begin to look for the person in these pictures (1 to 3), who has agreed to it. Rejects with an ApiError.
 *
 * @param {Api.Event} event
 * @param {Selfie[]} pictures
 * @param {object} how
 * @param {string | null} how.token of the guest's session, or the kiosk's
 * @param {string | null} [how.consentVersion] of the words that were agreed to
 * @param {string | null} [how.name] what the guest calls the person
 * @param {AbortSignal} how.signal
 * @param {number} [how.timeoutMs]
 * @returns {Promise<Api.Search>}
 */
export function beginSearch(event, pictures, { token, consentVersion, name, signal, timeoutMs }) {
  const form = new FormData();
  form.append("consent", "true");
  if (words.language) form.append("language", words.language);
  if (name) form.append("name", name);
  if (consentVersion) form.append("consent_version", consentVersion);
  appendPictures(form, pictures);
  return post(`/events/${event.id}/searches`, { form, token, signal, timeoutMs });
}

/**
 * Add pictures of the same person to a search that is live. Rejects with an ApiError.
 *
 * @param {Api.Search} search
 * @param {Selfie[]} pictures
 * @param {{signal: AbortSignal, timeoutMs?: number}} how
 * @returns {Promise<{selfies: number}>}
 */
export function addSelfies(search, pictures, { signal, timeoutMs }) {
  const form = new FormData();
  form.append("consent", "true");
  appendPictures(form, pictures);
  return post(`/searches/${search.id}/selfies`, { form, token: search.token, signal, timeoutMs });
}

/**
 * @param {FormData} form
 * @param {Selfie[]} pictures
 */
function appendPictures(form, pictures) {
  for (const [index, { blob, box }] of pictures.entries()) {
    form.append("selfie", blob, `selfie-${index + 1}.jpg`);
    form.append("box", box ? box.join(",") : "");
  }
}

/**
 * @typedef {object} Told What the session tells of the search that it holds.
 * @property {(store: SearchStore) => void} changed what was found, or how it stands
 * @property {() => void} [came] a photo came while the page looks on
 * @property {(search: Api.Search) => void} gone the service has it no more
 * @property {(searchId: string, token: string, json: {photo_id: string, is_me: boolean | null}) => Promise<void>} [later] an answer that could
 * not be told now; where it is given, it is told later and holds here
 */

export class SearchSession {
  /** The live connection. */
  socket = new LiveSocket();
  /** @type {Api.Search | null} */
  search = null;
  /** @type {SearchStore | null} what was found; null without a search: the next guest at a kiosk finds nothing */
  store = null;
  #told;
  #renewal = new Renewal(() => this.#renew());
  #attempt = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #retry = undefined;
  /** @type {Set<string>} Photos that the service knows the guest has seen. */
  #seen = new Set();
  #sayWhatIsSeen = () => this.#saySeen();

  /** @param {Told} told */
  constructor(told) {
    this.#told = told;
    this.socket.addEventListener("state", () => this.#connectionChanged());
  }

  /**
   * Hold this search, and hear of all that is found.
   *
   * @param {Api.Search} search
   */
  watch(search) {
    const store = new SearchStore();
    store.addEventListener("change", () => store === this.store && this.#told.changed(store));
    // How long photos take is measured to here: the guest may look at them whenever she likes.
    store.addEventListener("arrived", (event) => this.socket.shown(search.topic, [/** @type {CustomEvent} */ (event).detail]));
    store.addEventListener("arrived", () => this.#told.came?.());
    store.addEventListener("change", this.#sayWhatIsSeen);
    globalThis.document?.addEventListener?.("visibilitychange", this.#sayWhatIsSeen);
    this.search = search;
    this.store = store;
    this.#seen.clear();
    this.#attempt = 0;
    this.socket.authenticate(search.token);
    this.socket.subscribe(search.topic, store.listener());
  }

  /** What the guest sees here she need not be told by mail or push; what comes while the page is hidden she may have to be. */
  #saySeen() {
    if (!this.search || !this.store || globalThis.document?.hidden) return;
    const fresh = this.store.certain.map(({ photo_id: photoId }) => photoId).filter((photoId) => !this.#seen.has(photoId));
    if (fresh.length && this.socket.seen(this.search.topic, fresh)) for (const photoId of fresh) this.#seen.add(photoId);
  }

  /** Let go of the search, and of all that was found. */
  leave() {
    globalThis.document?.removeEventListener?.("visibilitychange", this.#sayWhatIsSeen);
    this.socket.close();
    this.#renewal.cancel();
    clearTimeout(this.#retry);
    this.search = null;
    this.store = null;
  }

  /**
   * The guest's word on a photo: true, false, or undefined to take it back. It counts at once, and is rolled back where it fails:
   * then this rejects with an ApiError.
   *
   * @param {string} photoId
   * @param {boolean | undefined} isMe
   */
  async answer(photoId, isMe) {
    const { store, search } = this;
    if (!store || !search) return;
    const json = { photo_id: photoId, is_me: isMe ?? null };
    const { id, token } = search;
    await store.tell(photoId, isMe, () => this.#say(id, token, json));
  }

  /**
   * @param {string} id
   * @param {string} token
   * @param {{photo_id: string, is_me: boolean | null}} json
   */
  async #say(id, token, json) {
    try {
      await post(`/searches/${id}/feedback`, { json, token, keepalive: true });
    } catch (error) {
      if (!(error instanceof Away && this.#told.later)) throw error;
      await this.#told.later(id, token, json);
    }
  }

  /** A picture did not load: its address may have expired. */
  renewPictures() {
    return this.#renewal.ask();
  }

  async #renew() {
    const { store, search } = this;
    if (store && search) store.renew(await everyMatch(search));
  }

  #connectionChanged() {
    if (this.socket.state === "online") this.store?.renew([]); // Pictures that failed meanwhile are worth another try.
    if (this.socket.state === "refused" && this.search) this.#whyRefused(this.search);
  }

  /**
   * The live connection was refused. A bad network alone can make the service close before it has read who we are: only its own
   * word says that the search is gone; else the connection is asked for again.
   *
   * @param {Api.Search} search
   */
  async #whyRefused(search) {
    try {
      await get(`/searches/${search.id}`, { token: search.token });
      if (this.search === search) this.socket.insist();
    } catch (error) {
      if (this.search !== search) return;
      if (isGone(error)) this.#told.gone(search);
      else this.#retry = setTimeout(() => this.#whyRefused(search), delayBefore(this.#attempt++));
    }
  }
}

/** @param {Api.Search} search */
async function everyMatch(search) {
  /** @type {Api.Match[]} */
  const found = [];
  let cursor = null;
  do {
    const query = new URLSearchParams({ limit: `${MATCHES_A_PAGE}`, ...(cursor && { cursor }) });
    /** @type {Api.Page<Api.Match>} */
    const page = await get(`/searches/${search.id}/matches?${query}`, { token: search.token });
    found.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor);
  return found;
}
