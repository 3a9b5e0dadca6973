/** The photos of an event that is open to everybody, newest first. */
import { Away, get, NotAllowed, NotThere } from "../http.js";
import { Observable } from "../observable.js";
import { Renewal } from "../renewal.js";

/** @import { ApiError, Failure } from "../http.js" */

const A_PAGE = 30; // About a kilobyte each, and the first page is asked for again and again.

/** The photos so far. A `change` event follows every change. */
export class GalleryStore extends Observable {
  /** @type {Api.GalleryPhoto[]} */
  photos = [];
  done = false;
  loading = false;
  /** @type {Failure | null} Why the next page could not be had, or the gallery is closed. */
  problem = null;
  /** There are photos newer than the first one here. */
  newer = false;
  /** The service could not be asked what is new. */
  away = false;
  renewed = 0;
  /** @type {string | null} */
  #cursor = null;
  #renewal = new Renewal(() => this.#renew());
  #page;

  /**
   * `ask(query)` resolves to a page of the gallery.
   *
   * @param {(query: URLSearchParams) => Promise<Api.Page<Api.GalleryPhoto>>} ask
   */
  constructor(ask) {
    super();
    this.#page = (/** @type {string | null} */ cursor) =>
      ask(new URLSearchParams({ limit: `${A_PAGE}`, ...(cursor && { cursor }) }));
  }

  /** Fetch the next page, unless all is here. */
  async more() {
    if (this.loading || this.done) return;
    this.become({ loading: true, problem: null });
    try {
      const page = await this.#page(this.#cursor);
      this.#cursor = page.next_cursor;
      const photos = [...this.photos, ...this.#unknown(page.items)];
      this.become({ loading: false, done: page.next_cursor === null, photos });
    } catch (problem) {
      this.become({ loading: false, problem });
    }
  }

  /** See what is new, and what has left; photos stay where they are. To be called again and again. */
  async look() {
    if (this.loading) return;
    if (this.problem instanceof Away) await this.more();
    if (this.photos.length === 0 && !this.done) return; // The first page is still to come.
    try {
      const page = await this.#page(null);
      const photos = this.#without(page);
      if (photos.length > 0) this.become({ photos, newer: this.#ahead(page.items).length > 0, away: false });
      else this.#beginAt(page); // Nobody looks at anything yet.
    } catch (problem) {
      if (problem instanceof Away) this.become({ away: true });
      else if (problem instanceof NotAllowed || problem instanceof NotThere) this.#close(problem);
    }
  }

  /** Put what is newer before the rest. Rejects with an ApiError. */
  async showNewer() {
    const found = [];
    let cursor = null;
    do {
      const page = await this.#page(cursor);
      const ahead = this.#ahead(page.items);
      found.push(...ahead);
      cursor = ahead.length === page.items.length ? page.next_cursor : null;
    } while (cursor);
    this.become({ photos: [...found, ...this.photos], newer: false });
  }

  /** A picture did not load: its address may have expired. */
  renew() {
    return this.#renewal.ask();
  }

  /** Nobody looks any more. */
  close() {
    this.#renewal.cancel();
  }

  /** Fetch all pages up to here again. */
  async #renew() {
    const fresh = new Map();
    let cursor = null;
    do {
      const page = await this.#page(cursor);
      for (const photo of page.items) fresh.set(photo.photo_id, photo);
      cursor = page.next_cursor;
    } while (cursor && fresh.size < this.photos.length);
    const photos = this.photos.filter(({ photo_id: id }) => fresh.has(id)).map(({ photo_id: id }) => fresh.get(id));
    this.become({ photos, renewed: this.renewed + 1 });
  }

  /** @param {{items: Api.GalleryPhoto[], next_cursor: string | null}} of */
  #beginAt({ items, next_cursor: more }) {
    this.#cursor = more;
    this.become({ photos: items, done: more === null, newer: false, away: false });
  }

  /**
   * The photographer has closed the gallery: nothing of it is shown any more.
   *
   * @param {ApiError} problem
   */
  #close(problem) {
    this.#cursor = null;
    this.become({ photos: [], done: false, newer: false, away: false, problem });
  }

  /** @param {Api.GalleryPhoto[]} items */
  #unknown(items) {
    const known = idsOf(this.photos);
    return items.filter(({ photo_id: id }) => !known.has(id));
  }

  /**
   * Those of `items`, newest first, that come before any photo that is here.
   *
   * @param {Api.GalleryPhoto[]} items
   */
  #ahead(items) {
    const known = idsOf(this.photos);
    const first = items.findIndex(({ photo_id: id }) => known.has(id));
    return first < 0 ? items : items.slice(0, first);
  }

  /**
   * The photos here, without those that `page`, the newest ones of now, should have and has not.
   *
   * @param {{items: Api.GalleryPhoto[], next_cursor: string | null}} of
   */
  #without({ items, next_cursor: more }) {
    const there = idsOf(items);
    const oldest = items.at(-1)?.photo_id;
    const reach = more ? this.photos.findIndex(({ photo_id: id }) => id === oldest) : this.photos.length;
    return this.photos.filter(({ photo_id: id }, index) => index > reach || there.has(id));
  }
}

/** @param {Api.GalleryPhoto[]} photos */
const idsOf = (photos) => new Set(photos.map(({ photo_id: id }) => id));

/**
 * A GalleryStore of the service; `token` is the guest's.
 *
 * @param {number} eventId
 * @param {string | null} token
 */
export const galleryOf = (eventId, token) =>
  new GalleryStore((query) => get(`/events/${eventId}/gallery?${query}`, { token: token ?? undefined }));
