import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";

import { storageOf } from "./storage.mjs";

const kept = new Map();
globalThis.localStorage = storageOf(kept);
const page = new EventTarget();
globalThis.addEventListener = page.addEventListener.bind(page);

const { outbox } = await import("../../static/js/guest/outbox.js");
const real = globalThis.fetch;
let asked;
let outlives;
let answer;

beforeEach(() => {
  asked = [];
  answer = async () => new Response(null, { status: 204 });
  globalThis.fetch = (url, { method, body, headers, keepalive }) => {
    asked.push([method, url.replace("/api/v1", ""), JSON.parse(body), headers.Authorization]);
    outlives = keepalive;
    return answer();
  };
});
afterEach(() => {
  outbox.drop("t");
  globalThis.fetch = real;
});

const said = (is_me) => ({
  about: "/searches/s/feedback p",
  method: "POST",
  path: "/searches/s/feedback",
  token: "t",
  json: { photo_id: "p", is_me },
});
const away = () => Promise.reject(new TypeError("no network"));

/** When all was told. */
const told = () =>
  new Promise((resolve) => {
    const look = () => outbox.all.length === 0 && resolve(outbox.removeEventListener("change", look));
    outbox.addEventListener("change", look);
    look();
  });

test("what is said is told at once where that is possible", async () => {
  await outbox.put(said(true));
  assert.deepEqual(asked, [["POST", "/searches/s/feedback", { photo_id: "p", is_me: true }, "Bearer t"]]);
  assert.deepEqual([outbox.all, kept.size], [[], 0]);
  assert.ok(outlives, "also when the page is left meanwhile");
});

test("what cannot be told is kept over a reload, and of one thing the last word", async () => {
  answer = away;
  await outbox.put(said(true));
  await outbox.put(said(false));
  assert.deepEqual(JSON.parse(kept.get("ep.outbox")), [said(false)]);
  answer = async () => new Response(null, { status: 204 });
  asked = [];
  page.dispatchEvent(new Event("online"));
  await told();
  assert.deepEqual(
    asked.map(([, , json]) => json),
    [{ photo_id: "p", is_me: false }],
  );
});

test("what the service will not have is not told again", async () => {
  answer = async () => new Response("{}", { status: 404 });
  await outbox.put(said(true));
  assert.deepEqual(outbox.all, []);
});

test("a later word that comes while the first is on its way is told too", async () => {
  answer = async () => {
    answer = async () => new Response(null, { status: 204 });
    outbox.put(said(false));
    return new Response(null, { status: 204 });
  };
  await outbox.put(said(true));
  await told();
  assert.deepEqual(
    asked.map(([, , json]) => json.is_me),
    [true, false],
  );
});

test("who is forgotten says nothing more", async () => {
  answer = away;
  await outbox.put(said(true));
  outbox.drop("t");
  assert.deepEqual([outbox.all, kept.size], [[], 0]);
});
