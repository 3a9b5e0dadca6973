/** What the administration computes without a page: places, pages of lists, warnings in words. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import "./english.mjs";
import { hashOf, place, placeOf } from "../../static/js/admin/place.js";
import { backendDetail, backendKind, detailText, did, groupsOf, warnings } from "../../static/js/words/admin.js";

globalThis.document = { title: "Administration · eventphotos" };
const { Paged } = await import("../../static/js/admin/paged.js");
const { wanted } = await import("../../static/js/admin/log.js");

test("an address names a screen and its filter, and what names none leads to the first screen", () => {
  assert.deepEqual(placeOf("#log?action=user&q=a%26b"), { screen: "log", filters: { action: "user", q: "a&b" } });
  assert.deepEqual(placeOf("#register"), { screen: "system", filters: {} });
  assert.equal(hashOf("log", { action: "user", q: "a&b", actor: "", event: undefined }), "#log?action=user&q=a%26b");
  assert.equal(hashOf("people"), "#people");
});

const later = () => {
  let settle;
  const promise = new Promise((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { promise, ...settle };
};

test("a filter that is chosen a moment before another one is told stays", () => {
  const address = { hash: "#log" };
  globalThis.location = address;
  globalThis.history = {
    replaceState: (_state, _title, hash) => {
      address.hash = hash;
    },
  };
  place.filter({ event: "7" });
  place.narrow({ actor: "user:1" });
  place.narrow({ q: "dora" });
  assert.deepEqual(place.now, { screen: placeOf(address.hash).screen, filters: { event: "7", actor: "user:1", q: "dora" } });
});

test("a list goes on where it ended, without what is not asked for", async () => {
  const asked = [];
  const pages = [
    { items: [{ id: 1 }], next_cursor: "c" },
    { items: [{ id: 2 }], next_cursor: null },
  ];
  const list = new Paged("/things", async (path) => {
    asked.push(path);
    return pages[asked.length - 1];
  });
  await list.ask({ q: "x y", role: "" });
  assert.equal(list.more, true);
  await list.older();
  assert.deepEqual(list.items, [{ id: 1 }, { id: 2 }]);
  assert.equal(list.more, false);
  assert.deepEqual(asked, ["/things?q=x+y&limit=50", "/things?q=x+y&cursor=c&limit=50"]);
  list.put({ id: 1, name: "new" });
  assert.deepEqual(list.items, [{ id: 1, name: "new" }, { id: 2 }]);
});

test("an answer that comes after a newer question is not shown, and a failure keeps what is", async () => {
  const slow = later();
  const answers = [slow.promise, Promise.resolve({ items: ["new"] }), Promise.reject(new Error("away"))];
  const list = new Paged("/things", () => answers.shift());
  const first = list.ask({ q: "a" });
  await list.ask({ q: "ab" });
  slow.resolve({ items: ["old"] });
  await first;
  assert.deepEqual(list.items, ["new"]);
  await list.ask();
  assert.deepEqual(list.items, ["new"]);
  assert.equal(list.error.message, "away");
  assert.equal(list.busy, false);
});

test("what is tried again is the reading that failed", async () => {
  const asked = [];
  const answers = [{ items: ["a"], next_cursor: "c" }, null, { items: ["new"], next_cursor: "d" }, null, { items: ["older"] }];
  const list = new Paged("/things", async (path) => {
    asked.push(path);
    const answer = answers[asked.length - 1];
    if (!answer) throw new Error("away");
    return answer;
  });
  await list.ask({ q: "a" });
  await list.ask({ q: "b" });
  await list.again();
  assert.deepEqual(list.items, ["new"]);
  await list.older();
  await list.again();
  assert.deepEqual(list.items, ["new", "older"]);
  assert.deepEqual(asked.slice(1, 3), ["/things?q=b&limit=50", "/things?q=b&limit=50"]);
  assert.deepEqual(asked.slice(3), ["/things?q=b&cursor=d&limit=50", "/things?q=b&cursor=d&limit=50"]);
});

test("a time that is none narrows nothing", () => {
  const { q, since, until } = wanted({ q: "a", since: "x", until: "" });
  assert.deepEqual([q, since, until], ["a", undefined, undefined]);
  assert.equal(wanted({ since: "2026-11-27T10:00Z" }).since, "2026-11-27T10:00:00.000Z");
});

const WELL = {
  backends: ["database", "redis", "blobs"].map((name) => ({ name, ok: true })),
  queues: [{ name: "ingest", waiting: 3000, running: 2, oldest_s: 30 }],
  workers: ["ingest", "search", "keeper"].map((kind) => ({ kind, seen_s_ago: 2 })),
  disk: { total: 500e9, free: 200e9 },
};
const texts = (system) => warnings({ ...WELL, ...system }).map(({ level, text }) => `${level}: ${text}`);

test("a system that is well has no warning, and an ingest at work is well", () => {
  assert.deepEqual(texts({}), []);
});

test("what does not work is said with what that means", () => {
  const silent = [...WELL.workers.slice(1), { kind: "ingest", seen_s_ago: 90 }];
  assert.deepEqual(texts({ workers: silent }), ["bad: No ingest worker is running: new photos are not processed."]);
  const queues = [{ name: "search", waiting: 1, running: 0, oldest_s: 45.4 }];
  assert.deepEqual(texts({ queues }), ["warning: Guests have been waiting for 45 sec: 1 job queued."]);
  const empty = [{ name: "search", waiting: 0, running: 0, oldest_s: null }];
  assert.deepEqual(texts({ queues: empty }), []);
});

test("while Redis is away nothing is claimed of queues and workers", () => {
  const backends = WELL.backends.map((backend) => ({ ...backend, ok: backend.name !== "redis" }));
  assert.deepEqual(texts({ backends, queues: [], workers: [] }), ["bad: Redis is not responding."]);
});

test("a backend says in words what it is, and what is wrong", () => {
  const said = (detail, values = {}) => backendDetail({ detail, values });
  assert.equal(said("compatible", { version: "8.0.4" }), "Compatible with MongoDB 8.0.4");
  assert.equal(said("memory", { used_bytes: 1_500_000, connections: 1 }), "1.5 MB used, 1 connection");
  assert.equal(said("folder", { path: "/srv/photos" }), "/srv/photos");
  assert.equal(said("address", { url: "https://vault" }), "https://vault");
  assert.equal(said("edition", { edition: "community" }), "community");
  assert.deepEqual([said("object_store"), said("no_answer"), said("away")], ["Object store", "No answer", "Unavailable"]);
  assert.deepEqual([backendKind({ kind: "folder" }), backendKind({ kind: "Valkey" })], ["Folder", "Valkey"]);
});

test("a disk warns by what is left, on small disks by the share", () => {
  assert.match(texts({ disk: { total: 500e9, free: 15e9 } })[0], /^warning: Only 15 GB of 500 GB/);
  assert.match(texts({ disk: { total: 500e9, free: 1e9 } })[0], /^bad: Only 1 GB/);
  assert.deepEqual(texts({ disk: { total: 20e9, free: 3e9 } }), []);
  const short = texts({ disk: { total: 500e9, free: 1e8, reserve: 512e6, short: true } });
  assert.match(short[0], /^bad: No photos are accepted: less than 512 MB/);
  assert.equal(short.length, 1);
  assert.match(texts({ disk: { total: 20e9, free: 1.5e9 } })[0], /^warning/);
});

test("actions are words in groups, unknown ones keep their names", () => {
  assert.equal(did("user.sign_in"), "signed in");
  assert.equal(did("thing.done"), "thing.done");
  const [users, things] = groupsOf(["user.sign_in", "user.sign_out", "thing.done"]);
  assert.deepEqual([users.label, users.actions.length, things.label], ["Accounts", 2, "thing"]);
  assert.equal(detailText({ photos: 3, was_disabled: "True" }), "photos: 3 · was disabled: yes");
});

test("whatever the log notes, by its manual, the page says in words", () => {
  const manual = readFileSync(new URL("../../docs/administration.md", import.meta.url), "utf8");
  const table = manual.slice(manual.indexOf("| actions | `detail` |"));
  const actions = new Set(table.match(/\b(?:consent|event|kiosk|photo|search|share_link|user)\.[a-z_]+/g));
  assert.ok(actions.size > 30);
  assert.deepEqual(
    [...actions].filter((action) => did(action) === action),
    [],
  );
});
