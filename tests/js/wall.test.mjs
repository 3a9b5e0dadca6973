/** The wall without a page: whose turn it is, which picture suits the screen, what it keeps, and that it goes on without a network. */
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

globalThis.navigator ??= { languages: ["en"] };
const stored = new Map();
const world = { now: 1_000_000, open: new Set(), made: 0, fetched: [], status: 200, away: false };
const define = (name, value) => Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
define("location", { protocol: "http:", host: "here", pathname: "/wall" });
define("localStorage", {
  getItem: (key) => stored.get(key) ?? null,
  setItem: (key, text) => stored.set(key, text),
  removeItem: (key) => stored.delete(key),
});
define("fetch", async (url) => {
  world.fetched.push(url);
  if (world.away) throw new TypeError("no network");
  return new Response("x".repeat(1000), { status: world.status });
});
URL.createObjectURL = () => {
  const url = `blob:${world.made++}`;
  world.open.add(url);
  return url;
};
URL.revokeObjectURL = (url) => world.open.delete(url);

const { choose, AGAIN_AFTER_MS } = await import("../../static/js/wall/choosing.js");
const { pictureFor } = await import("../../static/js/wall/sizes.js");
const { Pictures } = await import("../../static/js/wall/pictures.js");
const { Playlist, MOST } = await import("../../static/js/wall/playlist.js");
const { Show } = await import("../../static/js/wall/show.js");

const photo = (number, more = {}) => ({
  photo_id: `p${number}`,
  file_id: `p${number}`,
  number,
  width: 6000,
  height: 4000,
  placeholder: null,
  thumb_url: `/p${number}/thumb-480.webp`,
  thumb_srcset: `/p${number}/thumb-240.webp 240w, /p${number}/thumb-480.webp 480w, /p${number}/thumb-960.webp 960w`,
  preview_url: `/p${number}/preview.jpg`,
  original_url: `/p${number}/original.jpg`,
  ...more,
});
const turn = (number, seenAt = null) => ({ photo: photo(number), seenAt });
const config = (wall = {}) => ({ event: { id: 8, name: "Party" }, wall: { paused: false, join: null, ...wall } });
const many = (from, to) => Array.from({ length: to - from }, (_, at) => photo(from + at));

beforeEach(() => {
  stored.clear();
  stored.set("ep.wall", JSON.stringify({ token: "device", kioskId: "w1", event: { id: 8, name: "Party" } }));
  Object.assign(world, { now: 1_000_000, open: new Set(), made: 0, fetched: [], status: 200, away: false });
});

/** A wall with these photos, and what shows them. */
function scene(photos, wall) {
  const playlist = new Playlist({ now: () => world.now });
  const pictures = new Pictures();
  const show = new Show(playlist, pictures, {
    screen: () => ({ width: 1920, height: 1080 }),
    decode: async () => undefined,
    now: () => world.now,
  });
  playlist.snapshot({ config: config(wall), photos });
  return { playlist, pictures, show };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));
const presentId = (show) => show.present?.photo.photo_id ?? null;

async function later(show, ms = 8_000) {
  world.now += ms;
  await show.look();
}

test("new photos come first, the newest of them, and then those unseen for longest", () => {
  const now = 10 * AGAIN_AFTER_MS;
  const at = (turns, presentId = null) => choose(turns, { now, presentId })?.photo_id;
  assert.equal(at([turn(1), turn(3), turn(2)]), "p3");
  assert.equal(at([turn(1, 5), turn(2), turn(3, 4)]), "p2");
  assert.equal(at([turn(1, 5), turn(2, 3), turn(3, 4)]), "p2");
  assert.equal(at([turn(1, 5), turn(2, 3), turn(3, 4)], "p2"), "p3");
  assert.equal(at([]), undefined);
});

test("no photo comes again within minutes, however few there are, unless somebody skips", () => {
  const turns = [turn(1, 1000), turn(2, 2000)];
  assert.equal(choose(turns, { now: 1000 + AGAIN_AFTER_MS - 1, presentId: null }), null);
  assert.equal(choose(turns, { now: 1000 + AGAIN_AFTER_MS, presentId: null })?.photo_id, "p1");
  assert.equal(choose(turns, { now: 3000, presentId: "p2", againAfterMs: 0 })?.photo_id, "p1");
});

test("a screen gets the smallest picture that has its pixels", () => {
  const for_ = (width, height, more) => pictureFor(photo(1, more), { width, height });
  assert.equal(for_(1920, 1080), "/p1/preview.jpg");
  assert.equal(for_(800, 600), "/p1/thumb-960.webp");
  assert.equal(for_(3840, 2160), "/p1/original.jpg");
  assert.equal(for_(3840, 2160, { original_url: null }), "/p1/preview.jpg");
  assert.equal(for_(3840, 2160, { width: 1200, height: 800 }), "/p1/preview.jpg", "it has all pixels of a small photo");
  assert.equal(for_(3840, 2160, { width: 4000, height: 6000 }), "/p1/preview.jpg", "1440 pixels wide on this screen");
});

test("pictures are kept for when the network is gone, and never more than some", async () => {
  const pictures = new Pictures();
  for (const one of many(0, 60)) await pictures.get(one, one.preview_url);
  assert.equal(pictures.size, 40);
  assert.equal(world.open.size, 40);
  assert.equal(pictures.has(photo(0)), false);
  const before = world.fetched.length;
  await pictures.get(photo(59), "/elsewhere");
  assert.equal(world.fetched.length, before, "it is here");
  pictures.forget({ photo_id: "p59" });
  assert.equal(world.open.size, 39);
  pictures.clear();
  assert.equal(world.open.size, 0);
});

test("it shows one after the other, each new one next", async () => {
  const { playlist, show } = scene(many(1, 4));
  await show.look();
  assert.equal(presentId(show), "p3");
  await later(show);
  assert.equal(presentId(show), "p2");
  playlist.told({ type: "wall.photo", photo: photo(4) });
  await later(show, 2_000);
  assert.equal(presentId(show), "p2", "for its eight seconds");
  await later(show, 6_000);
  assert.equal(presentId(show), "p4");
  await later(show);
  assert.equal(presentId(show), "p1");
  await later(show);
  assert.equal(presentId(show), "p1", "the others were there a moment ago");
  await later(show, AGAIN_AFTER_MS);
  assert.equal(presentId(show), "p3");
});

test("a photo that leaves is off the screen at once, and its picture out of memory", async () => {
  const { playlist, show } = scene([photo(1)]);
  await show.look();
  playlist.told({ type: "wall.left", photo_id: "p1" });
  assert.equal(show.present, null);
  assert.equal(world.open.size, 0);
  assert.equal(playlist.size, 0);
});

test("a photo that leaves while its picture comes is not shown", async () => {
  const { playlist, show } = scene([photo(1)]);
  const step = show.look();
  playlist.told({ type: "wall.left", photo_id: "p1" });
  await step;
  assert.equal(show.present, null);
});

test("a pause holds the photo; skipping goes on all the same", async () => {
  const { playlist, show } = scene(many(1, 4), { paused: true });
  await show.look();
  await later(show, 60_000);
  assert.equal(presentId(show), "p3");
  playlist.told({ type: "wall.skip" });
  await settled();
  assert.equal(presentId(show), "p2");
  playlist.told({ type: "kiosk.config", ...config() });
  await later(show);
  assert.equal(presentId(show), "p1");
});

test("without a network it goes on with what it has, and with the rest when that is back", async () => {
  const { playlist, show } = scene(many(1, 4));
  for (let photos = 0; photos < 3; photos += 1) await later(show);
  world.away = true;
  for (const one of many(10, 16)) playlist.told({ type: "wall.photo", photo: one });
  const shown = new Set();
  for (let minutes = 0; minutes < 60; minutes += 1) {
    await later(show, 60_000);
    shown.add(presentId(show));
  }
  assert.deepEqual([...shown].sort(), ["p1", "p2", "p3"]);
  world.away = false;
  await later(show);
  assert.equal(presentId(show), "p15");
});

test("a photo whose picture is gone is none of its photos", async () => {
  const { playlist, show } = scene([photo(1)]);
  world.status = 404;
  await show.look();
  assert.equal(show.present, null);
  assert.equal(playlist.size, 0);
});

test("a picture that does not open gives way to its preview, and to other photos where that does not either", async () => {
  const playlist = new Playlist({ now: () => world.now });
  const pictures = new Pictures();
  const broken = new Set(["/p2/original.jpg", "/p1/original.jpg", "/p1/preview.jpg"]);
  const show = new Show(playlist, pictures, {
    screen: () => ({ width: 3840, height: 2160 }),
    decode: async () => {
      if (broken.has(world.fetched.at(-1))) throw new DOMException("no picture", "EncodingError");
    },
    now: () => world.now,
  });
  playlist.snapshot({ config: config(), photos: many(1, 3) });
  await show.look();
  assert.equal(presentId(show), "p2");
  assert.deepEqual(world.fetched, ["/p2/original.jpg", "/p2/preview.jpg"]);
  await later(show);
  assert.equal(presentId(show), "p2");
  assert.equal(world.open.size, 1);
});

test("ten thousand photos later it remembers two hundred, and has the pictures of forty", async () => {
  const { playlist, pictures, show } = scene([]);
  for (let number = 1; number <= 10_000; number += 1) {
    playlist.told({ type: "wall.photo", photo: photo(number) });
    if (number % 20 === 0) await later(show);
  }
  assert.equal(playlist.size, MOST);
  assert.equal(pictures.size, 40);
  assert.equal(world.open.size, 40);
});

test("it begins anew from what the service says: what is not there any more is gone, what was seen was seen", async () => {
  const { playlist, show } = scene(many(1, 4));
  await later(show);
  playlist.snapshot({ config: config(), photos: [photo(2), photo(1)] });
  assert.equal(playlist.size, 2);
  assert.equal(show.present, null, "p3 was on the screen");
  await settled();
  assert.equal(presentId(show), "p2");
  playlist.snapshot({ config: config(), photos: [photo(2), photo(1)] });
  await later(show);
  assert.equal(presentId(show), "p1");
});

test("a photo with another picture is fetched again", async () => {
  const { playlist, show } = scene([photo(1)]);
  await show.look();
  const before = show.present.url;
  playlist.told({ type: "wall.photo", photo: photo(1, { file_id: "final", preview_url: "/final.jpg" }) });
  world.now += AGAIN_AFTER_MS;
  await show.look();
  assert.notEqual(show.present.url, before);
  assert.equal(world.open.size, 1);
  assert.equal(world.fetched.at(-1), "/final.jpg");
});

test("a photo that made way for newer ones stays for its time, and leaves when it is hidden", async () => {
  const { playlist, show } = scene([photo(1)]);
  await show.look();
  for (const one of many(2, 300)) playlist.told({ type: "wall.photo", photo: one });
  assert.equal(presentId(show), "p1");
  playlist.told({ type: "wall.left", photo_id: "p1" });
  assert.equal(show.present, null);
  await settled();
  assert.equal(presentId(show), "p299");
});

test("revoked, it shows nothing and keeps nothing", async () => {
  const { playlist, pictures, show } = scene([photo(1)]);
  playlist.addEventListener("lock", () => pictures.clear());
  await show.look();
  playlist.told({ type: "kiosk.revoked" });
  assert.equal(playlist.state, "locked");
  assert.equal(show.present, null);
  assert.equal(world.open.size, 0);
  assert.equal(stored.size, 0);
});
