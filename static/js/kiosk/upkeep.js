/** What a screen that nobody looks after needs: it stays awake, and begins anew each night. (Newer versions of it: shell.js.) */

const LOOK_EVERY_MS = 60_000;
const OLD_AFTER_MS = 2 * 3_600_000;
const NIGHT_H = 4; // The last guests have gone home.

/** Keep the screen on, where the browser lets a page do that; it has to be asked again whenever the page was out of sight. */
export function stayAwake() {
  const ask = () => document.visibilityState === "visible" && navigator.wakeLock?.request("screen").catch(() => undefined);
  document.addEventListener("visibilitychange", ask);
  ask();
}

/**
 * Load the page again at four in the morning: whatever eight hours of guests have piled up is gone then. Only while `isFree()`,
 * and only after `verify()` says that the service is there to load it from.
 *
 * @param {{isFree: () => boolean, verify: () => Promise<boolean>, reload?: () => void, now?: () => Date}} of
 */
export function renewAtNight({ isFree, verify, reload = () => location.reload(), now = () => new Date() }) {
  const since = now();
  const isTime = () => now().getHours() === NIGHT_H && now().getTime() - since.getTime() > OLD_AFTER_MS;
  return setInterval(async () => {
    if (isTime() && isFree() && (await verify()) && isFree()) reload();
  }, LOOK_EVERY_MS);
}
