/** What the address of the page leads to: a link, a public event, a search from elsewhere, or a list of favourites. */
import { get, isGone, NotThere, post } from "../http.js";
import { MOST_PEOPLE } from "../search-session.js";
import * as visits from "../visits.js";
import { takeAnswer } from "./ahead.js";

/**
 * @typedef {object} Opened
 * @property {Api.Event} event
 * @property {string | null} guestToken null for who may only look at what was found before
 * @property {string | null} until when that is over
 * @property {Api.Favourites | null} list what a link to favourites opens
 * @property {boolean} linkIsOver but what was found by it is still on this device
 */

const HANDOFF_PATH = "/find";

const LIST_ID_AT = "ep_fav_".length; // Of a list, in its token.
const LIST_ID_LENGTH = 24;

export class Address {
  /** @type {string | null} */
  linkToken = location.pathname.match(/^\/[gs]\/([^/]+)$/)?.[1] ?? null;
  /** @type {string | null} The photo that the letter was about by which somebody came. */
  letterPhoto = null;

  /** What this device remembers a search by that was begun here. */
  get key() {
    return this.linkToken ?? location.pathname;
  }

  /**
   * Open it, with the `pin` that was entered, if one was. Rejects with an ApiError.
   *
   * @param {string | undefined} pin
   * @param {AbortSignal} signal
   * @returns {Promise<Opened>}
   */
  open(pin, signal) {
    const fragment = new URLSearchParams(location.hash.slice(1));
    const handoff = fragment.get("handoff");
    if (handoff) return this.#takeOver(handoff, signal);
    const favourites = fragment.get("favourites");
    if (favourites) return openList(favourites, signal);
    const letter = fragment.get("letter");
    if (letter) return this.#comeByLetter(letter, fragment.get("photo"), signal);
    if (location.pathname === HANDOFF_PATH) return comeBack(signal);
    if (this.linkToken) return openLink(this.linkToken, pin, signal);
    return openPublic(location.pathname.match(/^\/e\/(\d+)$/)?.[1], signal);
  }

  /**
   * @param {string} handoff
   * @param {AbortSignal} signal
   */
  async #takeOver(handoff, signal) {
    let taken;
    try {
      // With the nonce, an answer that is lost on the way is given again to this phone.
      taken = await post("/handoffs", { json: { handoff, nonce: visits.nonceOf(handoff) }, signal });
    } catch (error) {
      if (error.code !== "handoff_used" || !visits.recallByLink(HANDOFF_PATH)) throw error;
      history.replaceState(null, "", HANDOFF_PATH);
      return comeBack(signal); // The code was scanned once more by the phone that has it all.
    }
    const { event, search } = taken;
    visits.endHandoff(handoff);
    keepTaken(event, search);
    history.replaceState(null, "", HANDOFF_PATH); // The hand-off works once; a reload finds the remembered search.
    return opened(event, await sessionFor(event, signal));
  }

  /**
   * A mail or push leads to its search, on whatever device. Where it leads nowhere any more, what this device has is shown.
   *
   * @param {string} letter
   * @param {string | null} photoId
   * @param {AbortSignal} signal
   */
  async #comeByLetter(letter, photoId, signal) {
    let taken;
    try {
      taken = await post("/alerts/follow", { json: { token: letter }, signal });
    } catch (error) {
      if (!isGone(error)) throw error;
      if (!visits.recallByLink(HANDOFF_PATH)) throw new NotThere({ status: 410, code: "letter_over" });
    }
    if (taken) visits.comeBackTo(taken.event, taken.search, HANDOFF_PATH);
    history.replaceState(null, "", HANDOFF_PATH);
    this.letterPhoto = photoId;
    return comeBack(signal);
  }
}

/**
 * The digits of a PIN in whatever script they were typed; null where it has letters that no PIN has.
 *
 * @param {string} typed
 */
export function pinOf(typed) {
  const pin = typed.trim().replace(/\p{Nd}/gu, asciiDigit);
  return /^[ -~]+$/.test(pin) ? pin : null; // A header cannot carry others.
}

/**
 * Each script's digits stand in a row, from its nought on.
 *
 * @param {string} digit
 */
function asciiDigit(digit) {
  let value = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(Number(digit.codePointAt(0)) - value - 1))) value += 1;
  return String(value % 10);
}

/**
 * @param {Api.Event} event
 * @param {{guest_token: string, expires_at: string} | null} session
 * @param {Partial<Opened>} [more]
 * @returns {Opened}
 */
function opened(event, session, more) {
  const holds = { guestToken: session?.guest_token ?? null, until: session?.expires_at ?? null };
  return { event, ...holds, list: null, linkIsOver: false, ...more };
}

/**
 * @param {string} token
 * @param {string | undefined} pin
 * @param {AbortSignal} signal
 */
async function openLink(token, pin, signal) {
  /** @type {Record<string, string>} */
  const headers = pin ? { "X-Share-Pin": pin } : {};
  let answer;
  try {
    answer = await ((pin ? null : takeAnswer()) ?? get(`/share/${encodeURIComponent(token)}`, { headers, signal }));
  } catch (error) {
    const past = error instanceof NotThere && isGone(error) && visits.recallByLink(token);
    if (!past) throw error;
    // A link that has expired since does not take away what this phone has found already.
    return opened(past.event, null, { linkIsOver: true });
  }
  return opened(answer.event, answer);
}

/**
 * @param {string | undefined} eventId
 * @param {AbortSignal} signal
 */
async function openPublic(eventId, signal) {
  const session = await post(`/events/${eventId}/guest-session`, { signal });
  return opened(session.event, session);
}

/**
 * A link to oneself, or a client's: it stays in the address, so that a reload finds the list again.
 *
 * @param {string} token
 * @param {AbortSignal} signal
 */
async function openList(token, signal) {
  const list = await get(`/favourites/${token.slice(LIST_ID_AT, LIST_ID_AT + LIST_ID_LENGTH)}`, { token, signal });
  return opened(list.event, null, { list });
}

/** @param {AbortSignal} signal */
async function comeBack(signal) {
  const past = visits.recallByLink(HANDOFF_PATH);
  if (!past) throw new NotThere({ status: 410, code: "visit_over" });
  return opened(past.event, await sessionFor(past.event, signal));
}

/**
 * Who comes from a kiosk holds one search and nothing else. In a public event, where everybody may begin one, more can be begun
 * from here; elsewhere that takes the event's link.
 *
 * @param {Api.Event} event
 * @param {AbortSignal} signal
 * @returns {Promise<{guest_token: string, expires_at: string} | null>}
 */
async function sessionFor({ id, visibility }, signal) {
  if (visibility !== "public") return null;
  return post(`/events/${id}/guest-session`, { signal }).catch(() => null); // What was found is shown all the same.
}

/**
 * Several people of one visit to a kiosk come one after the other.
 *
 * @param {Api.Event} event
 * @param {Api.Search} search
 */
function keepTaken(event, search) {
  const first = visits.recallByLink(HANDOFF_PATH);
  const isAnother = first?.event.id === event.id && first.search.id !== search.id;
  if (isAnother && visits.others(event.id).length < MOST_PEOPLE - 1) visits.join(event.id, search);
  else visits.remember(event, search, HANDOFF_PATH);
}
