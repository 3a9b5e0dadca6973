/** What a device keeps of photos that were seen: within its bytes, by the address they were opened by, and as long as that holds. */
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { KeptGallery } from "../../static/js/guest/kept-gallery.js";
import { Seen } from "../../static/js/guest/seen.js";
import { storageOf } from "./storage.mjs";

const ORIGIN = "https://photos.example";
const MB = 1_000_000;

/** The browser's caches, as far as they are used. */
class Caches {
  #all = new Map();

  open = async (name) => {
    if (!this.#all.has(name)) this.#all.set(name, new Cache());
    return this.#all.get(name);
  };
  match = async (path, { cacheName }) => this.#all.get(cacheName)?.match(path);
  delete = async (name) => this.#all.delete(name);
  keys = async () => [...this.#all.keys()];
}

class Cache {
  #all = new Map();

  put = async (path, response) => void this.#all.set(path, response);
  match = async (path) => this.#all.get(path)?.clone();
  delete = async (path) => this.#all.delete(path);
  keys = async () => [...this.#all.keys()].map((path) => ({ url: ORIGIN + path }));
}

let bytes = 0;
beforeEach(() => {
  Object.assign(globalThis, { caches: new Caches(), location: { href: `${ORIGIN}/s/link` } });
  globalThis.localStorage = storageOf(new Map());
  globalThis.fetch = async () => new Response(new Blob([new Uint8Array(bytes)], { type: "image/jpeg" }));
});

const LATER = "2999-01-01T00:00:00Z";
const photoOf = (id) => ({ photo_id: id, width: 3, height: 2, thumb_url: `/api/v1/${id}`, download_url: `/api/v1/${id}?save` });
const shown = (ids, door) => () => ({
  event: { id: 7, name: "Party", cover: { photo_id: "c" } },
  door,
  photo: (id) => (ids.includes(id) ? photoOf(id) : undefined),
  allows: (id) => ids.includes(id),
  placeOf: (id) => ids.indexOf(id),
});

/** Until it is as wanted; a device writes what was said of its pictures a second after the last one. */
async function until(good) {
  for (const late = Date.now() + 10_000; Date.now() < late; await new Promise((soon) => setTimeout(soon, 20)))
    if (await good()) return;
  assert.fail("still not so");
}

test("the oldest pictures go where there are too many bytes, and the others say what they show", async () => {
  const seen = new Seen();
  const ids = ["p1", "p2", "p3", "p4"];
  bytes = 8 * MB;
  for (const id of ids) await seen.keep("gallery", shown(ids, { key: "link", until: LATER }), id, `/api/v1/${id}`);
  await until(async () => (await seen.galleryBehind("link"))?.photos.length === 2);
  const kept = await seen.galleryBehind("link");
  assert.equal(kept.event.cover, null);
  assert.deepEqual(
    kept.photos.map(({ photo_id: id, thumb_url: url, download_url: save }) => [id, url, save]),
    [
      ["p3", "/seen/seen-gallery-7/p3/shown", null],
      ["p4", "/seen/seen-gallery-7/p4/shown", null],
    ],
  );
  const gallery = new KeptGallery(kept);
  assert.deepEqual(await gallery.get(), { ids: ["p3", "p4"], ratios: [1.5, 1.5], albums: [] });
  assert.deepEqual(await gallery.post("", { json: { photo_ids: ["p4", "p1"] } }), { items: [kept.photos[1]] });
});

test("a photo that may not be seen any more leaves the device", async () => {
  const seen = new Seen();
  bytes = 10;
  const door = { key: "link", until: LATER };
  for (const id of ["p1", "p2"]) await seen.keep("gallery", shown(["p1", "p2"], door), id, `/api/v1/${id}`);
  await until(async () => (await seen.galleryBehind("link"))?.photos.length === 2);
  await seen.keep("gallery", shown(["p2"], door), "p2", "/api/v1/p2");
  seen.changed("gallery", 7);
  await until(async () => (await seen.galleryBehind("link"))?.photos.length === 1);
  assert.equal(await (await caches.open("seen-gallery-7")).match("/seen/seen-gallery-7/p1/shown"), undefined);
});

test("a gallery is there for the address that it was opened by, until that is over", async () => {
  const seen = new Seen();
  bytes = 10;
  await seen.keep("gallery", shown(["p1"], { key: "link", until: LATER }), "p1", "/api/v1/p1");
  await until(() => seen.galleryBehind("link"));
  assert.equal(await seen.galleryBehind("another"), null);
  await seen.galleryIsClosed("link");
  assert.equal(await seen.galleryBehind("link"), null);
  assert.deepEqual(await caches.keys(), []);

  await seen.keep("gallery", shown(["p1"], { key: "link", until: "2020-01-01T00:00:00Z" }), "p1", "/api/v1/p1");
  await until(async () => (await caches.keys()).length === 1 && (await seen.at("gallery", 7)));
  assert.equal(await seen.galleryBehind("link"), null);
  assert.deepEqual(await caches.keys(), [], "what is over is not kept for another day");
});
