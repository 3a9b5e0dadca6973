/** Which screen the address shows: the part after `#`. A `change` event follows every change. */
import { Observable } from "../observable.js";

/** The parts of an event's page, in their order; the first one is where it opens. */
export const PARTS = [
  "live",
  "review",
  "gallery",
  "albums",
  "favourites",
  "cameras",
  "share",
  "team",
  "ftp",
  "kiosks",
  "insights",
  "settings",
];

const EVENT = /^event\/(\d{1,9})(?:\/([a-z]+))?$/;
const RESET = /^reset=(.+)$/;
const INVITATION = /^invitation=(.+)$/;
const TEAM = /^team=(.+)$/;
const CONFIRM = /^confirm=(.+)$/;
const PLAIN = new Map([
  ["", "events"],
  ["register", "register"],
  ["account", "account"],
]);

/**
 * `#event/8/share` as `{screen: "event", id: "8", part: "share"}`; other screens have a name only, a reset, an address to confirm and invitations their token.
 *
 * @param {string} hash
 */
export function routeOf(hash) {
  const [path] = hash.replace(/^#/, "").split("?"); // What follows belongs to the screen: the gallery's filter.
  const [, id, part = PARTS[0]] = path.match(EVENT) ?? [];
  if (id && PARTS.includes(part)) return { screen: "event", id, part };
  const token = path.match(RESET)?.[1];
  if (token) return { screen: "reset", token };
  const invitation = path.match(INVITATION)?.[1];
  if (invitation) return { screen: "register", invitation };
  const confirmation = path.match(CONFIRM)?.[1];
  if (confirmation) return { screen: "confirm", token: confirmation };
  const offer = path.match(TEAM)?.[1];
  if (offer) return { screen: "offer", token: offer };
  return { screen: PLAIN.get(path) ?? "nowhere" };
}

/**
 * The address of a part of an event's page.
 *
 * @param {string | number} id
 * @param {string} [part]
 */
export const eventHref = (id, part = PARTS[0]) => (part === PARTS[0] ? `#event/${id}` : `#event/${id}/${part}`);

export class Router extends Observable {
  route = routeOf("");
  /** Whether somebody is about to lose something: shown as a question, answered by `leave` or `stay`. */
  asking = false;
  /** @type {Set<() => boolean>} */
  #guards = new Set();
  /** @type {(() => unknown) | null} */
  #wish = null;
  #at = 0;

  /** Begin with the address as it is. */
  start() {
    this.#at = history.state?.at ?? 0;
    history.replaceState({ at: this.#at }, "");
    addEventListener("hashchange", () => this.#moved());
    addEventListener("beforeunload", (event) => this.#wouldLose() && event.preventDefault());
    this.#take();
  }

  /**
   * `guard()` says whether something would be lost by leaving; returns a function that takes it away. One for each part of a
   * screen that can be edited.
   *
   * @param {() => boolean} guard
   */
  keepUnless(guard) {
    this.#guards.add(guard);
    return () => void this.#guards.delete(guard);
  }

  #wouldLose() {
    return [...this.#guards].some((guard) => guard());
  }

  /**
   * Do `act`, which leaves the screen: at once, or when it was agreed that something is lost.
   *
   * @param {() => unknown} act
   */
  wish(act) {
    if (!this.#wouldLose()) return act();
    this.#wish = act;
    this.asking = true;
    return this.changed();
  }

  /** Go on, and lose what would be lost. */
  leave() {
    this.#guards.clear();
    this.asking = false;
    this.changed();
    this.#wish?.();
  }

  /** Back to where the screen is that is still shown. */
  stay() {
    this.asking = false;
    const steps = this.#at - history.state.at;
    if (steps) history.go(steps);
    this.changed();
  }

  /**
   * Go to a hash.
   *
   * @param {string} hash
   */
  go(hash) {
    location.hash = hash;
  }

  /**
   * Go to a hash in place of the present one, which is not to be come back to.
   *
   * @param {string} hash
   */
  replace(hash) {
    history.replaceState({ at: this.#at }, "", hash || location.pathname);
    this.#take();
  }

  /** Take what the address says out of it, and stay where it led. */
  conceal() {
    history.replaceState({ at: this.#at }, "", location.pathname);
  }

  #moved() {
    // A new entry has no number yet; one that was come back to has.
    if (history.state?.at === undefined) history.replaceState({ at: this.#at + 1 }, "");
    if (history.state.at === this.#at) return;
    this.wish(() => {
      this.#at = history.state.at;
      this.#take();
    });
  }

  #take() {
    this.route = routeOf(location.hash);
    this.changed();
  }
}

export const router = new Router();
