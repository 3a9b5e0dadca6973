/** What the kiosk keeps across a power cut. Never a picture, never a name: whose device it is, and which searches it left open. */

const DEVICE = "ep.kiosk";
const OPEN_SEARCHES = "ep.kiosk.searches";

/** The paired device `{token, kioskId, event}`, or null. */
export const savedDevice = () => read(DEVICE);
export const saveDevice = (device) => localStorage.setItem(DEVICE, JSON.stringify(device));

/** Ids of searches that are to be closed. */
export const openSearches = () => read(OPEN_SEARCHES) ?? [];
export const noteOpen = (searchId) => write([...openSearches(), searchId]);
export const forgetOpen = (searchId) => write(openSearches().filter((id) => id !== searchId));

/** Forget everything: the device is no kiosk any more. */
export function forgetDevice() {
  localStorage.removeItem(DEVICE);
  localStorage.removeItem(OPEN_SEARCHES);
}

const write = (ids) => localStorage.setItem(OPEN_SEARCHES, JSON.stringify(ids));

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null; // Cut off while it was written.
  }
}
