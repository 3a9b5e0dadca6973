/**
 * The service worker: keeps the pages of guests and kiosks on the device, each version whole, so that they open at once and
 * without a network. It serves those pages and their files only; the API, the photos, the studio and the administration never
 * pass through it. To guests it shows the photos that they have seen (guest/seen-photos.js keeps them). The server puts `self.shell = {version, files}` before this text.
 */

/** @typedef {{version: string, files: Record<string, string>}} Shell what is kept: the integrity of each file, by its path */

const worker = /** @type {ServiceWorkerGlobalScope & {shell: Shell}} */ (/** @type {unknown} */ (self));
const { version, files } = worker.shell;
const PREFIX = "shell-";
const KEPT = PREFIX + version;
const GUESTS = "/static/guest.html";
const SEEN = "/seen/";
const PUSHED = "push-"; // As guest/push.js names them.
const LANES = 3; // Downloads at a time: photos come first.

/**
 * The file that is the page at this path; null where no page of ours is.
 *
 * @param {string} path
 */
function pageAt(path) {
  if (/^\/(g|s|e)\/[^/]+$/.test(path) || path === "/find") return GUESTS;
  if (path === "/kiosk") return "/static/kiosk.html";
  if (path === "/wall") return "/static/wall.html";
  return path === "/" ? "/static/index.html" : null;
}

async function keepAll() {
  const cache = await caches.open(KEPT);
  const waiting = Object.entries(files);
  const lane = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) await keep(cache, ...next);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

/**
 * @param {Cache} cache
 * @param {string} path
 * @param {string} integrity
 */
async function keep(cache, path, integrity) {
  // With its integrity: while a server is being renewed it may answer with a file of another version, and that must not count.
  const response = await fetch(path, { integrity, cache: "no-cache", credentials: "omit" });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  await cache.put(path, response);
}

async function forgetOthers() {
  const others = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== KEPT);
  await Promise.all(others.map((name) => caches.delete(name)));
}

/**
 * @param {string} path
 * @param {Request} request
 */
async function kept(path, request) {
  const cache = await caches.open(KEPT);
  return (await cache.match(path, { ignoreVary: true })) ?? fetch(request);
}

/**
 * A file as the page that asks for it needs it: the studio's pages come from the server, and so do their files.
 *
 * @param {string} clientId
 * @param {string} path
 * @param {Request} request
 */
async function fileFor(clientId, path, request) {
  const client = await worker.clients.get(clientId);
  return client && pageAt(new URL(client.url).pathname) ? kept(path, request) : fetch(request);
}

/**
 * A picture that a guest has seen, for her page alone.
 *
 * @param {string} clientId
 * @param {Request} request
 */
async function seenBefore(clientId, request) {
  const client = await worker.clients.get(clientId);
  const guests = client && pageAt(new URL(client.url).pathname) === GUESTS;
  return (guests && (await caches.match(request.url, { ignoreVary: true }))) || new Response(null, { status: 404 });
}

/**
 * Is this page the only one of ours that is open? Then nobody is in the middle of anything.
 *
 * @param {Client} asking
 */
async function alone(asking) {
  const open = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  return open.every((client) => client.id === asking.id || !pageAt(new URL(client.url).pathname));
}

/** @param {Client} asking */
async function renewFor(asking) {
  if (await alone(asking)) await worker.skipWaiting();
}

/**
 * A push is about new photos of the guest, and says no more than how many.
 *
 * @param {{title: string, body: string, url: string, tag: string, lang: string}} said
 */
function show({ title, body, url, tag, lang }) {
  const dir = lang === "ar" ? "rtl" : "ltr";
  // By the tag a newer one takes the place of an older one that nobody has looked at.
  return worker.registration.showNotification(title, { body, tag, lang, dir, data: { url }, icon: "/static/icons/192.png" });
}

/**
 * Open what a push was about; in a page that shows such already, if there is one.
 *
 * @param {string} url
 */
async function openPushed(url) {
  const { pathname, hash } = new URL(url);
  const open = await worker.clients.matchAll({ type: "window" });
  const shown = open.find((client) => new URL(client.url).pathname === pathname);
  if (!shown) return worker.clients.openWindow(pathname + hash);
  await shown.focus();
  return shown.navigate(pathname + hash);
}

/**
 * The push service has given this browser another subscription, or taken the one that there was: the service is told of each
 * search where to push from now on. What has ended there is forgotten here.
 *
 * @param {PushSubscription | null} was
 * @param {PushSubscription | null} now null where the browser leaves it to us to subscribe
 */
async function pushElsewhere(was, now) {
  const subscription = now ?? (was && (await worker.registration.pushManager.subscribe(was.options)));
  if (!subscription) return;
  const names = (await caches.keys()).filter((name) => name.startsWith(PUSHED));
  await Promise.all(names.map((name) => renewPush(name, subscription)));
}

/**
 * @param {string} name of the cache that one search's word is in
 * @param {PushSubscription} subscription
 */
async function renewPush(name, subscription) {
  const token = await (await caches.match("/push/renewal", { cacheName: name }))?.text();
  const answer = await fetch("/api/v1/alerts/renew", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ token, subscription: subscription.toJSON() }),
    credentials: "omit",
  });
  if (answer.status === 404) await caches.delete(name);
}

worker.addEventListener("push", (event) => {
  if (event.data) event.waitUntil(show(event.data.json()));
});
worker.addEventListener("pushsubscriptionchange", (/** @type {any} */ event) => {
  event.waitUntil(pushElsewhere(event.oldSubscription, event.newSubscription));
});
worker.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(openPushed(event.notification.data.url));
});
worker.addEventListener("install", (event) => event.waitUntil(keepAll()));
worker.addEventListener("activate", (event) => event.waitUntil(forgetOthers().then(() => worker.clients.claim())));
worker.addEventListener("message", (event) => {
  if (event.data === "renew" && event.source instanceof Client) event.waitUntil(renewFor(event.source));
});
worker.addEventListener("fetch", (event) => {
  const { request, clientId } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== worker.location.origin) return;
  const page = request.mode === "navigate" ? pageAt(pathname) : null;
  if (page) event.respondWith(kept(page, request));
  else if (request.mode !== "navigate" && pathname.startsWith(SEEN)) event.respondWith(seenBefore(clientId, request));
  else if (request.mode !== "navigate" && pathname in files) event.respondWith(fileFor(clientId, pathname, request));
});
