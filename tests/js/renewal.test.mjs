import assert from "node:assert/strict";
import { test } from "node:test";

import { PhotoPages } from "../../static/js/guest/photo-pages.js";
import { Renewal } from "../../static/js/renewal.js";

const MINUTE_MS = 60_000;

/** Timers and the clock in the test's hands: `later(ms)` is so much later, with all that was due by then done. */
function clockOf(t) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  let now = 0;
  t.mock.method(performance, "now", () => now);
  return async (ms) => {
    now += ms;
    t.mock.timers.tick(ms);
    for (let turn = 0; turn < 10; turn += 1) await null;
  };
}

test("pictures that fail together are renewed once, and those that fail soon after once more when the minute is over", async (t) => {
  const later = clockOf(t);
  let times = 0;
  const renewal = new Renewal(async () => (times += 1));
  await Promise.all([renewal.ask(), renewal.ask()]);
  await renewal.ask();
  assert.equal(times, 1);
  await later(MINUTE_MS - 1);
  assert.equal(times, 1);
  await later(1);
  assert.equal(times, 2);
});

test("those that fail along are waited for, and nothing is renewed any more once it was cancelled", async (t) => {
  const later = clockOf(t);
  let times = 0;
  const renewal = new Renewal(async () => (times += 1), { gatherMs: 250 });
  await renewal.ask();
  await later(249);
  assert.equal(times, 0);
  await later(1);
  assert.equal(times, 1);
  await renewal.ask();
  await renewal.ask();
  renewal.cancel();
  await later(2 * MINUTE_MS);
  assert.equal(times, 1);
});

test("a renewal that failed is tried again as soon as another picture fails", async (t) => {
  clockOf(t);
  let times = 0;
  const renewal = new Renewal(async () => {
    times += 1;
    if (times === 1) throw new Error("away");
  });
  await renewal.ask();
  await renewal.ask();
  assert.equal(times, 2);
});

test("a picture of a list that fails within a minute of a renewal is renewed after it, unless nobody looks any more", async (t) => {
  const later = clockOf(t);
  const store = new PhotoPages(async () => ({ items: [{ photo_id: "a" }], next_cursor: null }));
  await store.more();
  await store.renew();
  await store.renew();
  assert.equal(store.renewed, 1);
  await later(MINUTE_MS);
  assert.equal(store.renewed, 2);
  await store.renew();
  store.close();
  await later(MINUTE_MS);
  assert.equal(store.renewed, 2);
});
