/** Photos of a list that the service has, page by page. */
import { Observable } from "../observable.js";
import { Renewal } from "../renewal.js";

/** @import { Failure } from "../http.js" */

const A_PAGE = 30; // About a kilobyte each.

/** The photos so far. A `change` event follows every change. */
export class PhotoPages extends Observable {
  /** @type {Api.GalleryPhoto[]} */
  photos = [];
  done = false;
  loading = false;
  /** @type {Failure | null} Why the next page could not be had. */
  problem = null;
  renewed = 0;
  /** @type {string | null} */
  #cursor = null;
  #renewal = new Renewal(() => this.#renew());
  #page;

  /**
   * `ask(query)` resolves to a page.
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
      const known = new Set(this.photos.map(({ photo_id: id }) => id));
      const photos = [...this.photos, ...page.items.filter(({ photo_id: id }) => !known.has(id))];
      this.become({ loading: false, done: page.next_cursor === null, photos });
    } catch (problem) {
      this.become({ loading: false, problem });
    }
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
}
