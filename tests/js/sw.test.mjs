import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runInNewContext } from "node:vm";

const PROGRAM = readFileSync(new URL("../../static/sw.js", import.meta.url), "utf8");

/** A worker with a browser around it: what it asked of that, and a way to hand it an event. */
function working({ open = [], words = {}, answer = 204 } = {}) {
  const heard = { shown: [], focused: [], opened: [], sent: [], subscribed: [] };
  const listeners = new Map();
  const kept = new Map(Object.entries(words));
  const caches = {
    keys: async () => [...kept.keys(), "seen-8"],
    match: async (path, { cacheName }) => (path === "/push/renewal" ? new Response(kept.get(cacheName)) : undefined),
    delete: async (name) => kept.delete(name),
  };
  const page = (url) => ({
    url,
    focus: async () => heard.focused.push(url),
    navigate: async (to) => heard.opened.push(`${url} -> ${to}`),
  });
  const self = {
    shell: { version: "1", files: {} },
    addEventListener: (kind, act) => listeners.set(kind, act),
    clients: { matchAll: async () => open.map(page), openWindow: async (to) => heard.opened.push(to) },
    registration: {
      showNotification: async (title, options) => heard.shown.push({ title, ...options }),
      pushManager: { subscribe: async (options) => heard.subscribed.push(options) && subscription("again") },
    },
  };
  const fetch = async (path, { body, ...request }) => {
    heard.sent.push({ path, ...request, ...JSON.parse(body) });
    return new Response(null, { status: typeof answer === "function" ? answer(JSON.parse(body)) : answer });
  };
  runInNewContext(PROGRAM, { self, caches, fetch, URL, Response, Promise, JSON });
  const tell = async (kind, event) => {
    let done;
    listeners.get(kind)({ ...event, waitUntil: (work) => (done = work) });
    await done;
  };
  return { heard, kept, tell };
}

const subscription = (endpoint) => ({ endpoint, options: { userVisibleOnly: true }, toJSON: () => ({ endpoint }) });

const clicked = (url) => ({ notification: { data: { url }, close: () => undefined } });

test("a push is shown as it says, and a newer one takes the place of an older one", async () => {
  const { heard, tell } = working();
  const said = { title: "Neu", body: "3", url: "https://photos.example.org/find#letter=x", tag: "s1", lang: "ar" };
  await tell("push", { data: { json: () => said } });
  const [{ title, body, tag, dir, data }] = heard.shown;
  assert.deepEqual([title, body, tag, dir, data.url], ["Neu", "3", "s1", "rtl", said.url]);
});

test("a push that is pressed opens what it is about, in the page that shows such already", async () => {
  const url = "https://photos.example.org/find#letter=x";
  const alone = working({ open: ["https://photos.example.org/e/8"] });
  await alone.tell("notificationclick", clicked(url));
  assert.deepEqual([alone.heard.focused, alone.heard.opened], [[], ["/find#letter=x"]]);
  const there = working({ open: ["https://photos.example.org/e/8", "https://photos.example.org/find"] });
  await there.tell("notificationclick", clicked(url));
  assert.deepEqual(there.heard.focused, ["https://photos.example.org/find"]);
  assert.deepEqual(there.heard.opened, ["https://photos.example.org/find -> /find#letter=x"]);
});

test("another subscription is told for each search, and what has ended is forgotten", async () => {
  const { heard, kept, tell } = working({
    words: { "push-a": "word-a", "push-b": "word-b" },
    answer: ({ token }) => (token === "word-b" ? 404 : 204),
  });
  await tell("pushsubscriptionchange", { oldSubscription: subscription("old"), newSubscription: subscription("new") });
  assert.deepEqual(
    heard.sent.map(({ path, token, subscription: to, credentials }) => [path, token, to.endpoint, credentials]),
    ["word-a", "word-b"].map((word) => ["/api/v1/alerts/renew", word, "new", "omit"]),
  );
  assert.deepEqual([[...kept.keys()], heard.subscribed], [["push-a"], []]);
});

test("where the browser leaves it to the page to subscribe again it does, for the same service", async () => {
  const { heard, tell } = working({ words: { "push-a": "word-a" } });
  await tell("pushsubscriptionchange", { oldSubscription: subscription("old"), newSubscription: null });
  assert.deepEqual([heard.subscribed, heard.sent[0].subscription.endpoint], [[{ userVisibleOnly: true }], "again"]);
  const none = working({ words: { "push-a": "word-a" } });
  await none.tell("pushsubscriptionchange", { oldSubscription: null, newSubscription: null });
  assert.deepEqual(none.heard.sent, []);
});
