/** One photo on its way to the server by tus: in pieces, going on where a broken connection or a closed page stopped it. */
import { Away, credentials, problemOf, send } from "../http.js";
import { FileUnreadable } from "./hashing.js";

/** @import { DetailedError } from "../../vendor/tus-js-client/tus.min.js" */

// The server keeps whole pieces only: small enough for a bad network to get one through, large enough to be fast on a good one.
const PIECE_BYTES = 4 * 1024 * 1024;
const RETRY_DELAYS_MS = [0, 1000]; // What lasts longer is a matter of the whole queue.
const ENDPOINT = "/api/v1/uploads";

/**
 * Send `file`, whose content has `hash`, to an event. `onBytes(sent)` is told of its progress. Returns `{done, stop}`: `done`
 * rejects with an ApiError or FileUnreadable, `stop({forget})` stops it for now, or for good with what is there of it already.
 *
 * `final`: it is to replace the photo that it was made of. `giver` is what a guest goes by, whose `token` that is. `done` resolves to the id of its photo.
 *
 * @param {{eventId: number, file: File, hash: string, source: string, final?: boolean, giver?: string, token?: string | null, onBytes: (sent: number) => void}} of
 */
export function startSending({ eventId, file, hash, source, final, giver, token, onBytes }) {
  /** @type {InstanceType<typeof globalThis.tus.Upload> | null} */
  let upload = null;
  let stopped = false;
  const done = tus().then(
    ({ Upload }) =>
      new Promise((resolve, reject) => {
        const begun = new Upload(file, {
          endpoint: ENDPOINT,
          chunkSize: PIECE_BYTES,
          retryDelays: RETRY_DELAYS_MS,
          // Anew for every request: whoever signs in again meanwhile, in another tab, gets another token.
          onBeforeRequest: (request) => {
            for (const [name, value] of Object.entries(credentials(token))) request.setHeader(name, value);
          },
          metadata: {
            event_id: String(eventId),
            source,
            filename: file.name,
            filetype: file.type || "application/octet-stream",
            ...(final && { kind: "final" }),
            ...(giver && { giver }),
            sha256: hash, // A file that changes on its way is refused, not taken for another.
          },
          fingerprint: async () => `ep-${eventId}-${hash}`, // The content: the same photo may come from another folder now.
          removeFingerprintOnSuccess: true,
          onProgress: onBytes,
          onSuccess: ({ lastResponse }) => resolve(lastResponse.getHeader("Photo-Id")),
          onError: (error) => problemOfUpload(error, file).then(reject),
        });
        upload = begun;
        begun.findPreviousUploads().then((previous) => {
          if (stopped) return;
          if (previous.length > 0) begun.resumeFromPreviousUpload(previous[0]);
          begun.start();
        }, reject);
      }),
  );
  const stop = async ({ forget = false } = {}) => {
    stopped = true;
    await upload?.abort(forget).catch(() => undefined); // The server drops in time what it could not be told of now.
  };
  return { done, stop };
}

/** The largest photo that the server takes, in bytes. */
export async function largestPhoto() {
  const answer = await send("OPTIONS", "/uploads");
  return Number(answer.headers.get("Tus-Max-Size")) || Infinity;
}

async function tus() {
  try {
    await import("../../vendor/tus-js-client/tus.min.js"); // Sets a global; fetched when the first photo is sent.
  } catch {
    throw new Away({ status: 0, code: "unreachable" });
  }
  return globalThis.tus;
}

/**
 * The error of the tus client as one of ours. To the browser bytes that cannot be read are a connection that failed.
 *
 * @param {DetailedError} error
 * @param {Blob} file
 */
export async function problemOfUpload(error, file) {
  const response = error.originalResponse;
  // An upload that is gone says nothing of its event: asked again, it turns out to be done, or is begun anew, which does say so.
  if (response?.getStatus() === 404 && error.originalRequest?.getMethod() === "PATCH")
    return new Away({ status: 0, code: "unreachable" });
  // Another request is at this upload, or is ending it: it is over in a moment, and then the server says how far it is.
  if (response?.getStatus() === 423 || (response?.getStatus() === 409 && error.originalRequest?.getMethod() === "PATCH"))
    return new Away({ status: response.getStatus(), code: "upload_busy" });
  if (response?.getStatus())
    return problemOf(response.getStatus(), response.getBody(), response.getHeader("Retry-After") ?? null);
  const readable = await file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    );
  return readable ? new Away({ status: 0, code: "unreachable" }) : new FileUnreadable();
}
