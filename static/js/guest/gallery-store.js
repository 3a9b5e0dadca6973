/** The photos of an event that is open to everybody, newest first. */
import { Away, get, NotAllowed, NotThere } from "../http.js";

const A_PAGE = 30; // About a kilobyte each, and the first page is asked for again and again.
const RENEW_AT_MOST_EVERY_MS = 60_000;

/** The photos so far. A `change` event follows every change. */
export class GalleryStore extends EventTarget {
  photos = [];
  done = false;
  loading = false;
  /** Why the next page could not be had, or the gallery is closed (an ApiError). */
  problem = null;
  /** There are photos newer than the first one here. */
  newer = false;
  /** The service could not be asked what is new. */
  away = false;
  renewed = 0;
  #cursor = null;
  #renewedAt = -Infinity;
  #page;

  /** `ask(query)` resolves to a page of the gallery. */
  constructor(ask) {
    super();
    this.#page = (cursor) => ask(new URLSearchParams({ limit: A_PAGE, ...(cursor && { cursor }) }));
  }

  /** Fetch the next page, unless all is here. */
  async more() {
    if (this.loading || this.done) return;
    this.#become({ loading: true, problem: null });
    try {
      const page = await this.#page(this.#cursor);
      this.#cursor = page.next_cursor;
      const photos = [...this.photos, ...this.#unknown(page.items)];
      this.#become({ loading: false, done: page.next_cursor === null, photos });
    } catch (problem) {
      this.#become({ loading: false, problem });
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
      if (photos.length > 0) this.#become({ photos, newer: this.#ahead(page.items).length > 0, away: false });
      else this.#beginAt(page); // Nobody looks at anything yet.
    } catch (problem) {
      if (problem instanceof Away) this.#become({ away: true });
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
    this.#become({ photos: [...found, ...this.photos], newer: false });
  }

  /** Addresses have expired: fetch all pages up to here again, at most once a minute. */
  async renew() {
    if (performance.now() - this.#renewedAt < RENEW_AT_MOST_EVERY_MS) return;
    this.#renewedAt = performance.now();
    try {
      const fresh = new Map();
      let cursor = null;
      do {
        const page = await this.#page(cursor);
        for (const photo of page.items) fresh.set(photo.photo_id, photo);
        cursor = page.next_cursor;
      } while (cursor && fresh.size < this.photos.length);
      const photos = this.photos.filter(({ photo_id: id }) => fresh.has(id)).map(({ photo_id: id }) => fresh.get(id));
      this.#become({ photos, renewed: this.renewed + 1 });
    } catch {
      this.#renewedAt = -Infinity;
    }
  }

  #beginAt({ items, next_cursor: more }) {
    this.#cursor = more;
    this.#become({ photos: items, done: more === null, newer: false, away: false });
  }

  /** The photographer has closed the gallery: nothing of it is shown any more. */
  #close(problem) {
    this.#cursor = null;
    this.#become({ photos: [], done: false, newer: false, away: false, problem });
  }

  #unknown(items) {
    const known = idsOf(this.photos);
    return items.filter(({ photo_id: id }) => !known.has(id));
  }

  /** Those of `items`, newest first, that come before any photo that is here. */
  #ahead(items) {
    const known = idsOf(this.photos);
    const first = items.findIndex(({ photo_id: id }) => known.has(id));
    return first < 0 ? items : items.slice(0, first);
  }

  /** The photos here, without those that `page`, the newest ones of now, should have and has not. */
  #without({ items, next_cursor: more }) {
    const there = idsOf(items);
    const oldest = items.at(-1)?.photo_id;
    const reach = more ? this.photos.findIndex(({ photo_id: id }) => id === oldest) : this.photos.length;
    return this.photos.filter(({ photo_id: id }, index) => index > reach || there.has(id));
  }

  #become(changes) {
    Object.assign(this, changes);
    this.dispatchEvent(new Event("change"));
  }
}

const idsOf = (photos) => new Set(photos.map(({ photo_id: id }) => id));

/** A GalleryStore of the service; `token` is the guest's. */
export const galleryOf = (eventId, token) =>
  new GalleryStore((query) => get(`/events/${eventId}/gallery?${query}`, { token: token ?? undefined }));
