import assert from "node:assert/strict";
import { test } from "node:test";
import "./english.mjs";
import { cannotBe } from "../../static/js/studio/cameras.js";
import { ClockFace, pathOf } from "../../static/js/studio/clock-face.js";
import { cameraName, clockSaid, dayThere, offsetOf, suggestionSaid, timeThere, wrongBy } from "../../static/js/words/cameras.js";

test("an offset is said as how wrong the clock was, and what is typed is the offset again", () => {
  assert.deepEqual(wrongBy(-420), { way: "fast", hours: 0, minutes: 7, seconds: 0 });
  for (const offset of [0, 1, -1, 59, 60, -3599, 3600, 90061, -1_475_000_000]) assert.equal(offsetOf(wrongBy(offset)), offset);
  assert.deepEqual([0, -420, 3605, 90000].map(clockSaid), [
    "Times are as the camera recorded them.",
    "The clock was 7 min fast.",
    "The clock was 1 hr 5 sec slow.",
    "The clock was 1 day 1 hr slow.",
  ]);
});

test("nothing typed is no offset, whichever way", () => {
  for (const way of ["slow", "fast"]) assert.ok(Object.is(offsetOf({ way, hours: 0, minutes: 0, seconds: 0 }), 0));
});

test("what two cameras saw is said only where it is sure, and where it is news", () => {
  const seen = { like: "n", offset_s: -420, moments: 14.2, elsewhere: 3.4, sure: true };
  const said = (more, now = 0) => suggestionSaid({ ...seen, ...more }, now, "Nikon");
  assert.equal(said({}), "Compared with Nikon at 14 moments, this clock was 7 min fast. Any other time fits at most 3 moments.");
  assert.equal(said({ elsewhere: 0.4 }), "Compared with Nikon at 14 moments, this clock was 7 min fast.");
  assert.equal(said({}, -400), "14 moments that Nikon also saw agree with these times.");
  for (const unsure of [{ sure: false }, { offset_s: null }]) assert.match(said(unsure), /too few of the same people/);
});

test("two bodies of one make are told apart", () => {
  assert.equal(cameraName({ name: "NIKON Z 6", serial_end: "0472" }), "NIKON Z 6 …0472");
  assert.equal(cameraName({ name: "", serial_end: "" }), "Unknown camera");
});

test("times are those of the place of the event", () => {
  const at = Date.UTC(2026, 5, 20, 22, 7, 9);
  assert.equal(timeThere(at, "Europe/Berlin"), "Sun 00:07:09");
  assert.equal(dayThere(Date.UTC(2050, 0, 1, 12), "UTC"), "Jan 1, 2050, 12:00");
});

test("a time cannot be more than a day after the photo arrived, or of before there were such cameras", () => {
  const arrived = Date.UTC(2026, 5, 20);
  const day = 24 * 3600 * 1000;
  assert.deepEqual(
    [arrived, arrived + day, arrived + day + 1, Date.UTC(1990, 0), Date.UTC(1989, 11, 31)].map((at) => cannotBe(at, arrived)),
    [false, false, true, false, true],
  );
});

const SECOND = Date.UTC(2026, 5, 20, 19);
const face = (now, first, count) => ({
  now: new Date(now).toISOString(),
  codes: Array.from({ length: count }, (_, at) => ({ at: new Date(first + at * 1000).toISOString(), rows: [`${at}`] })),
});

test("the clock shows the code of the service's second, whatever the computer's clock shows, and none that is past", () => {
  const clock = new ClockFace();
  assert.equal(clock.code(0), null);
  clock.take(face(SECOND + 100, SECOND, 3), 1000, 1200); // On its way for 200 ms: at 1100 it was 19:00:00.100 there.
  assert.equal(clock.time(1100), SECOND + 100);
  assert.deepEqual(
    [1000, 1999, 2000, 3999, 4000].map((at) => clock.code(at)),
    [["0"], ["0"], ["1"], ["2"], null],
  );
  assert.deepEqual([clock.left(1100), clock.left(4000)], [3, 0]);
});

test("an answer that took long is not believed to the second, but its codes are taken", () => {
  const clock = new ClockFace();
  clock.take(face(SECOND, SECOND, 1), 0, 20);
  clock.take(face(SECOND + 3000, SECOND + 3000, 2), 1000, 9000);
  assert.equal(clock.time(10), SECOND);
  assert.deepEqual([clock.code(3010), clock.code(500)], [["0"], null], "what is past by the time it came is gone");
});

test("a code is drawn by its dark modules", () => {
  assert.equal(pathOf(["101", "011"]), "M0 0h1v1h-1zM2 0h1v1h-1zM1 1h2v1h-2z");
});
