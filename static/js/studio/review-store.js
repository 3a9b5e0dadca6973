/**
 * The photos of an event that wait to be approved, in stacks of near-duplicates, and what is said of them. What is said is done
 * here at once and sent as soon as it can be, in its order. A `change` event follows every change.
 */
import { get, patch, post } from "../http.js";
import { Observable } from "../observable.js";
import { delayBefore } from "../socket.js";
import { Lookup } from "./lookup.js";

/** @import { Ask, Failure } from "../http.js" */

/** @typedef {"approve" | "reject" | "hold"} Action */
/** @typedef {{action: Action, ids: string[]}} Decision */
/** @typedef {{decisions: Decision[], stack: string[], at: number, current: string | null}} Past what was said at a time, and where its photos were */

const AHEAD = 4; // Stacks whose photos are looked up before one gets there.
const LOOKED_UP_AT_ONCE = 200;
const SENT_AT_ONCE = 1000;
const UNDONE = 100; // So many decisions can be taken back.
const STALE_AFTER_MS = 30_000;

export class ReviewStore extends Observable {
  /** @type {string[][]} Ids; of each stack the suggestion is first. */
  stacks = [];
  /** @type {string | null} The photo that one looks at. */
  current = null;
  /** @type {"reading" | "ready" | "failed"} */
  state = "reading";
  /** @type {Failure | null} Why something could not be read or sent. */
  error = null;
  /** @type {Decision[]} What was said and the server does not know yet. */
  unsent = [];
  /** Whether sending is tried again and again. */
  stuck = false;
  #eventId;
  #http;
  #wait;
  /** @type {Map<string, Api.Photo>} */
  #photos = new Map();
  /** @type {Map<string, number>} */
  #readAt = new Map();
  /** @type {Map<string, string>} The suggestions, by the photos of their stacks. */
  #best = new Map();
  /** @type {Map<string, Action>} What was said here of a photo last. */
  #said = new Map();
  /** @type {Past[]} */
  #past = [];
  #asked = 0;
  #sending = false;
  /** How many of the unsent are on their way. */
  #onTheirWay = 0;
  #lookup;

  /**
   * @param {number} eventId
   * @param {{get: Ask, post: Ask, patch: Ask}} [http]
   * @param {(ms: number) => Promise<unknown>} [wait]
   */
  constructor(eventId, http = { get, post, patch }, wait = (ms) => new Promise((over) => setTimeout(over, ms))) {
    super();
    this.#eventId = eventId;
    this.#http = http;
    this.#lookup = new Lookup(http, eventId);
    this.#wait = wait;
  }

  /** How many photos wait. */
  get waiting() {
    return this.stacks.reduce((sum, stack) => sum + stack.length, 0);
  }

  /** Whether there is something to take back. */
  get undoable() {
    return this.#past.length > 0;
  }

  /** The stack of the present photo, and where it is. */
  get place() {
    const at = this.stacks.findIndex((stack) => stack.includes(this.current ?? ""));
    const stack = this.stacks[at] ?? [];
    return { at, stack, index: stack.indexOf(this.current ?? "") };
  }

  /** What comes next: the rest of this stack, and the first ones of those behind it. */
  get ahead() {
    const { at, stack, index } = this.place;
    return [...stack.slice(index + 1), ...this.stacks.slice(at + 1, at + AHEAD).map(([first]) => first)];
  }

  /**
   * What is known of a photo; undefined until it has been looked up.
   *
   * @param {string} id
   */
  photo(id) {
    return this.#photos.get(id);
  }

  /**
   * Whether the photo is the one of several alike that is suggested.
   *
   * @param {string} id
   */
  isSuggested(id) {
    return this.#best.get(id) === id;
  }

  /** Read what waits; what one looks at stays, wherever it is then. */
  async read() {
    const asked = ++this.#asked;
    try {
      const { stacks } = await this.#http.get(`/events/${this.#eventId}/photos/review`);
      if (asked !== this.#asked) return;
      this.#take(stacks);
    } catch (error) {
      if (asked !== this.#asked) return;
      this.become({ error, state: this.state === "ready" ? "ready" : "failed" });
    }
    this.#lookUp();
  }

  /**
   * To the photo before or behind, over the ends of stacks.
   *
   * @param {number} by
   */
  step(by) {
    const all = this.stacks.flat();
    const next = all[all.indexOf(this.current ?? "") + by];
    if (next !== undefined) this.show(next);
  }

  /**
   * To the first photo of the stack before or behind.
   *
   * @param {number} by
   */
  leap(by) {
    const next = this.stacks[this.place.at + by]?.[0];
    if (next !== undefined) this.show(next);
  }

  /** @param {string} id */
  show(id) {
    this.become({ current: id });
    this.#lookUp();
  }

  /** Let guests see the present photo. */
  approve() {
    if (this.current) this.#decide([{ action: "approve", ids: [this.current] }]);
  }

  /** Keep the present photo from guests. */
  reject() {
    if (this.current) this.#decide([{ action: "reject", ids: [this.current] }]);
  }

  /** Let guests see the present photo, and none that is like it. */
  keepOnly() {
    const { current } = this;
    const others = this.place.stack.filter((id) => id !== current);
    if (current && others.length === 0) this.approve();
    else if (current)
      this.#decide([
        { action: "approve", ids: [current] },
        { action: "reject", ids: others },
      ]);
  }

  /** Take back what was said last. */
  undo() {
    const last = this.#past.pop();
    if (!last) return;
    for (const { action, ids } of last.decisions) {
      // What has not left yet never does. What has is taken back behind it.
      const kept = this.unsent.findIndex((each, at) => each.action === action && each.ids === ids && at >= this.#onTheirWay);
      if (kept >= 0) this.unsent.splice(kept, 1);
      else this.#say({ action: "hold", ids });
      for (const id of ids) this.#said.set(id, "hold");
    }
    const back = last.decisions.flatMap(({ ids }) => ids);
    this.#putBack(last.stack, last.at, back);
    this.become({ current: last.current });
    this.#send();
    this.#lookUp();
  }

  /**
   * Give the present photo stars.
   *
   * @param {number} stars
   */
  async rate(stars) {
    const photo = this.#photos.get(this.current ?? "");
    if (!photo || photo.stars === stars) return;
    this.#photos.set(photo.id, { ...photo, stars });
    this.changed();
    try {
      await this.#http.patch(`/photos/${photo.id}`, { json: { stars } });
    } catch (error) {
      this.#photos.set(photo.id, photo);
      this.become({ error });
    }
  }

  /**
   * A photo's picture could not be had: its address may hold no more. Resolves when it was asked for again.
   *
   * @param {string} id
   */
  async stale(id) {
    if (performance.now() - Number(this.#readAt.get(id)) < STALE_AFTER_MS) return;
    this.#readAt.delete(id);
    await this.#lookUp();
  }

  /**
   * One publication of the event's ingest topic; returns whether there is something to be read.
   *
   * @param {Api.IngestTold} data
   */
  publication(data) {
    switch (data.type) {
      case "photo.indexed":
      case "photo.failed":
      case "photo.changed":
        return this.#heard(data.photo);
      case "photo.removed":
        this.#drop([data.photo_id]);
        this.changed();
        return false;
      default:
        return false;
    }
  }

  /** @param {Api.Photo} photo */
  #heard(photo) {
    const known = this.stacks.some((stack) => stack.includes(photo.id));
    const isUnsent = this.unsent.some(({ ids }) => ids.includes(photo.id));
    if (photo.status === "waiting" && !isUnsent) this.#said.delete(photo.id); // Somebody has sent it back.
    if (this.#photos.has(photo.id)) this.#remember(photo);
    if (photo.status !== "waiting" && known) this.#drop([photo.id]);
    this.changed();
    return photo.status === "waiting" && !known && !this.#isDecided(photo.id);
  }

  /** @param {string[][]} stacks */
  #take(stacks) {
    this.#best = new Map(stacks.filter(({ length }) => length > 1).flatMap((stack) => stack.map((id) => [id, stack[0]])));
    const before = this.place;
    const left = stacks.map((stack) => stack.filter((id) => !this.#isDecided(id))).filter(({ length }) => length > 0);
    const stays = left.some((stack) => stack.includes(this.current ?? ""));
    const next = (left[Math.max(0, before.at)] ?? left.at(-1) ?? [null])[0];
    this.become({ stacks: left, state: "ready", error: null, current: stays ? this.current : next });
  }

  /** @param {Decision[]} decisions */
  #say(...decisions) {
    this.unsent.push(...decisions);
    for (const { action, ids } of decisions) for (const id of ids) this.#said.set(id, action);
  }

  /**
   * Whether something was said of it here that an answer of the server may have been too early for.
   *
   * @param {string} id
   */
  #isDecided(id) {
    const said = this.#said.get(id);
    return said === "approve" || said === "reject";
  }

  /** @param {Decision[]} decisions */
  #decide(decisions) {
    const { at, stack } = this.place;
    this.#past.push({ decisions, stack, at, current: this.current });
    if (this.#past.length > UNDONE) this.#past.shift();
    this.#say(...decisions);
    this.#drop(decisions.flatMap(({ ids }) => ids));
    this.changed();
    this.#send();
    this.#lookUp();
  }

  /**
   * Photos leave; whoever looks at one of them goes on to what is next in the stack, else to the next stack.
   *
   * @param {string[]} ids
   */
  #drop(ids) {
    const { at, stack, index } = this.place;
    const gone = new Set(ids);
    const rest = stack.filter((id) => !gone.has(id));
    const next = stack.slice(index + 1).find((id) => !gone.has(id)) ?? rest.at(-1);
    const leaves = gone.has(this.current ?? "");
    this.stacks = this.stacks.map((each) => each.filter((id) => !gone.has(id))).filter(({ length }) => length > 0);
    if (leaves) this.current = next ?? this.stacks[Math.min(at, this.stacks.length - 1)]?.[0] ?? null;
  }

  /**
   * The photos of a stack are where they were: in what is left of it, or in its place.
   *
   * @param {string[]} stack
   * @param {number} at
   * @param {string[]} back
   */
  #putBack(stack, at, back) {
    const there = this.stacks.findIndex((each) => each.some((id) => stack.includes(id)));
    const present = new Set([...(this.stacks[there] ?? []), ...back]);
    const whole = [...stack.filter((id) => present.has(id)), ...[...present].filter((id) => !stack.includes(id))];
    const before = this.stacks.slice(0, there >= 0 ? there : at);
    this.stacks = [...before, whole, ...this.stacks.slice(there >= 0 ? there + 1 : at)];
  }

  async #send() {
    if (this.#sending) return;
    this.#sending = true;
    for (let tries = 0; this.unsent.length > 0; ) {
      const { action, ids, count } = this.#firstInLine();
      this.#onTheirWay = count;
      try {
        for (let from = 0; from < ids.length; from += SENT_AT_ONCE) {
          const json = { action, photo_ids: ids.slice(from, from + SENT_AT_ONCE) };
          await this.#http.post(`/events/${this.#eventId}/photos/bulk`, { json, keepalive: true });
        }
        this.unsent.splice(0, count);
        tries = 0;
        this.become({ stuck: false });
      } catch (error) {
        if (!isPassing(error)) {
          this.unsent = [];
          this.#past = [];
          this.#said.clear();
          this.become({ error, stuck: false });
          this.read(); // What holds is what the server says.
          break;
        }
        this.become({ stuck: true });
        await this.#wait(delayBefore(tries++));
      }
    }
    this.#onTheirWay = 0;
    this.#sending = false;
  }

  /** What can be told at once of what was said: whoever decides faster than the network answers is not left behind. */
  #firstInLine() {
    const [{ action }] = this.unsent;
    const other = this.unsent.findIndex((each) => each.action !== action);
    const alike = this.unsent.slice(0, other < 0 ? undefined : other);
    return { action, ids: alike.flatMap(({ ids }) => ids), count: alike.length };
  }

  /** Look up the present photo, its stack and what comes next. */
  async #lookUp() {
    try {
      await this.#lookup.all(
        () => this.#unknown(),
        ({ items, gone }) => {
          for (const photo of items) this.#remember(photo);
          this.#drop(gone); // Deleted meanwhile.
          this.changed();
        },
      );
    } catch (error) {
      this.become({ error });
    }
  }

  #unknown() {
    const from = Math.max(0, this.place.at);
    const near = this.stacks.slice(from, from + AHEAD).flat();
    return near.filter((id) => !this.#readAt.has(id)).slice(0, LOOKED_UP_AT_ONCE);
  }

  /** @param {Api.Photo} photo */
  #remember(photo) {
    this.#photos.set(photo.id, photo);
    this.#readAt.set(photo.id, performance.now());
  }
}

/**
 * Whether it may go better by itself.
 *
 * @param {Failure} error
 */
const isPassing = ({ status = 0 }) => status === 0 || status === 429 || status >= 500;
