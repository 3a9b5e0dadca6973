import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.navigator ??= { languages: ["en"] };
globalThis.location = { protocol: "http:", host: "here" };

/** The server's side of the live connection: it says no to whoever asks. */
class Refusing {
  static asked = 0;
  readyState = 0;

  constructor() {
    Refusing.asked += 1;
    queueMicrotask(() => this.onclose({ code: 4401 }));
  }

  close() {
    this.readyState = 3;
  }
}
globalThis.WebSocket = Refusing;

const { SearchSession } = await import("../../static/js/search-session.js");

const search = { id: "s", topic: "search:s", token: "t", expires_at: "2030-01-01T00:00:00Z" };
const problem = (status, body) => new Response(body, { status });
const notFound = () => problem(404, JSON.stringify({ code: "not_found", title: "Not there" }));
const aProxysPage = () => problem(404, "<html>");
const alive = () => new Response(JSON.stringify({ status: "live" }));
const settled = async () => {
  for (let turn = 0; turn < 50; turn += 1) await null;
};

/** A session that is refused, while the service answers to the question why by these, one after the other. */
async function refused(t, ...answers) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  t.mock.method(globalThis, "fetch", async () => answers.shift()());
  const gone = [];
  const session = new SearchSession({ changed: () => undefined, gone: ({ id }) => gone.push(id) });
  t.after(() => session.leave());
  session.watch(search);
  await settled();
  return { session, gone, answers };
}

test("a refusal that the service itself explains by a search that is gone ends it", async (t) => {
  const { session, gone } = await refused(t, notFound);
  assert.deepEqual([gone, session.socket.state], [["s"], "refused"]);
});

test("a search that is alive for the service asks for its connection again", async (t) => {
  const { session, gone } = await refused(t, alive);
  assert.deepEqual([gone, session.socket.state], [[], "waiting"]);
});

test("why it was refused is asked again while nobody but a proxy or the network has answered", async (t) => {
  const lost = () => {
    throw new TypeError("lost");
  };
  const { session, gone, answers } = await refused(t, aProxysPage, lost, alive);
  assert.deepEqual([answers.length, session.socket.state], [2, "refused"]);
  t.mock.timers.tick(500);
  await settled();
  assert.deepEqual([answers.length, session.socket.state], [1, "refused"]);
  t.mock.timers.tick(1000);
  await settled();
  assert.deepEqual([answers.length, gone, session.socket.state], [0, [], "waiting"]);
});

test("what was left is not asked about any more, and nothing of it is held", async (t) => {
  const { session, answers } = await refused(t, aProxysPage, alive);
  session.leave();
  t.mock.timers.tick(60_000);
  await settled();
  assert.deepEqual([answers.length, session.search, session.store, session.socket.state], [1, null, null, "idle"]);
});

/** The server's side of a live connection that takes everybody in. */
class Open {
  static last = null;
  readyState = 0;
  sent = [];

  constructor() {
    Open.last = this;
    queueMicrotask(() => {
      this.readyState = 1;
      this.onopen();
    });
  }

  send(text) {
    const message = JSON.parse(text);
    this.sent.push(message);
    const snapshot = { status: { stage: "live" }, matches: [match("a"), match("b", "maybe")], caught_up: {} };
    const { type, id, topic } = message;
    const answer = { type: "subscribed", id, topic, epoch: "e", offset: 0, recovered: false, snapshot };
    if (type === "subscribe") queueMicrotask(() => this.onmessage({ data: JSON.stringify(answer) }));
  }

  found(offset, photoId) {
    const data = { type: "search.match", match: match(photoId) };
    this.onmessage({ data: JSON.stringify({ type: "publication", topic: "search:s", offset, data }) });
  }

  close() {
    this.readyState = 3;
  }

  get seen() {
    return this.sent.filter(({ type }) => type === "seen").map(({ photo_ids: ids }) => ids);
  }
}

const match = (id, tier = "certain") => ({ photo_id: id, tier, score: 1, probability: 1, live: false });

test("what the guest sees is said once, and what comes while the page is hidden when she looks again", async (t) => {
  const page = Object.assign(new EventTarget(), { hidden: false });
  globalThis.WebSocket = Open;
  globalThis.document = page;
  t.after(() => {
    globalThis.WebSocket = Refusing;
    delete globalThis.document;
  });
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const session = new SearchSession({ changed: () => undefined, gone: () => undefined });
  t.after(() => session.leave());
  session.watch(search);
  await settled();
  assert.deepEqual(Open.last.seen, [["a"]]);
  page.hidden = true;
  Open.last.found(1, "c");
  assert.deepEqual(Open.last.seen, [["a"]]);
  page.hidden = false;
  page.dispatchEvent(new Event("visibilitychange"));
  Open.last.found(2, "c");
  assert.deepEqual(Open.last.seen, [["a"], ["c"]]);
});
