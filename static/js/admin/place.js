/** Where one is in the administration: `#log?action=user` is the screen `log` with the filter `{action: "user"}`. */
import { Observable } from "../observable.js";

export const SCREENS = ["system", "people", "events", "log"];

/**
 * The place that a hash names; what names none is the first screen.
 *
 * @param {string} hash
 */
export function placeOf(hash) {
  const [name, query = ""] = hash.replace(/^#/, "").split("?");
  const screen = SCREENS.includes(name) ? name : SCREENS[0];
  return { screen, filters: Object.fromEntries(new URLSearchParams(query)) };
}

/**
 * The hash of a place; filters that are empty are left out.
 *
 * @param {string} screen
 * @param {Record<string, string>} [filters]
 */
export function hashOf(screen, filters = {}) {
  const query = new URLSearchParams(Object.entries(filters).filter(([, value]) => value)).toString();
  return `#${screen}${query && `?${query}`}`;
}

/** A `change` event follows every change, by whatever means. */
class Place extends Observable {
  now = placeOf(globalThis.location?.hash ?? "");

  constructor() {
    super();
    globalThis.addEventListener?.("hashchange", () => this.#changed());
  }

  /**
   * Change the filters of the screen that is shown; a step back leads out of the screen, not through every letter typed.
   *
   * @param {Record<string, string>} filters
   */
  filter(filters) {
    history.replaceState(null, "", hashOf(this.now.screen, filters));
    this.#changed();
  }

  /**
   * Change some of the filters; the others stay as they are now, also where whoever asks was drawn before they were chosen.
   *
   * @param {Record<string, string>} change
   */
  narrow(change) {
    this.filter({ ...this.now.filters, ...change });
  }

  #changed() {
    this.now = placeOf(location.hash);
    this.changed();
  }
}

export const place = new Place();
