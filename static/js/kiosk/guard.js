/**
 * No way out of the page by touch, and none by an ordinary key: no menu, no selection, no zoom, no drag, no way back, no link, no
 * print or save. (What belongs to the device, such as its home button, is locked by its kiosk mode: docs/kiosk.md.)
 */

const TYPED_INTO = "input";
const STEPS_AHEAD = 20; // More than fingers are fast; browsers count them once somebody has touched the page.
const KEYS_THAT_LEAVE = new Set([
  "BrowserBack",
  "BrowserForward",
  "BrowserHome",
  "BrowserRefresh",
  "BrowserSearch",
  "BrowserFavorites",
]);

/** Close the ways out of this page. */
export function guard() {
  for (const type of ["contextmenu", "dragstart", "dragover", "drop", "gesturestart", "gesturechange"]) {
    addEventListener(type, refuse, { capture: true, passive: false });
  }
  addEventListener("selectstart", (event) => elementOf(event)?.matches?.(TYPED_INTO) || refuse(event), { capture: true });
  addEventListener("touchmove", (event) => event.touches.length > 1 && refuse(event), { capture: true, passive: false });
  addEventListener("wheel", (event) => event.ctrlKey && refuse(event), { capture: true, passive: false }); // A pinch on a trackpad.
  addEventListener("keydown", (event) => leaves(event) && refuse(event), { capture: true });
  addEventListener("click", (event) => elementOf(event)?.closest?.("a[href], area[href]") && refuse(event), { capture: true });
  addEventListener("submit", refuse, { capture: true });
  addEventListener("beforeinstallprompt", refuse); // No offer of the browser's to install the page.
  keepPlace();
}

/** @param {Event} event */
const elementOf = ({ target }) => /** @type {Element | null} */ (target);

/** @param {Event} event */
function refuse(event) {
  event.preventDefault();
}

/**
 * Whether a key leads out of the page, into a menu of the browser or to another size: all combinations but those of typing.
 *
 * @param {{key: string, ctrlKey: boolean, metaKey: boolean, altKey: boolean, target: any}} of
 */
function leaves({ key, ctrlKey, metaKey, altKey, target }) {
  if (KEYS_THAT_LEAVE.has(key) || /^F\d+$/.test(key) || key === "ContextMenu") return true;
  if (altKey && !target.matches?.(TYPED_INTO)) return true; // AltGr writes letters.
  return (ctrlKey || metaKey) && !(target.matches?.(TYPED_INTO) && /^[acvx]$/i.test(key));
}

/** A step back, by a swipe or a button, leads here again; so do many in a row. */
function keepPlace() {
  const stay = () => history.pushState(null, "", location.href);
  for (let step = 0; step < STEPS_AHEAD; step += 1) stay();
  addEventListener("popstate", stay);
  globalThis.navigation?.addEventListener("navigate", (event) => leadsAway(event) && event.cancelable && refuse(event));
}

/** @param {{destination: any, navigationType: string}} of */
const leadsAway = ({ destination, navigationType }) =>
  navigationType !== "reload" && new URL(destination.url).pathname !== location.pathname;
