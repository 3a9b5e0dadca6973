/** A guest's photos on their way: sent once each, again by themselves after a bad network, and what failed said once. */
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

globalThis.navigator ??= { languages: ["en"] };
const world = { given: [], asked: [], tokens: [], sent: [], timers: [] };
const define = (name, value) => Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
define("fetch", async (url, { method, headers }) => {
  world.tokens.push(headers.Authorization);
  world.asked.push(`${method} ${url.replace("/api/v1", "")}`);
  return method === "DELETE" ? new Response(null, { status: 204 }) : Response.json({ items: world.given });
});
const { Away, NotAcceptable } = await import("../../static/js/http.js");
const { deletions } = await import("../../static/js/ui/undo.js");
const { Giving } = await import("../../static/js/guest/giving.js");

const file = (name, content = name) => ({ name, size: 100, content });
const settled = () => new Promise((resolve) => setImmediate(resolve));

function started(of) {
  const sending = { ...of, stopped: false };
  sending.done = new Promise((resolve, reject) => Object.assign(sending, { arrive: resolve, fail: reject }));
  sending.stop = async () => (sending.stopped = true);
  world.sent.push(sending);
  return sending;
}

const giving = () =>
  new Giving(8, "token", {
    start: started,
    hash: async ({ content }) => content,
    later: (act, ms) => world.timers.push({ act, ms }),
  });

beforeEach(() => Object.assign(world, { given: [], asked: [], tokens: [], sent: [], timers: [] }));

test("photos are sent as a guest's, by her token and name, three at a time", async () => {
  const state = giving();
  state.name = "Anna";
  state.add([file("a"), file("b"), file("c"), file("d")]);
  await settled();
  assert.equal(world.sent.length, 3);
  const [{ source, giver, token, eventId, hash }] = world.sent;
  assert.deepEqual(
    { source, giver, token, eventId, hash },
    { source: "guest", giver: "Anna", token: "token", eventId: 8, hash: "a" },
  );
  world.sent[0].onBytes(50);
  assert.equal(state.progress, 50 / 400);
  world.sent[0].arrive("p1");
  await settled();
  assert.equal(world.sent.length, 4);
  assert.equal(state.count("given"), 1);
  assert.equal(state.busy, true);
});

test("five hundred copies of one photo are sent once, and said once", async () => {
  const state = giving();
  state.add(Array.from({ length: 500 }, (_, at) => file(`copy-${at}`, "same")));
  await settled();
  assert.equal(world.sent.length, 1);
  world.given = [{ id: "p1", name: "copy-0", standing: "processing" }];
  world.sent[0].arrive("p1");
  await settled();
  assert.deepEqual([state.count("given"), state.count("twice"), state.busy], [1, 499, false]);
});

test("what she gave before, or somebody else, is told from what is new", async () => {
  const state = giving();
  world.given = [{ id: "p1", name: "a", standing: "shown" }];
  await state.look();
  state.add([file("a"), file("b"), file("c")]);
  await settled();
  world.given = [...world.given, { id: "p2", name: "b", standing: "processing" }];
  for (const [at, id] of ["p1", "p2", "somebody else's"].entries()) world.sent[at].arrive(id);
  await settled();
  assert.deepEqual([state.count("given"), state.count("twice")], [1, 2]);
});

test("after a bad network it goes on by itself, later each time, and where it was", async () => {
  const state = giving();
  state.add([file("a"), file("b")]);
  await settled();
  world.sent[0].fail(new Away({ status: 0, code: "unreachable" }));
  await settled();
  assert.equal(state.stuck, true);
  assert.equal(world.sent[1].stopped, true);
  assert.deepEqual([state.count("failed"), state.busy], [0, true]);
  world.timers.at(-1).act();
  await settled();
  assert.deepEqual(
    world.sent.slice(2).map(({ hash }) => hash),
    ["a", "b"],
  );
  world.sent[2].onBytes(10);
  assert.equal(state.stuck, false);
});

test("what is refused is not tried by itself, and can be tried again", async () => {
  const state = giving();
  state.add([file("a")]);
  await settled();
  world.sent[0].fail(new NotAcceptable({ status: 409, code: "given_enough" }));
  await settled();
  assert.equal(state.items[0].error.code, "given_enough");
  assert.equal(world.timers.length, 0);
  state.again();
  await settled();
  assert.equal(world.sent.length, 2);
});

test("what cannot be read is no photo on its way", async () => {
  const state = new Giving(8, null, {
    start: started,
    hash: async () => {
      throw new NotAcceptable({ status: 415, code: "unsupported_media_type" });
    },
  });
  state.add([file("a.txt")]);
  await settled();
  assert.deepEqual([state.count("failed"), world.sent.length], [1, 0]);
});

test("what she deletes is gone from her list, until she takes it back", async () => {
  const state = giving();
  world.given = [
    { id: "p1", name: "a", standing: "shown" },
    { id: "p2", name: "b", standing: "waiting" },
  ];
  await state.look();
  const ids = () => state.kept.map(({ id }) => id);
  state.delete("p1", "a is gone");
  assert.deepEqual(ids(), ["p2"]);
  assert.deepEqual(world.asked, ["GET /events/8/given"], "not before she could take it back");
  deletions.undo(deletions.all[0]);
  assert.deepEqual(ids(), ["p1", "p2"]);
  state.delete("p1", "a is gone");
  await deletions.finish(deletions.all[0]);
  assert.deepEqual(world.asked.slice(1), ["DELETE /events/8/given/p1", "GET /events/8/given"]);
  assert.equal(world.tokens.at(-2), "Bearer token");
});
