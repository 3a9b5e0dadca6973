import assert from "node:assert/strict";
import { afterEach, mock, test } from "node:test";

import "./english.mjs";
import { askedFor, lengthOf } from "../../static/js/studio/card.js";
import { toGo } from "../../static/js/studio/events.js";
import { stepsOf } from "../../static/js/studio/first-steps.js";
import { outcomeOf, troubleOf } from "../../static/js/studio/hooks.js";
import { csvOf, lastHour, reached } from "../../static/js/studio/insights.js";
import { spaced, stateOf } from "../../static/js/studio/kiosks.js";
import { Refreshed } from "../../static/js/studio/refreshed.js";
import { eventHref, Router, routeOf } from "../../static/js/studio/router.js";
import { Session } from "../../static/js/studio/session.js";
import { changesOf, todayIn, wrongIn } from "../../static/js/studio/settings.js";
import { isOver } from "../../static/js/studio/sharing.js";
import { dates, powers, isOver as tokenIsOver } from "../../static/js/studio/tokens.js";
import { sharesOf } from "../../static/js/studio/usage.js";
import { explain } from "../../static/js/ui/words.js";
import { ago, clock, fieldProblem, inputProblem, pace } from "../../static/js/words/studio.js";

test("an address says the screen, the event and the part", () => {
  assert.deepEqual(routeOf(""), { screen: "events" });
  assert.deepEqual(routeOf("#event/8"), { screen: "event", id: "8", part: "live" });
  assert.deepEqual(routeOf("#event/8/share"), { screen: "event", id: "8", part: "share" });
  assert.deepEqual(routeOf("#reset=a.b-c"), { screen: "reset", token: "a.b-c" });
  assert.deepEqual(routeOf("#invitation=a_b-c"), { screen: "register", invitation: "a_b-c" });
  for (const nowhere of ["#event/x", "#event/8/secrets", "#events", "#main"])
    assert.deepEqual(routeOf(nowhere), { screen: "nowhere" });
  assert.deepEqual([eventHref(8), eventHref(8, "kiosks")], ["#event/8", "#event/8/kiosks"]);
});

/** A browser's history and address, as much of them as a Router sees. */
class Browsing {
  constructor() {
    this.entries = [{ hash: "", state: null }];
    this.at = 0;
    this.listeners = {};
    this.history = {
      get state() {
        return browsing.entries[browsing.at].state;
      },
      replaceState: (state, _, url) => {
        this.entries[this.at].state = state;
        if (url !== undefined) this.entries[this.at].hash = url.includes("#") ? url.slice(url.indexOf("#")) : "";
      },
      go: (steps) => this.move(this.at + steps),
    };
    this.location = {
      pathname: "/studio",
      get hash() {
        return browsing.entries[browsing.at].hash;
      },
      set hash(hash) {
        browsing.follow(hash);
      },
    };
  }

  follow(hash) {
    this.entries = [...this.entries.slice(0, this.at + 1), { hash, state: null }];
    this.move(this.entries.length - 1);
  }

  move(at) {
    this.at = at;
    this.listeners.hashchange?.();
  }
}

let browsing;
const before = {};

/** Takes the place of globals until the test is over. */
function stand(globals) {
  for (const [name, value] of Object.entries(globals)) {
    before[name] ??= Object.getOwnPropertyDescriptor(globalThis, name) ?? null;
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
}

afterEach(() => {
  for (const [name, descriptor] of Object.entries(before)) {
    if (descriptor) Object.defineProperty(globalThis, name, descriptor);
    else delete globalThis[name];
    delete before[name];
  }
  mock.timers.reset();
});

/** A Router on a fresh page. */
function routing() {
  browsing = new Browsing();
  const { history, location, listeners } = browsing;
  stand({
    history,
    location,
    addEventListener: (type, listener) => {
      listeners[type] = listener;
    },
  });
  const router = new Router();
  router.start();
  return router;
}

test("the screen follows the address, forth and back", () => {
  const router = routing();
  browsing.follow("#event/1");
  assert.equal(router.route.screen, "event");
  browsing.move(0);
  assert.equal(router.route.screen, "events");
});

test("who would lose something is asked, and stays where they were", () => {
  const router = routing();
  browsing.follow("#event/1/settings");
  router.keepUnless(() => true);
  browsing.follow("#event/1/share");
  assert.deepEqual([router.asking, router.route.part], [true, "settings"]);
  router.stay();
  assert.deepEqual([router.asking, router.route.part, browsing.location.hash], [false, "settings", "#event/1/settings"]);
  browsing.move(0);
  assert.equal(router.asking, true);
  router.stay();
  assert.equal(browsing.location.hash, "#event/1/settings");
});

test("who would lose something may go all the same", () => {
  const router = routing();
  browsing.follow("#event/1/settings");
  router.keepUnless(() => true);
  browsing.move(0);
  router.leave();
  assert.deepEqual([router.asking, router.route.screen], [false, "events"]);
  browsing.follow("#account");
  assert.equal(router.route.screen, "account");
});

test("what else would leave the screen waits for the answer too", () => {
  const router = routing();
  const done = [];
  router.wish(() => done.push("at once"));
  router.keepUnless(() => true);
  router.wish(() => done.push("never"));
  router.stay();
  router.wish(() => done.push("then"));
  assert.deepEqual([done, router.asking], [["at once"], true]);
  router.leave();
  assert.deepEqual([done, router.asking], [["at once", "then"], false]);
});

test("each part of a screen that could lose something is asked, and one that could not changes nothing", () => {
  const router = routing();
  browsing.follow("#event/1/settings");
  router.keepUnless(() => true);
  router.keepUnless(() => false)();
  browsing.follow("#account");
  assert.equal(router.asking, true);
});

test("nobody is asked once the guard is taken away", () => {
  const router = routing();
  const done = router.keepUnless(() => true);
  done();
  browsing.follow("#account");
  assert.equal(router.route.screen, "account");
});

test("a secret in the address is gone from it, and the screen stays", () => {
  const router = routing();
  browsing.follow("#reset=secret");
  router.conceal();
  assert.deepEqual([browsing.location.hash, router.route], ["", { screen: "reset", token: "secret" }]);
});

/** A page that can be hidden and looked at. */
class Looking extends EventTarget {
  visibilityState = "visible";

  become(state) {
    this.visibilityState = state;
    this.dispatchEvent(new Event("visibilitychange"));
  }
}

const LONGEST_PAUSE_MS = 20_000;
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A started Refreshed over `answers`, one a reading; an Error is thrown. `asked` counts the readings. */
function refreshing(answers, everyMs = 1000) {
  const page = new Looking();
  const focus = new EventTarget();
  stand({
    document: page,
    addEventListener: focus.addEventListener.bind(focus),
    removeEventListener: focus.removeEventListener.bind(focus),
  });
  mock.timers.enable({ apis: ["setTimeout"] });
  const state = { page, focus, asked: 0 };
  const read = async () => {
    const answer = answers[Math.min(state.asked++, answers.length - 1)];
    if (answer instanceof Error) throw answer;
    return answer;
  };
  state.store = new Refreshed(read, everyMs);
  state.store.start();
  return state;
}

test("what is read again and again is read at once, and then in time", async () => {
  const { store } = refreshing([1, 2], (value) => value * 1000);
  await settled();
  assert.equal(store.value, 1);
  mock.timers.tick(1000);
  await settled();
  assert.equal(store.value, 2);
  mock.timers.tick(1000);
  await settled();
  assert.equal(store.value, 2, "the second value asked for two seconds");
  store.stop();
});

test("nothing is read while nobody looks, and at once when somebody does again", async () => {
  const state = refreshing([1]);
  await settled();
  state.page.become("hidden");
  mock.timers.tick(1000);
  await settled();
  mock.timers.tick(60_000);
  await settled();
  assert.equal(state.asked, 2, "the reading that was due is the last");
  state.page.become("visible");
  await settled();
  assert.equal(state.asked, 3);
  state.focus.dispatchEvent(new Event("focus"));
  await settled();
  assert.equal(state.asked, 4);
  state.store.stop();
  mock.timers.tick(60_000);
  state.page.become("visible");
  assert.equal(state.asked, 4, "stopped is stopped");
});

test("a reading that fails keeps what was there, and is tried again", async () => {
  const { store } = refreshing([1, new Error("away"), 3]);
  await settled();
  mock.timers.tick(1000);
  await settled();
  assert.deepEqual([store.value, store.error.message], [1, "away"]);
  mock.timers.tick(LONGEST_PAUSE_MS);
  await settled();
  assert.deepEqual([store.value, store.error], [3, null]);
  store.stop();
});

test("what could not be read at first is tried again, longer apart each time", async () => {
  const state = refreshing([new Error("away"), new Error("away"), new Error("away"), "there"], (value) => value.length * 1000);
  await settled();
  mock.timers.tick(1001); // The first pause is at most a second.
  await settled();
  assert.equal(state.asked, 2);
  mock.timers.tick(900); // The second at least one.
  await settled();
  assert.equal(state.asked, 2);
  mock.timers.tick(LONGEST_PAUSE_MS);
  await settled();
  mock.timers.tick(LONGEST_PAUSE_MS);
  await settled();
  assert.equal(state.store.value, "there");
  state.store.stop();
});

test("what was put in is not undone by an answer that was on its way", async () => {
  const { store } = refreshing(["old"]);
  store.put("new");
  await settled();
  assert.equal(store.value, "new");
  store.stop();
});

/** A Session at a server that answers `answers`: path to `[status, body]`. */
function sessionAt(answers) {
  stand({
    fetch: async (url) => {
      const [status, body] = answers[url.replace("/api/v1", "")];
      return new Response(status === 204 ? null : JSON.stringify(body), { status });
    },
  });
  return new Session();
}

const CAPA = { id: "u1", name: "Robert Capa" };

test("whoever is signed in already is known after one question", async () => {
  const session = sessionAt({ "/auth/me": [200, CAPA] });
  assert.equal(session.user, undefined);
  await session.open();
  assert.deepEqual(session.user, CAPA);
});

test("a stranger is nobody, and a server that is away is no stranger", async () => {
  const stranger = sessionAt({ "/auth/me": [401, { code: "not_authenticated" }] });
  await stranger.open();
  assert.deepEqual([stranger.user, stranger.error], [null, null]);
  const unknown = sessionAt({ "/auth/me": [503, { code: "unavailable" }] });
  await unknown.open();
  assert.deepEqual([unknown.user, unknown.error.code], [undefined, "unavailable"]);
});

test("a session that ends elsewhere is remembered until its owner is back", async () => {
  const session = sessionAt({ "/auth/me": [200, CAPA], "/auth/login": [200, {}] });
  await session.open();
  assert.equal(session.endedBy({ status: 403, code: "forbidden" }), false);
  assert.equal(session.endedBy({ status: 401, code: "bad_credentials" }), false);
  assert.equal(session.endedBy({ status: 401, code: "not_authenticated" }), true);
  assert.deepEqual([session.user, session.lapsed], [null, CAPA]);
  await session.signIn("x@example.org", "secret");
  assert.deepEqual([session.user, session.lapsed], [CAPA, null]);
});

test("only what differs from the event is sent", () => {
  const event = {
    name: "Ball",
    date: null,
    selfie_search: true,
    keep_until: "2026-12-01",
    consent_text: "",
    cover_photo_id: null,
  };
  assert.deepEqual(changesOf(event, {}), {});
  const undone = {
    name: "Ball ",
    date: "",
    selfie_search: true,
    keep_until: "2026-12-01",
    consent_text: "",
    cover_photo_id: null,
  };
  assert.deepEqual(changesOf(event, undone), {});
  assert.deepEqual(changesOf(event, { name: " Gala", keep_until: "", selfie_search: false }), {
    name: "Gala",
    keep_until: null,
    selfie_search: false,
  });
});

test("an event without a name, or one that is over before it is saved, is not sent", () => {
  assert.deepEqual(Object.keys(wrongIn({ name: "" }, "2026-11-21")), ["name"]);
  assert.deepEqual(Object.keys(wrongIn({ keep_until: "2026-11-20" }, "2026-11-21")), ["keep_until"]);
  assert.deepEqual(wrongIn({ name: "Ball", keep_until: "2026-11-21" }, "2026-11-21"), {});
  assert.deepEqual(wrongIn({ keep_until: null }, "2026-11-21"), {});
});

test("the day is that of the event's time zone", () => {
  const now = new Date("2026-11-28T00:30:00Z");
  assert.deepEqual(
    ["UTC", "America/Los_Angeles", "Pacific/Kiritimati"].map((zone) => todayIn(zone, now)),
    ["2026-11-28", "2026-11-27", "2026-11-28"],
  );
});

test("the last hour is the server's, whatever the clock here shows", () => {
  const [minutes, matches] = lastHour([
    { at: "2020-02-02T19:59:00Z", matches: 7 },
    { at: "2020-02-02T20:00:00Z", matches: 0 },
  ]);
  assert.deepEqual(
    minutes.map((minute) => new Date(minute * 1000).toISOString()),
    ["2020-02-02T19:59:00.000Z", "2020-02-02T20:00:00.000Z"],
  );
  assert.deepEqual(matches, [7, 0]);
});

test("a kiosk waits for its code, is seen, is away, or is revoked", () => {
  assert.equal(stateOf({ paired_at: null }), "waiting");
  assert.equal(stateOf({ paired_at: "x", online: true }), "online");
  assert.equal(stateOf({ paired_at: "x", online: false }), "away");
  assert.equal(stateOf({ paired_at: "x", online: true, revoked_at: "y" }), "revoked");
  assert.equal(spaced("ABCD2345"), "ABCD-2345");
});

test("a link that was revoked or has expired opens no more", () => {
  const now = Date.parse("2026-11-21T20:00:00Z");
  assert.equal(isOver({ expires_at: "2026-11-22T00:00:00Z" }, now), false);
  assert.equal(isOver({ expires_at: "2026-11-21T20:00:00Z" }, now), true);
  assert.equal(isOver({ expires_at: "2026-11-22T00:00:00Z", revoked_at: "2026-11-20T00:00:00Z" }, now), true);
});

test("photos still to be looked through are those waiting and those at work", () => {
  assert.equal(toGo({ queued: 3, processing: 2 }), 5);
  assert.equal(toGo({}), 0);
});

test("a card knows its event and link, and sets long names smaller", () => {
  assert.deepEqual(askedFor("#event=8&link=abc"), { event: "8", link: "abc" });
  assert.deepEqual(["Ball", "x".repeat(60), "x".repeat(200)].map(lengthOf), ["short", "long", "endless"]);
});

test("times are said as one says them", () => {
  assert.deepEqual([-500, 4000, 42_000, 150_000, 7_300_000, 90_000_000, 200_000_000].map(ago), [
    "just now",
    "just now",
    "42 sec. ago",
    "2 min. ago",
    "2 hr. ago",
    "1 day ago",
    "2 days ago",
  ]);
  assert.deepEqual([900_000, 61_000, 9_400, -1].map(clock), ["15:00", "1:01", "0:09", "0:00"]);
  assert.deepEqual([null, 0, 640.4, 1849, 95_000].map(pace), ["–", "0s", "0.64s", "1.8s", "2 min"]);
});

test("what is wrong with a field is a sentence", () => {
  assert.equal(fieldProblem({ msg: "String should have at most 120 characters" }), "This should have at most 120 characters.");
  assert.equal(fieldProblem({ msg: "must lie in the future" }), "This must lie in the future.");
  assert.equal(inputProblem({ validity: { valueMissing: true } }), "Please fill this in.");
  assert.equal(inputProblem({ validity: { tooShort: true }, minLength: 8 }), "Use at least 8 characters.");
});

test("an error that we have no words for is said by its status", () => {
  assert.equal(explain({ code: "bad_credentials", status: 401 }), "Wrong e-mail or password.");
  assert.equal(
    explain({ code: "new", status: 409, message: "Something else." }),
    "Something changed in the meantime. Reload the page and try again.",
  );
  assert.match(explain({ code: "rate_limited", status: 429, retryAfterS: 7 }), /Try again in 7 seconds/);
});

test("a token says what it may, where, until when, and whether it was used", () => {
  const token = { id: "t", name: "Laptop", scopes: ["read", "upload"], event_ids: null, expires_at: "2026-06-20T12:00:00Z" };
  const names = new Map([[8, "Party"]]);
  assert.equal(powers(token, names), "reads, uploads photos · all events");
  assert.equal(powers({ ...token, event_ids: [8, 9] }, names), "reads, uploads photos · Party, event 9");
  assert.equal(powers({ ...token, event_ids: [7, 8, 9] }, names), "reads, uploads photos · 3 events");
  const noon = Date.parse("2026-06-20T12:00:00Z");
  assert.deepEqual([tokenIsOver(token, noon - 1), tokenIsOver(token, noon)], [false, true]);
  assert.match(dates({ ...token, last_used_at: null }, noon - 1), /^until .* · never used$/);
  assert.match(dates({ ...token, last_used_at: "2026-06-20T11:58:00Z" }, noon), /^expired .* · last used 2 min. ago$/);
});

test("a webhook says what is wrong with it, and what became of a message", () => {
  const now = Date.parse("2026-06-20T12:00:00Z");
  const fine = { disabled_at: null, disabled_because: "", failing_since: null };
  assert.equal(troubleOf(fine, now), "");
  assert.match(troubleOf({ ...fine, failing_since: "2026-06-20T11:00:00Z" }, now), /1 hr. ago\. We keep trying\.$/);
  assert.match(
    troubleOf({ ...fine, disabled_at: "2026-06-20T11:00:00Z", disabled_because: "It answered 410." }, now),
    /^Disabled\. It answered 410\./,
  );
  const message = { attempts: 0, problem: "", due_at: "2026-06-20T12:04:30Z" };
  assert.equal(outcomeOf({ ...message, state: "waiting" }, now), "On its way");
  assert.equal(
    outcomeOf({ ...message, state: "waiting", attempts: 1, problem: "answered 503" }, now),
    "answered 503; next try in 5 min",
  );
  assert.equal(
    outcomeOf({ ...message, state: "failed", attempts: 10, problem: "answered 503" }, now),
    "Not delivered: answered 503",
  );
  assert.equal(outcomeOf({ ...message, state: "delivered", attempts: 2 }, now), "Delivered");
});

test("how much is used is a share of what there may be, where there is an end to it", () => {
  const usage = { events: 3, photos: 900, bytes: 7, most: { events: 2, photos: 1000, bytes: null } };
  assert.deepEqual(sharesOf(usage), [
    { name: "events", share: 1.5 },
    { name: "photos", share: 0.9 },
  ]);
  assert.deepEqual(
    sharesOf({ ...usage, most: { events: 0, photos: 10, bytes: 14 } }).map(({ share }) => share),
    [1, 90, 0.5],
  );
});

test("how fast photos came is one sentence", () => {
  assert.equal(reached({ samples: 0, p50_ms: null, p95_ms: null }), "No new photo has reached a waiting guest yet.");
  assert.equal(reached({ samples: 400, p50_ms: 300, p95_ms: 870 }), "19 of 20 photos reached their guests within 1 second.");
  assert.equal(reached({ samples: 3, p50_ms: 300, p95_ms: 2300 }), "All 3 new photos reached their guests within 3 seconds.");
  assert.equal(reached({ samples: 20, p50_ms: 1, p95_ms: 180_000 }), "19 of 20 photos reached their guests within 3 minutes.");
});

test("a spreadsheet of insights takes no name for a formula", () => {
  const none = {
    guests_searching: 0,
    searches: 3,
    guests: 2,
    photos_found: 9,
    downloads: 4,
    matches_delivered: 0,
    matches_live: 0,
  };
  const insights = {
    ...none,
    ...{ guests_without_match: 1, kiosks_online: 0, delivery: { samples: 0, p50_ms: null, p95_ms: null }, per_minute: [] },
    loved: [{ name: '=1+1", x.jpg', hearts: 6, found_by: 5 }],
    links: [{ id: "l", label: "", opened: 7 }],
  };
  const lines = csvOf(/** @type {any} */ (insights)).split("\r\n");
  assert.equal(lines[1], ",Guests,2");
  assert.equal(lines.at(-2), `On most guests’ phones,"'=1+1"", x.jpg",5`);
  assert.equal(lines.at(-1), "Links,Link without a name,7");
});

test("first steps are ticked off by what there is", () => {
  const event = /** @type {any} */ ({ cover_photo_id: null, visibility: "unlisted" });
  const done = (more, photos = 0, links = 0, printed = false) =>
    stepsOf({ ...event, ...more }, photos, links, printed)
      .filter((step) => step.done)
      .map(({ name }) => name);
  assert.deepEqual(done({}), []);
  assert.deepEqual(done({}, 3, 1), ["upload", "link"]);
  assert.deepEqual(done({ cover_photo_id: "p", visibility: "public" }, 0, 0, true), ["cover", "link", "print"]);
});
