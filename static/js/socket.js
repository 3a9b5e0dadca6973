/**
 * The one WebSocket of a page: connects, authenticates, subscribes, and after any break resumes each topic where it
 * stopped. A listener sees every publication once and in order, or a fresh snapshot.
 *
 * Listener of a topic: `{snapshot(state), publication(data), ended(reason)}`.
 */

const SUBPROTOCOL = "eventphotos.v1";
const UNAUTHENTICATED = 4401;
const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 20_000;
const PING_EVERY_MS = 25_000;
const PONG_WITHIN_MS = 10_000;
const CONNECT_WITHIN_MS = 15_000;
const GAP_PAUSE_MS = 500;
const MOST_SHOWN = 50;

/** Milliseconds to wait before try number `attempt` (0, 1, …): doubling, with full jitter above half. */
export function delayBefore(attempt, random = Math.random) {
  const ceiling = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** attempt);
  return ceiling / 2 + (ceiling / 2) * random();
}

/** Address of the live connection of the host that served this page. */
export function liveUrl(location = globalThis.location) {
  return `${location.protocol === "https:" ? "wss:" : "ws:"}//${location.host}/ws`;
}

class Topic {
  constructor(name, listener) {
    this.name = name;
    this.listener = listener;
    this.position = null; // {epoch, offset} of the last publication that the listener saw.
    this.request = null; // Id of the subscribe that waits for its answer.
    this.live = false;
  }
}

/**
 * `state` is `idle`, `connecting`, `online`, `waiting` (lost, and trying again until it is back) or `refused` (credentials do
 * not hold); a `state` event tells every change. The environment can be given for tests.
 */
export class LiveSocket extends EventTarget {
  #environment;
  #socket = null;
  #tokens = [];
  #topics = new Map();
  #nextId = 1;
  #attempt = 0;
  #timers = new Map();
  state = "idle";

  constructor({ url = liveUrl(), WebSocket = globalThis.WebSocket, setTimeout, clearTimeout, random = Math.random } = {}) {
    super();
    this.#environment = {
      url,
      WebSocket,
      random,
      setTimeout: setTimeout ?? globalThis.setTimeout.bind(globalThis),
      clearTimeout: clearTimeout ?? globalThis.clearTimeout.bind(globalThis),
    };
    // A phone that comes back to the network or to this page should not sit out a long back-off, nor trust an old connection.
    const hurry = () => {
      if (this.state === "waiting") this.#connect();
      else if (this.state === "online") this.#ping();
    };
    globalThis.addEventListener?.("online", hurry);
    globalThis.document?.addEventListener("visibilitychange", () => document.visibilityState === "visible" && hurry());
  }

  /** Add a token; several tokens add up. Without any, the cookie authenticates. */
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

  /** Listen to `name`, in place of whoever did before; returns a function that stops listening. */
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
   */
  shown(name, photoIds) {
    if (!this.#topics.get(name)?.live) return;
    for (let at = 0; at < photoIds.length; at += MOST_SHOWN) {
      this.#send({ type: "shown", topic: name, photo_ids: photoIds.slice(at, at + MOST_SHOWN) });
    }
  }

  /** Close for good (until the next `subscribe`). */
  close() {
    this.#topics.clear();
    this.#tokens = [];
    this.#stopTimers();
    this.#drop();
    this.#become("idle");
  }

  #leave(topic) {
    if (this.#topics.get(topic.name) !== topic) return;
    this.#topics.delete(topic.name);
    if (this.state === "online") this.#send({ type: "unsubscribe", id: this.#nextId++, topic: topic.name });
  }

  #connect() {
    this.#stopTimers();
    this.#drop();
    if (this.state !== "waiting") this.#become("connecting");
    const { WebSocket, url } = this.#environment;
    const socket = new WebSocket(url, [SUBPROTOCOL]);
    this.#socket = socket;
    // Events of a socket that was given up say nothing about the present one.
    socket.onopen = () => socket === this.#socket && this.#opened();
    socket.onmessage = (event) => socket === this.#socket && this.#received(JSON.parse(event.data));
    socket.onclose = (event) => socket === this.#socket && this.#closed(event.code);
    this.#after("connect", CONNECT_WITHIN_MS, () => this.#closed(1006)); // Browsers would wait for minutes.
  }

  #drop() {
    const socket = this.#socket;
    this.#socket = null;
    if (socket && socket.readyState < 2) socket.close(1000);
    for (const topic of this.#topics.values()) topic.live = false;
  }

  #opened() {
    this.#cancel("connect");
    this.#become("online");
    for (const token of this.#tokens) this.#send({ type: "auth", token });
    for (const topic of this.#topics.values()) this.#requestTopic(topic);
    this.#after("ping", PING_EVERY_MS, () => this.#ping());
  }

  #closed(code) {
    this.#stopTimers();
    this.#drop();
    if (code === UNAUTHENTICATED) return this.#become("refused");
    if (this.#topics.size === 0) return this.#become("idle");
    return this.#tryLater();
  }

  #tryLater() {
    this.#become("waiting");
    this.#after("reconnect", delayBefore(this.#attempt++, this.#environment.random), () => this.#connect());
  }

  #ping() {
    this.#send({ type: "ping" });
    // A network that died silently never closes the socket: no sign of life within this time counts as closed.
    this.#after("silence", PONG_WITHIN_MS, () => this.#closed(1006));
    this.#after("ping", PING_EVERY_MS, () => this.#ping());
  }

  #received(message) {
    this.#cancel("silence");
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

  #requestTopic(topic) {
    topic.live = false;
    topic.request = this.#nextId++;
    const since = topic.position ? { since: topic.position } : {};
    this.#send({ type: "subscribe", id: topic.request, topic: topic.name, ...since });
  }

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

  #published({ topic: name, offset, data }) {
    const topic = this.#topics.get(name);
    if (!topic?.live || offset <= topic.position.offset) return;
    if (offset > topic.position.offset + 1) return this.#resumeAfterGap(topic);
    topic.position = { ...topic.position, offset };
    topic.listener.publication(data);
  }

  #resumeAfterGap(topic) {
    topic.live = false;
    this.#after(`gap:${topic.name}`, GAP_PAUSE_MS, () => {
      if (this.state !== "online" || this.#topics.get(topic.name) !== topic) return;
      this.#send({ type: "unsubscribe", id: this.#nextId++, topic: topic.name });
      this.#requestTopic(topic);
    });
  }

  #unsubscribed({ topic: name, reason }) {
    const topic = this.#topics.get(name);
    if (!topic?.live) return; // The answer to our own unsubscribe.
    this.#topics.delete(name);
    topic.listener.ended(reason);
  }

  #failed({ id, code }) {
    const topic = [...this.#topics.values()].find((candidate) => candidate.request === id);
    if (topic && code === "forbidden") {
      this.#topics.delete(topic.name);
      topic.listener.ended(code);
    }
  }

  #send(message) {
    if (this.#socket?.readyState === 1) this.#socket.send(JSON.stringify(message));
  }

  #become(state) {
    if (this.state === state) return;
    this.state = state;
    this.dispatchEvent(new Event("state"));
  }

  #after(name, ms, act) {
    this.#cancel(name);
    this.#timers.set(name, this.#environment.setTimeout(act, ms));
  }

  #cancel(name) {
    this.#environment.clearTimeout(this.#timers.get(name));
    this.#timers.delete(name);
  }

  #stopTimers() {
    for (const name of [...this.#timers.keys()]) this.#cancel(name);
  }
}
