import assert from "node:assert/strict";
import { test } from "node:test";
import "./english.mjs";
import { troublesOf } from "../../static/js/studio/ingest-sources.js";
import { menuOf, stateOf } from "../../static/js/studio/senders.js";

const CAMERA = { id: "c", event_id: 8, name: "R6", username: "k7m2qp", created_at: "2026-06-20T17:00:00Z" };
const camera = (more) => ({ ...CAMERA, last_seen_at: null, revoked_at: null, online: false, ...more });

test("a camera is waiting until it has signed in, then online or away, and revoked for good", () => {
  assert.equal(stateOf(camera({})), "waiting");
  assert.equal(stateOf(camera({ last_seen_at: "2026-06-20T18:00:00Z", online: true })), "online");
  assert.equal(stateOf(camera({ last_seen_at: "2026-06-20T18:00:00Z" })), "away");
  assert.equal(stateOf(camera({ online: true, revoked_at: "2026-06-20T18:00:00Z" })), "revoked");
});

test("what is typed into a camera says whether it is encrypted", () => {
  const typed = (tls) => Object.fromEntries(menuOf({ host: "photos.example.org", port: 2121, tls }));
  assert.equal(typed("none").Port, "2121");
  assert.match(typed("none").Security, /no encryption/);
  assert.match(typed("required").Security, /explicit/);
});

test("a source names what was cut off, and the last files that were refused", () => {
  const refusal = (name) => ({ name, code: "unsupported_media_type", at: "2026-06-20T18:00:00Z" });
  const cut = [{ name: "IMG_1.JPG", size: 2_000_000, since: "2026-06-20T18:00:00Z" }];
  const refusals = ["1.MOV", "2.MOV", "3.MOV", "4.MOV"].map(refusal);
  const said = troublesOf({ cut, refusals, refused: 9 });
  assert.match(said[0], /IMG_1\.JPG arrived only in part/);
  assert.match(said[1], /4\.MOV was not accepted\. .*JPEG/);
  assert.match(said[4], /6 files before that were not accepted/);
  assert.deepEqual(troublesOf({ cut: [], refusals: [], refused: 0 }), []);
});
