import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";

Object.defineProperty(globalThis, "navigator", { value: { languages: ["en"] }, configurable: true, writable: true });
const { MOST_BYTES, MOST_FILES, Several, takesFiles } = await import("../../static/js/guest/several.js");

const photos = (count) =>
  Array.from({ length: count }, (_, at) => ({ photo_id: `p${at}`, preview_url: `/p${at}`, name: `IMG_${at}.CR3` }));
const addressOf = ({ preview_url: url }) => url;
const real = globalThis.fetch;
let shared;
let size;

beforeEach(() => {
  shared = [];
  size = 10;
  globalThis.fetch = async () => new Response(new Uint8Array(size), { headers: { "Content-Type": "image/jpeg" } });
  navigator.canShare = () => true;
  navigator.share = async ({ files }) => shared.push(files.map(({ name }) => name));
});
afterEach(() => {
  globalThis.fetch = real;
});

test("photos are handed over in batches, each with a tap of its own", async () => {
  const several = new Several(photos(MOST_FILES + 2), addressOf);
  await several.next();
  assert.deepEqual([several.state, several.saved, shared.length], ["idle", MOST_FILES, 1]);
  await several.next();
  assert.deepEqual([several.state, several.saved], ["done", MOST_FILES + 2]);
  assert.deepEqual(shared[1], ["IMG_10.jpg", "IMG_11.jpg"]);
});

test("a batch is no larger than phones take, and one photo goes however large it is", async () => {
  size = MOST_BYTES * 0.6;
  const several = new Several(photos(3), addressOf);
  await several.next();
  assert.deepEqual([several.saved, shared[0].length], [1, 1]);
});

test("where fetching took longer than the tap holds, the next tap hands it over without fetching again", async () => {
  const several = new Several(photos(2), addressOf);
  const share = navigator.share;
  navigator.share = () => Promise.reject(Object.assign(new Error("too late"), { name: "NotAllowedError" }));
  await several.next();
  assert.deepEqual([several.state, several.batch, several.saved], ["ready", 2, 0]);
  navigator.share = share;
  globalThis.fetch = () => assert.fail("it is here");
  await several.next();
  assert.deepEqual([several.state, several.saved], ["done", 2]);
});

test("what cannot be fetched or is not taken is said, and can be tried again", async () => {
  const several = new Several(photos(1), addressOf);
  globalThis.fetch = () => Promise.reject(new TypeError("no network"));
  await several.next();
  assert.deepEqual([several.state, several.problem.code], ["idle", "unreachable"]);
  globalThis.fetch = async () => new Response(new Uint8Array(1));
  navigator.share = () => Promise.reject(new Error("no room"));
  await several.next();
  assert.deepEqual([several.state, several.problem.code, several.saved], ["idle", "share_failed", 0]);
});

test("a device that takes no files says so", () => {
  assert.equal(takesFiles(), true);
  navigator.canShare = undefined;
  assert.equal(takesFiles(), false);
});
