import assert from "node:assert/strict";
import { test } from "node:test";

import { layOut, neighbour, rowsBetween } from "../../static/js/ui/rows.js";

const PLACE = { width: 1000, rowHeight: 200, gap: 10 };
const many = (count) => Array.from({ length: count }, (_, index) => [1.5, 0.667, 1.778, 1][index % 4]);

test("every row but the last is exactly as wide as the place, and near the height that was asked for", () => {
  const ratios = many(500);
  const { rows, left, wide } = layOut(ratios, PLACE);
  for (const { start, end, height } of rows.slice(0, -1)) {
    assert.equal(left[start], 0);
    assert.equal(left[end - 1] + wide[end - 1], PLACE.width);
    assert.ok(height > 130 && height < 310, `a row ${height} px high`);
    for (let index = start + 1; index < end; index += 1) assert.equal(left[index], left[index - 1] + wide[index - 1] + PLACE.gap);
  }
});

test("photos keep their order, each is in one row, and rows do not overlap", () => {
  const layout = layOut(many(101), PLACE);
  let next = 0;
  let bottom = -PLACE.gap;
  for (const { start, end, top, height } of layout.rows) {
    assert.equal(start, next);
    assert.ok(end > start);
    assert.equal(top, bottom + PLACE.gap);
    next = end;
    bottom = top + height;
  }
  assert.equal(next, 101);
  assert.equal(layout.height, bottom);
});

test("photos keep their shape within a pixel", () => {
  const ratios = many(60);
  const { rows, wide } = layOut(ratios, PLACE);
  for (const { start, end, height } of rows) {
    for (let index = start; index < end; index += 1) assert.ok(Math.abs(wide[index] - ratios[index] * height) < 4);
  }
});

test("a last row that is not full is not blown up", () => {
  const layout = layOut([1.5], PLACE);
  assert.deepEqual([layout.rows[0].height, layout.wide[0]], [200, 300]);
});

test("a panorama, a tower and a photo of unknown shape break nothing", () => {
  const layout = layOut([20, 0.01, 0, Number.NaN, 1.5, 1.5], { ...PLACE, width: 320 });
  for (const [index, wide] of layout.wide.entries()) {
    assert.ok(wide > 0 && layout.left[index] + wide <= 320);
    assert.ok(layout.rows[layout.rowOf[index]].height < 600);
  }
});

test("nothing to show, and a place without width, are no rows", () => {
  assert.deepEqual(layOut([], PLACE).rows, []);
  assert.deepEqual(layOut([1, 2], { ...PLACE, width: 0 }).rows, []);
  assert.equal(rowsBetween(layOut([], PLACE), 0, 900), null);
});

test("only rows that touch the window are in sight", () => {
  const layout = layOut(many(2000), PLACE);
  const [first, last] = rowsBetween(layout, 5000, 5900);
  assert.ok(layout.rows[first].top <= 5000 && layout.rows[first + 1].top > 5000);
  assert.ok(layout.rows[last].top <= 5900 && layout.rows[last + 1].top > 5900);
  assert.deepEqual(rowsBetween(layout, -900, -1), [0, 0]);
  assert.equal(rowsBetween(layout, 1e9, 2e9)[0], layout.rows.length - 1);
});

test("arrows lead to the next photo, to the one above and below, and stop at the ends", () => {
  const layout = layOut(Array(12).fill(1), { width: 430, rowHeight: 100, gap: 10 });
  assert.equal(layout.rows[0].end, 4);
  assert.equal(neighbour(layout, 1, "right"), 2);
  assert.equal(neighbour(layout, 4, "left"), 3);
  assert.equal(neighbour(layout, 1, "down"), 5);
  assert.equal(neighbour(layout, 5, "up"), 1);
  assert.equal(neighbour(layout, 1, "up"), 1);
  assert.equal(neighbour(layout, 11, "down"), 11);
  assert.equal(neighbour(layout, 5, "first"), 0);
  assert.equal(neighbour(layout, 5, "last"), 11);
  assert.throws(() => neighbour(layout, 5, "away"), /away/);
});
