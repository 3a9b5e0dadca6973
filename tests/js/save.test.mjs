import assert from "node:assert/strict";
import { test } from "node:test";

import { fileName } from "../../static/js/ui/save.js";

const bytes = (text) => new TextEncoder().encode(text).length;

test("a name that fits stays, composed and without what begins a folder or turns the line", () => {
  assert.equal(fileName("Zoe\u0308 & Jo", ".zip"), "Zoë & Jo.zip");
  assert.equal(fileName("a/b\\c:d\u202e", ".jpg"), "a_b_c_d_.jpg");
});

test("a name that is too long for a file system is cut where a character ends, and keeps its ending", () => {
  assert.equal(fileName("漢".repeat(145), ".jpg"), `${"漢".repeat(83)}.jpg`);
  const family = "👨‍👩‍👧‍👦";
  const cut = fileName(family.repeat(30), ".zip");
  assert.equal(cut, `${family.repeat(10)}.zip`);
  assert.ok(bytes(cut) <= 255);
});
