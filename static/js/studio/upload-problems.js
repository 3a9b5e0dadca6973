/** What may stand in the way of photos, and what follows from it: another try, waiting, or a word from somebody. */
import { Away, NotAcceptable, NotAllowed, NotSignedIn, NotThere, TooOften } from "../http.js";
import { FileUnreadable } from "../upload/hashing.js";

/** @import { Failure } from "../http.js" */

/** The file is larger than the server takes. */
export class TooLarge extends NotAcceptable {
  /** @param {number} limit in bytes */
  constructor(limit) {
    super({ status: 413, code: "too_large" });
    this.limit = limit;
  }
}

/**
 * Whether the same file may succeed on another try: not when the server has said what is wrong with it.
 *
 * @param {unknown} error
 */
export const mayRetry = (error) => !(error instanceof NotAcceptable);

/**
 * Whether it is of this one file, and trying again at once would change nothing.
 *
 * @param {unknown} error
 */
export const isOfTheFile = (error) => error instanceof NotAcceptable || error instanceof FileUnreadable;

/**
 * Whether the service or the network is in trouble, and no photo is to blame however often that is.
 *
 * @param {Failure} error
 */
export const worthWaitingFor = (error) =>
  error instanceof Away || error instanceof TooOften || isPassing(error) || needsSomebody(error);

// As much as the event or the account may have: once something was deleted, or an administrator allows more, it goes on.
const QUOTAS = ["event_full", "account_full"];

// There is room again, or the cookies are of one session again, without anybody doing anything here.
const PASSING = ["insufficient_storage", "csrf_failed"];

/** @param {Failure} error */
const isPassing = ({ code }) => code !== undefined && PASSING.includes(code);

/**
 * Signed out, the event is gone or no longer one's own, or it or the account is full: waiting does not help.
 *
 * @param {any} error
 */
export const needsSomebody = (error) =>
  (error instanceof NotSignedIn || error instanceof NotAllowed || error instanceof NotThere || isFull(error)) &&
  !isPassing(error);

/** @param {Failure} error */
const isFull = ({ code }) => code !== undefined && QUOTAS.includes(code);
