/** What the kiosk keeps across a power cut besides whose device it is. Never a picture, never a name: which searches it left open. */
import { stored } from "../paired-device.js";

const OPEN_SEARCHES = "ep.kiosk.searches";

/**
 * Ids of searches that are to be closed.
 *
 * @type {() => string[]}
 */
export const openSearches = () => stored(OPEN_SEARCHES) ?? [];
/** @param {string} searchId */
export const noteOpen = (searchId) => write([...openSearches(), searchId]);
/** @param {string} searchId */
export const forgetOpen = (searchId) => write(openSearches().filter((id) => id !== searchId));

/** The device is no kiosk any more. */
export const forgetAllOpen = () => localStorage.removeItem(OPEN_SEARCHES);

/** @param {string[]} ids */
const write = (ids) => localStorage.setItem(OPEN_SEARCHES, JSON.stringify(ids));
