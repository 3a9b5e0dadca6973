/** What the kiosk keeps across a power cut. Never a picture, never a name: whose device it is, and which searches it left open. */

/** @typedef {{token: string, kioskId: string, event: Api.Event}} Saved the paired device */

const DEVICE = "ep.kiosk";
const OPEN_SEARCHES = "ep.kiosk.searches";

/**
 * The paired device, or null.
 *
 * @type {() => Saved | null}
 */
export const savedDevice = () => read(DEVICE);
/** @param {Saved} device */
export const saveDevice = (device) => localStorage.setItem(DEVICE, JSON.stringify(device));

/**
 * Ids of searches that are to be closed.
 *
 * @type {() => string[]}
 */
export const openSearches = () => read(OPEN_SEARCHES) ?? [];
/** @param {string} searchId */
export const noteOpen = (searchId) => write([...openSearches(), searchId]);
/** @param {string} searchId */
export const forgetOpen = (searchId) => write(openSearches().filter((id) => id !== searchId));

/** Forget everything: the device is no kiosk any more. */
export function forgetDevice() {
  localStorage.removeItem(DEVICE);
  localStorage.removeItem(OPEN_SEARCHES);
}

/** @param {string[]} ids */
const write = (ids) => localStorage.setItem(OPEN_SEARCHES, JSON.stringify(ids));

/** @param {string} key */
function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null");
  } catch {
    return null; // Cut off while it was written.
  }
}
