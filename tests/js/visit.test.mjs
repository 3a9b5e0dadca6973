import assert from "node:assert/strict";
import { setMaxListeners } from "node:events";
import { afterEach, beforeEach, test } from "node:test";

import { storageOf } from "./storage.mjs";

/** What a page has and Node has not. */
const kept = new Map();
const keptForNow = new Map();
const page = new EventTarget();
setMaxListeners(0, page); // Each visit listens to it, and none ever leaves.
globalThis.navigator ??= { languages: ["en"] };
globalThis.localStorage = storageOf(kept);
globalThis.sessionStorage = storageOf(keptForNow);
globalThis.location = { protocol: "https:", host: "here", pathname: "/s/link", hash: "" };
globalThis.history = { replaceState: (_state, _title, path) => Object.assign(location, { pathname: path, hash: "" }) };
globalThis.document = Object.assign(new EventTarget(), {
  visibilityState: "visible",
  cookie: "",
  createElement: () => ({}),
  head: { append: () => undefined },
});
globalThis.addEventListener = page.addEventListener.bind(page);

/** The server's side of the live connection. */
class Wire {
  static last = null;
  readyState = 0;
  sent = [];

  constructor() {
    Wire.last = this;
  }

  send(text) {
    this.sent.push(JSON.parse(text));
  }

  close() {
    this.readyState = 3;
  }

  accept(matches = [], snapshot = { status: { stage: "live" }, matches, caught_up: {} }) {
    this.readyState = 1;
    this.onopen();
    const { id, topic } = this.sent.find(({ type }) => type === "subscribe");
    this.tell({ type: "subscribed", id, topic, epoch: "e", offset: 0, recovered: false, snapshot });
  }

  tell(message) {
    this.onmessage({ data: JSON.stringify(message) });
  }

  drop(code) {
    this.readyState = 3;
    this.onclose({ code });
  }

  refuse() {
    this.drop(4401);
  }
}
globalThis.WebSocket = Wire;

const { Visit } = await import("../../static/js/guest/visit.js");
const visits = await import("../../static/js/visits.js");
const { takeAnswer } = await import("../../static/js/guest/ahead.js");

const event = { id: 7, name: "Party" };
const search = { id: "s", topic: "search:s", token: "t", expires_at: "2030-01-01T00:00:00Z" };
const opened = { event, guest_token: "g" };
const alive = { status: "live", expires_at: search.expires_at };

/** What the service answers, by method and path: a value, a function, or a promise; a Response is taken as it is. */
let answers;
let asked;
const problem = (status, code) => new Response(code ? JSON.stringify({ code }) : "<html>", { status });
const tick = (ms = 0) => new Promise((resolve) => setTimeout(resolve, ms));
const settled = async () => {
  for (let turn = 0; turn < 5; turn += 1) await tick();
};

async function serve(url, { method, body, headers, signal, keepalive }) {
  const path = url.replace("/api/v1", "");
  asked.push(`${method} ${path}`);
  const answer = answers[`${method} ${path}`];
  if (answer === undefined) throw new TypeError("fetch failed");
  const stopped = new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  const given = await Promise.race([typeof answer === "function" ? answer({ body, headers, keepalive }) : answer, stopped]);
  return given instanceof Response ? given.clone() : new Response(JSON.stringify(given));
}

takeAnswer(); // Of the module that asks ahead: there was nobody to ask yet.
const realFetch = globalThis.fetch;
const realTimeout = globalThis.setTimeout;
let waiting;
beforeEach(() => {
  kept.clear();
  keptForNow.clear();
  asked = [];
  waiting = [];
  Wire.last = null;
  globalThis.fetch = serve;
  Object.assign(location, { pathname: "/s/link", hash: "" });
  // What is tried again later is kept aside, for the test to run; what bounds a request is not waited for.
  globalThis.setTimeout = (act, ms = 0) => {
    if (ms < 50) return realTimeout(act, ms);
    return waiting.push({ act, ms });
  };
  answers = { "GET /share/link": opened, "GET /searches/s": alive };
});
afterEach(() => {
  globalThis.fetch = realFetch;
  globalThis.setTimeout = realTimeout;
});

/** A guest whose search is on the phone, with these photos. */
async function watching(matches, snapshot) {
  visits.remember(event, search, "link");
  const visit = new Visit();
  await visit.open();
  Wire.last.accept(matches, snapshot);
  return visit;
}

test("a refusal that was a mistake costs a guest nothing: the search is asked for again", async () => {
  const visit = await watching();
  Wire.last.refuse();
  await settled();
  assert.deepEqual([visit.screen, visit.people.socket.state, visits.recall(7)?.id], ["results", "waiting", "s"]);
});

test("only the service itself ends a search: a proxy's page with the same status, and other errors, do not", async () => {
  for (const bare of [problem(404), problem(401), problem(500), problem(429, "rate_limited")]) {
    const visit = await watching();
    answers["GET /searches/s"] = bare;
    Wire.last.refuse();
    await settled();
    assert.deepEqual([visit.screen, visits.recall(7)?.id], ["results", "s"]);
    answers["GET /searches/s"] = alive;
  }
  const visit = await watching();
  answers["GET /searches/s"] = problem(401, "not_authenticated");
  Wire.last.refuse();
  await settled();
  assert.deepEqual([visit.screen, visit.problem.code, visits.recall(7)], ["closed", "search_ended", null]);
});

test("of two openings at once the later one counts, and the earlier one comes too late to change anything", async () => {
  visits.remember(event, search, "link");
  const answer = {};
  answers["GET /searches/s"] = () => new Promise((resolve) => Object.assign(answer, { resolve }));
  const visit = new Visit();
  visit.open();
  await settled();
  const late = answer.resolve;
  const again = visit.open();
  await settled();
  answer.resolve(alive);
  await again;
  const { store } = visit.people;
  Wire.last.accept();
  late(problem(404, "not_found"));
  await settled();
  assert.deepEqual([visit.screen, visit.people.store === store, visits.recall(7)?.id], ["results", true, "s"]);
  assert.deepEqual([asked.filter((line) => line === "GET /searches/s").length, visit.people.socket.state], [2, "online"]);
});

test("a PIN counts in whatever digits it is typed, and letters that no PIN has are said to be wrong", async () => {
  const pins = [];
  answers["GET /share/link"] = ({ headers }) => {
    pins.push(headers["X-Share-Pin"]);
    return pins.at(-1) === "2468" ? opened : problem(401, "pin_required");
  };
  for (const typed of ["٢٤٦٨", " ۲۴۶۸ ", "२४६८", "２４６８", "2468"]) {
    const visit = new Visit();
    await visit.enterPin(typed);
    assert.equal(visit.screen, "welcome");
  }
  const visit = new Visit();
  await visit.enterPin("пароль");
  assert.deepEqual([visit.screen, visit.problem.code, new Set(pins)], ["pin", "wrong_pin", new Set(["2468"])]);
  await visit.enterPin("Boat-7 ");
  assert.equal(pins.at(-1), "Boat-7");
});

test("a phone that comes back keeps its search while a proxy answers for the service", async () => {
  visits.remember(event, search, "link");
  answers["GET /searches/s"] = problem(404);
  const visit = new Visit();
  await visit.open();
  assert.deepEqual([visit.screen, visits.recall(7)?.id], ["closed", "s"]);
});

test("what was found under a link that is over is reached again after a break, and as often as it is opened", async () => {
  visits.remember(event, search, "link");
  answers["GET /share/link"] = problem(410, "link_revoked");
  delete answers["GET /searches/s"];
  const visit = new Visit();
  await visit.open();
  assert.equal(visit.screen, "offline");
  answers["GET /searches/s"] = alive;
  await visit.open();
  assert.deepEqual([visit.screen, visit.linkIsOver], ["results", true]);
});

test("a link that cannot be opened for another reason is not over", async () => {
  visits.remember(event, search, "link");
  for (const [trouble, screen] of [
    [problem(500, "internal_error"), "closed"],
    [problem(429, "rate_limited"), "closed"],
    [problem(404), "closed"],
    [problem(401, "pin_required"), "pin"],
  ]) {
    answers["GET /share/link"] = trouble;
    const visit = new Visit();
    await visit.open();
    assert.deepEqual([visit.screen, visit.linkIsOver], [screen, false]);
    answers["GET /share/link"] = opened;
    await visit.open();
    assert.deepEqual([visit.screen, visit.linkIsOver], ["results", false]);
  }
});

test("what is found is drawn from the store: the page itself is not drawn anew for each photo", async () => {
  const visit = await watching();
  let drawn = 0;
  visit.addEventListener("change", () => {
    drawn += 1;
  });
  const match = { photo_id: "p", score: 0.5, tier: "certain", face_box: [0, 0, 1, 1] };
  Wire.last.tell({ type: "publication", topic: "search:s", offset: 1, data: { type: "search.match", match } });
  assert.deepEqual([visit.people.store.certain.length, drawn], [1, 0]);
  const expired = { type: "search.status", stage: "expired" };
  Wire.last.tell({ type: "publication", topic: "search:s", offset: 2, data: expired });
  assert.deepEqual([visit.screen, drawn > 0], ["closed", true]);
});

test("a selfie that a crash took leads back to the camera, as one that would not do", async () => {
  const visit = await watching([], { status: { stage: "queued" }, matches: [] });
  const expired = { type: "search.status", stage: "expired" };
  Wire.last.tell({ type: "publication", topic: "search:s", offset: 1, data: expired });
  assert.deepEqual([visit.screen, visit.looking.rejected, visit.people.search], ["selfie", "selfie_gone", null]);
});

test("pictures that failed are tried again when the connection is back", async () => {
  const visit = await watching();
  const before = visit.people.store.renewed;
  Wire.last.drop(1006);
  const [{ act: reconnect }] = waiting.slice(-1);
  reconnect();
  Wire.last.accept();
  assert.equal(visit.people.store.renewed, before + 1);
});

test("pictures that fail soon after a renewal are renewed once more, when the minute is over", async () => {
  const visit = await watching();
  const matches = "GET /searches/s/matches?limit=1000";
  const times = () => asked.filter((line) => line === matches).length;
  answers[matches] = { items: [], next_cursor: null };
  await visit.people.renewPictures();
  await visit.people.renewPictures();
  await visit.people.renewPictures();
  const late = waiting.filter(({ ms }) => ms > 50_000 && ms < 60_000);
  assert.deepEqual([times(), late.length], [1, 1]);
  const { now } = performance;
  performance.now = () => now.call(performance) + 60_000;
  late[0].act();
  performance.now = now;
  await settled();
  assert.equal(times(), 2);
});

test("a hand-off whose answer is lost is asked for again as the same phone, until it succeeds", async () => {
  Object.assign(location, { pathname: "/find", hash: "#handoff=ticket" });
  const nonces = [];
  const take = ({ body }) => {
    nonces.push(JSON.parse(body).nonce);
    if (nonces.length < 3) throw new TypeError("lost");
    return { event, search };
  };
  answers["POST /handoffs"] = take;
  const visit = new Visit();
  await visit.open();
  await visit.open();
  const reloaded = new Visit();
  await reloaded.open();
  assert.deepEqual([visit.screen, reloaded.screen, location.hash], ["offline", "results", ""]);
  assert.deepEqual([nonces.length, new Set(nonces).size, keptForNow.size], [3, 1, 0]);
  assert.match(nonces[0], /^[\w-]{16,64}$/);
});

test("a code that is scanned once more by the phone that took the photos over opens them", async () => {
  Object.assign(location, { pathname: "/find", hash: "#handoff=ticket" });
  answers["POST /handoffs"] = problem(410, "handoff_used");
  const stranger = new Visit();
  await stranger.open();
  assert.deepEqual([stranger.screen, stranger.problem.code], ["closed", "handoff_used"]);
  visits.remember(event, search, "/find");
  const visit = new Visit();
  await visit.open();
  assert.deepEqual([visit.screen, visit.people.search.id, location.hash], ["results", search.id, ""]);
});

test("people who come from a kiosk one after the other are in one visit; one whose time is over is left out", async () => {
  const taken = { ...search, id: "k2", topic: "search:k2" };
  for (const each of [search, taken]) {
    Object.assign(location, { pathname: "/find", hash: `#handoff=of-${each.id}` });
    answers["POST /handoffs"] = { event, search: each };
    answers[`GET /searches/${each.id}`] = alive;
    await new Visit().open();
  }
  const visit = new Visit();
  await visit.open();
  const ids = visit.people.all.map(({ session }) => session.search.id);
  assert.deepEqual([visit.screen, ids, visit.people.chosen], ["results", ["s", "k2"], "everybody"]);
  answers["GET /searches/s"] = problem(404, "not_found");
  answers["GET /searches/s/receipt"] = problem(404, "not_found");
  const later = new Visit();
  await later.open();
  assert.deepEqual([later.screen, later.people.search.id, visits.others(7)], ["results", "k2", []]);
});

test("a tab whose search ends leaves the newer search of another tab on the phone", async () => {
  const visit = await watching();
  visits.remember(event, { ...search, id: "newer" }, "link");
  Wire.last.tell({ type: "unsubscribed", topic: "search:s", reason: "deleted" });
  assert.deepEqual([visit.screen, visits.recall(7).id], ["forgotten", "newer"]);
});

test("back while the selfies are on their way: nothing is looked for, and a search that has begun is deleted", async () => {
  const visit = new Visit();
  await visit.open();
  visit.agree();
  const sent = {};
  answers["POST /events/7/searches"] = () => new Promise((resolve) => Object.assign(sent, { resolve }));
  answers["DELETE /searches/s?receipt=true"] = {};
  const looking = visit.look([{ blob: new Blob(["a face"]), box: null }]);
  await settled();
  visit.welcome();
  sent.resolve(search);
  await looking;
  await settled();
  assert.deepEqual([visit.screen, visit.people.search, visits.recall(7), Wire.last], ["welcome", null, null, null]);
  assert.deepEqual(asked.slice(-1), ["DELETE /searches/s?receipt=true"]);

  const never = visit.look([{ blob: new Blob(["a face"]), box: null }]);
  await settled();
  visit.welcome();
  waiting.at(-1).act();
  await never;
  assert.equal(visit.screen, "welcome");
});

test("a guest whose search the photographer has ended is told that it was not by her, at once and when she comes back", async () => {
  const visit = await watching();
  Wire.last.tell({ type: "unsubscribed", topic: search.topic, reason: "link_revoked" });
  await settled();
  assert.deepEqual([visit.screen, visit.problem.code, visits.recall(7)], ["closed", "search_ended_by_photographer", null]);
  visits.remember(event, search, "link");
  answers["GET /searches/s"] = problem(404, "not_found");
  answers["GET /searches/s/receipt"] = { receipt: { because: "link_revoked" } };
  const back = new Visit();
  await back.open();
  assert.deepEqual([back.screen, back.problem.code, visits.recall(7)], ["closed", "search_ended_by_photographer", null]);
});

test("a guest whose search has ended meanwhile is told so, and can start again where the link still opens", async () => {
  visits.remember(event, search, "link");
  answers["GET /searches/s"] = problem(404, "not_found");
  const visit = new Visit();
  await visit.open();
  assert.deepEqual([visit.screen, visit.problem.code], ["closed", "search_ended"]);
  await visit.open();
  assert.equal(visit.screen, "welcome");
});

test("a receipt that comes before the link has opened again is shown all the same, once", async () => {
  visits.remember(event, search, "link");
  visits.beginForgetting(event, search);
  const receipt = { id: "c", erased: [] };
  answers["DELETE /searches/s?receipt=true"] = { receipt };
  const link = {};
  answers["GET /share/link"] = () => new Promise((resolve) => Object.assign(link, { resolve }));
  const visit = new Visit();
  const opening = visit.open();
  await settled();
  assert.deepEqual(visits.forgetting(), []);
  link.resolve(opened);
  await opening;
  assert.deepEqual([visit.screen, visit.forgetter.receiptOf(visit.forgotten.id), visit.busy], ["forgotten", receipt, true]);
  visit.welcome();
  answers["GET /share/link"] = opened;
  await visit.open();
  assert.deepEqual([visit.screen, visit.busy], ["welcome", false]);
});

test("who has no session to start with is not led to a selfie that nobody would look at", async () => {
  visits.remember(event, search, "link");
  answers["GET /share/link"] = problem(410, "link_expired");
  answers["DELETE /searches/s?receipt=true"] = {};
  const visit = new Visit();
  await visit.open();
  visit.forget();
  await settled();
  await visit.welcome();
  assert.deepEqual([visit.screen, visit.problem.code], ["closed", "link_expired"]);

  visits.remember(event, search, "/find");
  location.pathname = "/find";
  answers["GET /searches/s"] = { ...alive, status: "rejected" };
  const other = new Visit();
  await other.open();
  await settled();
  assert.deepEqual([other.screen, other.problem.code], ["closed", "visit_over"]);
});

/** A guest who has found herself, and then added Ben. */
async function withBen() {
  const ben = { id: "b", topic: "search:b", token: "tb", expires_at: search.expires_at };
  const visit = await watching([{ photo_id: "both", tier: "certain", score: 0.9 }]);
  visit.askWho();
  assert.equal(visit.screen, "person");
  visit.add("Ben");
  answers["POST /events/7/searches"] = ({ body }) => {
    assert.equal(body.get("name"), "Ben");
    return ben;
  };
  answers["GET /searches/b"] = { ...alive, name: "Ben" };
  await visit.look([{ blob: new Blob(["his face"]), box: null }]);
  Wire.last.accept([{ photo_id: "both", tier: "certain", score: 0.8 }]);
  return visit;
}

test("somebody is added to a visit with a search of his own, and nothing of the first is lost", async () => {
  const visit = await withBen();
  assert.deepEqual([visit.screen, visit.people.search.id, visit.people.all.length], ["results", "b", 2]);
  assert.deepEqual([visits.recall(7).id, visits.others(7).map(({ id }) => id)], ["s", ["b"]]);
  visit.people.choose("s");
  assert.deepEqual([visit.people.search.id, visit.people.store.certain[0].score, visit.people.together], ["s", 0.9, false]);
  visit.people.choose("everybody");
  assert.deepEqual([visit.people.together, visit.people.has("both"), visit.people.has("none")], [true, true, false]);
});

test("photos of several people are packed by what is shown of them, and each is answered for by a search of his own", async () => {
  const visit = await withBen();
  const packed = [];
  visit.packWith(Object.assign(new EventTarget(), { start: (...args) => packed.push(args) }));
  for (const whose of ["b", "everybody", "together"]) {
    visit.people.choose(whose);
    visit.download(["both"]);
  }
  assert.deepEqual(
    packed.map(([searches, mode, of, photoIds]) => [searches.map(({ token }) => token), mode, of.name, photoIds]),
    [
      [["tb"], "any", "Party", ["both"]],
      [["t", "tb"], "any", "Party", ["both"]],
      [["t", "tb"], "all", "Party", ["both"]],
    ],
  );
  const said = [];
  for (const id of ["s", "b"])
    answers[`POST /searches/${id}/feedback`] = ({ body, keepalive }) => said.push([id, JSON.parse(body), keepalive]) && {};
  await visit.answer("both", false, visit.people.all[1]);
  assert.deepEqual(said, [["b", { photo_id: "both", is_me: false }, true]], "also when the page is left");
  assert.deepEqual(
    visit.people.all.map(({ session }) => session.store.answerTo("both")),
    [undefined, false],
  );
});

test("who comes from a kiosk may add a person where everybody may begin, and has the photos all the same where not", async () => {
  const party = { ...event, visibility: "public" };
  for (const [of, session, may] of [
    [party, opened, true],
    [party, problem(429, "rate_limited"), false],
    [event, opened, false],
  ]) {
    kept.clear();
    Object.assign(location, { pathname: "/find", hash: "#handoff=ticket" });
    answers["POST /handoffs"] = { event: of, search };
    answers["POST /events/7/guest-session"] = session;
    for (const visit of [new Visit(), new Visit()]) {
      await visit.open(); // The second one is a reload.
      assert.deepEqual([visit.screen, visit.guestToken], ["results", may ? "g" : null]);
    }
  }
});

test("several people are there again when the guest comes back, by the names that the service keeps", async () => {
  await withBen();
  const back = new Visit();
  await back.open();
  assert.deepEqual(
    back.people.all.map(({ name, session }) => [name, session.search.id]),
    [
      [null, "s"],
      ["Ben", "b"],
    ],
  );
  assert.equal(back.people.chosen, "everybody");
});

test("one of several people is forgotten and the others stay; all of them together are forgotten at once", async () => {
  answers["DELETE /searches/s?receipt=true"] = answers["DELETE /searches/b?receipt=true"] = {};
  const visit = await withBen();
  visit.people.choose("s");
  visit.forget();
  await settled();
  assert.deepEqual([visit.screen, visit.forgotten.id, visit.people.all.length], ["forgotten", "s", 1]);
  assert.deepEqual([visits.recall(7).id, visits.others(7)], ["b", []]);
  visit.welcome();
  assert.deepEqual([visit.screen, visit.people.search.id], ["results", "b"]);

  kept.clear();
  const again = await withBen();
  again.people.choose("together");
  again.forget();
  await settled();
  assert.deepEqual([again.people.all, visits.recall(7), visits.others(7)], [[], null, []]);
  assert.ok(["s", "b"].every((id) => asked.includes(`DELETE /searches/${id}?receipt=true`)));
});

test("a picture of somebody who was added that will not do leads back to the camera for the same person", async () => {
  const visit = await withBen();
  Wire.last.tell({
    type: "publication",
    topic: "search:b",
    offset: 1,
    data: { type: "search.status", stage: "rejected", reason: "too_dark" },
  });
  assert.deepEqual(
    [visit.screen, visit.looking.rejected, visit.looking.adding, visit.people.all.length],
    ["selfie", "too_dark", { name: "Ben" }, 1],
  );
  visit.welcome();
  assert.deepEqual([visit.screen, visit.people.search.id, visit.looking.rejected], ["results", "s", null]);
});

test("another selfie goes to the live search, which stays as it is; what the service makes of it is told", async () => {
  const visit = await watching([{ photo_id: "a", tier: "certain", score: 0.9 }]);
  visit.improve();
  assert.deepEqual([visit.screen, visit.people.store.certain.length], ["selfie", 1]);
  answers["POST /searches/s/selfies"] = ({ body }) => {
    assert.deepEqual([body.get("consent"), body.getAll("box")], ["true", ["0.1,0.2,0.3,0.4"]]);
    return { selfies: 2 };
  };
  await visit.look([{ blob: new Blob(["from the side"]), box: [0.1, 0.2, 0.3, 0.4] }]);
  assert.deepEqual([visit.screen, visit.people.person.waits, visit.people.search.id], ["results", true, "s"]);
  const told = (offset, reason) =>
    Wire.last.tell({ type: "publication", topic: "search:s", offset, data: { type: "search.status", stage: "live", ...reason } });
  told(1, { reason: "several_faces" });
  assert.deepEqual(
    [visit.screen, visit.people.person.waits, visit.people.store.added],
    ["results", false, { reason: "several_faces" }],
  );
  told(2, {});
  assert.deepEqual([visit.people.store.stage, visit.people.store.added], ["live", { reason: null }]);
});

test("another selfie that cannot be sent leaves everything as it was", async () => {
  const visit = await watching();
  visit.improve();
  answers["POST /searches/s/selfies"] = problem(422, "too_many_selfies");
  await assert.rejects(visit.look([{ blob: new Blob(["a sixth"]), box: null }]), { code: "too_many_selfies" });
  assert.deepEqual([visit.screen, visit.people.person.waits], ["selfie", false]);
  visit.welcome();
  assert.deepEqual([visit.screen, visit.looking.improving, visit.people.search.id], ["results", null, "s"]);
});

test("a heart is heard of again when the photo it was given to went and another came: it may be the same shot", async () => {
  const match = (photoId) => ({ photo_id: photoId, score: 0.9, tier: "certain", face_box: [0, 0, 1, 1], live: true });
  const visit = await watching([match("raw"), match("other")]);
  const list = { id: "l", token: "f", name: "", photo_ids: ["raw"] };
  answers["POST /favourites"] = list;
  answers["PATCH /favourites/l/photos"] = list;
  const hearts = await visit.favourites.toggle("raw");
  await hearts.run();
  waiting = [];
  const tell = (data, offset) => Wire.last.tell({ type: "publication", topic: "search:s", offset, data });
  tell({ type: "search.match", match: match("another") }, 1);
  assert.deepEqual(waiting.length, 0);

  answers["GET /favourites/l"] = { ...list, photo_ids: ["jpeg"] };
  tell({ type: "search.retracted", photo_id: "raw", reason: "hidden" }, 2);
  tell({ type: "search.match", match: match("jpeg") }, 3);
  assert.deepEqual(waiting.length, 1);
  waiting[0].act();
  await settled();
  assert.deepEqual([visit.favourites.has("jpeg"), visit.favourites.size], [true, 1]);
});
