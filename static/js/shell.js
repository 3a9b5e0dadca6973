/**
 * This page on this device: kept there for when the network is away (by static/sw.js), and exchanged for a newer version
 * only while nobody is in the middle of anything.
 */

const UPDATE_EVERY_MS = 3_600_000;
const LOOK_EVERY_MS = 20_000;

/**
 * Keep the page, let it be installed as what it is, and look for newer versions each hour. One that waits is taken when the
 * page begins, and later whenever `mayReload()` says that nobody would notice; taking it loads the page again. Nothing is
 * kept where browsers do not allow it: over plain http, except on this very machine.
 *
 * @param {{mayReload?: () => boolean}} [when]
 */
export async function keepShell({ mayReload = () => false } = {}) {
  makeInstallable();
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  renew(await serviceWorker.getRegistration("/"));
  await quiet();
  try {
    const registration = await serviceWorker.register("/sw.js", { scope: "/", updateViaCache: "none" });
    setInterval(() => update(registration), UPDATE_EVERY_MS);
    setInterval(() => mayReload() && renew(registration), LOOK_EVERY_MS);
  } catch (error) {
    console.warn(`this page is not kept: ${error.message}`); // It works all the same, with a network.
  }
}

/** Each address has a manifest of its own: who installs a link finds that event behind the icon. */
function makeInstallable() {
  const links = {
    manifest: `${location.pathname.replace(/\/$/, "")}/app.webmanifest`,
    "apple-touch-icon": "/static/icons/apple-touch.png",
  };
  document.head.append(
    ...Object.entries(links).map(([rel, href]) => Object.assign(document.createElement("link"), { rel, href })),
  );
}

/** @param {ServiceWorkerRegistration} registration */
async function update(registration) {
  try {
    await registration.update();
  } catch {
    // The service is away. In an hour, then.
  }
}

/**
 * Take the version that waits, if one does. The worker refuses while other pages are open; then this one stays as it is.
 *
 * @param {ServiceWorkerRegistration | undefined} registration
 */
function renew(registration) {
  if (!registration?.waiting || !navigator.serviceWorker.controller) return;
  navigator.serviceWorker.addEventListener("controllerchange", reload, { once: true });
  registration.waiting.postMessage("renew");
}

const reload = () => location.reload(); // One function: asked twice, it is still listened to once.

/** When everything that the page needs itself has come. */
async function quiet() {
  if (document.readyState !== "complete") await new Promise((resolve) => addEventListener("load", resolve, { once: true }));
  await new Promise((resolve) => (globalThis.requestIdleCallback ?? setTimeout)(resolve));
}
