/** The kiosk without a page: whose word it takes for being revoked, and what it does about a search whose answer was lost. */
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

globalThis.navigator ??= { languages: ["en"] };
const PAIRED = { token: "device", kioskId: "k1", event: { id: 8, name: "Party", selfie_search: true, consent_version: "1" } };
const stored = new Map();
const world = { answers: new Map(), asked: [], sockets: [], timers: [], stages: new Map() };

class Socket {
  readyState = 1;
  constructor() {
    world.sockets.push(this);
  }
  send(text) {
    const { type, id, topic } = JSON.parse(text);
    if (type !== "subscribe") return;
    const snapshot = topic.startsWith("kiosk:")
      ? { config: { event: PAIRED.event } }
      : { status: { stage: world.stages.get(topic) ?? "live" }, matches: [], caught_up: {} };
    const told = { type: "subscribed", id, topic, epoch: "e", offset: 1, recovered: false, snapshot };
    queueMicrotask(() => this.onmessage({ data: JSON.stringify(told) }));
  }
  close() {
    this.readyState = 3;
  }
}

const define = (name, value) => Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
define("location", { protocol: "http:", host: "here", pathname: "/kiosk" });
define("WebSocket", Socket);
define("localStorage", {
  getItem: (key) => stored.get(key) ?? null,
  setItem: (key, text) => stored.set(key, text),
  removeItem: (key) => stored.delete(key),
});
define("fetch", async (url, options) => {
  const call = `${options.method} ${url.replace("/api/v1", "")}`;
  world.asked.push({ call, ...options });
  return world.answers.get(call)(options);
});
define("document", { documentElement: {}, cookie: "", addEventListener: () => undefined });
define("setTimeout", (act, ms = 0) => world.timers.push({ act, ms }));
define("clearTimeout", (number) => number && Object.assign(world.timers[number - 1], { act: () => undefined }));
define("setInterval", () => undefined);
define("clearInterval", () => undefined);

const { Device } = await import("../../static/js/kiosk/device.js");
const { Visits } = await import("../../static/js/kiosk/visits.js");

const json = (status, body) => () => new Response(JSON.stringify(body), { status });
const own = json(200, { event: PAIRED.event, kiosk: {}, ready: true });
/** An answer is read in several turns of the loop. */
const settled = async () => {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};
const asked = (call) => world.asked.filter((one) => one.call === call);

/** A second later. */
async function later() {
  for (const timer of [...world.timers]) {
    if (timer.ms > 1000) continue;
    timer.act();
    timer.act = () => undefined;
  }
  await settled();
}

async function opened() {
  stored.set("ep.kiosk", JSON.stringify(PAIRED));
  const device = new Device();
  device.open();
  world.sockets.at(-1).onopen();
  await settled();
  assert.equal(device.ready, true);
  return device;
}

/** Somebody who has agreed, and whose picture is taken. */
async function agreed() {
  const device = await opened();
  const visits = new Visits(device);
  visits.shot.send = async () => ({ blob: new Blob(["a face"]), box: null });
  visits.start();
  visits.agree();
  return { device, visits };
}

beforeEach(() => {
  stored.clear();
  Object.assign(world, { asked: [], sockets: [], timers: [], stages: new Map() });
  world.answers = new Map([
    ["GET /kiosks/self", own],
    ["POST /kiosks/self/done", () => new Response(null, { status: 204 })],
  ]);
});

test("a proxy that stands in for the service does not lock the kiosk", async () => {
  const device = await opened();
  for (const status of [404, 401]) {
    world.answers.set("GET /kiosks/self", () => new Response("404 page not found", { status }));
    await device.verify();
    assert.deepEqual([device.state, device.ready], ["paired", false]);
  }
  world.answers.set("GET /kiosks/self", own);
  await device.verify();
  assert.equal(device.ready, true);
});

test("the service's own word locks it", async () => {
  const device = await opened();
  world.answers.set("GET /kiosks/self", json(401, { code: "not_authenticated" }));
  await device.verify();
  assert.deepEqual([device.state, stored.has("ep.kiosk")], ["locked", false]);
});

test("a connection that was refused is tried again while the service knows the device", async () => {
  const device = await opened();
  world.sockets.at(-1).onclose({ code: 4401 });
  await settled();
  assert.deepEqual([device.state, device.ready], ["paired", false]);
  await later(); // It insists …
  await later(); // … and connects.
  world.sockets.at(-1).onopen();
  await settled();
  assert.deepEqual([world.sockets.length, device.ready], [2, true]);
});

test("a search stays noted as open until the service itself says that it is none of the kiosk's", async () => {
  const device = await opened();
  stored.set("ep.kiosk.searches", '["s1"]');
  world.answers.set("POST /kiosks/searches/s1/done", () => new Response("gone", { status: 404 }));
  assert.equal(await device.closeSearches(), false);
  world.answers.set("POST /kiosks/searches/s1/done", json(404, { code: "not_found" }));
  assert.equal(await device.closeSearches(), true);
});

test("the words that a guest has read are those she agrees to, whatever the photographer writes meanwhile", async () => {
  const { device, visits } = await agreed();
  device.event.consent_version = "2";
  world.answers.set("POST /events/8/searches", json(409, { code: "consent_changed" }));
  await visits.look();
  assert.equal(asked("POST /events/8/searches")[0].body.get("consent_version"), "1");
  assert.equal(visits.step, "consent");
});

test("where the answer to a picture was lost nobody begins before the service has let go of what it may have begun", async () => {
  const { device, visits } = await agreed();
  world.answers.set("POST /events/8/searches", () => Promise.reject(new TypeError("network error")));
  world.answers.set("POST /kiosks/self/done", () => Promise.reject(new TypeError("network error")));
  const before = asked("POST /kiosks/self/done").length;
  await visits.look();
  await settled();
  assert.deepEqual([visits.shot.phase, device.ready], ["stopped", false]);
  assert.equal(asked("POST /kiosks/self/done").length, before + 1);
  world.answers.set("POST /kiosks/self/done", () => new Response(null, { status: 204 }));
  await later();
  assert.equal(device.ready, true);
});

test("a picture that the service has refused leaves nothing in doubt", async () => {
  const { device, visits } = await agreed();
  world.answers.set("POST /events/8/searches", json(422, { code: "too_many_selfies" }));
  const before = asked("POST /kiosks/self/done").length;
  await visits.look();
  assert.equal(device.ready, true);
  assert.equal(asked("POST /kiosks/self/done").length, before);
});

test("a picture on its way is stopped when its guest has gone, and the next one is not touched by it", async () => {
  const { device, visits } = await agreed();
  const hang = ({ signal }) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  world.answers.set("POST /events/8/searches", hang);
  const looking = visits.look();
  await settled();
  visits.end();
  await looking;
  assert.equal(device.ready, false);
  await settled();
  assert.equal(device.ready, true);
  assert.equal(visits.step, "attract");
});

test("another picture of the same guest goes to the search that is on the wall; who goes back loses nothing", async () => {
  const { visits } = await agreed();
  const search = { id: "s1", topic: "search:s1", token: "t", expires_at: "2030-01-01T00:00:00Z" };
  world.answers.set("POST /events/8/searches", json(202, search));
  await visits.look();
  visits.improve();
  assert.deepEqual([visits.step, visits.search.id], ["camera", "s1"]);
  visits.cancel();
  assert.deepEqual([visits.step, visits.search.id], ["results", "s1"]);
  visits.improve();
  world.answers.set("POST /searches/s1/selfies", json(202, { selfies: 2 }));
  await visits.look();
  assert.deepEqual([visits.step, visits.waits, asked("POST /events/8/searches").length], ["results", true, 1]);
  visits.improve();
  world.answers.set("POST /searches/s1/selfies", json(422, { code: "too_many_selfies" }));
  await visits.look();
  assert.deepEqual([visits.step, visits.shot.phase, visits.shot.problem.error.code], ["camera", "stopped", "too_many_selfies"]);
  visits.wipe();
  assert.deepEqual([visits.improving, visits.waits, visits.search], [null, false, null]);
});

const searchOf = (id) => ({ id, topic: `search:${id}`, token: `t-${id}`, expires_at: "2030-01-01T00:00:00Z" });
const done = () => new Response(null, { status: 204 });
const noted = () => JSON.parse(stored.get("ep.kiosk.searches") ?? "[]");

/** The picture that was taken begins this search, and its topic is heard. */
async function found(visits, id) {
  world.answers.set("POST /events/8/searches", json(202, searchOf(id)));
  world.answers.set(`POST /kiosks/searches/${id}/done`, done);
  world.answers.set(`POST /kiosks/searches/${id}/handoff`, json(201, { qr_svg: "<svg/>" }));
  world.answers.set(`GET /searches/${id}`, json(200, { handed_off: false }));
  await visits.look();
  world.sockets.at(-1).onopen();
  await settled();
}

/** Two people on the wall. */
async function two() {
  const { device, visits } = await agreed();
  await found(visits, "s1");
  visits.add();
  assert.equal(visits.step, "consent");
  visits.agree();
  await found(visits, "s2");
  return { device, visits };
}

/** A phone has scanned the code that is shown. */
async function scan(visits, id) {
  world.answers.set(`GET /searches/${id}`, json(200, { handed_off: true }));
  await visits.leaveHandoff();
  await settled();
}

test("somebody is added with a search of his own; who says no goes back to the photos", async () => {
  const { visits } = await two();
  assert.deepEqual([visits.step, visits.search.id, visits.people.map(({ number }) => number)], ["results", "s2", [1, 2]]);
  assert.equal(asked("POST /events/8/searches")[1].body.get("consent_version"), "1");
  visits.choose("everybody");
  assert.equal(visits.together, true);
  visits.choose("s1");
  assert.deepEqual([visits.together, visits.search.id], [false, "s1"]);
  visits.add();
  visits.cancel();
  assert.deepEqual([visits.step, visits.people.length], ["results", 2]);
  for (const id of ["s3", "s4", "s5"]) {
    visits.add();
    visits.agree();
    await found(visits, id);
  }
  assert.equal(visits.mayAdd, false);
  visits.add();
  assert.equal(visits.step, "results");
});

test("whatever ends a visit ends all searches of it; until the service knows, all stay noted", async () => {
  const { visits } = await two();
  const away = () => Promise.reject(new TypeError("network error"));
  world.answers.set("POST /kiosks/searches/s1/done", away);
  world.answers.set("POST /kiosks/searches/s2/done", away);
  await visits.end("done");
  assert.deepEqual([noted(), visits.people, visits.search, visits.bye.deleted], [["s1", "s2"], [], null, false]);
  assert.ok(
    world.sockets.slice(1).every(({ readyState }) => readyState === 3),
    "a topic is still listened to",
  );
  const again = await opened(); // The page is loaded again.
  assert.deepEqual([again.ready, noted()], [true, []]);
});

test("all are handed over one after the other, and the visit is over with the last of them", async () => {
  const { visits } = await two();
  visits.choose("everybody");
  visits.handOff();
  assert.deepEqual([visits.step, visits.taking], ["handoff", 1]);
  await scan(visits, "s1");
  assert.deepEqual([visits.step, visits.taking, visits.alone, noted()], ["handoff", 2, false, ["s2"]]);
  await scan(visits, "s2");
  assert.deepEqual([visits.step, visits.bye.how, noted()], ["bye", "phone", []]);
});

test("one of them is handed over alone, and what no phone has is deleted with the visit", async () => {
  const { visits } = await two();
  visits.handOff();
  assert.equal(visits.taking, 2);
  await scan(visits, "s2");
  assert.deepEqual([visits.step, visits.search.id, visits.taken], ["results", "s1", [2]]);
  visits.add();
  visits.agree();
  await found(visits, "s3");
  assert.deepEqual(
    visits.people.map(({ number }) => number),
    [1, 3],
  );
  await visits.end("done");
  assert.deepEqual([visits.bye, noted()], [{ how: "done", deleted: true, someTaken: true }, []]);
  assert.equal(asked("POST /kiosks/searches/s1/done").length, 1);
});

test("where the answer to a picture of one more was lost, those on the wall stay until the visit ends", async () => {
  const { device, visits } = await agreed();
  await found(visits, "s1");
  visits.add();
  visits.agree();
  const before = asked("POST /kiosks/self/done").length;
  world.answers.set("POST /events/8/searches", () => Promise.reject(new TypeError("network error")));
  await visits.look();
  await settled();
  assert.deepEqual([visits.shot.phase, asked("POST /kiosks/self/done").length], ["stopped", before]);
  visits.cancel();
  assert.deepEqual([visits.step, visits.search.id, device.ready], ["results", "s1", true]);
  visits.end();
  assert.equal(device.ready, false);
  await settled();
  assert.deepEqual([device.ready, asked("POST /kiosks/self/done").length], [true, before + 1]);
});

test("a picture of one more that will not do is taken again, or its person is not waited for", async () => {
  const { visits } = await agreed();
  await found(visits, "s1");
  world.stages.set("search:s2", "rejected");
  visits.add();
  visits.agree();
  await found(visits, "s2");
  assert.deepEqual([visits.step, visits.search.id, visits.store.stage], ["results", "s2", "rejected"]);
  await visits.retake();
  assert.deepEqual([visits.step, visits.people.length, noted()], ["camera", 1, ["s1"]]);
  world.stages.set("search:s3", "rejected");
  await found(visits, "s3");
  visits.choose("everybody");
  await settled();
  assert.deepEqual([visits.search.id, visits.together, noted()], ["s1", false, ["s1"]]);
});

test("a search that the service ends leaves the others of the visit", async () => {
  const { visits } = await two();
  visits.handOff();
  const told = { type: "unsubscribed", topic: "search:s2", reason: "deleted" };
  world.sockets.at(-1).onmessage({ data: JSON.stringify(told) });
  assert.deepEqual([visits.step, visits.search.id, visits.handoff], ["results", "s1", null]);
  world.sockets.at(-2).onmessage({ data: JSON.stringify({ ...told, topic: "search:s1" }) });
  assert.deepEqual([visits.step, visits.people], ["attract", []]);
});
