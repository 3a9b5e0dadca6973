import assert from "node:assert/strict";
import { test } from "node:test";
import "./english.mjs";
import { actOf } from "../../static/js/studio/review.js";
import { ReviewStore } from "../../static/js/studio/review-store.js";
import { photoSaid } from "../../static/js/words/review.js";

const soon = () => new Promise((resolve) => setTimeout(resolve));
const photo = (id, more = {}) => ({
  id,
  name: `${id}.jpg`,
  status: "waiting",
  faces: 1,
  stars: 0,
  soft: false,
  dark: false,
  ...more,
});

/** The server's side of a gate at which `stacks` wait; what it is told is in `told`, once it is let through. */
class Server {
  told = [];
  /** Whether each decision goes on when the page is left. */
  outlive = [];
  lookedUp = [];
  failing = null;
  /** Resolves when decisions may come through. */
  open = Promise.resolve();

  constructor(...stacks) {
    this.stacks = stacks;
  }

  get = async () => {
    if (this.failing) throw this.failing;
    return { total: this.stacks.flat().length, stacks: this.stacks.map((stack) => [...stack]) };
  };

  post = async (path, { json, keepalive = false }) => {
    if (path.endsWith("/lookup")) {
      this.lookedUp.push(json.photo_ids);
      return { items: json.photo_ids.filter((id) => this.stacks.flat().includes(id)).map((id) => photo(id)) };
    }
    this.outlive.push(keepalive);
    await this.open;
    if (this.failing) throw this.failing;
    this.told.push([json.action, ...json.photo_ids]);
    return { done: json.photo_ids.length, skipped: [] };
  };

  patch = async (path, { json }) => {
    if (this.failing) throw this.failing;
    this.told.push([path, json.stars]);
    return photo("a");
  };

  /** Nothing comes through until the returned function is called. */
  shut() {
    let open = () => undefined;
    this.open = new Promise((resolve) => (open = resolve));
    return async () => {
      open();
      await soon();
    };
  }
}

async function reviewOf(...stacks) {
  const server = new Server(...stacks);
  const store = new ReviewStore(8, server, () => soon());
  await store.read();
  await soon();
  return { server, store };
}

test("one begins with the suggestion of the first stack, and what comes next is known before one gets there", async () => {
  const { server, store } = await reviewOf(["b", "a"], ["c"], ["d"], ["e"], ["f"]);
  assert.equal(store.current, "b");
  assert.deepEqual([store.isSuggested("b"), store.isSuggested("a"), store.isSuggested("c")], [true, false, false]);
  assert.deepEqual(server.lookedUp, [["b", "a", "c", "d", "e"]]);
  assert.deepEqual(store.ahead, ["a", "c", "d", "e"]);
  store.leap(1);
  await soon();
  assert.deepEqual([store.current, server.lookedUp.at(-1)], ["c", ["f"]]);
});

test("steps go over the ends of stacks, leaps from stack to stack, and neither beyond the last", async () => {
  const { store } = await reviewOf(["a", "b"], ["c"]);
  store.step(1);
  store.step(1);
  store.step(1);
  assert.equal(store.current, "c");
  store.leap(1);
  assert.equal(store.current, "c");
  store.leap(-1);
  assert.equal(store.current, "a");
  store.step(-1);
  assert.equal(store.current, "a");
});

test("what is decided leaves at once, and one looks at the rest of the stack before the next", async () => {
  const { server, store } = await reviewOf(["a", "b", "c"], ["d"]);
  const open = server.shut();
  store.step(1);
  store.reject();
  assert.deepEqual([store.current, store.stacks], ["c", [["a", "c"], ["d"]]]);
  store.approve();
  assert.equal(store.current, "a", "what was skipped is still there");
  store.approve();
  assert.equal(store.current, "d");
  store.approve();
  assert.deepEqual([store.current, store.waiting], [null, 0]);
  await open();
  assert.deepEqual(
    server.told,
    [
      ["reject", "b"],
      ["approve", "c", "a", "d"],
    ],
    "what was said while the first was on its way goes together",
  );
});

test("only one of a stack is kept", async () => {
  const { server, store } = await reviewOf(["a", "b", "c"], ["d"]);
  store.keepOnly();
  await soon();
  assert.deepEqual(
    [server.told, store.current],
    [
      [
        ["approve", "a"],
        ["reject", "b", "c"],
      ],
      "d",
    ],
  );
  store.keepOnly();
  await soon();
  assert.deepEqual(server.told.at(-1), ["approve", "d"]);
});

test("what was said is taken back: unsaid where it has not left, and behind it where it has", async () => {
  const { server, store } = await reviewOf(["a", "b"], ["c"]);
  const open = server.shut();
  store.approve(); // on its way
  store.approve(); // waits behind it
  store.undo();
  assert.deepEqual([store.current, store.stacks], ["b", [["b"], ["c"]]]);
  store.undo();
  assert.deepEqual([store.current, store.stacks], ["a", [["a", "b"], ["c"]]]);
  assert.equal(store.undoable, false);
  await open();
  assert.deepEqual(server.told, [
    ["approve", "a"],
    ["hold", "a"],
  ]);
  store.undo();
  assert.equal(store.current, "a");
});

test("a stack that was decided whole comes back to its place", async () => {
  const { store } = await reviewOf(["a"], ["b", "c"], ["d"]);
  store.leap(1);
  store.keepOnly();
  assert.equal(store.current, "d");
  store.undo();
  assert.deepEqual([store.current, store.stacks], ["b", [["a"], ["b", "c"], ["d"]]]);
});

test("a service that is away is waited for, and nothing is said twice or in another order", async () => {
  const { server, store } = await reviewOf(["a"], ["b"]);
  server.failing = Object.assign(new Error("away"), { status: 503 });
  store.approve();
  store.reject();
  await soon();
  assert.deepEqual([store.stuck, store.unsent.length], [true, 2]);
  server.failing = null;
  while (store.unsent.length > 0) await soon();
  assert.deepEqual(
    [server.told, store.stuck],
    [
      [
        ["approve", "a"],
        ["reject", "b"],
      ],
      false,
    ],
  );
});

test("a decision that is refused is told, and what waits is read anew", async () => {
  const { server, store } = await reviewOf(["a"], ["b"]);
  const refusal = Object.assign(new Error("no"), { status: 403 });
  const open = server.shut();
  server.failing = refusal;
  store.approve();
  await open();
  assert.equal(store.error, refusal);
  server.failing = null;
  await store.read();
  assert.deepEqual([store.stacks, store.undoable, store.error], [[["a"], ["b"]], false, null]);
});

test("an answer that was too early does not bring back what was decided", async () => {
  const { store } = await reviewOf(["a"], ["b"]);
  store.approve();
  await soon();
  await store.read(); // The server of this test still has it.
  assert.deepEqual(store.stacks, [["b"]]);
  store.publication({ type: "photo.changed", photo: photo("a") });
  await store.read();
  assert.deepEqual(store.stacks, [["a"], ["b"]], "somebody has sent it back");
  assert.equal(store.current, "b", "and one looks at what one looked at");
});

test("photos that come ask for another reading, and those that are decided elsewhere or deleted leave", async () => {
  const { store } = await reviewOf(["a", "b"], ["c"]);
  assert.equal(store.publication({ type: "photo.indexed", photo: photo("z") }), true);
  assert.equal(store.publication({ type: "photo.indexed", photo: photo("y", { status: "indexed" }) }), false);
  assert.equal(store.publication({ type: "photo.changed", photo: photo("a", { status: "indexed" }) }), false);
  assert.equal(store.publication({ type: "photo.removed", photo_id: "b" }), false);
  assert.equal(store.publication({ type: "ingest.progress" }), false);
  assert.deepEqual([store.current, store.stacks], ["c", [["c"]]]);
});

test("stars are shown at once, and gone again where they could not be given", async () => {
  const { server, store } = await reviewOf(["a"]);
  await store.rate(4);
  assert.deepEqual([server.told, store.photo("a").stars], [[["/photos/a", 4]], 4]);
  server.failing = Object.assign(new Error("away"), { status: 503 });
  const rating = store.rate(1);
  assert.equal(store.photo("a").stars, 1);
  await rating;
  assert.deepEqual([store.photo("a").stars, store.error], [4, server.failing]);
});

test("each key does one thing", () => {
  const done = [];
  const acts = new Proxy({}, { get: (_, name) => (value) => done.push(value === undefined ? name : `${name} ${value}`) });
  for (const key of ["a", "A", "x", "u", "n", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "0", "5"])
    actOf({ key }, acts)();
  actOf({ key: "z", ctrlKey: true }, acts)();
  assert.deepEqual(done, [
    "approve",
    "keepOnly",
    "reject",
    "undo",
    "leap 1",
    "step -1",
    "step 1",
    "leap -1",
    "leap 1",
    "rate 0",
    "rate 5",
    "undo",
  ]);
  done.length = 0;
  for (const key of ["ArrowLeft", "ArrowRight"]) actOf({ key }, acts, true)();
  assert.deepEqual(done, ["step 1", "step -1"]); // Where one reads from right to left.
  for (const other of [{ key: "6" }, { key: "z" }, { key: "a", ctrlKey: true }, { key: "Tab" }])
    assert.equal(actOf(other, acts), undefined);
});

test("a photo is said with its place and its doubts", () => {
  const said = photoSaid(photo("a", { soft: true, faces: 2 }), { index: 0, total: 3, suggested: true });
  assert.equal(said, "a.jpg, 1 of 3 similar, Sharpest, Soft, 2 faces");
  assert.equal(photoSaid(photo("b"), { index: 0, total: 1, suggested: false }), "b.jpg, 1 face");
});

test("a decision that is on its way when the page is left gets there all the same", async () => {
  const { server, store } = await reviewOf(["a"], ["b"]);
  store.approve();
  store.reject();
  await soon();
  assert.deepEqual(server.outlive, [true, true]);
});
