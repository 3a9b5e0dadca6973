/**
 * The one WebSocket of a page: connects, authenticates, subscribes, and after any break resumes each topic where it
 * stopped. A listener sees every publication once and in order, or a fresh snapshot.
 *
 */

import { network } from "./http.js";
import { Observable } from "./observable.js";

/**
 * @typedef {object} Listener of a topic
 * @property {(state: any) => void} snapshot
 * @property {(data: any) => void} publication
 * @property {(reason: string) => void} ended
 */

const SUBPROTOCOL = "eventphotos.v1";
const UNAUTHENTICATED = 4401;
const GONE = 1006; // As browsers call a connection that ended without a word.
const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 20_000;
const LONGEST_DELAY_IN_SIGHT_MS = 5_000; // Somebody looks: what was missed is on the screen within ten seconds.
const PING_EVERY_MS = 25_000;
const PONG_WITHIN_MS = 10_000;
const PONG_IN_DOUBT_WITHIN_MS = 4_000;
const HEARD_JUST_NOW_MS = 1_000;
const CONNECT_WITHIN_MS = 15_000;
const PROBE_AFTER_MS = 3_000;
const PROBE_WITHIN_MS = 2_500;
const PROBE_AGAIN_AFTER_MS = 500;
const HANDSHAKE_TRIPS = 6;
const HURRY_AT_MOST_EVERY_MS = 2_000;
const GAP_PAUSE_MS = 500;
const MOST_SHOWN = 50;

/**
 * Milliseconds to wait before try number `attempt` (0, 1, …): doubling up to `longestMs`, with full jitter above half.
 *
 * @param {number} attempt
 * @param {() => number} [random]
 * @param {number} [longestMs]
 */
export function delayBefore(attempt, random = Math.random, longestMs = LONGEST_DELAY_MS) {
  const ceiling = Math.min(longestMs, FIRST_DELAY_MS * 2 ** attempt);
  return ceiling / 2 + (ceiling / 2) * random();
}

/** Address of the live connection of the host that served this page. */
function liveUrl(location = globalThis.location) {
  return `${location.protocol === "https:" ? "wss:" : "ws:"}//${location.host}/ws`;
}

/**
 * Whether the service answers at all, within `ms`.
 *
 * @param {number} ms
 */
async function answers(ms) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), ms);
  try {
    await fetch("/healthz", { method: "HEAD", cache: "no-store", credentials: "omit", signal: stop.signal });
    return true;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

const isInSight = () => globalThis.document?.visibilityState !== "hidden";

class Topic {
  /**
   * @param {string} name
   * @param {Listener} listener
   */
  constructor(name, listener) {
    this.name = name;
    this.listener = listener;
    /** @type {{epoch: string, offset: number} | null} */
    this.position = null; // {epoch, offset} of the last publication that the listener saw.
    /** @type {number | null} */
    this.request = null; // Id of the subscribe that waits for its answer.
    this.live = false;
  }
}

/**
 * `state` is `idle`, `connecting`, `online`, `waiting` (lost, and trying again until it is back) or `refused` (credentials do
 * not hold); a `state` event tells every change. The environment can be given for tests.
 */
export class LiveSocket extends Observable {
  #environment;
  /** @type {WebSocket | null} */
  #socket = null;
  /** @type {string[]} */
  #tokens = [];
  /** @type {Map<string, Topic>} */
  #topics = new Map();
  #nextId = 1;
  #attempt = 0;
  /** @type {Map<string, any>} */
  #timers = new Map();
  #begunAt = -Infinity; // When the last try to connect began, and when something was last heard.
  #heardAt = -Infinity;
  #silentAt = Infinity; // When silence will count as closed.
  #rescued = false; // A try that was lost on its way was replaced at once; the next one is not.
  /** @type {"idle" | "connecting" | "online" | "waiting" | "refused"} */
  state = "idle";
  /** Something else could not reach the service: until this connection has answered it is not called live. */
  doubted = false;

  /**
   * @param {object} [environment]
   * @param {string} [environment.url]
   * @param {typeof globalThis.WebSocket} [environment.WebSocket]
   * @param {(act: () => void, ms: number) => any} [environment.setTimeout]
   * @param {(timer: any) => void} [environment.clearTimeout]
   * @param {() => number} [environment.random]
   * @param {() => number} [environment.now]
   * @param {(ms: number) => Promise<boolean>} [environment.reachable]
   */
  constructor({
    url = liveUrl(),
    WebSocket = globalThis.WebSocket,
    setTimeout,
    clearTimeout,
    random = Math.random,
    now = Date.now, // Goes on while a phone sleeps.
    reachable = answers,
  } = {}) {
    super();
    this.#environment = {
      url,
      WebSocket,
      random,
      now,
      reachable,
      setTimeout: setTimeout ?? globalThis.setTimeout.bind(globalThis),
      clearTimeout: clearTimeout ?? globalThis.clearTimeout.bind(globalThis),
    };
    globalThis.addEventListener?.("online", () => this.hurry());
    globalThis.addEventListener?.("pageshow", (event) => event.persisted && this.hurry());
    globalThis.addEventListener?.("offline", () => this.state === "online" && this.#closed(GONE));
    globalThis.document?.addEventListener("visibilitychange", () => isInSight() && this.hurry());
    globalThis.document?.addEventListener("resume", () => this.hurry());
    network.addEventListener("unreachable", () => this.state === "online" && this.#doubt());
  }

  /**
   * There is reason to doubt the connection, or to hope for one: somebody came back to this page, or to the network. A long back-off
   * is not sat out, an old connection not trusted; being asked often makes it no faster.
   */
  hurry() {
    if (this.state === "online") return this.#pingInDoubt();
    if (this.state !== "waiting" && this.state !== "connecting") return undefined;
    const since = Math.max(0, this.#environment.now() - this.#begunAt); // Clocks are set back now and then.
    const early = HURRY_AT_MOST_EVERY_MS - since;
    if (early <= 0) return this.#connect();
    if (!this.#socket) this.#after("reconnect", early, () => this.#connect());
    return undefined;
  }

  /**
   * Add a token; several tokens add up. Without any, the cookie authenticates.
   *
   * @param {string} token
   */
  authenticate(token) {
    if (this.#tokens.includes(token)) return;
    this.#tokens.push(token);
    if (this.state === "online") this.#send({ type: "auth", token });
    if (this.state === "refused") this.#connect();
  }

  /** It was refused, and yet the credentials hold, as was found out elsewhere: try again, later each time. */
  insist() {
    if (this.state === "refused") this.#tryLater();
  }

  /**
   * Listen to `name`, in place of whoever did before; returns a function that stops listening.
   *
   * @param {string} name
   * @param {Listener} listener
   */
  subscribe(name, listener) {
    const before = this.#topics.get(name);
    if (before) this.#leave(before);
    const topic = new Topic(name, listener);
    this.#topics.set(name, topic);
    if (this.state === "online") this.#requestTopic(topic);
    else if (this.state === "idle" || this.state === "refused") this.#connect();
    return () => this.#leave(topic);
  }

  /**
   * Say that photos of the topic `name` are before somebody's eyes, so that the photographer learns how fast they get there.
   * Nothing waits for it, so what cannot be said right now is not said later.
   *
   * @param {string} name
   * @param {string[]} photoIds
   */
  shown(name, photoIds) {
    if (!this.#topics.get(name)?.live) return;
    for (let at = 0; at < photoIds.length; at += MOST_SHOWN) {
      this.#send({ type: "shown", topic: name, photo_ids: photoIds.slice(at, at + MOST_SHOWN) });
    }
  }

  /**
   * Say that the guest has seen photos of the topic `name`. Returns whether it could be said right now.
   *
   * @param {string} name
   * @param {string[]} photoIds
   */
  seen(name, photoIds) {
    if (!this.#topics.get(name)?.live) return false;
    for (let at = 0; at < photoIds.length; at += MOST_SHOWN) {
      this.#send({ type: "seen", topic: name, photo_ids: photoIds.slice(at, at + MOST_SHOWN) });
    }
    return true;
  }

  /** Close for good (until the next `subscribe`). */
  close() {
    this.#topics.clear();
    this.#tokens = [];
    this.#stopTimers();
    this.#drop();
    this.#become("idle");
  }

  /** @param {Topic} topic */
  #leave(topic) {
    if (this.#topics.get(topic.name) !== topic) return;
    this.#topics.delete(topic.name);
    if (this.state === "online") this.#send({ type: "unsubscribe", id: this.#nextId++, topic: topic.name });
  }

  #connect() {
    this.#stopTimers();
    this.#drop();
    if (this.state !== "waiting") this.#become("connecting");
    const { WebSocket, url, now } = this.#environment;
    const socket = new WebSocket(url, [SUBPROTOCOL]);
    this.#socket = socket;
    this.#begunAt = now();
    // Events of a socket that was given up say nothing about the present one.
    socket.onopen = () => socket === this.#socket && this.#opened();
    socket.onmessage = (event) => socket === this.#socket && this.#received(JSON.parse(event.data));
    socket.onclose = (event) => socket === this.#socket && this.#closed(event.code);
    this.#after("connect", CONNECT_WITHIN_MS, () => this.#closed(GONE)); // Browsers would wait for minutes.
    this.#after("probe", PROBE_AFTER_MS, () => this.#probe(socket));
  }

  /**
   * This try takes long. Either everything does, and it needs its time, or it was lost on its way, which nobody ever tells: then
   * something else that is asked now is answered sooner.
   *
   * @param {WebSocket} socket
   */
  async #probe(socket) {
    const { now, reachable } = this.#environment;
    const asked = now();
    const answered = await reachable(PROBE_WITHIN_MS);
    if (socket !== this.#socket || socket.readyState !== 0) return;
    if (!answered) return this.#after("probe", PROBE_AGAIN_AFTER_MS, () => this.#probe(socket));
    // A handshake goes to and fro four times, what is asked over a connection that stands only once.
    const due = this.#begunAt + HANDSHAKE_TRIPS * (now() - asked);
    this.#after("probe", Math.max(0, due - now()), () => this.#replace());
  }

  #replace() {
    if (this.#rescued) return this.#closed(GONE);
    this.#rescued = true;
    return this.#connect();
  }

  #drop() {
    const socket = this.#socket;
    this.#socket = null;
    if (socket && socket.readyState < 2) socket.close(1000);
    for (const topic of this.#topics.values()) topic.live = false;
  }

  #opened() {
    this.#cancel("connect");
    this.#cancel("probe");
    this.#rescued = false;
    this.#heard();
    this.#become("online");
    for (const token of this.#tokens) this.#send({ type: "auth", token });
    for (const topic of this.#topics.values()) this.#requestTopic(topic);
    this.#after("ping", PING_EVERY_MS, () => this.#ping());
  }

  /** @param {number} code */
  #closed(code) {
    this.#stopTimers();
    this.#drop();
    if (code === UNAUTHENTICATED) return this.#become("refused");
    if (this.#topics.size === 0) return this.#become("idle");
    return this.#tryLater();
  }

  #tryLater() {
    this.#become("waiting");
    const longest = isInSight() ? LONGEST_DELAY_IN_SIGHT_MS : LONGEST_DELAY_MS;
    this.#after("reconnect", delayBefore(this.#attempt++, this.#environment.random, longest), () => this.#connect());
  }

  #ping(within = PONG_WITHIN_MS) {
    this.#send({ type: "ping" });
    // A network that died silently never closes the socket: no sign of life within this time counts as closed.
    this.#silentAt = this.#environment.now() + within;
    this.#after("silence", within, () => this.#closed(GONE));
    this.#after("ping", PING_EVERY_MS, () => this.#ping());
  }

  /** Asked again before an answer could come, it would never learn that there is none. */
  #pingInDoubt() {
    const now = this.#environment.now();
    if (Math.abs(now - this.#heardAt) < HEARD_JUST_NOW_MS || this.#silentAt <= now + PONG_IN_DOUBT_WITHIN_MS) return;
    this.#ping(PONG_IN_DOUBT_WITHIN_MS);
  }

  #doubt() {
    this.#pingInDoubt();
    this.#setDoubted(this.#silentAt !== Infinity);
  }

  /** @param {boolean} doubted */
  #setDoubted(doubted) {
    if (this.doubted === doubted) return;
    this.doubted = doubted;
    this.notify("state");
  }

  #heard() {
    this.#heardAt = this.#environment.now();
    this.#silentAt = Infinity;
    this.#cancel("silence");
    this.#setDoubted(false);
  }

  /** @param {any} message */
  #received(message) {
    this.#heard();
    switch (message.type) {
      case "subscribed":
        return this.#subscribed(message);
      case "publication":
        return this.#published(message);
      case "unsubscribed":
        return this.#unsubscribed(message);
      case "error":
        return this.#failed(message);
      case "pong":
        return undefined;
      default:
        throw new Error(`unknown message: ${message.type}`);
    }
  }

  /** @param {Topic} topic */
  #requestTopic(topic) {
    topic.live = false;
    topic.request = this.#nextId++;
    const since = topic.position ? { since: topic.position } : {};
    this.#send({ type: "subscribe", id: topic.request, topic: topic.name, ...since });
  }

  /** @param {{id?: number, topic: string, epoch: string, offset: number, recovered: boolean, snapshot: any}} of */
  #subscribed({ id, topic: name, epoch, offset, recovered, snapshot }) {
    const topic = this.#topics.get(name);
    if (!topic || topic.request !== id) return; // Left, or asked again, meanwhile.
    this.#attempt = 0;
    topic.live = true;
    if (recovered && topic.position) {
      topic.position = { epoch, offset: topic.position.offset }; // What was missed follows, from there on.
    } else {
      topic.position = { epoch, offset };
      topic.listener.snapshot(snapshot);
    }
  }

  /** @param {{topic: string, offset: number, data: any}} of */
  #published({ topic: name, offset, data }) {
    const topic = this.#topics.get(name);
    if (!topic?.live || !topic.position || offset <= topic.position.offset) return;
    if (offset > topic.position.offset + 1) return this.#resumeAfterGap(topic);
    topic.position = { ...topic.position, offset };
    topic.listener.publication(data);
  }

  /** @param {Topic} topic */
  #resumeAfterGap(topic) {
    topic.live = false;
    this.#after(`gap:${topic.name}`, GAP_PAUSE_MS, () => {
      if (this.state !== "online" || this.#topics.get(topic.name) !== topic) return;
      this.#send({ type: "unsubscribe", id: this.#nextId++, topic: topic.name });
      this.#requestTopic(topic);
    });
  }

  /**
   * The topic is over; it may have ended while it was asked for, and then this is the answer.
   *
   * @param {{id?: number, topic: string, reason: string}} of
   */
  #unsubscribed({ id, topic: name, reason }) {
    const topic = this.#topics.get(name);
    if (!topic || (id !== undefined && id !== topic.request)) return; // Left, or the answer to our own unsubscribe.
    this.#topics.delete(name);
    topic.listener.ended(reason);
  }

  /** @param {{id?: number, code: string}} of */
  #failed({ id, code }) {
    const topic = [...this.#topics.values()].find((candidate) => candidate.request === id);
    if (topic && code === "forbidden") {
      this.#topics.delete(topic.name);
      topic.listener.ended(code);
    }
  }

  /** @param {any} message */
  #send(message) {
    if (this.#socket?.readyState === 1) this.#socket.send(JSON.stringify(message));
  }

  /** @param {LiveSocket["state"]} state */
  #become(state) {
    if (this.state === state) return;
    this.state = state;
    this.doubted = false;
    this.notify("state");
  }

  /**
   * @param {string} name
   * @param {number} ms
   * @param {() => void} act
   */
  #after(name, ms, act) {
    this.#cancel(name);
    this.#timers.set(name, this.#environment.setTimeout(act, ms));
  }

  /** @param {string} name */
  #cancel(name) {
    this.#environment.clearTimeout(this.#timers.get(name));
    this.#timers.delete(name);
  }

  #stopTimers() {
    for (const name of [...this.#timers.keys()]) this.#cancel(name);
  }
}
