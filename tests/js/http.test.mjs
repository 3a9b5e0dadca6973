import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import {
  Away,
  csrfToken,
  download,
  NotAcceptable,
  NotSignedIn,
  NotThere,
  problemOf,
  request,
  serverNow,
  TooOften,
} from "../../static/js/http.js";

test("a problem becomes a typed error with its code, sentence and fields", () => {
  const errors = [{ loc: ["body", "name"], msg: "too short" }];
  const error = problemOf(422, JSON.stringify({ code: "validation_failed", detail: "Not like this", errors }));
  assert.ok(error instanceof NotAcceptable);
  assert.deepEqual([error.code, error.message, error.errors, error.status], ["validation_failed", "Not like this", errors, 422]);
});

test("each status that a page acts on has its own type", () => {
  for (const [status, Kind] of [
    [401, NotSignedIn],
    [404, NotThere],
    [410, NotThere],
    [415, NotAcceptable],
    [429, TooOften],
    [408, Away],
    [503, Away],
  ]) {
    assert.ok(problemOf(status, "{}") instanceof Kind, String(status));
  }
});

test("an answer that is not ours still becomes an error", () => {
  assert.equal(problemOf(502, "<html>").code, "http_502");
  assert.equal(problemOf(500, "null").code, "http_500");
});

test("Retry-After is read in seconds", () => {
  assert.equal(problemOf(429, "{}", "12").retryAfterS, 12);
  assert.equal(problemOf(429, "{}", "Wed, 21 Oct 2026 07:28:00 GMT").retryAfterS, null);
});

test("the CSRF token comes from its cookie", () => {
  assert.equal(csrfToken("a=1; ep_csrf=x%2Fy; b=2"), "x/y");
  assert.equal(csrfToken("not_ep_csrf=1"), "");
});

const realFetch = globalThis.fetch;
let answer;
before(() => (globalThis.fetch = (...call) => answer(...call)));
after(() => (globalThis.fetch = realFetch));

test("a request carries its token and body, and gives the parsed answer", async () => {
  answer = async (url, { method, headers, body }) => {
    assert.deepEqual([url, method, body], ["/api/v1/events", "POST", '{"name":"x"}']);
    assert.equal(headers.Authorization, "Bearer t");
    return new Response('{"id":8}', { status: 201 });
  };
  assert.deepEqual(await request("POST", "/events", { json: { name: "x" }, token: "t" }), { id: 8 });
});

test("every answer tells what the service's clock shows", async () => {
  const anHour = 3_600_000;
  answer = async () => new Response("{}", { headers: { Date: new Date(Date.now() + anHour).toUTCString() } });
  await request("GET", "/events");
  answer = async () => new Response("{}");
  await request("GET", "/events");
  assert.ok(Math.abs(serverNow() - Date.now() - anHour) < 2000);
});

test("no content is null", async () => {
  answer = async () => new Response(null, { status: 204 });
  assert.equal(await request("DELETE", "/searches/1"), null);
});

test("a broken network is an error that is worth another try", async () => {
  answer = async () => {
    throw new TypeError("fetch failed");
  };
  await assert.rejects(request("GET", "/events"), (error) => error instanceof Away && error.code === "unreachable");
});

test("an answer that does not come in time counts as a broken network", async () => {
  answer = (_, { signal }) => new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  await assert.rejects(request("GET", "/events", { timeoutMs: 1 }), (error) => error.code === "unreachable");
});

/** An answer whose body says what `chunks` has and then breaks or stalls. */
function halfAnswer(chunks, then) {
  const body = new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
      if (then === "breaks") controller.error(new TypeError("network error"));
    },
  });
  return new Response(body, { status: 200 });
}

test("an answer that breaks off in the middle is a broken network", async () => {
  answer = async () => halfAnswer([], "breaks");
  await assert.rejects(request("GET", "/events"), (error) => error instanceof Away);
  await assert.rejects(download("/searches/1/photos.zip"), (error) => error instanceof Away);
});

test("an answer that stalls in the middle is given up in time", async () => {
  answer = async (_, { signal }) => {
    const stalled = halfAnswer(['{"id":'], "stalls");
    stalled.text = () => new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    return stalled;
  };
  await assert.rejects(request("GET", "/events", { timeoutMs: 1 }), (error) => error.code === "unreachable");
});

test("a page of somebody else's, as of a hotel's network, is no answer", async () => {
  answer = async () => new Response("<html>Welcome! Accept our terms.</html>", { status: 200 });
  await assert.rejects(request("GET", "/events"), (error) => error instanceof Away);
});

test("what is stopped by its caller ends as stopped, also in the middle of its body", async () => {
  const stop = new AbortController();
  answer = async () => halfAnswer(["some"], "stalls");
  const reading = download("/searches/1/photos.zip", { signal: stop.signal, onBytes: () => stop.abort() });
  await assert.rejects(reading, (error) => error.name === "AbortError");
});
