import assert from "node:assert/strict";
import { test } from "node:test";

import { placeOf } from "../../static/js/kiosk/finder.js";
import { renewAtNight } from "../../static/js/kiosk/upkeep.js";

const MINUTE_MS = 60_000;
const NIGHT = new Date(2026, 10, 22, 4, 5);
const EVENING = new Date(2026, 10, 22, 20, 0);
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** How often a page that began `hours` ago loads itself again, with one look at `moment`. */
async function loads(t, { hours, moment, free = () => true, served = true }) {
  t.mock.timers.enable({ apis: ["setInterval"] });
  let now = new Date(moment - hours * 3_600_000);
  let loaded = 0;
  renewAtNight({ isFree: free, verify: async () => served, reload: () => (loaded += 1), now: () => now });
  now = moment;
  t.mock.timers.tick(MINUTE_MS);
  await settled();
  return loaded;
}

test("at night a kiosk that has run for hours begins anew", async (t) => {
  assert.equal(await loads(t, { hours: 9, moment: NIGHT }), 1);
});

test("it does so once a night", async (t) => {
  assert.equal(await loads(t, { hours: 0.5, moment: NIGHT }), 0);
});

test("it does not during the party", async (t) => {
  assert.equal(await loads(t, { hours: 9, moment: EVENING }), 0);
});

test("it never does while somebody is there, nor when somebody comes in the last moment", async (t) => {
  assert.equal(await loads(t, { hours: 9, moment: NIGHT, free: () => false }), 0);
  t.mock.timers.reset();
  const answers = [true, false];
  assert.equal(await loads(t, { hours: 9, moment: NIGHT, free: () => answers.shift() }), 0);
});

test("it does not where nothing would answer: the page that is there is better than none", async (t) => {
  assert.equal(await loads(t, { hours: 9, moment: NIGHT, served: false }), 0);
});

test("the viewfinder goes to a face wherever the screen crops the cover, and to none that is cut off", () => {
  const [photo, focus] = [
    { width: 3000, height: 2000 },
    { x: 50, y: 20 },
  ];
  const onSquare = placeOf([0.45, 0.4, 0.1, 0.15], photo, { width: 1000, height: 1000 }, focus);
  assert.deepEqual(
    onSquare && [Math.round(onSquare.left), Math.round(onSquare.top), Math.round(onSquare.width)],
    [500, 463, 240],
  );
  const onWide = placeOf([0.1, 0.2, 0.1, 0.15], photo, { width: 3000, height: 1000 }, focus);
  assert.deepEqual(onWide && [Math.round(onWide.left), Math.round(onWide.top)], [450, 326]);
  const close = placeOf([0.2, 0.1, 0.6, 0.8], { width: 800, height: 1000 }, { width: 800, height: 1000 }, focus);
  assert.deepEqual(close && [Math.round(close.left), Math.round(close.top), Math.round(close.width)], [400, 436, 480]);
  assert.equal(placeOf([0.02, 0.4, 0.1, 0.15], photo, { width: 1000, height: 1000 }, focus), null);
});
