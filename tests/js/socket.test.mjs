import assert from "node:assert/strict";
import { test } from "node:test";

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
  wire().tell({ type: "unsubscribed", topic: "search:1", reason: "client" });
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
  wire().tell({ type: "unsubscribed", topic: "search:1", reason: "client" });
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

test("a network that died silently is noticed by the missing pong", () => {
  const { clock, socket, wire } = live();
  clock.run(({ ms }) => ms === 25_000);
  assert.equal(wire().last("ping").type, "ping");
  clock.run(({ ms }) => ms === 10_000);
  assert.equal(socket.state, "waiting");
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
