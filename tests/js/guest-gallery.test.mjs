import assert from "node:assert/strict";
import test from "node:test";

import { GalleryStore } from "../../static/js/guest/gallery-store.js";
import { Away, NotAllowed } from "../../static/js/http.js";

const A_PAGE = 100;
const away = () => new Away({ status: 0, code: "unreachable" });

/** An open gallery, newest first, page by page. */
class Event {
  numbers = [];
  failing = null;

  constructor(count) {
    this.taken(count);
  }

  taken(count) {
    const newest = this.numbers[0] ?? 0;
    for (let number = newest + 1; number <= newest + count; number += 1) this.numbers.unshift(number);
  }

  hide(number) {
    this.numbers = this.numbers.filter((one) => one !== number);
  }

  ask = async (query) => {
    if (this.failing) throw this.failing;
    const before = Number(query.get("cursor") ?? Infinity);
    const rest = this.numbers.filter((number) => number < before);
    const items = rest.slice(0, A_PAGE).map((number) => ({ photo_id: `p${number}` }));
    return { items, next_cursor: rest.length > A_PAGE ? String(rest[A_PAGE - 1]) : null };
  };
}

async function opened(count) {
  const event = new Event(count);
  const store = new GalleryStore(event.ask);
  await store.more();
  return { event, store };
}

const shown = (store) => store.photos.map(({ photo_id: id }) => Number(id.slice(1)));

test("new photos are announced, and nothing moves before somebody wants to see them", async () => {
  const { event, store } = await opened(3);
  await store.look();
  assert.equal(store.newer, false);
  event.taken(2);
  await store.look();
  assert.deepEqual([store.newer, shown(store)], [true, [3, 2, 1]]);
  await store.showNewer();
  assert.deepEqual([store.newer, shown(store)], [false, [5, 4, 3, 2, 1]]);
});

test("more new photos than a page holds all come, each once", async () => {
  const { event, store } = await opened(150);
  event.taken(250);
  await store.look();
  await store.showNewer();
  assert.deepEqual(shown(store), event.numbers.slice(0, 350));
  await store.more();
  assert.deepEqual(shown(store), event.numbers);
});

test("the first photos of an event appear by themselves, and the others follow as one scrolls", async () => {
  const { event, store } = await opened(0);
  assert.ok(store.done);
  event.taken(120);
  await store.look();
  assert.deepEqual([shown(store).length, store.done, store.newer], [100, false, false]);
  await store.more();
  assert.deepEqual([shown(store), store.done], [event.numbers, true]);
});

test("a photo that was hidden leaves, wherever it is on the newest page; those further down stay", async () => {
  const { event, store } = await opened(205);
  await store.more();
  for (const number of [205, 150, 10]) event.hide(number);
  await store.look();
  assert.equal(shown(store).length, 198);
  assert.ok(!shown(store).includes(205) && !shown(store).includes(150));
  for (const number of [...event.numbers]) event.hide(number);
  await store.look();
  assert.deepEqual([shown(store), store.done], [[], true]);
});

test("a photo that is shown again in the middle is none that is new", async () => {
  const { event, store } = await opened(3);
  event.hide(2);
  await store.look();
  event.numbers = [3, 2, 1];
  await store.look();
  assert.deepEqual([store.newer, shown(store)], [false, [3, 1]]);
});

test("while the service is away it says so and keeps what it has; a first page that did not come is asked for again", async () => {
  const { event, store } = await opened(3);
  event.failing = away();
  await store.look();
  assert.deepEqual([store.away, shown(store)], [true, [3, 2, 1]]);
  event.failing = null;
  await store.look();
  assert.equal(store.away, false);

  event.failing = away();
  const late = new GalleryStore(event.ask);
  await late.more();
  await late.look();
  assert.deepEqual([late.problem.code, shown(late)], ["unreachable", []]);
  event.failing = null;
  await late.look();
  assert.deepEqual([late.problem, shown(late)], [null, [3, 2, 1]]);
});

test("nothing of a gallery that is closed now is shown any more; it can be tried again", async () => {
  const { event, store } = await opened(3);
  event.failing = new NotAllowed({ status: 403, code: "gallery_closed" });
  await store.look();
  assert.deepEqual([shown(store), store.problem.code], [[], "gallery_closed"]);
  event.failing = null;
  await store.more();
  assert.deepEqual([shown(store), store.problem], [[3, 2, 1], null]);
});
