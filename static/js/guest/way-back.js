/**
 * The device's way back (a button, a swipe) goes from a photo to the page it was opened on, and from a step to the screen before it,
 * instead of leaving the event.
 */

/** @typedef {"step" | "photo"} Place */

const DEPTH = { step: 1, photo: 2 };

export class WayBack {
  /** @type {Map<Place, () => void>} What is to be left, and how: a photo lies over a step. */
  #open = new Map();
  /** @type {Promise<void> | null} A step of our own that the browser has still to take. */
  #settling = null;
  #own = false;

  constructor() {
    addEventListener("popstate", () => this.#popped());
    addEventListener("pagehide", () => this.#scrollBy("auto")); // Whoever loads the page again finds it where it was.
  }

  /**
   * From now on the way back leads out of `place`, by `leave`. Resolves when it does: the browser takes a step that was asked for a
   * moment later, and would take back one that is made meanwhile.
   *
   * @param {Place} place
   * @param {() => void} leave
   */
  async enter(place, leave) {
    if (this.#open.has(place)) {
      this.#open.set(place, leave);
      return;
    }
    this.#open.set(place, leave);
    while (this.#settling) await this.#settling;
    if (this.#open.get(place) !== leave || history.state?.place === place) return;
    this.#scrollBy("manual"); // Or what follows the step would be scrolled to where the screen before it was.
    history.pushState({ place }, "");
  }

  /** @param {ScrollRestoration} mode */
  #scrollBy(mode) {
    history.scrollRestoration = mode;
  }

  /**
   * The page itself has left `place`: so does the browser's own list of where one was, one step after the other.
   *
   * @param {Place} place
   */
  async left(place) {
    if (!this.#open.delete(place)) return;
    while (this.#settling) await this.#settling;
    if (this.#open.has(place) || history.state?.place !== place) return;
    this.#own = true;
    this.#settling = new Promise((done) => addEventListener("popstate", () => done(), { once: true }));
    history.back();
  }

  #popped() {
    if (this.#own) {
      this.#own = false;
      this.#settling = null;
      return;
    }
    const { place: here } = history.state ?? {};
    const depth = DEPTH[/** @type {Place} */ (here)] ?? 0;
    for (const [place, leave] of [...this.#open].sort(([one], [other]) => DEPTH[other] - DEPTH[one])) {
      if (DEPTH[place] <= depth) continue;
      this.#open.delete(place);
      leave();
    }
  }
}

export const wayBack = new WayBack();
