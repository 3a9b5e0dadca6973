import assert from "node:assert/strict";
import test from "node:test";

import { Chosen } from "../../static/js/guest/gallery-chosen.js";
import { GalleryStore } from "../../static/js/guest/gallery-store.js";
import { Away, NotAllowed, NotSignedIn, NotThere } from "../../static/js/http.js";

/** The service: photos by number, the newest first; album "a" has the even ones. */
class Service {
  numbers = [];
  asked = [];
  failing = null;

  constructor(count) {
    for (let number = 1; number <= count; number += 1) this.numbers.unshift(number);
  }

  hide(number) {
    this.numbers = this.numbers.filter((one) => one !== number);
  }

  get = async (path) => {
    if (this.failing) throw this.failing;
    const query = new URLSearchParams(path.split("?")[1]);
    if (query.get("album") === "gone") throw new NotThere({ status: 404, code: "not_found" });
    const numbers = query.get("sort") === "day" ? [...this.numbers].reverse() : this.numbers;
    const ids = numbers.filter((number) => !query.get("album") || number % 2 === 0).map((number) => `p${number}`);
    return { ids, ratios: ids.map((id) => Number(id.slice(1))), albums: [{ id: "a", name: "Even" }] };
  };

  post = async (_path, { json }) => {
    if (this.failing) throw this.failing;
    this.asked.push(json.photo_ids);
    const there = new Set(this.numbers.map((number) => `p${number}`));
    return { items: json.photo_ids.filter((id) => there.has(id)).map((id) => ({ photo_id: id })) };
  };
}

async function opened(count) {
  const service = new Service(count);
  const store = new GalleryStore(7, "token", service);
  await store.read();
  return { service, store };
}

const came = (number, albums = []) => ({ type: "gallery.photo", photo_id: `p${number}`, ratio: number, album_ids: albums });

test("new photos are announced, and nothing moves before somebody wants to see them", async () => {
  const { store } = await opened(2);
  store.publication(came(3));
  store.publication(came(4));
  assert.deepEqual([store.news, store.ids], [2, ["p2", "p1"]]);
  await store.showNews();
  assert.deepEqual([store.news, store.ids, store.ratios], [0, ["p4", "p3", "p2", "p1"], [4, 3, 2, 1]]);
  assert.equal(store.placeOf("p1"), 3);
});

test("the first photos of an empty gallery are shown at once", async () => {
  const { service, store } = await opened(0);
  service.numbers = [1];
  await store.publication(came(1));
  assert.deepEqual(store.ids, ["p1"]);
});

test("a photo that leaves is gone at once, also from those that wait", async () => {
  const { store } = await opened(3);
  await store.look({ first: 0, last: 2 });
  store.publication(came(4));
  for (const id of ["p4", "p2"]) store.publication({ type: "gallery.removed", photo_id: id });
  assert.deepEqual([store.news, store.ids, store.ratios], [0, ["p3", "p1"], [3, 1]]);
  assert.deepEqual([store.photo("p2"), store.placeOf("p1"), store.placeOf("p2")], [undefined, 1, -1]);
});

test("of an album only its photos are announced, and one that goes leads back to all", async () => {
  const { store } = await opened(4);
  await store.choose("a");
  assert.deepEqual(store.ids, ["p4", "p2"]);
  store.publication(came(5));
  assert.equal(store.news, 0);
  store.publication(came(6, ["a"]));
  assert.equal(store.news, 1);
  await store.publication({ type: "gallery.albums", albums: [] });
  assert.deepEqual([store.album, store.ids.length], [null, 4]);
  await store.choose("gone");
  assert.deepEqual([store.album, store.problem, store.ids.length], [null, null, 4]);
});

test("where other photos are in the album that is shown, or lie in another order, the service is asked", async () => {
  const { service, store } = await opened(2);
  store.publication({ type: "gallery.changed", album_id: "a" });
  assert.equal(store.news, 0, "another album is shown");
  store.publication({ type: "gallery.changed", album_id: null });
  assert.equal(store.news, 1);
  service.numbers.reverse();
  await store.showNews();
  assert.deepEqual([store.news, store.ids], [0, ["p1", "p2"]]);
});

test("through the day the earliest comes first, and what is new is put where it belongs", async () => {
  const { service, store } = await opened(2);
  await store.sort("day");
  assert.deepEqual(store.ids, ["p1", "p2"]);
  service.numbers = [2, 3, 1];
  store.publication(came(3));
  await store.showNews();
  assert.deepEqual([store.ids, store.placeOf("p2")], [["p1", "p3", "p2"], 2]);
});

test("only what is in sight is looked up, once, and what is not to be seen any more leaves", async () => {
  const { service, store } = await opened(1000);
  await store.look({ first: 10, last: 19 });
  await store.look({ first: 10, last: 19 });
  assert.deepEqual(
    service.asked.map((ids) => ids.length),
    [10],
  );
  service.hide(500);
  await store.look({ first: 495, last: 505 });
  assert.equal(store.placeOf("p500"), -1);
  assert.equal(store.ids.length, 999);
});

test("who looks at one photo large is given those around it, as far as there is no hole", async () => {
  const { store } = await opened(200);
  await store.look({ first: 100, last: 102 });
  assert.deepEqual(
    store.around("p99").map(({ photo_id: id }) => id),
    ["p100", "p99", "p98"],
  );
  await store.lookAround("p99");
  assert.equal(store.around("p99").length, 81);
  assert.deepEqual(store.around("p7777"), []);
});

test("a picture that fails is asked for again, and a photo that shows another file at once", async () => {
  const { service, store } = await opened(3);
  await store.look({ first: 0, last: 2 });
  await store.stale("p2");
  assert.equal(service.asked.length, 1, "its address was read just now");
  await store.renew();
  assert.deepEqual(service.asked.at(-1), ["p2"]);
  await store.publication(came(3));
  assert.deepEqual(service.asked.at(-1), ["p3"]);
});

test("without the service what is there stays, and comes back with it", async () => {
  const { service, store } = await opened(2);
  store.publication(came(3));
  service.failing = new Away({ status: 0, code: "unreachable" });
  await store.read();
  assert.deepEqual([store.away, store.ids.length, store.news], [true, 2, 1]);
  service.failing = null;
  await store.back();
  assert.equal(store.away, false);
});

test("what was asked before the network went does not say that it is back", async () => {
  const { service, store } = await opened(2);
  const { post } = service;
  let free;
  const held = new Promise((resolve) => (free = resolve));
  service.post = (...asked) => held.then(() => post(...asked));
  const late = store.look({ first: 0, last: 1 });
  service.failing = new Away({ status: 0, code: "unreachable" });
  await store.read();
  service.failing = null;
  free();
  await late;
  assert.deepEqual([store.away, store.photo("p1")?.photo_id], [true, "p1"]);
  await store.back();
  assert.equal(store.away, false);
});

test("who is nobody's guest any more sees nothing of the gallery, whatever a proxy says", async () => {
  const { service, store } = await opened(2);
  service.failing = new NotThere({ status: 404, code: "http_404" });
  await store.read();
  assert.deepEqual([store.closed, store.ids], [false, ["p2", "p1"]]);
  service.failing = new NotSignedIn({ status: 401, code: "unauthenticated" });
  await store.read();
  assert.deepEqual([store.closed, store.ids], [true, []]);
});

test("of an album nothing else is known to be gone than what has left", async () => {
  const { service, store } = await opened(4);
  assert.deepEqual(["p1", "p4", "p9"].map(store.shown.allows), [true, true, false]);
  await store.choose("a");
  assert.deepEqual(["p1", "p4", "p9"].map(store.shown.allows), [true, true, true]);
  store.publication({ type: "gallery.removed", photo_id: "p1" });
  service.hide(4);
  await store.know(["p4"]);
  assert.deepEqual(["p1", "p2", "p4"].map(store.shown.allows), [false, true, false]);
});

test("a gallery that is closed shows nothing any more", async () => {
  const { service, store } = await opened(2);
  service.failing = new NotAllowed({ status: 403, code: "gallery_closed" });
  let again = 0;
  await store.listener(() => (again += 1)).ended("settings_changed");
  assert.deepEqual([store.ids, store.problem.code, again], [[], "gallery_closed", 0]);
});

test("where the topic ended and one may still browse, it is asked for anew", async () => {
  const { store } = await opened(2);
  let again = 0;
  await store.listener(() => (again += 1)).ended("settings_changed");
  assert.equal(again, 1);
});

test("an answer that comes late changes nothing", async () => {
  const { service, store } = await opened(4);
  const { get } = service;
  let free;
  const held = new Promise((resolve) => (free = resolve));
  service.get = async (path) => (path.includes("album") ? held.then(() => get(path)) : get(path));
  const late = store.choose("a");
  await store.choose(null);
  free();
  await late;
  assert.equal(store.ids.length, 4);
});

test("photos are chosen one by one or all at once, no more than can be packed, and none that has left", async () => {
  const { store } = await opened(3);
  const chosen = new Chosen();
  chosen.begin();
  for (const id of ["p1", "p2", "p2", "p3"]) chosen.toggle(id);
  assert.deepEqual(chosen.all, ["p1", "p3"]);
  store.publication({ type: "gallery.removed", photo_id: "p1" });
  chosen.keepOnly(store);
  assert.deepEqual(chosen.all, ["p3"]);
  chosen.take(Array.from({ length: 1200 }, (_, at) => `q${at}`));
  assert.deepEqual([chosen.size, chosen.full], [1000, true]);
  chosen.toggle("one more");
  assert.equal(chosen.size, 1000);
});
