import assert from "node:assert/strict";
import { test } from "node:test";

import { network } from "../../static/js/http.js";
import { delayBefore, LiveSocket } from "../../static/js/socket.js";

/** A server's side of the wire, driven by the test. */
class Wire {
  static opened = [];
  readyState = 0;
  sent = [];

  constructor(url, protocols) {
    Object.assign(this, { url, protocols });
    Wire.opened.push(this);
  }

  send(text) {
    this.sent.push(JSON.parse(text));
  }

  close() {
    this.readyState = 3;
  }

  accept() {
    this.readyState = 1;
    this.onopen();
  }

  tell(message) {
    this.onmessage({ data: JSON.stringify(message) });
  }

  drop(code) {
    this.readyState = 3;
    this.onclose({ code });
  }

  last(type) {
    return this.sent.filter((message) => message.type === type).at(-1);
  }
}

class Clock {
  pending = [];
  setTimeout = (act, ms) => this.pending.push({ act, ms, done: false });
  clearTimeout = (id) => {
    if (id) this.pending[id - 1].done = true;
  };

  run(filter) {
    for (const timer of [...this.pending]) {
      if (timer.done || !filter(timer)) continue;
      timer.done = true;
      timer.act();
    }
  }
}

function page() {
  Wire.opened = [];
  const clock = new Clock();
  const socket = new LiveSocket({
    url: "ws://here/ws",
    WebSocket: Wire,
    random: () => 0,
    ...clock,
    setTimeout: clock.setTimeout,
  });
  const seen = [];
  const listener = {
    snapshot: (state) => seen.push(["snapshot", state]),
    publication: (data) => seen.push(data),
    ended: (reason) => seen.push(["ended", reason]),
  };
  return { clock, socket, seen, listener, wire: () => Wire.opened.at(-1) };
}

const publish = (wire, offset, data, topic = "search:1") => wire.tell({ type: "publication", topic, offset, data });

const idAndTopic = ({ id, topic }) => ({ id, topic });

function subscribed(wire, fields) {
  const { id, topic } = wire.last("subscribe");
  wire.tell({ type: "subscribed", id, topic, epoch: "e", ...fields });
}

function live() {
  const here = page();
  here.socket.authenticate("token");
  here.socket.subscribe("search:1", here.listener);
  here.wire().accept();
  subscribed(here.wire(), { offset: 4, recovered: false, snapshot: "state" });
  return here;
}

test("authenticates before it subscribes, and hands over the snapshot", () => {
  const { wire, seen, socket } = live();
  assert.deepEqual(
    wire().sent.map(({ type }) => type),
    ["auth", "subscribe"],
  );
  assert.deepEqual(wire().protocols, ["eventphotos.v1"]);
  assert.equal(wire().url, "ws://here/ws");
  assert.equal(wire().last("subscribe").since, undefined);
  assert.deepEqual(seen, [["snapshot", "state"]]);
  assert.equal(socket.state, "online");
});

test("after a break it comes back with the last position and sees what it missed once and in order", () => {
  const { wire, seen, clock } = live();
  publish(wire(), 5, "five");
  wire().drop(1012);
  clock.run(() => true);
  wire().accept();
  assert.deepEqual(wire().last("subscribe").since, { epoch: "e", offset: 5 });
  subscribed(wire(), { offset: 7, recovered: true });
  publish(wire(), 5, "five again");
  publish(wire(), 6, "six");
  publish(wire(), 7, "seven");
  assert.deepEqual(seen, [["snapshot", "state"], "five", "six", "seven"]);
});

test("when the history no longer reaches back, a fresh snapshot replaces everything", () => {
  const { wire, seen, clock } = live();
  wire().drop(1006);
  clock.run(() => true);
  wire().accept();
  const { id, topic } = wire().last("subscribe");
  wire().tell({ type: "subscribed", id, topic, epoch: "new", offset: 2, recovered: false, snapshot: "fresh" });
  publish(wire(), 3, "three");
  assert.deepEqual(seen, [["snapshot", "state"], ["snapshot", "fresh"], "three"]);
});

test("a gap in the numbers makes it ask for what is missing", () => {
  const { wire, seen, clock } = live();
  publish(wire(), 7, "seven");
  assert.deepEqual(seen, [["snapshot", "state"]]);
  clock.run(({ ms }) => ms === 500);
  assert.equal(wire().last("unsubscribe").topic, "search:1");
  assert.deepEqual(wire().last("subscribe").since, { epoch: "e", offset: 4 });
  wire().tell({ type: "unsubscribed", ...idAndTopic(wire().last("unsubscribe")), reason: "unsubscribed" });
  subscribed(wire(), { offset: 7, recovered: true });
  for (const [offset, data] of [
    [5, "five"],
    [6, "six"],
    [7, "seven"],
  ])
    publish(wire(), offset, data);
  assert.deepEqual(seen.slice(1), ["five", "six", "seven"]);
});

test("a publication that comes twice is seen once", () => {
  const { wire, seen } = live();
  publish(wire(), 5, "five");
  publish(wire(), 5, "five");
  assert.deepEqual(seen.slice(1), ["five"]);
});

test("credentials that do not hold stop it until there are new ones", () => {
  const { wire, socket, clock } = live();
  wire().drop(4401);
  assert.equal(socket.state, "refused");
  clock.run(() => true);
  assert.equal(Wire.opened.length, 1);
  socket.authenticate("another");
  assert.equal(Wire.opened.length, 2);
});

test("credentials that hold after all are tried again, where it stopped", () => {
  const { wire, socket, clock } = live();
  wire().drop(4401);
  socket.insist();
  assert.equal(socket.state, "waiting");
  clock.run(() => true);
  wire().accept();
  assert.deepEqual(wire().last("subscribe").since, { epoch: "e", offset: 4 });
});

test("while it is lost it says so, through all tries, until it is back", () => {
  const { wire, socket, clock } = live();
  const told = [];
  socket.addEventListener("state", () => told.push(socket.state));
  wire().drop(1006);
  for (let attempt = 0; attempt < 3; attempt += 1) {
    clock.run(() => true);
    wire().drop(1006);
  }
  clock.run(() => true);
  wire().accept();
  assert.deepEqual(told, ["waiting", "online"]);
});

test("a connection that does not come about is given up and tried again", () => {
  const { wire, socket, clock } = live();
  wire().drop(1006);
  clock.run(({ ms }) => ms === 250);
  assert.equal(Wire.opened.length, 2);
  clock.run(({ ms }) => ms === 15_000);
  clock.run(({ ms }) => ms === 500);
  assert.equal(Wire.opened.length, 3);
  wire().accept();
  assert.equal(socket.state, "online");
  clock.run(({ ms }) => ms === 15_000);
  assert.equal(socket.state, "online");
});

test("who listens to the same topic again gets a fresh snapshot in place of the one before", () => {
  const { wire, socket, seen, listener } = live();
  const second = [];
  socket.subscribe("search:1", { ...listener, snapshot: (state) => second.push(state) });
  assert.equal(wire().last("unsubscribe").topic, "search:1");
  wire().tell({ type: "unsubscribed", ...idAndTopic(wire().last("unsubscribe")), reason: "unsubscribed" });
  subscribed(wire(), { offset: 6, recovered: false, snapshot: "fresh" });
  assert.deepEqual(second, ["fresh"]);
  assert.deepEqual(seen, [["snapshot", "state"]]);
});

test("a topic that is not allowed ends; the others come back", () => {
  const { wire, socket, seen, listener, clock } = live();
  const other = [];
  socket.subscribe("search:2", { ...listener, ended: (reason) => other.push(reason) });
  wire().tell({ type: "error", id: wire().last("subscribe").id, code: "forbidden", message: "" });
  wire().drop(4403);
  clock.run(() => true);
  wire().accept();
  assert.deepEqual(other, ["forbidden"]);
  assert.deepEqual(
    wire()
      .sent.filter(({ type }) => type === "subscribe")
      .map(({ topic }) => topic),
    ["search:1"],
  );
  assert.deepEqual(seen, [["snapshot", "state"]]);
});

test("a topic that ends says why, once, and is not asked for again", () => {
  const { wire, seen, socket, clock } = live();
  wire().tell({ type: "unsubscribed", topic: "search:1", reason: "deleted" });
  wire().drop(4408);
  clock.run(() => true);
  assert.deepEqual(seen.at(-1), ["ended", "deleted"]);
  assert.equal(socket.state, "idle");
  assert.equal(Wire.opened.length, 1);
});

test("a topic that ends while it is asked for is over", () => {
  const { socket, wire, seen, listener } = page();
  socket.subscribe("search:1", listener);
  wire().accept();
  wire().tell({ type: "unsubscribed", ...idAndTopic(wire().last("subscribe")), reason: "deleted" });
  assert.deepEqual(seen, [["ended", "deleted"]]);
  wire().drop(1006);
  assert.equal(socket.state, "idle");
});

test("a topic that ends while a gap in it is filled is over", () => {
  const { wire, seen, clock } = live();
  publish(wire(), 7, "seven");
  clock.run(({ ms }) => ms === 500);
  wire().tell({ type: "unsubscribed", topic: "search:1", reason: "deleted" });
  assert.deepEqual(seen.at(-1), ["ended", "deleted"]);
});

test("a network that died silently is noticed by the missing pong", () => {
  const { clock, socket, wire } = live();
  clock.run(({ ms }) => ms === 25_000);
  assert.equal(wire().last("ping").type, "ping");
  clock.run(({ ms }) => ms === 10_000);
  assert.equal(socket.state, "waiting");
});

/**
 * A network with a clock of its own. While it `swallows`, what is sent either way is lost, and a connection that lost something
 * never works again, without a word. All takes `latency` ms each way.
 */
class Network {
  now = 1_000_000;
  latency = 40;
  swallows = false;
  sockets = [];
  #timers = new Map();
  #next = 1;

  setTimeout = (act, ms) => {
    this.#timers.set(this.#next, { act, at: this.now + ms });
    return this.#next++;
  };
  clearTimeout = (id) => this.#timers.delete(id);

  /** Let so many ms pass. */
  async pass(ms) {
    const end = this.now + ms;
    for (;;) {
      const [id, timer] = [...this.#timers].sort(([, a], [, b]) => a.at - b.at)[0] ?? [];
      if (!timer || timer.at > end) break;
      this.#timers.delete(id);
      this.now = timer.at;
      timer.act();
      await new Promise(setImmediate);
    }
    this.now = end;
  }

  /** `trips` to and fro; what is swallowed on its way, or was before on the same `line`, never comes. */
  carry(line, trips, arrive) {
    if (this.swallows) line.dead = true;
    if (line.dead) return;
    if (trips === 0) arrive();
    else this.setTimeout(() => this.carry(line, trips - 1, arrive), 2 * this.latency);
  }

  reachable = (ms) =>
    new Promise((resolve) => {
      this.setTimeout(() => resolve(false), ms);
      this.carry({}, 1, () => resolve(true));
    });

  /** The page's class of sockets, to a service that knows every topic and answers every ping. */
  get Socket() {
    const network = this;
    return class {
      readyState = 0;

      constructor() {
        network.sockets.push(this);
        network.carry(this, 4, () => this.#open());
      }

      #open() {
        if (this.readyState !== 0) return;
        this.readyState = 1;
        this.onopen();
      }

      send(text) {
        const { type, id, topic } = JSON.parse(text);
        const answer = {
          ping: { type: "pong" },
          subscribe: { type: "subscribed", id, topic, epoch: "e", offset: 0, snapshot: {} },
        }[type];
        if (answer) network.carry(this, 1, () => this.readyState === 1 && this.onmessage({ data: JSON.stringify(answer) }));
      }

      close() {
        this.readyState = 3;
      }
    };
  }

  page(random) {
    const { setTimeout, clearTimeout, reachable, Socket } = this;
    const environment = { url: "ws://here/ws", WebSocket: Socket, now: () => this.now, random: () => random };
    return new LiveSocket({ ...environment, setTimeout, clearTimeout, reachable });
  }
}

for (const [name, before] of [
  ["that was open", 60_000],
  ["that was being opened", 0],
]) {
  test(`after two minutes of silence a page ${name} is live again within ten seconds, whenever it began`, async () => {
    for (let phase = 0; phase < 30; phase += 1) {
      for (const random of [0, 0.5, 0.999]) {
        const network = new Network();
        const told = [];
        network.page(random).subscribe("search:1", { snapshot: () => told.push(network.now) });
        await network.pass(before + phase * (before ? 1000 : 10));
        network.swallows = true;
        await network.pass(120_000);
        network.swallows = false;
        const [end, heard] = [network.now, told.length];
        await network.pass(60_000);
        const after = told.slice(heard).map((at) => at - end);
        assert.equal(after.length, 1, `phase ${phase}, random ${random}: live again ${after.length} times`);
        assert.ok(after[0] <= 10_000, `phase ${phase}, random ${random}: live again after ${after[0]} ms`);
      }
    }
  });
}

test("on a network where everything takes three seconds, a connection comes about all the same", async () => {
  const network = new Network();
  network.latency = 1500;
  const page = network.page(0);
  page.subscribe("search:1", { snapshot: () => undefined });
  await network.pass(14_000);
  assert.equal(page.state, "online");
  assert.equal(network.sockets.length, 1);
});

/** A page in a document that can be hidden, and a network that can be told to be there. */
function inDocument(make) {
  const [document, own] = [new EventTarget(), new EventTarget()];
  Object.assign(globalThis, { document, addEventListener: own.addEventListener.bind(own) });
  document.visibilityState = "visible";
  try {
    return { document, window: own, page: make() };
  } finally {
    delete globalThis.addEventListener;
  }
}

async function switched(network, document, times, within) {
  for (let turn = 0; turn < times; turn += 1) {
    document.visibilityState = turn % 2 ? "visible" : "hidden";
    document.dispatchEvent(new Event("visibilitychange"));
    await network.pass(within / times);
  }
}

test("switching tabs back and forth floods nobody, and a connection that died is still found out", async (context) => {
  context.after(() => delete globalThis.document);
  const network = new Network();
  const { document, page } = inDocument(() => network.page(0.5));
  page.subscribe("search:1", { snapshot: () => undefined });
  await network.pass(10_000);
  await switched(network, document, 50, 5000);
  assert.equal(network.sockets.length, 1);
  network.swallows = true;
  await switched(network, document, 60, 6000);
  assert.equal(page.state, "waiting");
  await switched(network, document, 50, 5000);
  assert.ok(network.sockets.length <= 6, `${network.sockets.length} tries`);
  network.swallows = false;
  await network.pass(10_000);
  assert.equal(page.state, "online");
});

test("who comes back to a page whose connection has died hears of everything within ten seconds", async (context) => {
  context.after(() => delete globalThis.document);
  const network = new Network();
  const { document, page } = inDocument(() => network.page(0.999));
  const told = [];
  page.subscribe("search:1", { snapshot: () => told.push(network.now) });
  await network.pass(20_000);
  network.sockets[0].dead = true; // As after a night in a pocket: open, as far as the phone knows.
  document.dispatchEvent(new Event("visibilitychange"));
  await network.pass(10_000);
  assert.equal(told.length, 2);
});

test("a device that is told that it is offline is not called live, and comes back as soon as it is online", async (context) => {
  context.after(() => delete globalThis.document);
  const network = new Network();
  const { window, page } = inDocument(() => network.page(0.5));
  page.subscribe("search:1", { snapshot: () => undefined });
  await network.pass(10_000);
  network.swallows = true;
  window.dispatchEvent(new Event("offline"));
  assert.equal(page.state, "waiting");
  await network.pass(60_000);
  network.swallows = false;
  window.dispatchEvent(new Event("online"));
  await network.pass(3000);
  assert.equal(page.state, "online");
});

test("where a request does not get through, the connection is doubted", async () => {
  const there = new Network();
  const page = there.page(0.5);
  page.subscribe("search:1", { snapshot: () => undefined });
  await there.pass(10_000);
  there.swallows = true;
  network.dispatchEvent(new Event("unreachable"));
  assert.deepEqual([page.state, page.doubted], ["online", true], "not called live while nobody knows");
  await there.pass(5000);
  assert.deepEqual([page.state, page.doubted], ["waiting", false]);
  there.swallows = false;
  await there.pass(60_000);
  network.dispatchEvent(new Event("unreachable"));
  await there.pass(1000);
  assert.deepEqual([page.state, page.doubted], ["online", false], "it has answered");
});

test("photos that were seen are told in messages of fifty, and only while one listens", () => {
  const { socket, wire } = live();
  const photos = Array.from({ length: 60 }, (_, number) => `p${number}`);
  socket.shown("search:1", photos);
  socket.shown("search:2", photos);
  const sent = wire().sent.filter(({ type }) => type === "shown");
  assert.deepEqual(
    sent.map(({ topic, photo_ids }) => [topic, photo_ids.length]),
    [
      ["search:1", 50],
      ["search:1", 10],
    ],
  );
  wire().drop(1006);
  socket.shown("search:1", photos);
  assert.equal(wire().sent.filter(({ type }) => type === "shown").length, 2);
});

test("an unknown message is a mistake that is not hidden", () => {
  const { wire } = live();
  assert.throws(() => wire().tell({ type: "surprise" }), /surprise/);
});

test("the wait between tries doubles up to twenty seconds and is spread", () => {
  assert.equal(
    delayBefore(0, () => 0),
    250,
  );
  assert.equal(
    delayBefore(0, () => 1),
    500,
  );
  assert.equal(
    delayBefore(3, () => 1),
    4000,
  );
  assert.equal(
    delayBefore(40, () => 1),
    20_000,
  );
});
