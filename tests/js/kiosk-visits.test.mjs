import assert from "node:assert/strict";
import test from "node:test";

globalThis.navigator ??= { languages: ["en"] };
globalThis.location = { protocol: "http:", host: "kiosk.test" };

const { Visits } = await import("../../static/js/kiosk/visits.js");

/** A paired kiosk whose service deletes what it is asked to. */
class Device extends EventTarget {
  ready = true;
  event = { id: 1, selfie_search: true };
  closeSearches = async () => true;
}

test("the good-bye goes by itself after seven seconds; who is next may begin before", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  t.mock.method(globalThis, "fetch", () => Promise.reject(new Error("no words here")));
  const visits = new Visits(new Device());
  visits.start();
  await visits.end("done");
  assert.deepEqual([visits.step, visits.bye], ["bye", { how: "done", deleted: true, someTaken: false }]);
  t.mock.timers.tick(6_999);
  assert.equal(visits.step, "bye");
  t.mock.timers.tick(1);
  assert.deepEqual([visits.step, visits.bye, visits.busy], ["attract", null, false]);

  visits.start();
  await visits.end("phone");
  visits.rest();
  visits.start();
  t.mock.timers.tick(10_000);
  assert.equal(visits.step, "consent");
});
