import assert from "node:assert/strict";
import { test } from "node:test";

import "./english.mjs";
import { NotThere } from "../../static/js/http.js";
import { photosGone } from "../../static/js/studio/photos-gone.js";
import { Deletions, goneBy } from "../../static/js/ui/undo.js";

/** What is sent, and a clock that stands until it is told. */
function scene(answer = async () => null) {
  const sent = [];
  const timers = new Map();
  const clock = {
    setTimeout: (act, ms) => {
      assert.equal(ms, 10_000);
      timers.set(timers.size + 1, act);
      return timers.size;
    },
    clearTimeout: (timer) => timers.delete(timer),
  };
  const send = (method, path, { json, keepalive }) => {
    sent.push([method, path, json, Boolean(keepalive)]);
    return answer(path);
  };
  const deletions = new Deletions({ send, clock });
  const over = async () => {
    for (const act of [...timers.values()]) await act();
  };
  return { deletions, sent, timers, over };
}

test("what is deleted is out of sight at once, and sent ten seconds later", async () => {
  const { deletions, sent, over } = scene(async () => "answered");
  const heard = [];
  deletions.add({ ...goneBy("/share-links/a?searches=end"), text: "Gone", done: (answers) => heard.push(answers) });
  assert.ok(deletions.hides("/share-links/a"));
  assert.ok(!deletions.hides("/share-links/b"));
  assert.deepEqual(sent, []);
  await over();
  assert.deepEqual(sent, [["DELETE", "/share-links/a?searches=end", undefined, false]]);
  assert.deepEqual(heard, [["answered"]]);
  assert.deepEqual(deletions.all, []);
});

test("what is taken back was never sent", async () => {
  const { deletions, sent, timers } = scene();
  deletions.add({ ...goneBy("/kiosks/k"), text: "Gone" });
  deletions.undo(deletions.all[0]);
  assert.ok(!deletions.hides("/kiosks/k"));
  assert.equal(timers.size, 0);
  assert.deepEqual(sent, []);
});

test("what is deleted anyway, with all that its token opens, is not deleted once more", async () => {
  const { deletions, sent, timers } = scene();
  deletions.add({ ...goneBy("/favourites/l/comments/c", "hers"), text: "Gone" });
  deletions.add({ ...goneBy("/events/8/given/p", "another"), text: "Gone" });
  deletions.drop("hers");
  assert.deepEqual(
    deletions.all.map(({ keys }) => keys),
    [["/events/8/given/p"]],
  );
  assert.deepEqual([sent, timers.size], [[], 1]);
});

test("what something else has taken the place of is not deleted", async () => {
  const { deletions, sent, timers } = scene();
  deletions.add({ keys: ["/brand/logo"], asked: [{ method: "PATCH", path: "/brand", json: { logo: null } }], text: "Gone" });
  deletions.replaced("/brand/logo");
  assert.deepEqual([sent, timers.size, deletions.all], [[], 0, []]);
});

test("what does not work comes back into sight, and goes on where it failed", async () => {
  let away = true;
  const { deletions, sent } = scene(async (path) => {
    if (away && path === "/events/8/photos/bulk" && sent.length === 2) throw new Error("away");
  });
  const ids = Array.from({ length: 1500 }, (_, n) => `p${n}`);
  deletions.add({ ...photosGone(8, ids), text: "Gone" });
  const [pending] = deletions.all;
  await deletions.finish(pending);
  assert.equal(pending.state, "failed");
  assert.ok(!deletions.hides("photo:p7"));
  away = false;
  await deletions.finish(pending);
  assert.deepEqual(
    sent.map(([, , json]) => json.photo_ids.length),
    [1000, 500, 500],
  );
  assert.deepEqual(deletions.all, []);
});

test("gone is gone, whoever did it", async () => {
  const { deletions } = scene(() => Promise.reject(new NotThere({ status: 404, code: "not_found" })));
  deletions.add({ ...goneBy("/webhooks/w"), text: "Gone" });
  await deletions.finishAll();
  assert.deepEqual(deletions.all, []);
});

test("a page that is left takes along what waits, and nothing is sent twice", async () => {
  const { deletions, sent, timers } = scene();
  deletions.add({ ...goneBy("/senders/s"), text: "Gone" });
  deletions.leave();
  deletions.leave();
  assert.deepEqual(sent, [["DELETE", "/senders/s", undefined, true]]);
  assert.equal(timers.size, 0);
});

test("what is too much for a page that is left is known to be", () => {
  const { deletions } = scene();
  const ids = (count) => Array.from({ length: count }, (_, n) => `a-photo-with-a-long-id-${n}`);
  deletions.add({ ...photosGone(8, ids(100)), text: "Gone" });
  assert.ok(!deletions.isLarge);
  deletions.add({ ...photosGone(8, ids(3000)), text: "Gone" });
  assert.ok(deletions.isLarge);
});
