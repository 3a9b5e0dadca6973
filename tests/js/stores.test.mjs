import assert from "node:assert/strict";
import { test } from "node:test";

import { Idleness } from "../../static/js/idle.js";
import { IngestStore } from "../../static/js/store-ingest.js";
import { SearchStore, surestFirst } from "../../static/js/store-search.js";

const match = (photo_id, score, more = {}) => ({
  photo_id,
  score,
  tier: "certain",
  live: false,
  face_box: [0, 0, 1, 1],
  ...more,
});
const found = (store, matched) => store.publication({ type: "search.match", match: matched });
const ids = (matches) => matches.map(({ photo_id }) => photo_id);

test("a photo that is announced twice is there once, best first where nobody knows when they were taken", () => {
  const store = new SearchStore();
  store.snapshot({ status: { stage: "searching" }, matches: [match("a", 0.5)] });
  found(store, match("b", 0.9));
  found(store, match("a", 0.5));
  assert.deepEqual(ids(store.certain), ["b", "a"]);
});

test("photos lie as they were taken, the latest first, and move when a camera's clock is put right", () => {
  const store = new SearchStore();
  const at = (time) => ({ taken_at: `2026-06-20T19:${time}Z` });
  store.snapshot({ status: { stage: "live" }, matches: [match("early", 0.9, at("00:00")), match("late", 0.4, at("07:00"))] });
  found(store, match("nobody knows", 0.99));
  found(store, match("between", 0.5, at("00:00.250")));
  assert.deepEqual(ids(store.certain), ["late", "between", "early", "nobody knows"]);
  store.publication({ type: "search.times", times: { late: "2026-06-20T18:53:00Z", "not mine": null } });
  assert.deepEqual(ids(store.certain), ["between", "early", "late", "nobody knows"]);
});

test("the surest come first where that is wished, and of the same the latest", () => {
  const at = (minute) => ({ taken_at: `2026-06-20T19:0${minute}:00Z` });
  const photos = [match("late", 0.4, at(7)), match("early", 0.9, at(0)), match("later", 0.9, at(1)), match("no time", 0.9)];
  assert.deepEqual(ids(photos.sort(surestFirst)), ["later", "early", "no time", "late"]);
});

test("only a photo that comes in while one watches has just arrived", () => {
  const store = new SearchStore();
  store.snapshot({ status: { stage: "live" }, matches: [match("old", 0.5, { live: true })] });
  found(store, match("old", 0.5, { live: true }));
  found(store, match("new", 0.4, { live: true }));
  assert.equal(store.arrivedLive("old"), false);
  assert.equal(store.arrivedLive("new"), true);
});

test("a yes makes a doubtful photo one's own at once, a no takes it away, and both can be undone", () => {
  const store = new SearchStore();
  store.snapshot({ status: { stage: "live" }, matches: [match("m", 0.3, { tier: "maybe" })] });
  assert.deepEqual(ids(store.maybe), ["m"]);
  store.answer("m", true);
  assert.deepEqual([ids(store.certain), ids(store.maybe)], [["m"], []]);
  store.answer("m", false);
  assert.deepEqual([ids(store.certain), ids(store.maybe)], [[], []]);
  store.answer("m", undefined);
  assert.deepEqual(ids(store.maybe), ["m"]);
});

/** Answers that the service hears of only when the test says so. */
function slowly() {
  const calls = [];
  const send = () => new Promise((hear, fail) => calls.push({ hear, fail }));
  return { calls, send };
}
const soon = () => new Promise((resolve) => setImmediate(resolve));

test("a no, an undo and a yes in quick succession end as a yes, whatever is heard of the first ones meanwhile", async () => {
  const store = new SearchStore();
  const doubtful = match("m", 0.3, { tier: "maybe" });
  store.snapshot({ status: { stage: "live" }, matches: [doubtful] });
  const { calls, send } = slowly();
  const told = [false, undefined, true].map((isMe) => store.tell("m", isMe, send));
  await soon();
  assert.equal(calls.length, 1, "one after the other");
  store.publication({ type: "search.retracted", photo_id: "m", reason: "not_me" });
  assert.equal(store.answerTo("m"), true);
  calls[0].hear();
  await soon();
  found(store, doubtful);
  store.snapshot({ status: { stage: "live" }, matches: [{ ...doubtful, is_me: false }] });
  calls[1].hear();
  await soon();
  calls[2].hear();
  await Promise.all(told);
  assert.deepEqual([store.answerTo("m"), ids(store.certain)], [true, ["m"]]);
  store.publication({ type: "search.retracted", photo_id: "m", reason: "not_me" });
  assert.equal(store.answerTo("m"), false, "said in another tab, after all was told");
});

test("what the service did not hear of is rolled back to what it did hear of", async () => {
  const store = new SearchStore();
  store.snapshot({ status: { stage: "live" }, matches: [match("m", 0.3, { tier: "maybe" })] });
  const { calls, send } = slowly();
  const told = [true, undefined, false].map((isMe) => store.tell("m", isMe, send));
  const outcome = Promise.allSettled(told);
  for (const act of ["hear", "fail", "fail"]) {
    await soon();
    calls.at(-1)[act](new Error("away"));
  }
  assert.deepEqual(
    (await outcome).map(({ status }) => status),
    ["fulfilled", "rejected", "rejected"],
  );
  assert.equal(store.answerTo("m"), true);
});

test("three questions at most are open, the most telling first, and an answer moves none of them", () => {
  const store = new SearchStore();
  const doubtful = ["a", "b", "c", "d", "e"].map((id, place) => match(id, 0.5 - place / 10, { tier: "maybe" }));
  store.snapshot({ status: { stage: "live" }, matches: doubtful, questions: ["d", "b"] });
  assert.deepEqual(ids(store.asked), ["d", "b", "a"]);
  assert.equal(store.maybe.length, 5);
  store.answer("b", true);
  assert.deepEqual(ids(store.asked), ["d", "b", "a", "c"]);
  store.publication({ type: "search.questions", photo_ids: ["e"] });
  assert.deepEqual(ids(store.asked), ["d", "b", "a", "c"]);
  store.publication({ type: "search.retracted", photo_id: "d", reason: "unlikely" });
  assert.deepEqual(ids(store.asked), ["b", "a", "c", "e"]);
});

test("a doubtful photo that is no longer so leaves the questions, but not one that was answered", () => {
  const store = new SearchStore();
  const doubtful = ["a", "b"].map((id) => match(id, 0.3, { tier: "maybe" }));
  store.snapshot({ status: { stage: "live" }, matches: doubtful });
  store.answer("b", true);
  for (const id of ["a", "b"]) found(store, match(id, 0.6, { revised: true }));
  assert.deepEqual([ids(store.asked), ids(store.maybe)], [["b"], []]);
  assert.deepEqual(ids(store.certain).sort(), ["a", "b"]);
});

test("what was asked stays asked, whatever is answered, and a no that is taken back elsewhere is taken back here", () => {
  const store = new SearchStore();
  const doubtful = match("m", 0.3, { tier: "maybe" });
  store.snapshot({ status: { stage: "live" }, matches: [match("c", 0.5), doubtful] });
  store.answer("m", true);
  store.snapshot({ status: { stage: "live" }, matches: [match("c", 0.5), match("m", 0.3, { is_me: true })] });
  assert.deepEqual([ids(store.asked), store.answerTo("m")], [["m"], true]);
  store.publication({ type: "search.retracted", photo_id: "c", reason: "not_me" });
  assert.deepEqual([ids(store.certain), ids(store.asked), store.answerTo("c")], [["m"], ["m", "c"], false]);
  store.snapshot({ status: { stage: "live" }, matches: [match("m", 0.3, { is_me: true })] });
  assert.deepEqual(ids(store.asked), ["m", "c"]);
  found(store, match("c", 0.5));
  assert.deepEqual([ids(store.certain), store.answerTo("c")], [["c", "m"], undefined]);
});

test("fresh addresses reach the photos that are there, and bring none back", () => {
  const store = new SearchStore();
  store.snapshot({ status: { stage: "live" }, matches: [match("a", 0.5, { thumb_url: "old" })] });
  store.renew([match("a", 0.5, { thumb_url: "new" }), match("gone", 0.4)]);
  assert.deepEqual([ids(store.certain), store.certain[0].thumb_url, store.renewed], [["a"], "new", 1]);
});

test("a photo that was found is known as such, also after a no, and another is not", () => {
  const store = new SearchStore();
  store.snapshot({ status: { stage: "live" }, matches: [match("a", 0.5)] });
  store.answer("a", false);
  assert.deepEqual([store.has("a"), store.has("somebody-elses")], [true, false]);
});

test("a retracted photo leaves", () => {
  const store = new SearchStore();
  store.snapshot({ status: { stage: "live" }, matches: [match("a", 0.5)] });
  store.publication({ type: "search.retracted", photo_id: "a", reason: "hidden" });
  assert.deepEqual(store.certain, []);
});

test("a rejection carries its reason", () => {
  const store = new SearchStore();
  store.publication({ type: "search.status", stage: "rejected", reason: "too_dark" });
  assert.deepEqual([store.stage, store.reason], ["rejected", "too_dark"]);
});

test("a selfie that was lost before anything was looked for is to be taken again", () => {
  const [told, shown, over] = [new SearchStore(), new SearchStore(), new SearchStore()];
  told.snapshot({ status: { stage: "queued" }, matches: [] });
  told.publication({ type: "search.status", stage: "expired" });
  shown.snapshot({ status: { stage: "expired" }, matches: [] });
  for (const store of [told, shown]) assert.deepEqual([store.stage, store.reason], ["rejected", "selfie_gone"]);
  over.snapshot({ status: { stage: "expired" }, matches: [], caught_up: { searched_faces: 9, matches: 0, elapsed_ms: 3 } });
  assert.deepEqual([over.stage, over.reason], ["expired", null]);
});

test("unknown publications are mistakes that are not hidden", () => {
  assert.throws(() => new SearchStore().publication({ type: "search.surprise" }), /surprise/);
  assert.throws(() => new IngestStore().publication({ type: "photo.surprise" }), /surprise/);
});

const photo = (id, status, at = "2026-01-01T00:00:00Z") => ({ id, name: `${id}.jpg`, status, created_at: at, error: null });

test("a photo is under way, fails, is retried and ends on the contact sheet, never in two places", () => {
  const store = new IngestStore();
  const places = () => [store.underway.has("a"), names(store.failed).includes("a"), names(store.photos).includes("a")];
  store.publication({ type: "photo.stage", photo_id: "a", name: "a.jpg", stage: "decoding" });
  assert.deepEqual(places(), [true, false, false]);
  store.publication({ type: "photo.failed", photo: photo("a", "failed") });
  assert.deepEqual(places(), [false, true, false]);
  store.publication({ type: "photo.stage", photo_id: "a", name: "a.jpg", stage: "stored" });
  assert.deepEqual(places(), [true, false, false]);
  store.publication({ type: "photo.indexed", photo: photo("a", "indexed") });
  store.publication({ type: "photo.indexed", photo: photo("a", "indexed") });
  assert.deepEqual(places(), [false, false, true]);
  assert.equal(store.photos.length, 1);
  store.publication({ type: "photo.changed", photo: photo("a", "hidden") });
  assert.equal(store.photos[0].status, "hidden");
  store.publication({ type: "photo.removed", photo_id: "a" });
  assert.deepEqual(places(), [false, false, false]);
});

test("what the photographer deletes is gone before the topic says so", () => {
  const store = new IngestStore();
  store.add(photo("a", "indexed"), photo("b", "failed"));
  store.remove("a", "b");
  assert.deepEqual([store.photos, store.failed], [[], []]);
});

test("the contact sheet keeps the newest photos, newest first", () => {
  const store = new IngestStore();
  store.limit = 2;
  store.add(
    photo("a", "indexed", "2026-01-01T00:00:01Z"),
    photo("b", "indexed", "2026-01-01T00:00:03Z"),
    photo("c", "hidden", "2026-01-01T00:00:02Z"),
  );
  assert.deepEqual(names(store.photos), ["b", "c"]);
});

const names = (photos) => photos.map(({ id }) => id);

test("the kiosk counts the last seconds aloud, a touch stops that, and in the end nobody is there", () => {
  let now = 0;
  const told = [];
  const idle = new Idleness({ goneS: 30, warnS: 10, now: () => now, target: {} });
  for (const type of ["warning", "active", "gone"])
    idle.addEventListener(type, () => told.push(type === "warning" ? idle.seconds : type));
  const at = (seconds) => {
    now = seconds * 1000;
    idle.check();
  };
  at(19);
  at(20);
  idle.sign();
  at(45);
  at(49.5);
  at(50);
  assert.deepEqual(told, [10, "active", 5, 1, "gone"]);
});

test("how far the photos are looked through is known from the snapshot and from then on, until all are", () => {
  const store = new SearchStore();
  store.snapshot({ status: { stage: "searching" }, matches: [] });
  assert.equal(store.share, null);
  store.snapshot({ status: { stage: "searching" }, matches: [], progress: { scanned: 1, total: 4 } });
  assert.equal(store.share, 0.25);
  store.publication({ type: "search.progress", scanned: 2, total: 4 });
  assert.equal(store.share, 0.5);
  store.publication({ type: "search.caught_up", searched_faces: 9, matches: 0, elapsed_ms: 1 });
  assert.equal(store.share, null);
});
