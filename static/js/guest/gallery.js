/** All photos of an event that is open to everybody, newest first, more as one scrolls. */
import { get } from "../http.js";
import { html, useEffect, useRef, useState, useStore } from "../ui/html.js";
import { Waiting } from "../ui/later.js";
import { Matches } from "../ui/matches.js";
import { explain, t } from "../ui/words.js";
import { useViewer } from "./viewer.js";

const A_PAGE = 100;
const RENEW_AT_MOST_EVERY_MS = 60_000;

/** The photos so far. A `change` event follows every change. */
export class GalleryStore extends EventTarget {
  photos = [];
  done = false;
  loading = false;
  problem = null;
  renewed = 0;
  #cursor = null;
  #renewedAt = -Infinity;
  #eventId;
  #token;

  constructor(eventId, token) {
    super();
    this.#eventId = eventId;
    this.#token = token;
  }

  /** Fetch the next page, unless all is here. */
  async more() {
    if (this.loading || this.done) return;
    this.#become({ loading: true, problem: null });
    try {
      const page = await this.#page(this.#cursor);
      this.#cursor = page.next_cursor;
      this.#become({ loading: false, done: page.next_cursor === null, photos: [...this.photos, ...this.#unknown(page.items)] });
    } catch (problem) {
      this.#become({ loading: false, problem });
    }
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

  #unknown(items) {
    const known = new Set(this.photos.map(({ photo_id: id }) => id));
    return items.filter(({ photo_id: id }) => !known.has(id));
  }

  #page(cursor) {
    const query = new URLSearchParams({ limit: A_PAGE, ...(cursor && { cursor }) });
    return get(`/events/${this.#eventId}/gallery?${query}`, { token: this.#token ?? undefined });
  }

  #become(changes) {
    Object.assign(this, changes);
    this.dispatchEvent(new Event("change"));
  }
}

export function Gallery({ visit }) {
  const [store] = useState(() => new GalleryStore(visit.event.id, visit.guestToken));
  useStore([store, visit.store]);
  useEffect(() => void store.more(), []);
  const onStale = () => store.renew();
  const open = useViewer(visit, store.photos, onStale);
  return html`<section class="results gallery">
    <header class="results-head">
      <p class="soft">${visit.event.name}</p>
      <h1 tabindex="-1">${t("guest-all-photos")}</h1>
    </header>
    ${!visit.search && html`<button type="button" class="quiet" onClick=${() => visit.leaveGallery()}>${t("back")}</button>`}
    ${
      store.photos.length > 0 &&
      html`<div id="gallery" class="bleed"><${Matches} photos=${store.photos} label=${t("guest-all-photos")} open=${open} renewed=${store.renewed + visit.store.renewed} onStale=${onStale} /></div>`
    }
    <${End} store=${store} />
  </section>`;
}

function End({ store }) {
  const element = useRef(null);
  useEffect(() => {
    const observer = new IntersectionObserver(([entry]) => entry.isIntersecting && !store.problem && store.more(), {
      rootMargin: "800px",
    });
    if (element.current) observer.observe(element.current);
    return () => observer.disconnect();
  }, [store.photos.length, store.done]);
  if (store.problem) {
    return html`<div class="stack">
      <p class="notice bad" role="alert">${explain(store.problem)}</p>
      <button type="button" onClick=${() => store.more()}>${t("try-again")}</button>
    </div>`;
  }
  if (!store.done) return html`<div ref=${element} class="stack"><${Waiting} text=${t("one-moment")} /></div>`;
  const count = store.photos.length;
  return html`<p class="soft" role="status">${count ? t("guest-gallery-end", { count }) : t("guest-gallery-empty")}</p>`;
}
