/** This browser's way to be told something while no page is open: its subscription at its push service. */

/** Browsers that push at all; on phones of Apple those are pages on the home screen. */
export const canPush = () => "PushManager" in globalThis && "Notification" in globalThis && "serviceWorker" in navigator;

/** Where this browser is pushed to; null where it is not. */
export async function pushedTo() {
  if (!canPush()) return null;
  const registration = await navigator.serviceWorker.getRegistration("/");
  return (await registration?.pushManager.getSubscription())?.endpoint ?? null;
}

/**
 * Ask the guest and subscribe; to be called when she has pressed something. `key` is the service's (base64url). Rejects with a
 * `code` where she says no, or where the browser cannot.
 *
 * @param {string} key
 */
export async function subscribe(key) {
  if ((await Notification.requestPermission()) !== "granted") throw failure("push_denied");
  const options = { userVisibleOnly: true, applicationServerKey: bytesOf(key) };
  try {
    await navigator.serviceWorker.register("/sw.js", { scope: "/", updateViaCache: "none" });
    const { pushManager } = await navigator.serviceWorker.ready;
    const before = await pushManager.getSubscription();
    if (before && !isFor(before, options.applicationServerKey)) await before.unsubscribe();
    return (await pushManager.subscribe(options)).toJSON();
  } catch (error) {
    throw failure("push_failed", error);
  }
}

/**
 * Keep by what the service worker tells the service when the browser's subscription becomes another one. It goes with the search
 * (../visits.js), and static/sw.js reads it.
 *
 * @param {string} searchId
 * @param {string} renewal
 */
export async function keepRenewal(searchId, renewal) {
  const cache = await caches.open(`push-${searchId}`);
  await cache.put("/push/renewal", new Response(renewal));
}

/**
 * @param {PushSubscription} subscription
 * @param {Uint8Array} key
 */
function isFor({ options }, key) {
  const own = new Uint8Array(options.applicationServerKey ?? new ArrayBuffer(0));
  return own.length === key.length && own.every((byte, at) => byte === key[at]);
}

/** @param {string} text base64url */
function bytesOf(text) {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}

/**
 * @param {string} code
 * @param {unknown} [cause]
 */
const failure = (code, cause) => Object.assign(new Error(code, { cause }), { code });
