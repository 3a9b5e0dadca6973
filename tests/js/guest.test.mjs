import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { browserInstead } from "../../static/js/guest/in-app.js";
import { Selfies } from "../../static/js/guest/selfies.js";
import { inTheirPlaces, Sheet } from "../../static/js/guest/sheet.js";
import { SharedStore } from "../../static/js/shared-store.js";
import { SearchStore } from "../../static/js/store-search.js";
import { faceCrop } from "../../static/js/ui/face.js";
import { storageOf } from "./storage.mjs";

const kept = new Map();
globalThis.localStorage = storageOf(kept);
const visits = await import("../../static/js/visits.js");
const { Forgetter } = await import("../../static/js/guest/forgetter.js");
beforeEach(() => kept.clear());

const photos = (...ids) => ids.map((photo_id) => ({ photo_id }));
const ids = (list) => list.map(({ photo_id }) => photo_id);
const later =
  (...those) =>
  (photoId) =>
    those.includes(photoId);

test("photos that come later slide into the strip, newest first, and the sheet stays as it is", () => {
  const sheet = new Sheet();
  sheet.arrange(photos("a", "b"), later());
  sheet.arrange(photos("new", "a", "b"), later("new"));
  const { sheet: lying, strip } = sheet.arrange(photos("new", "a", "newer", "b"), later("new", "newer"));
  assert.deepEqual(
    [ids(lying), ids(strip)],
    [
      ["a", "b"],
      ["newer", "new"],
    ],
  );
});

test("the first photo of all lies on the sheet, though it came later", () => {
  const { sheet, strip } = new Sheet().arrange(photos("first"), later("first"));
  assert.deepEqual([ids(sheet), ids(strip)], [["first"], []]);
});

test("while nobody looks, the strip moves to the sheet; what is retracted leaves either", () => {
  const sheet = new Sheet();
  sheet.arrange(photos("a"), later());
  sheet.arrange(photos("a", "b"), later("b"));
  sheet.settle();
  const settled = sheet.arrange(photos("b", "a"), later("b"));
  assert.deepEqual([ids(settled.sheet), ids(settled.strip)], [["b", "a"], []]);
  assert.deepEqual(ids(sheet.arrange(photos("b"), later("b")).sheet), ["b"]);
});

test("whoever looks through photos finds each once and in its place, whatever is answered, comes or goes", () => {
  const before = inTheirPlaces([], photos("a", "b", "c", "b"));
  assert.deepEqual(ids(before), ["a", "b", "c"]);
  const fresh = photos("new", "a", "c", "b").map((photo) => ({ ...photo, preview_url: "fresh" }));
  const after = inTheirPlaces(before, fresh);
  assert.deepEqual([ids(after), after[0].preview_url], [["a", "b", "c", "new"], "fresh"]);
  assert.deepEqual(ids(inTheirPlaces(before, photos("c", "a"))), ["a", "c"]);
});

test("a face in the middle of a photo is cut out with room around it", () => {
  const crop = faceCrop([0.45, 0.4, 0.1, 0.2], 2);
  const close = (actual, expected) => assert.ok(Math.abs(actual - expected) < 1e-9, `${actual} instead of ${expected}`);
  close(crop.scale, 2 / 0.52);
  close(crop.x, 0.5);
  close(crop.y, 0.5);
  close(crop.left * 2 + 0.26, 1);
});

test("at the edge of a photo, and where a face fills it, the cut stays inside", () => {
  for (const [box, ratio] of [
    [[0, 0, 0.1, 0.1], 1.5],
    [[0.9, 0.9, 0.1, 0.1], 0.66],
    [[-0.1, 0.2, 1.2, 0.9], 0.75],
  ]) {
    const { scale, left, top } = faceCrop(box, ratio);
    const [wide, high] = [1 / scale, ratio / scale];
    assert.ok(
      left >= 0 && top >= 0 && left + wide <= 1 + 1e-9 && top + high <= 1 + 1e-9,
      JSON.stringify({ box, left, top, wide, high }),
    );
  }
});

class FakeCamera extends EventTarget {
  stopped = false;
  still = async () => new Blob(["a face"], { type: "image/jpeg" });
  stop() {
    this.stopped = true;
  }
}

const unasked = async () => null;

function taking({ camera = new FakeCamera(), read = async (file) => file, look = unasked } = {}) {
  return { camera, selfies: new Selfies({ look, open: async () => camera, read }) };
}

const told = (target, wanted) =>
  new Promise((resolve) => {
    const look = () => wanted() && resolve();
    target.addEventListener("change", look);
    look();
  });

test("the camera counts down, takes a picture, and takes it again", async (context) => {
  context.mock.timers.enable({ apis: ["setInterval"] });
  const { selfies } = taking();
  await selfies.start();
  selfies.shoot();
  assert.deepEqual([selfies.state, selfies.count], ["counting", 3]);
  context.mock.timers.tick(3000);
  await told(selfies, () => selfies.state === "review");
  assert.equal(selfies.pictures.length, 1);
  selfies.retake();
  assert.deepEqual([selfies.state, selfies.pictures.length], ["live", 0]);
});

test("counting can be stopped", async (context) => {
  context.mock.timers.enable({ apis: ["setInterval"] });
  const { selfies } = taking();
  await selfies.start();
  selfies.shoot();
  context.mock.timers.tick(1000);
  selfies.shoot();
  context.mock.timers.tick(5000);
  assert.deepEqual([selfies.state, selfies.pictures.length], ["live", 0]);
});

test("a camera that shows nothing any more is opened again, and what was counted begins anew", async (context) => {
  context.mock.timers.enable({ apis: ["setInterval"] });
  const cameras = [];
  const open = async () => {
    cameras.push(new FakeCamera());
    return cameras.at(-1);
  };
  const selfies = new Selfies({ look: unasked, open, read: async (file) => file });
  await selfies.start();
  selfies.shoot();
  cameras[0].dispatchEvent(new Event("stalled"));
  assert.equal(cameras[0].stopped, true);
  await told(selfies, () => selfies.state === "live");
  context.mock.timers.tick(5000);
  assert.deepEqual([cameras.length, selfies.pictures.length], [2, 0]);
  await selfies.choose([new Blob(["one"])]);
  cameras[1].dispatchEvent(new Event("stalled"));
  await told(selfies, () => cameras.length === 3);
  assert.deepEqual([selfies.state, selfies.pictures.length], ["review", 1]);
  await new Promise(setImmediate);
  selfies.another();
  assert.equal(selfies.state, "live");
});

test("whoever is inside an app is told which browser to use, and nobody else", () => {
  const phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148";
  const android =
    "Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/130.0 Mobile";
  const instead = (userAgent) => browserInstead({ userAgent, maxTouchPoints: 5 });
  assert.equal(instead(`${phone} Instagram 350.0.0.20.110 (iPhone15,2; iOS 18_1)`), "Safari");
  assert.equal(instead(`${phone} [FBAN/FBIOS;FBAV/480.0.0.1]`), "Safari");
  assert.equal(instead(`${android} Safari/537.36 Instagram 350.0.0.0`), "Chrome");
  assert.equal(instead(`${android} Safari/537.36`), "Chrome");
  assert.equal(instead(`${phone} Version/18.1 Safari/604.1`), null);
  assert.equal(instead(android.replace("; wv", "")), null);
});

test("a camera that goes away ends the countdown and leaves what was taken", async (context) => {
  context.mock.timers.enable({ apis: ["setInterval"] });
  const { camera, selfies } = taking();
  await selfies.start();
  await selfies.choose([new Blob(["one"])]);
  selfies.another();
  selfies.shoot();
  camera.dispatchEvent(new Event("ended"));
  context.mock.timers.tick(5000);
  assert.deepEqual([selfies.state, selfies.reason, selfies.pictures.length, camera.stopped], ["off", "ended", 1, true]);
});

test("the countdown ends when a picture is removed or chosen meanwhile, and takes none unasked", async (context) => {
  context.mock.timers.enable({ apis: ["setInterval"] });
  const { selfies } = taking();
  await selfies.start();
  await selfies.choose([new Blob(["one"])]);
  selfies.another();
  selfies.shoot();
  selfies.remove(selfies.pictures[0].id);
  assert.equal(selfies.state, "live");
  selfies.shoot();
  context.mock.timers.tick(2000);
  assert.deepEqual([selfies.state, selfies.count], ["counting", 1]);
  await selfies.choose([new Blob(["two"])]);
  context.mock.timers.tick(5000);
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual([selfies.state, selfies.pictures.length], ["review", 1]);
});

test("never more than three: a picture that is taken while files are read finds no place", async () => {
  const { selfies } = taking();
  await selfies.start();
  await Promise.all([selfies.choose([new Blob(["1"]), new Blob(["2"])]), selfies.choose([new Blob(["3"]), new Blob(["4"])])]);
  assert.equal(selfies.pictures.length, 3);
});

test("three pictures are enough, and a file that cannot be read is said by name", async () => {
  const read = async (file) => {
    if (file.name === "notes.jpg") throw Object.assign(new Error("unreadable"), { reason: "unreadable", file: file.name });
    return new Blob(["picture"]);
  };
  const { selfies } = taking({ read });
  await selfies.start();
  await selfies.choose([{ name: "1.jpg" }, { name: "2.jpg" }, { name: "3.jpg" }, { name: "4.jpg" }]);
  assert.deepEqual([selfies.pictures.length, selfies.full, selfies.state], [3, true, "review"]);
  selfies.remove(selfies.pictures[0].id);
  await selfies.choose([{ name: "notes.jpg" }]);
  assert.deepEqual([selfies.pictures.length, selfies.problem.file], [2, "notes.jpg"]);
});

test("a camera that opens after the guest has gone back is let go of", async () => {
  const camera = new FakeCamera();
  let opened = null;
  const promise = new Promise((resolve) => {
    opened = resolve;
  });
  const selfies = new Selfies({ look: unasked, open: () => promise, read: async (file) => file });
  const starting = selfies.start();
  selfies.discard();
  opened(camera);
  await starting;
  assert.equal(camera.stopped, true);
});

test("a picture that is chosen before the camera has opened stays in sight, and the buttons where they are", async () => {
  let opened = null;
  const promise = new Promise((resolve) => {
    opened = resolve;
  });
  const selfies = new Selfies({ look: unasked, open: () => promise, read: async (file) => file });
  const starting = selfies.start();
  await selfies.choose([new Blob(["one"])]);
  assert.equal(selfies.state, "review");
  selfies.another();
  assert.equal(selfies.state, "starting");
  await selfies.choose([new Blob(["two"])]);
  selfies.remove(selfies.pictures[1].id);
  assert.deepEqual([selfies.state, selfies.pictures.length], ["starting", 1]);
  await selfies.choose([new Blob(["three"])]);
  opened(new FakeCamera());
  await starting;
  assert.equal(selfies.state, "review");
  selfies.another();
  assert.equal(selfies.state, "live");
});

const event = { id: 7, name: "Party", date: null, cover: { thumb_url: "/signed" } };
const search = { id: "s", topic: "search:s", token: "t", expires_at: "2020-01-01T00:00:00Z" };

test("a search is remembered though this device's clock says that it is over, and the cover's address is not", () => {
  visits.remember(event, search, "link");
  assert.equal(visits.recall(7).id, "s");
  assert.deepEqual([visits.recallByLink("link").event.name, visits.recallByLink("link").event.cover], ["Party", null]);
  assert.equal(visits.recallByLink("another"), null);
});

test("favourites are kept for each event and go with the search", () => {
  visits.remember(event, search, "link");
  visits.mark(7, "a", true);
  visits.mark(7, "b", true);
  assert.deepEqual([...visits.favourites(7)], ["a", "b"]);
  assert.deepEqual([...visits.favourites(8)], []);
  visits.forget(7, "older");
  assert.equal(visits.recall(7).id, "s");
  visits.forget(7, "s");
  assert.deepEqual([visits.recall(7), visits.favourites(7).size], [null, 0]);
});

async function asked(answer) {
  const real = globalThis.fetch;
  globalThis.fetch = answer;
  try {
    const forgetter = new Forgetter();
    visits.remember(event, search, "link");
    forgetter.forget(event, search);
    assert.equal(visits.recall(7), null);
    await new Promise((resolve) => setTimeout(resolve, 20));
    return forgetter;
  } finally {
    globalThis.fetch = real;
  }
}

test("a search that is to be forgotten stays owed until the service has confirmed, with its receipt", async () => {
  const receipt = { id: "c", erased: ["selfie"] };
  const forgetter = await asked(async (url, { method, headers }) => {
    assert.deepEqual([method, url, headers.Authorization], ["DELETE", "/api/v1/searches/s?receipt=true", "Bearer t"]);
    return new Response(JSON.stringify({ receipt }));
  });
  assert.deepEqual([forgetter.owes(7), forgetter.receiptOf("s"), visits.forgetting()], [false, receipt, []]);
});

test("a search that was replaced by another, as by a hand-off, is forgotten together with it", async () => {
  visits.remember(event, { ...search, id: "older", token: "o" }, "link");
  const deleted = [];
  await asked(async (url, { headers }) => {
    deleted.push([url.match(/searches\/(\w+)/)[1], headers.Authorization]);
    return new Response("{}");
  });
  assert.deepEqual(deleted, [
    ["s", "Bearer t"],
    ["older", "Bearer o"],
  ]);
  assert.deepEqual([...kept.keys()], ["ep.link.link"]);
});

test("one that was gone already is confirmed without a receipt", async () => {
  const forgetter = await asked(async () => new Response('{"code":"not_found"}', { status: 404 }));
  assert.deepEqual([forgetter.owes(7), forgetter.receiptOf("s")], [false, undefined]);
});

test("while the service cannot be reached it stays owed, also where the device refuses to remember", async () => {
  const refuse = () => {
    throw new Error("private window");
  };
  const { setItem } = globalThis.localStorage;
  globalThis.localStorage.setItem = refuse;
  const realTimeout = globalThis.setTimeout;
  globalThis.setTimeout = (act, ms) => (ms > 500 && ms < 59_000 ? 0 : realTimeout(act, ms)); // The next try is not waited for.
  try {
    const forgetter = await asked(async () => {
      throw new TypeError("fetch failed");
    });
    assert.equal(forgetter.owes(7), true);
    assert.deepEqual(forgetter.owed, [{ id: "s", token: "t", event: { id: 7, name: "Party" } }]);
  } finally {
    globalThis.setTimeout = realTimeout;
    globalThis.localStorage.setItem = setItem;
  }
});

const named = (name) => Object.assign(new Blob([name]), { name });
const usable = (...box) => ({ box, usable: true, reason: null });
const left = usable(0.1, 0.2, 0.2, 0.3);
const right = usable(0.6, 0.2, 0.2, 0.3);
const dark = { box: [0.4, 0.1, 0.3, 0.4], usable: false, reason: "too_dark" };

test("of several people on a picture one is chosen; a picture of one needs no choice", async () => {
  const seen = { alone: [right], among: [left, dark, right], unknown: null };
  const { selfies } = taking({ look: async (picture) => seen[picture.name] });
  await selfies.choose([named("alone"), named("among"), named("unknown")]);
  await selfies.looked();
  assert.deepEqual([selfies.choosing.blob.name, selfies.choosing.faces], ["among", [left, dark, right]]);
  selfies.point(right);
  assert.equal(selfies.choosing, null);
  assert.deepEqual(
    selfies.pictures.map(({ box }) => box),
    [right.box, right.box, null],
  );
});

test("of several people the one who can be looked for is meant, where it is one only", async () => {
  const { selfies } = taking({ look: async () => [dark, left] });
  await selfies.choose([named("both")]);
  await selfies.looked();
  assert.deepEqual([selfies.choosing, selfies.pictures[0].box], [null, left.box]);
});

test("a picture that would be rejected is put aside and said why, until another is taken", async () => {
  const seen = { nobody: [], night: [{ ...dark, box: [0, 0, 0.1, 0.1], reason: "too_small" }, dark], fine: [left] };
  const { selfies } = taking({ look: async (picture) => seen[picture.name] });
  const after = [];
  for (const name of ["nobody", "night", "fine"]) {
    await selfies.choose([named(name)]);
    await selfies.looked();
    after.push([selfies.refused, selfies.pictures.length]);
  }
  assert.deepEqual(after, [
    ["no_face", 0],
    ["too_dark", 0],
    [null, 1],
  ]);
});

test("what is said of a picture that was removed meanwhile changes nothing", async () => {
  let answer;
  const { selfies } = taking({ look: () => new Promise((resolve) => (answer = resolve)) });
  await selfies.choose([named("removed")]);
  selfies.remove(selfies.pictures[0].id);
  answer([]);
  await selfies.looked();
  assert.deepEqual([selfies.refused, selfies.pictures], [null, []]);
});

const found = (photo_id, score, tier = "certain") => ({ photo_id, score, tier, live: false });

function holding(...matches) {
  const store = new SearchStore();
  store.snapshot({ status: { stage: "live" }, matches, caught_up: {} });
  return store;
}

test("of several people each photo is shown once, by its best score; those with all of them can be asked for", () => {
  const anna = holding(found("both", 0.5), found("hers", 0.8));
  const ben = holding(found("both", 0.7), found("his", 0.6));
  const scores = (store) => store.certain.map(({ photo_id, score }) => [photo_id, score]);
  const any = new SharedStore([anna, ben], { withAll: false });
  assert.deepEqual(scores(any), [
    ["hers", 0.8],
    ["both", 0.7],
    ["his", 0.6],
  ]);
  assert.deepEqual(scores(new SharedStore([anna, ben], { withAll: true })), [["both", 0.7]]);
  assert.deepEqual([any.maybe, any.asked, any.stage], [[], [], "live"]);
  let told = 0;
  any.addEventListener("change", () => (told += 1));
  ben.publication({ type: "search.match", match: { ...found("new", 0.4), live: true } });
  assert.deepEqual([told, any.arrivedLive("new"), any.certain.length], [1, true, 4]);
});

const asks = (store) => store.asked.map(({ photo_id, of }) => [photo_id, of]);

test("of several people each is asked about, three times at most in all, and never about a photo that is here already", () => {
  const anna = holding(found("ours", 0.9), ...["a", "b", "c"].map((id) => found(id, 0.3, "maybe")));
  const ben = holding(found("his", 0.6), found("ours", 0.3, "maybe"), found("d", 0.3, "maybe"));
  const any = new SharedStore([anna, ben], { withAll: false });
  assert.deepEqual(asks(any), [
    ["a", 0],
    ["b", 0],
    ["c", 0],
  ]);
  assert.deepEqual(any.maybe.length, 4);
  anna.answer("b", true);
  assert.deepEqual(asks(any).slice(1), [
    ["b", 0],
    ["c", 0],
    ["d", 1],
  ]);
  assert.ok(any.certain.some(({ photo_id }) => photo_id === "b"));
  anna.publication({ type: "search.retracted", photo_id: "c", reason: "hidden" });
  assert.deepEqual(asks(any), [
    ["a", 0],
    ["b", 0],
    ["d", 1],
  ]);
});

test("with all of them only that is asked whose yes would show the photo, of each who is in doubt", () => {
  const anna = holding(found("ours", 0.9), found("hers", 0.3, "maybe"), found("doubly", 0.3, "maybe"));
  const ben = holding(found("his", 0.6), found("ours", 0.3, "maybe"), found("doubly", 0.4, "maybe"));
  const all = new SharedStore([anna, ben], { withAll: true });
  assert.deepEqual(new Set(asks(all).map(String)), new Set(["doubly,0", "ours,1", "doubly,1"]));
  ben.answer("ours", true);
  ben.answer("doubly", false);
  assert.deepEqual([all.certain.map(({ photo_id }) => photo_id), all.maybe], [["ours"], []]);
  assert.deepEqual(new Set(asks(all).map(String)), new Set(["ours,1", "doubly,1"]), "what was answered can be taken back");
});

test("while one of several people is looked for, all are waited for", () => {
  const waiting = new SearchStore();
  const both = new SharedStore([holding(found("hers", 0.8)), waiting], { withAll: false });
  assert.deepEqual([both.stage, both.caughtUp], ["queued", null]);
  waiting.snapshot({ status: { stage: "live" }, matches: [], caught_up: { matches: 0 } });
  assert.deepEqual([both.stage, Boolean(both.caughtUp)], ["live", true]);
});
