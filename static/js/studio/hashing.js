/** SHA-256 of files, as hex; worked out in a worker that lives as long as there is something to do. */

/** The file cannot be read (any more): its card was pulled out, it was moved, or it was written to meanwhile. */
export class FileUnreadable extends Error {
  code = "unreadable_file";
}

let worker = null;
let nextId = 1;
const waiting = new Map();

/** Resolves to the hash of `file`; rejects with FileUnreadable. */
export function digest(file) {
  worker ??= start();
  const id = nextId++;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    worker.postMessage({ id, file });
  });
}

function start() {
  const started = new Worker(new URL("./hash-worker.js", import.meta.url), { type: "module" });
  started.addEventListener("message", ({ data: { id, hash } }) => settle(id, hash));
  // Without its code the worker never answers: better every file is called unreadable, and can be tried again.
  started.addEventListener("error", () => {
    for (const id of [...waiting.keys()]) settle(id, null);
  });
  return started;
}

function settle(id, hash) {
  const { resolve, reject } = waiting.get(id);
  waiting.delete(id);
  if (waiting.size === 0) {
    worker.terminate();
    worker = null;
  }
  if (hash) resolve(hash);
  else reject(new FileUnreadable());
}
