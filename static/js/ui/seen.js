/** Which pictures somebody has had before her eyes: loaded, and on the screen. */

const GATHER_MS = 150;

/** Tells `onSeen(photoIds)` about each photo once, a few at a time. */
export class Seen {
  #onSeen;
  /** @type {Set<string>} */
  #known = new Set();
  /** @type {string[]} */
  #fresh = [];
  #observer = new IntersectionObserver((entries) => this.#looked(entries), { threshold: 0.3 });

  /** @param {(photoIds: string[]) => void} onSeen */
  constructor(onSeen) {
    this.#onSeen = onSeen;
  }

  /**
   * The picture in `element` is there. The element names its photo by `data-photo`.
   *
   * @param {HTMLElement} element
   */
  loaded(element) {
    if (!this.#known.has(photoOf(element))) this.#observer.observe(element);
  }

  /** @param {IntersectionObserverEntry[]} entries */
  #looked(entries) {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      this.#observer.unobserve(target);
      this.#note(photoOf(target));
    }
  }

  /** @param {string} photoId */
  #note(photoId) {
    if (this.#known.has(photoId)) return;
    this.#known.add(photoId);
    if (this.#fresh.length === 0) setTimeout(() => this.#onSeen(this.#fresh.splice(0)), GATHER_MS);
    this.#fresh.push(photoId);
  }
}

/** @param {Element} element */
const photoOf = (element) => /** @type {HTMLElement} */ (element).dataset.photo ?? "";
