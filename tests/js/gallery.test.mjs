import assert from "node:assert/strict";
import { test } from "node:test";
import "./english.mjs";
import { IngestStore } from "../../static/js/store-ingest.js";
import { albumOf, changesTo, checkTimes, swapped } from "../../static/js/studio/albums.js";
import { partsOf } from "../../static/js/studio/bulk.js";
import { ANYTHING, filterOf, hashOf, matches, moreIn, narrows, queriesOf } from "../../static/js/studio/gallery-filter.js";
import { GalleryStore } from "../../static/js/studio/gallery-store.js";
import { paceLine } from "../../static/js/studio/pace.js";
import { Selection } from "../../static/js/studio/selection.js";
import { colourOf } from "../../static/js/ui/photo.js";
import { smallestFor } from "../../static/js/ui/thumbnail.js";

const soon = () => new Promise((resolve) => setTimeout(resolve));
const photo = (id, more = {}) => ({
  id,
  name: `${id}.jpg`,
  status: "indexed",
  faces: 1,
  width: 300,
  height: 200,
  taken_at: null,
  ...more,
});

/** The server's side of a gallery of `ids`. */
class Server {
  asked = [];
  failing = null;

  constructor(...ids) {
    this.ids = ids;
  }

  get = async (path) => {
    this.asked.push(path);
    if (this.failing) throw this.failing;
    return { total: this.ids.length, ids: [...this.ids], ratios: this.ids.map(() => 1.5) };
  };

  post = async (path, { json }) => {
    this.asked.push([path, json]);
    if (this.failing) throw this.failing;
    if (path.endsWith("/lookup")) return { items: json.photo_ids.filter((id) => this.ids.includes(id)).map((id) => photo(id)) };
    if (path.endsWith("/downloads")) return { url: "/zip", bytes: 1, photos: json.photo_ids.length };
    if (json.action === "delete") this.ids = this.ids.filter((id) => !json.photo_ids.includes(id));
    return { done: json.photo_ids.length, skipped: [] };
  };

  get lookedUp() {
    return this.asked.filter(([path]) => String(path).endsWith("/lookup")).map(([, json]) => json.photo_ids);
  }
}

async function galleryOf(...ids) {
  const server = new Server(...ids);
  const store = new GalleryStore(8, server);
  await store.narrow(ANYTHING);
  return { server, store };
}

test("the filter survives the way through the address, and what makes no sense there is left out", () => {
  const filter = {
    ...ANYTHING,
    status: "hidden",
    q: "DSC & co",
    from: "2026-06-20T18:00",
    faces: "many",
    by: "q3Vd",
    given: "guests",
    sort: "taken",
  };
  assert.deepEqual(filterOf(hashOf("#event/8/gallery", filter)), filter);
  assert.equal(hashOf("#event/8/gallery", ANYTHING), "#event/8/gallery");
  assert.deepEqual(filterOf("#event/8/gallery?status=lost&faces=-1&from=yesterday&given=maybe&sort=x"), ANYTHING);
  assert.deepEqual(
    [narrows(ANYTHING), narrows({ ...ANYTHING, status: "failed" }), narrows({ ...ANYTHING, q: " a" })],
    [false, false, true],
  );
  assert.deepEqual(
    [moreIn({ ...ANYTHING, q: "a", status: "failed" }), moreIn({ ...ANYTHING, faces: "many", given: "own", chosen: "any" })],
    [0, 3],
  );
});

test("the server is asked for what was chosen, with times of the viewer's zone in UTC", () => {
  const [asked] = queriesOf({ ...ANYTHING, status: "all", q: " DSC ", from: "2026-06-20T18:00", faces: "few" });
  const query = new URLSearchParams(asked);
  assert.deepEqual(Object.fromEntries(query), {
    q: "DSC",
    taken_from: new Date("2026-06-20T18:00").toISOString(),
    min_faces: "2",
    max_faces: "5",
    sort: "newest",
  });
  const given = (asked) => new URLSearchParams(queriesOf({ ...ANYTHING, given: asked })[0]).get("given");
  assert.deepEqual([given("any"), given("guests"), given("own")], [null, "true", "false"]);
});

test("photos that are being looked through are among those that wait, each once", async () => {
  const waiting = { ...ANYTHING, status: "queued" };
  const answers = { processing: ["b", "a"], queued: ["c", "b"] };
  const get = async (path) => {
    const ids = answers[new URLSearchParams(path.split("?")[1]).get("status")];
    return { ids, ratios: ids.map(() => 1.5) };
  };
  const store = new GalleryStore(8, { ...new Server(), get });
  await store.narrow(waiting);
  assert.deepEqual([store.ids, store.ratios.length], [["b", "a", "c"], 3]);
  assert.deepEqual(
    ["processing", "queued", "indexed"].map((status) => matches(waiting, photo("x", { status }))),
    [true, true, false],
  );
});

test("a photo that comes in live is judged as the server would", () => {
  const party = photo("IMG_1", { faces: 3, taken_at: new Date("2026-06-20T20:00").toISOString() });
  const asked = (more) => matches({ ...ANYTHING, ...more }, party);
  assert.deepEqual([asked({}), asked({ status: "hidden" }), asked({ status: "all" })], [true, false, true]);
  assert.deepEqual([asked({ q: "img" }), asked({ q: "dsc" })], [true, false]);
  assert.deepEqual([asked({ faces: "few" }), asked({ faces: "none" }), asked({ faces: "many" })], [true, false, false]);
  assert.deepEqual([asked({ from: "2026-06-20T19:00" }), asked({ to: "2026-06-20T19:00" })], [true, false]);
  assert.equal(asked({ to: "2026-06-20T20:00" }), true);
  const gift = (given) => matches({ ...ANYTHING, given }, photo("IMG_3", { given: true }));
  assert.deepEqual([gift("any"), gift("guests"), gift("own")], [true, true, false]);
  assert.equal(matches({ ...ANYTHING, from: "2026-06-20T19:00" }, photo("IMG_2")), false);
});

test("only photos in sight are looked up, once, and what is not there any more is marked as gone", async () => {
  const { server, store } = await galleryOf("a", "b", "c", "d");
  store.look({ first: 1, last: 2 });
  await soon();
  store.look({ first: 1, last: 2 });
  await soon();
  assert.deepEqual(server.lookedUp, [["b", "c"]]);
  assert.deepEqual([store.photo("a"), store.photo("b").name], [undefined, "b.jpg"]);
  server.ids = ["a", "b", "c"];
  store.look({ first: 2, last: 3 });
  await soon();
  assert.deepEqual([...store.gone], ["d"]);
});

test("what comes in waits to be asked for, what changes changes in its place, what goes keeps its place until then", async () => {
  const { server, store } = await galleryOf("a", "b");
  store.publication({ type: "photo.indexed", photo: photo("new") });
  store.publication({ type: "photo.indexed", photo: photo("elsewhere", { status: "hidden" }) });
  store.publication({ type: "photo.changed", photo: photo("a", { status: "hidden", width: 200, height: 300 }) });
  store.publication({ type: "photo.removed", photo_id: "b" });
  store.publication({ type: "ingest.progress" });
  assert.deepEqual([store.ids, [...store.arrivals], [...store.gone]], [["a", "b"], ["new"], ["b"]]);
  assert.deepEqual([store.photo("a").status, store.ratios], ["hidden", [0.667, 1.5]]);
  server.ids = ["new", "a"];
  await store.read();
  assert.deepEqual([store.ids, store.arrivals.size, store.gone.size], [["new", "a"], 0, 0]);
});

test("when a camera's clock was put right, the order is read again, and the times of what is known", async () => {
  const { server, store } = await galleryOf("a", "b");
  store.look({ first: 0, last: 1 });
  await soon();
  server.ids = ["b", "a"];
  store.publication({ type: "cameras.changed", key: "k", pending: true });
  await soon();
  assert.deepEqual([store.ids, server.lookedUp.length], [["a", "b"], 1], "not before all have their times");
  store.publication({ type: "cameras.changed", key: "k", pending: false });
  await soon();
  assert.deepEqual(
    [store.ids, server.lookedUp],
    [
      ["b", "a"],
      [
        ["a", "b"],
        ["b", "a"],
      ],
    ],
  );
});

test("what comes or goes while the gallery is read, and too late for the answer, is not lost", async () => {
  const { server, store } = await galleryOf("a", "b");
  store.publication({ type: "photo.indexed", photo: photo("early") });
  server.ids = ["in time", "early", "a", "b"];
  const reading = store.read();
  for (const id of ["in time", "late"]) store.publication({ type: "photo.indexed", photo: photo(id) });
  store.publication({ type: "photo.removed", photo_id: "b" });
  await reading;
  assert.deepEqual([[...store.arrivals], [...store.gone]], [["late"], ["b"]]);
  server.ids = ["late", "in time", "early", "a"];
  await store.read();
  assert.deepEqual([store.arrivals.size, store.gone.size], [0, 0]);
});

test("a photo that is hidden and shown again is not shown as hidden, however early one hears of it", async () => {
  const { server, store } = await galleryOf("a", "b");
  store.look({ first: 0, last: 1 });
  await soon();
  store.publication({ type: "photo.changed", photo: photo("a", { status: "hidden" }) });
  server.ids = ["b"];
  await store.read();
  server.ids = ["a", "b"];
  store.publication({ type: "photo.changed", photo: photo("a") });
  await store.read();
  assert.deepEqual([store.ids, store.photo("a").status, store.arrivals.size], [["a", "b"], "indexed", 0]);
});

test("an arrival that is hidden or deleted before anybody asked for it is none", async () => {
  const { store } = await galleryOf("a");
  for (const id of ["x", "y"]) store.publication({ type: "photo.indexed", photo: photo(id) });
  store.publication({ type: "photo.changed", photo: photo("x", { status: "hidden" }) });
  store.publication({ type: "photo.removed", photo_id: "y" });
  assert.equal(store.arrivals.size, 0);
});

test("a picture that could not be had is looked up again when there is a connection again, not on and on", async () => {
  const { server, store } = await galleryOf("a", "b");
  store.look({ first: 0, last: 1 });
  await soon();
  const before = store.photo("a");
  store.stale("a");
  await soon();
  assert.deepEqual(server.lookedUp, [["a", "b"]], "its address was read just now: it is not to blame");
  assert.equal(store.photo("a"), before, "it stays until there is something better");
  store.renew();
  await soon();
  store.renew();
  await soon();
  assert.deepEqual(server.lookedUp, [["a", "b"], ["a"]]);
  assert.notEqual(store.photo("a"), before);
  server.ids = ["b"];
  store.stale("a");
  store.renew();
  await soon();
  assert.deepEqual([...store.gone], ["a"]);
});

test("thousands are changed in portions that the server takes; when it goes away one learns how far it came", async () => {
  const ids = Array.from({ length: 2500 }, (_, index) => `p${index}`);
  const { server, store } = await galleryOf(...ids);
  const told = [];
  assert.deepEqual(await store.act("hide", ids, (done) => told.push(done)), { done: 2500, skipped: [] });
  assert.deepEqual(told, [1000, 2000, 2500]);
  assert.deepEqual(
    partsOf(ids).map((part) => [part[0], part.length]),
    [
      ["p0", 1000],
      ["p1000", 1000],
      ["p2000", 500],
    ],
  );
  assert.equal((await store.archive(ids.slice(0, 3))).photos, 3);
  const broken = store.act("delete", ids, () => {
    server.failing = new Error("away");
  });
  await assert.rejects(broken, (error) => error.done === 1000);
  assert.equal(store.error, server.failing);
  assert.equal(store.state, "ready");
});

test("a gallery that cannot be read says so, and is there after another try", async () => {
  const server = new Server("a");
  server.failing = new Error("away");
  const store = new GalleryStore(8, server);
  await store.narrow(ANYTHING);
  assert.equal(store.state, "failed");
  server.failing = null;
  await store.read();
  assert.deepEqual([store.state, store.error, store.ids], ["ready", null, ["a"]]);
});

test("photos are selected one by one, by ranges from the last one touched, and leave with what is not shown any more", () => {
  const order = ["a", "b", "c", "d", "e"];
  const selection = new Selection();
  selection.extend("b", order);
  selection.extend("d", order);
  assert.deepEqual(selection.all.sort(), ["b", "c", "d"]);
  selection.toggle("c");
  selection.keepOnly(["a", "b"]);
  assert.deepEqual(selection.all, ["b"]);
  selection.set(order);
  assert.equal(selection.size, 5);
  selection.clear();
  selection.beginAt("e");
  selection.extend("d", order);
  assert.deepEqual(selection.all, ["d", "e"]);
});

test("the throughput line is the pace of the last seconds, and sinks to nothing when nothing is done any more", () => {
  const samples = Array.from({ length: 21 }, (_, second) => ({ at: second * 1000, done: second * 4 }));
  const [times, paces] = paceLine(samples, 40_000, 40);
  assert.deepEqual([times[0], times.at(-1), times.length], [0, 40, 41]);
  assert.equal(paces[15], 4);
  assert.equal(paces[20], 4);
  assert.equal(paces[40], 0);
  assert.deepEqual(paceLine([], 40_000, 2)[1], [null, null, null]);
  assert.deepEqual(paceLine([{ at: 39_500, done: 7 }], 40_000, 2)[1], [null, null, 0]);
});

test("what was missed in a silence lies on a straight line over it, and is no peak when it comes in", () => {
  let now = 0;
  const store = new IngestStore(() => now);
  const told = (at, indexed) => {
    now = at;
    store.publication({ type: "ingest.progress", total: 5000, indexed, failed: 0 });
  };
  for (let second = 0; second <= 10; second += 1) told(second * 1000, second * 4);
  for (const indexed of [41, 300, 2000, 2440]) told(610_000 + indexed / 100, indexed);
  told(611_000, 2444);
  const [, paces] = paceLine(store.samples, 612_000, 612);
  assert.ok(Math.max(...paces) < 4.1, `${Math.max(...paces)} photos a second`);
  assert.ok(Math.abs(paces[300] - 4) < 0.01);
  assert.equal(store.movedAt, 611_000);
  told(660_000, 2444);
  assert.equal(store.movedAt, 611_000, "told again is not done again");
});

test("a wall asks for the smallest picture that is large enough", () => {
  const many = { thumb_url: "/480", thumb_srcset: "/240 240w, /480 480w, /960 960w" };
  assert.deepEqual([smallestFor(many, 200), smallestFor(many, 241), smallestFor(many, 5000)], ["/240", "/480", "/960"]);
  assert.equal(smallestFor({ thumb_url: "/only", thumb_srcset: null }, 200), "/only");
});

test("the colour of a photo comes out of its placeholder", () => {
  const head = 63 | (32 << 6) | (32 << 12); // As light as can be, hardly coloured.
  const placeholder = btoa(String.fromCharCode(head & 255, (head >> 8) & 255, (head >> 16) & 255, 0, 0));
  assert.match(colourOf(placeholder), /^rgb\(25\d 25\d 25\d\)$/);
  assert.equal(colourOf(null), undefined);
});

test("an album changes by what was typed, and a time to the second stays unless it is touched", () => {
  const album = { name: "Party", kind: "time", taken_from: "2026-06-20T18:00:30Z", taken_to: null };
  const shown = new Date(album.taken_from).toLocaleString("sv").replace(" ", "T").slice(0, 16);
  assert.deepEqual(changesTo(album, { name: "Party", from: shown, to: "" }), {});
  assert.deepEqual(changesTo(album, { name: "Dance", from: "", to: "2026-06-21T02:00" }), {
    name: "Dance",
    taken_from: null,
    taken_to: new Date("2026-06-21T02:00").toISOString(),
  });
  assert.deepEqual(albumOf({ name: "All", kind: "hand", from: "x" }), { name: "All", kind: "hand" });
});

test("times in which no photo could be taken are said beside their field", () => {
  const code = (from, to) => {
    try {
      checkTimes({ from, to });
    } catch (error) {
      return error.code;
    }
  };
  assert.deepEqual(
    [code("", ""), code("2026-06-20T18:00", "2026-06-20T17:00"), code("2026-06-20T18:00", "2026-06-20T18:00"), code("", "x")],
    ["album_timeless", "album_order", undefined, undefined],
  );
});

test("albums change places with those beside them that are seen, whatever lies between", () => {
  assert.deepEqual(swapped(["a", "leaving", "b"], "a", "b"), ["b", "leaving", "a"]);
});
