/** The one way to the HTTP API: problem+json becomes typed errors, unsafe methods carry the CSRF header. */

const API = "/api/v1";
const ANSWER_WITHIN_MS = 60_000;
const NEXT_BYTES_WITHIN_MS = 60_000;

/** A request that did not succeed. `code` is the stable word that callers switch on. */
export class ApiError extends Error {
  constructor({ status, code, detail, errors = [], retryAfterS = null }) {
    super(detail || code);
    this.name = new.target.name;
    Object.assign(this, { status, code, errors, retryAfterS });
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
  [409, NotAcceptable],
  [413, NotAcceptable],
  [415, NotAcceptable],
  [422, NotAcceptable],
  [429, TooOften],
  [502, Away],
  [503, Away],
  [504, Away],
]);

/** The typed error of an answer with `status`, its body `text` and its Retry-After header, if any. */
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

/** Headers that authenticate: the bearer `token` when given, otherwise the cookie's CSRF companion. */
export function credentials(token) {
  if (token) return { Authorization: `Bearer ${token}` };
  const csrf = csrfToken();
  return csrf ? { "X-CSRF-Token": csrf } : {};
}

/**
 * Send a request and resolve to the Response when it succeeded; rejects with an ApiError otherwise.
 * `json` or `form` is the body; `timeoutMs` bounds the wait for the answer's headers, not the reading of its body.
 */
export function send(method, path, { timeoutMs = ANSWER_WITHIN_MS, signal, ...options } = {}) {
  return withinTime(timeoutMs, signal, (abort) => answerTo(method, path, options, abort));
}

/** Like `send`, resolving to the parsed JSON, or null when the answer has no body; `timeoutMs` bounds all of it. */
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

async function answerTo(method, path, { json, form, token, headers = {} }, signal) {
  const body = json === undefined ? form : JSON.stringify(json);
  const type = json === undefined ? {} : { "Content-Type": "application/json" };
  const all = { Accept: "application/json", ...type, ...credentials(token), ...headers };
  const response = await fetched(API + path, { method, body, headers: all, signal });
  const told = Date.parse(response.headers.get("Date"));
  if (told) serverAheadMs = told - Date.now();
  return response;
}

async function fetched(url, options) {
  const response = await fetch(url, options);
  if (!response.ok) throw problemOf(response.status, await response.text(), response.headers.get("Retry-After"));
  return response;
}

/** What `act` comes to; whatever breaks on the way or takes longer is a service that cannot be reached, unless `signal` stopped it. */
async function withinTime(ms, signal, act) {
  const controller = new AbortController();
  const stop = () => controller.abort();
  const timer = setTimeout(stop, ms);
  signal?.addEventListener("abort", stop);
  if (signal?.aborted) stop();
  try {
    return await act(controller.signal);
  } catch (error) {
    throw error instanceof ApiError || signal?.aborted ? error : unreachable();
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
  }
}

const unreachable = () => new Away({ status: 0, code: "unreachable", detail: "The service cannot be reached." });

export const get = (path, options) => request("GET", path, options);
export const post = (path, options) => request("POST", path, options);
export const patch = (path, options) => request("PATCH", path, options);
export const remove = (path, options) => request("DELETE", path, options);

/** The picture behind a signed address (`thumb_url` and the like), decoded. Whoever gets it closes it. Rejects as `send` does. */
export async function picture(address, { signal } = {}) {
  const file = await withinTime(ANSWER_WITHIN_MS, signal, async (abort) => (await fetched(address, { signal: abort })).blob());
  return createImageBitmap(file);
}

/** Read a streamed answer to a Blob; `onBytes(received)` is told as it grows. */
export async function download(path, { token, signal, onBytes } = {}) {
  return received(await send("GET", path, { token, signal, headers: { Accept: "*/*" } }), signal, onBytes);
}

/** The same from an address that the API gave out: it is signed and wants no credentials. */
export async function downloadFrom(url, { signal, onBytes } = {}) {
  const begin = (abort) => fetched(url, { signal: abort, credentials: "omit" });
  return received(await withinTime(ANSWER_WITHIN_MS, signal, begin), signal, onBytes);
}

async function received(response, signal, onBytes) {
  const chunks = [];
  let bytes = 0;
  const reader = response.body.getReader();
  const next = () => withinTime(NEXT_BYTES_WITHIN_MS, signal, (abort) => readUntil(abort, reader));
  for (let step = await next(); !step.done; step = await next()) {
    chunks.push(step.value);
    bytes += step.value.length;
    onBytes?.(bytes);
  }
  return new Blob(chunks, { type: response.headers.get("Content-Type") ?? "application/octet-stream" });
}

/** The next bytes of an answer; a reader that is stopped lets go of the connection. */
async function readUntil(abort, reader) {
  abort.addEventListener("abort", () => reader.cancel(), { once: true });
  if (abort.aborted) reader.cancel();
  const step = await reader.read();
  if (abort.aborted) throw abort.reason; // A cancelled reader says that it has come to the end.
  return step;
}
