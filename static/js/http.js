/** The one way to the HTTP API: problem+json becomes typed errors, unsafe methods carry the CSRF header. */

const API = "/api/v1";

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
export async function send(method, path, { json, form, token, headers = {}, signal, timeoutMs = 60_000 } = {}) {
  const body = json === undefined ? form : JSON.stringify(json);
  const type = json === undefined ? {} : { "Content-Type": "application/json" };
  const response = await withinTime(timeoutMs, signal, (abort) =>
    fetch(API + path, {
      method,
      body,
      headers: { Accept: "application/json", ...type, ...credentials(token), ...headers },
      signal: abort,
    }),
  );
  if (!response.ok) throw problemOf(response.status, await response.text(), response.headers.get("Retry-After"));
  return response;
}

async function withinTime(ms, signal, start) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), ms);
  signal?.addEventListener("abort", () => controller.abort(), { once: true });
  try {
    return await start(controller.signal);
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Away({ status: 0, code: "unreachable", detail: "The service cannot be reached." });
  } finally {
    clearTimeout(timer);
  }
}

/** Like `send`, resolving to the parsed JSON, or null when the answer has no body. */
export async function request(method, path, options) {
  const response = await send(method, path, options);
  if (response.status === 204) return null;
  const text = await response.text();
  return text ? JSON.parse(text) : null;
}

export const get = (path, options) => request("GET", path, options);
export const post = (path, options) => request("POST", path, options);
export const patch = (path, options) => request("PATCH", path, options);
export const remove = (path, options) => request("DELETE", path, options);

/** The picture behind a signed address (`thumb_url` and the like), decoded. Whoever gets it closes it. Rejects as `send` does. */
export async function picture(address, { signal } = {}) {
  const response = await withinTime(60_000, signal, (abort) => fetch(address, { signal: abort }));
  if (!response.ok) throw problemOf(response.status, await response.text());
  return createImageBitmap(await response.blob());
}

/** Read a streamed answer to a Blob; `onBytes(received)` is told as it grows. */
export async function download(path, { token, signal, onBytes } = {}) {
  return received(await send("GET", path, { token, signal, headers: { Accept: "*/*" } }), onBytes);
}

/** The same from an address that the API gave out: it is signed and wants no credentials. */
export async function downloadFrom(url, { signal, onBytes } = {}) {
  const response = await withinTime(60_000, signal, (abort) => fetch(url, { signal: abort, credentials: "omit" }));
  if (!response.ok) throw problemOf(response.status, await response.text(), response.headers.get("Retry-After"));
  return received(response, onBytes);
}

async function received(response, onBytes) {
  const chunks = [];
  let bytes = 0;
  const reader = response.body.getReader();
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    chunks.push(step.value);
    bytes += step.value.length;
    onBytes?.(bytes);
  }
  return new Blob(chunks, { type: response.headers.get("Content-Type") ?? "application/octet-stream" });
}
