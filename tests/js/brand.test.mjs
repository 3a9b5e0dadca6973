/** Brands in the studio, and links that are sent and changed. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { saidIn } from "../../static/js/studio/brand.js";
import { changesOf, mailOf, whatsAppOf } from "../../static/js/studio/sharing.js";
import { wantedOf } from "../../static/js/studio/watermark.js";
import "./english.mjs";

const LINK = {
  label: "Table 4",
  has_pin: true,
  expires_at: new Date("2026-06-20T23:59:59").toISOString(),
  url: "https://a.example/g/ab3x9kfm2t",
};

test("what is left empty is nothing of an account, and of an event as in its account", () => {
  assert.deepEqual(saidIn({ name: " Anna ", link: " ", imprint: "" }, null, false), {
    name: "Anna",
    link: null,
    imprint: null,
    colour: null,
    credit: false,
  });
});

test("a link that is edited changes by what was typed, and a PIN that was not typed stays", () => {
  const as = { label: "Table 4", pin: "", expires_at: "2026-06-20" };
  assert.deepEqual(changesOf(LINK, as, false), {});
  assert.deepEqual(changesOf(LINK, { ...as, pin: " 4711 ", label: "" }, false), { label: "", pin: "4711" });
  assert.deepEqual(changesOf(LINK, { ...as, pin: "4711" }, true), { pin: null });
  assert.deepEqual(Object.keys(changesOf(LINK, { ...as, expires_at: "2026-06-21" }, false)), ["expires_at"]);
});

test("what is sent names the event and its link, and stays whole whatever is in its name", () => {
  const event = { name: "Ben & Jo: 100% <us>?" };
  const mail = new URL(mailOf(LINK, event));
  assert.equal(mail.protocol, "mailto:");
  assert.match(mail.searchParams.get("subject"), /Ben & Jo: 100% <us>\?/);
  assert.match(mail.searchParams.get("body"), /https:\/\/a\.example\/g\/ab3x9kfm2t/);
  assert.match(new URL(whatsAppOf(LINK, event)).searchParams.get("text"), /Ben & Jo.*ab3x9kfm2t/s);
});

test("a mark that is laid another way keeps its text, or the picture that was sent", () => {
  const laid = { place: "centre", size: 30, opacity: 40 };
  assert.deepEqual(wantedOf({ text: "" }, { text: " ", ...laid }), laid);
  assert.deepEqual(wantedOf({ text: "Anna" }, { text: "Anna ", ...laid }), laid);
  assert.deepEqual(wantedOf({ text: "Anna" }, { text: "Ben", ...laid }), { text: "Ben", ...laid });
});
