import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";

import { storageOf } from "./storage.mjs";

const kept = new Map();
globalThis.localStorage = storageOf(kept);
const page = new EventTarget();
globalThis.addEventListener = page.addEventListener.bind(page);
globalThis.removeEventListener = page.removeEventListener.bind(page);

const { Hearts } = await import("../../static/js/guest/hearts.js");
const visits = await import("../../static/js/visits.js");

/** A service that holds one list. */
class Service {
  asked = [];
  photos = new Set();
  seen = new Set(["a", "b", "c"]);
  away = false;
  gone = false;

  async answer(url, { method, body, headers }) {
    if (this.away) throw new TypeError("no network");
    const path = url.replace("/api/v1", "");
    const json = body ? JSON.parse(body) : null;
    this.asked.push([method, path, json, headers.Authorization]);
    if (this.gone && path !== "/favourites") return answered(404, { code: "not_found" });
    if (path === "/favourites") this.gone = false;
    for (const id of json?.add ?? []) if (this.seen.has(id)) this.photos.add(id);
    for (const id of json?.remove ?? []) this.photos.delete(id);
    return answered(200, { id: "l", token: "t", photo_ids: [...this.photos], name: json?.name ?? "" });
  }
}

const answered = (status, body) =>
  new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });

let service;
const real = globalThis.fetch;
const opened = [];

beforeEach(() => {
  kept.clear();
  visits.forgetMarks(7);
  service = new Service();
  globalThis.fetch = (url, options) => service.answer(url, options);
});
afterEach(() => {
  for (const hearts of opened.splice(0)) hearts.stop();
  globalThis.fetch = real;
});

function hearts(credentials = { token: "guest", searches: ["s1", "s2"] }) {
  opened.push(new Hearts(7, () => credentials));
  return opened.at(-1);
}

test("what a device has marked before the service kept it is carried up once", async () => {
  kept.set("ep.favourites.7", JSON.stringify(["a", "b"]));
  const telling = hearts();
  assert.equal(telling.unsent, 2);
  await telling.run();
  assert.deepEqual(service.asked, [
    ["POST", "/favourites", { event_id: 7, searches: ["s1", "s2"] }, "Bearer guest"],
    ["PATCH", "/favourites/l/photos", { add: ["a", "b"], remove: [] }, "Bearer t"],
  ]);
  assert.equal(telling.unsent, 0);
  await telling.run();
  assert.deepEqual(service.asked.at(-1).slice(0, 2), ["GET", "/favourites/l"]);
});

test("whoever has a search and no session begins by it", async () => {
  visits.mark(7, "a", true);
  await hearts({ token: null, searches: ["s1", "s2"] }).run();
  assert.deepEqual(service.asked[0], ["POST", "/favourites", { event_id: 7, searches: ["s2"] }, "Bearer s1"]);
});

test("what is marked without a network is told once there is one, as it is by then", async () => {
  const telling = hearts();
  service.away = true;
  visits.mark(7, "a", true);
  visits.mark(7, "b", true);
  await telling.run();
  visits.mark(7, "a", false);
  assert.deepEqual([telling.unsent, [...visits.favourites(7)]], [2, ["b"]]);
  service.away = false;
  const told = new Promise((resolve) => telling.addEventListener("change", resolve, { once: true }));
  page.dispatchEvent(new Event("online"));
  await told;
  assert.deepEqual([telling.unsent, [...service.photos], [...visits.favourites(7)]], [0, ["b"], ["b"]]);
});

test("what another device marked comes back, and what is marked here meanwhile stays", async () => {
  const telling = hearts();
  await telling.run();
  service.photos.add("c");
  const answer = service.answer.bind(service);
  service.answer = async (...request) => {
    const given = await answer(...request);
    if (request[1].method === "GET") visits.mark(7, "b", true); // While the answer is on its way.
    return given;
  };
  await telling.run();
  assert.deepEqual([...visits.favourites(7)], ["c", "b"]);
  assert.deepEqual([...service.photos], ["c", "b"], "and it is told in the same go");
});

test("whoever asks while it is told waits for what was marked meanwhile, too", async () => {
  const telling = hearts();
  visits.mark(7, "a", true);
  const first = telling.run();
  visits.mark(7, "b", true);
  await telling.run();
  assert.deepEqual([telling.unsent, [...service.photos]], [0, ["a", "b"]]);
  await first;
});

test("a photo that may not be seen is not marked any more", async () => {
  visits.mark(7, "a", true);
  visits.mark(7, "strange", true);
  const telling = hearts();
  await telling.run();
  assert.deepEqual([[...visits.favourites(7)], telling.unsent], [["a"], 0]);
});

test("a list that is gone is begun anew by who may, with what is marked here", async () => {
  visits.mark(7, "a", true);
  const telling = hearts();
  await telling.run();
  service.gone = true;
  service.photos.clear();
  const again = new Promise((resolve) => {
    telling.addEventListener("change", () => telling.unsent === 0 && service.photos.size && resolve());
  });
  await telling.run();
  await again;
  assert.deepEqual([...service.photos], ["a"]);
});

test("where a list is all that one has, its end is said", async () => {
  visits.adopt(7, { id: "l", token: "t" });
  const telling = hearts({ token: null, searches: [] });
  service.gone = true;
  await telling.run();
  assert.equal(telling.problem.code, "not_found");
  assert.equal(service.asked.length, 1);
});

test("a list from another device takes in what was marked on this one", () => {
  visits.mark(7, "a", true);
  visits.adopt(7, { id: "l", token: "t" });
  assert.deepEqual([visits.unsentMarks(7), visits.listOf(7)], [{ a: true }, { id: "l", token: "t" }]);
});

test("nothing is told after the guest has left", async () => {
  visits.mark(7, "a", true);
  const telling = hearts();
  telling.stop();
  await telling.run();
  telling.soon(0);
  page.dispatchEvent(new Event("online"));
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.deepEqual(service.asked, []);
});

test("what was marked in the moment before the page is left is told at once, by a request that outlives the page", async () => {
  const telling = hearts();
  await telling.open();
  const outliving = [];
  globalThis.fetch = (url, options) => {
    outliving.push(options.keepalive);
    return service.answer(url, options);
  };
  visits.mark(7, "a", true);
  page.dispatchEvent(new Event("pagehide"));
  await telling.run();
  assert.deepEqual([service.asked.at(-1)[2], outliving], [{ add: ["a"], remove: [] }, [true]]);
  page.dispatchEvent(new Event("pagehide"));
  assert.equal(outliving.length, 1);
});
