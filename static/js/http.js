/** The one way to the HTTP API: problem+json becomes typed errors, unsafe methods carry the CSRF header. */
import { Observable } from "./observable.js";

/**
 * @typedef {object} Problem What an ApiError is made of; `code` may be ours, where there was no answer.
 * @property {number} status 0 where nothing answered
 * @property {string} code
 * @property {string} [detail]
 * @property {{loc: (string | number)[], msg: string, type: string}[]} [errors] which parts of the body were not accepted
 * @property {number | null} [retryAfterS]
 */
/** @typedef {Error & Partial<Problem>} Failure Why something did not work: an ApiError, or an error of ours with a `code` only, or none. */
/**
 * @typedef {object} Sent
 * @property {unknown} [json] the body, as JSON
 * @property {FormData} [form] the body, as a form
 * @property {string | null} [token] the bearer token
 * @property {Record<string, string>} [headers]
 * @property {boolean} [keepalive] it goes on when the page is left
 */
/**
 * @typedef {object} Bounds
 * @property {number} [timeoutMs]
 * @property {AbortSignal} [signal] stops it; the request then rejects with the signal's reason
 */

const API = "/api/v1";
const ANSWER_WITHIN_MS = 60_000;
const NEXT_BYTES_WITHIN_MS = 60_000;

/** A request that did not succeed. `code` is the stable word that callers switch on. */
export class ApiError extends Error {
  /** @param {Problem} problem */
  constructor({ status, code, detail, errors = [], retryAfterS = null }) {
    super(detail || code);
    this.name = new.target.name;
    this.status = status;
    this.code = code;
    this.errors = errors;
    this.retryAfterS = retryAfterS;
  }
}
export class NotSignedIn extends ApiError {}
export class NotAllowed extends ApiError {}
export class NotThere extends ApiError {}
export class NotAcceptable extends ApiError {}
export class TooOften extends ApiError {}
/** The service, one of its backends, or the network between cannot be reached right now: worth another try. */
export class Away extends ApiError {}

const ERROR_OF_STATUS = new Map([
  [401, NotSignedIn],
  [403, NotAllowed],
  [404, NotThere],
  [410, NotThere],
  [408, Away],
  [409, NotAcceptable],
  [413, NotAcceptable],
  [415, NotAcceptable],
  [422, NotAcceptable],
  [429, TooOften],
  [502, Away],
  [503, Away],
  [504, Away],
]);

/**
 * The typed error of an answer with `status`, its body `text` and its Retry-After header, if any.
 *
 * @param {number} status
 * @param {string} text
 * @param {string | null} [retryAfter]
 */
export function problemOf(status, text, retryAfter = null) {
  const problem = parsedProblem(text);
  const Kind = ERROR_OF_STATUS.get(status) ?? ApiError;
  return new Kind({
    status,
    code: problem.code ?? `http_${status}`,
    detail: problem.detail ?? problem.title,
    errors: problem.errors,
    retryAfterS: retryAfter !== null && /^\d+$/.test(retryAfter) ? Number(retryAfter) : null,
  });
}

/**
 * Whether the service itself says that there is no such thing (any more): a proxy's page with such a status says nothing of it.
 *
 * @param {Failure} error
 */
export const isGone = ({ status = 0, code }) => GONE.has(status) && code !== `http_${status}`;

const GONE = new Set([401, 404, 410]);

/**
 * @param {string} text
 * @returns {Partial<Problem> & {title?: string}}
 */
function parsedProblem(text) {
  try {
    const problem = JSON.parse(text);
    return problem !== null && typeof problem === "object" ? problem : {};
  } catch {
    return {}; // A proxy answered with a page of its own: the status has to be enough.
  }
}

/** The value of the readable CSRF cookie, or an empty string. `cookies` has the form of `document.cookie`. */
export function csrfToken(cookies = globalThis.document?.cookie ?? "") {
  const pair = cookies.split("; ").find((cookie) => cookie.startsWith("ep_csrf="));
  return pair ? decodeURIComponent(pair.slice("ep_csrf=".length)) : "";
}

/**
 * Headers that authenticate: the bearer `token` when given, otherwise the cookie's CSRF companion.
 *
 * @param {string | null} [token]
 * @returns {Record<string, string>}
 */
export function credentials(token) {
  if (token) return { Authorization: `Bearer ${token}` };
  const csrf = csrfToken();
  return csrf ? { "X-CSRF-Token": csrf } : {};
}

/**
 * Send a request and resolve to the Response when it succeeded; rejects with an ApiError otherwise.
 * `timeoutMs` bounds the wait for the answer's headers, not the reading of its body.
 *
 * @param {string} method
 * @param {string} path below the API's
 * @param {Sent & Bounds} [options]
 */
export function send(method, path, { timeoutMs = ANSWER_WITHIN_MS, signal, ...options } = {}) {
  return withinTime(timeoutMs, signal, (abort) => answerTo(method, path, options, abort));
}

/**
 * Like `send`, resolving to the parsed JSON, or null when the answer has no body; `timeoutMs` bounds all of it.
 *
 * @param {string} method
 * @param {string} path below the API's
 * @param {Sent & Bounds} [options]
 * @returns {Promise<any>} as the API's description says
 */
export function request(method, path, { timeoutMs = ANSWER_WITHIN_MS, signal, ...options } = {}) {
  return withinTime(timeoutMs, signal, async (abort) => {
    const response = await answerTo(method, path, options, abort);
    const text = response.status === 204 ? "" : await response.text();
    return text ? JSON.parse(text) : null;
  });
}

let serverAheadMs = 0;

/** What the service's clock shows, as `Date.now()` and to the second: its times mean little by a clock that is wrong here. */
export const serverNow = () => Date.now() + serverAheadMs;

/**
 * @param {string} method
 * @param {string} path
 * @param {Sent} sent
 * @param {AbortSignal} signal
 */
async function answerTo(method, path, { json, form, token, headers = {}, keepalive }, signal) {
  const body = json === undefined ? form : JSON.stringify(json);
  /** @type {Record<string, string>} */
  const type = json === undefined ? {} : { "Content-Type": "application/json" };
  /** @type {Record<string, string>} */
  const all = { Accept: "application/json", ...type, ...credentials(token), ...headers };
  const response = await fetched(API + path, { method, body, headers: all, signal, ...(keepalive && { keepalive }) });
  const told = Date.parse(response.headers.get("Date") ?? "");
  if (told) serverAheadMs = told - Date.now();
  return response;
}

/**
 * @param {string} url
 * @param {RequestInit} options
 */
async function fetched(url, options) {
  const response = await fetch(url, options);
  if (!response.ok) throw problemOf(response.status, await response.text(), response.headers.get("Retry-After"));
  return response;
}

/** Tells by an `unreachable` event that something did not get through. */
export const network = new Observable();

/**
 * What `act` comes to; whatever breaks on the way or takes longer is a service that cannot be reached, unless `signal` stopped it.
 * (`AbortSignal.any` joins signals from Safari 17.4 on; the phones of many a guest end at 16.)
 *
 * @template T
 * @param {number} ms
 * @param {AbortSignal | undefined} signal
 * @param {(abort: AbortSignal) => Promise<T>} act
 */
async function withinTime(ms, signal, act) {
  const controller = new AbortController();
  const stop = () => controller.abort();
  const timer = setTimeout(stop, ms);
  signal?.addEventListener("abort", stop);
  if (signal?.aborted) stop();
  try {
    return await act(controller.signal);
  } catch (error) {
    if (error instanceof ApiError || signal?.aborted) throw error;
    network.notify("unreachable");
    throw unreachable();
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
  }
}

const unreachable = () => new Away({ status: 0, code: "unreachable", detail: "The service cannot be reached." });

/** @typedef {(path: string, options?: Sent & Bounds) => Promise<any>} Ask a request by one method, as `request` */

/** @type {Ask} */
export const get = (path, options) => request("GET", path, options);
/** @type {Ask} */
export const post = (path, options) => request("POST", path, options);
/** @type {Ask} */
export const patch = (path, options) => request("PATCH", path, options);
/** @type {Ask} */
export const put = (path, options) => request("PUT", path, options);
/** @type {Ask} */
export const remove = (path, options) => request("DELETE", path, options);

/**
 * The picture behind a signed address (`thumb_url` and the like), decoded. Whoever gets it closes it. Rejects as `send` does.
 *
 * @param {string} address
 * @param {{signal?: AbortSignal}} [options]
 */
export async function picture(address, { signal } = {}) {
  const file = await withinTime(ANSWER_WITHIN_MS, signal, async (abort) => (await fetched(address, { signal: abort })).blob());
  return createImageBitmap(file);
}

/** @typedef {{signal?: AbortSignal, onBytes?: (received: number) => void}} Reading `onBytes` is told as it grows */

/**
 * Read a streamed answer to a Blob.
 *
 * @param {string} path
 * @param {Reading & {token?: string | null}} [options]
 */
export async function download(path, { token, signal, onBytes } = {}) {
  return received(await send("GET", path, { token, signal, headers: { Accept: "*/*" } }), signal, onBytes);
}

/**
 * The same from an address that the API gave out: it is signed and wants no credentials.
 *
 * @param {string} url
 * @param {Reading} [options]
 */
export async function downloadFrom(url, { signal, onBytes } = {}) {
  const answer = await withinTime(ANSWER_WITHIN_MS, signal, (abort) => fetched(url, { signal: abort, credentials: "omit" }));
  return received(answer, signal, onBytes);
}

/**
 * @param {Response} response
 * @param {AbortSignal} [signal]
 * @param {(received: number) => void} [onBytes]
 */
async function received(response, signal, onBytes) {
  const chunks = [];
  let bytes = 0;
  const reader = /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (response.body).getReader();
  const next = () => withinTime(NEXT_BYTES_WITHIN_MS, signal, (abort) => readUntil(abort, reader));
  for (let step = await next(); !step.done; step = await next()) {
    chunks.push(step.value);
    bytes += step.value.length;
    onBytes?.(bytes);
  }
  return new Blob(chunks, { type: response.headers.get("Content-Type") ?? "application/octet-stream" });
}

/**
 * The next bytes of an answer; a reader that is stopped lets go of the connection.
 *
 * @template T
 * @param {AbortSignal} abort
 * @param {ReadableStreamDefaultReader<T>} reader
 */
async function readUntil(abort, reader) {
  abort.addEventListener("abort", () => reader.cancel(), { once: true });
  if (abort.aborted) reader.cancel();
  const step = await reader.read();
  if (abort.aborted) throw abort.reason; // A cancelled reader says that it has come to the end.
  return step;
}
