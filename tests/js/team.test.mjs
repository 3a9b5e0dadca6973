import assert from "node:assert/strict";
import { test } from "node:test";
import "./english.mjs";
import { ANYTHING, matches, narrows, queriesOf } from "../../static/js/studio/gallery-filter.js";
import { Offered } from "../../static/js/studio/offer.js";
import { cameraOptions, creditOf, peopleOptions, personSaid } from "../../static/js/studio/people.js";
import { actOf } from "../../static/js/studio/review.js";
import { routeOf } from "../../static/js/studio/router.js";
import { session } from "../../static/js/studio/session.js";
import { mayDelete, whoseOf } from "../../static/js/studio/team.js";

const ANNA = { user_id: "anna", name: "Anna", role: "shoot", photos: 3 };
const GONE = { user_id: "gone", name: null, role: null, photos: 2 };
const NOBODY = { user_id: null, name: null, role: null, photos: 1 };
const photo = (more) => ({
  id: "p",
  name: "IMG_1.jpg",
  status: "indexed",
  faces: 1,
  uploaded_by: null,
  camera_key: null,
  ...more,
});

test("somebody else's event says what one is to it and whose it is, also when that account is gone", () => {
  assert.equal(whoseOf({ role: "edit", owner_name: "Phoebe" }), "Editor · Phoebe’s event");
  assert.equal(whoseOf({ role: "administrator", owner_name: null }), "Another photographer’s event");
});

test("photos are credited where several people sent some: by name, as a former colleague's, or as nobody's that is known", () => {
  const people = [ANNA, GONE, NOBODY];
  assert.deepEqual(
    ["anna", "gone", null].map((id) => creditOf(people, photo({ uploaded_by: id }))),
    ["Anna", "A former colleague", "Not known"],
  );
  assert.equal(creditOf([ANNA], photo({ uploaded_by: "anna" })), null);
  assert.equal(creditOf(undefined, photo({})), null);
  assert.equal(creditOf(people, photo({ uploaded_by: "new" })), null);
  assert.equal(personSaid(NOBODY), "Not known");
});

test("the gallery narrows to a photographer, to what nobody is known to have sent, and to a camera", () => {
  const asked = (more) => new URLSearchParams(queriesOf({ ...ANYTHING, ...more })[0]);
  assert.equal(asked({ by: "anna", camera: "r6" }).get("uploaded_by"), "anna");
  assert.equal(asked({ by: "anna", camera: "r6" }).get("camera"), "r6");
  assert.equal(asked({ by: "unknown" }).get("uploaded_by"), "");
  assert.equal(asked({}).has("uploaded_by"), false);
  const hers = photo({ uploaded_by: "anna", camera_key: "r6" });
  const is = (more) => matches({ ...ANYTHING, ...more }, hers);
  assert.deepEqual(
    [is({ by: "anna" }), is({ by: "gone" }), is({ camera: "r6" }), is({ camera: "x" })],
    [true, false, true, false],
  );
  assert.equal(matches({ ...ANYTHING, by: "unknown" }, photo({})), true);
  assert.deepEqual(
    [narrows({ ...ANYTHING, by: "anna" }), narrows({ ...ANYTHING, camera: "r6" }), narrows(ANYTHING)],
    [true, true, false],
  );
});

test("what one may narrow to says how many photos there are", () => {
  assert.deepEqual(Object.entries(peopleOptions([ANNA, NOBODY])), [
    ["", "Everyone"],
    ["anna", "Anna (3)"],
    ["unknown", "Not known (1)"],
  ]);
  const camera = { key: "r6", name: "Canon EOS R6", serial_end: null, photos: 4 };
  assert.deepEqual(Object.keys(cameraOptions([camera])), ["", "r6"]);
  assert.match(cameraOptions([camera]).r6, /R6.*\(4\)/);
});

test("own photos may be deleted by who may delete those alone", () => {
  session.user = { id: "anna" };
  const [own, other] = [photo({ uploaded_by: "anna" }), photo({ uploaded_by: "phoebe" })];
  assert.deepEqual([mayDelete(["delete_own_photos"], own), mayDelete(["delete_own_photos"], other)], [true, false]);
  assert.deepEqual([mayDelete(["delete_photos"], other), mayDelete([], own)], [true, false]);
});

test("whoever may give no stars gives none by a key either", () => {
  const acts = { approve: () => "yes", leap: () => undefined, step: () => undefined };
  assert.equal(actOf({ key: "3" }, acts), undefined);
  assert.equal(actOf({ key: "a" }, acts)(), "yes");
});

test("the link of an invitation is a screen, and its token is kept until it is answered", () => {
  assert.deepEqual(routeOf("#team=abc-D_1"), { screen: "offer", token: "abc-D_1" });
  assert.deepEqual(routeOf("#event/8/team"), { screen: "event", id: "8", part: "team" });
  const offered = new Offered();
  offered.become({ token: "abc" });
  offered.done();
  assert.equal(offered.token, null);
});
