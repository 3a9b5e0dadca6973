/** SHA-256 of files, as hex; worked out in a worker that stays: without a network a new one could not be fetched. */
import { Away, NotAcceptable } from "../http.js";

/** The file cannot be read (any more): its card was pulled out, it was moved, or it was written to meanwhile. */
export class FileUnreadable extends Error {
  code = "unreadable_file";
}

/** @type {Worker | null} */
let worker = null;
let nextId = 1;
const waiting = new Map();

/**
 * Resolves to the hash of `file`; rejects with FileUnreadable, with NotAcceptable for what is no photo by its first bytes, or with
 * Away where what works it out cannot be fetched.
 *
 * @param {File} file
 */
export const digest = (file) => asked({ file, act: "digest" });

/**
 * Resolves to a hash of some kilobytes from all over `file`; rejects as `digest` does.
 *
 * @param {File} file
 */
export const sample = (file) => asked({ file, act: "sample" });

/** @param {{file: File, act: "digest" | "sample"}} question */
function asked(question) {
  worker ??= start();
  const asking = worker;
  const id = nextId++;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    asking.postMessage({ id, ...question });
  });
}

function start() {
  const started = new Worker(new URL("./hash-worker.js", import.meta.url), { type: "module" });
  started.addEventListener("message", ({ data: { id, hash, noPhoto } }) => {
    const { resolve, reject } = taken(id);
    if (hash) resolve(hash);
    else reject(noPhoto ? new NotAcceptable({ status: 415, code: "unsupported_media_type" }) : new FileUnreadable());
  });
  started.addEventListener("error", () => {
    worker = null; // Its code did not come. The next file is given to another one.
    for (const id of [...waiting.keys()]) taken(id).reject(new Away({ status: 0, code: "unreachable" }));
  });
  return started;
}

/** @param {number} id */
function taken(id) {
  const promise = waiting.get(id);
  waiting.delete(id);
  return promise;
}
