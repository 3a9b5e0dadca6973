/** SHA-256 of photos, away from the page: a file is read in pieces, so that none is ever whole in memory. */
import { bytesToHex, sha256 } from "../../vendor/noble-hashes/noble-hashes.js";
import { looksLikePhoto } from "./magic.js";

const PIECE_BYTES = 4 * 1024 * 1024;
const SAMPLES = 16;
const SAMPLE_BYTES = 4096;

/** @param {File} file */
async function digest(file) {
  const hash = sha256.create();
  for (let at = 0; at < file.size; at += PIECE_BYTES) {
    const piece = new Uint8Array(await file.slice(at, at + PIECE_BYTES).arrayBuffer());
    if (at === 0 && !looksLikePhoto(piece)) return { noPhoto: true };
    hash.update(piece);
  }
  return { hash: bytesToHex(hash.digest()) };
}

/**
 * A hash of pieces from all over the file: enough to tell that it is another one, without reading all of it.
 *
 * @param {File} file
 */
async function sample(file) {
  const hash = sha256.create();
  const step = Math.max(SAMPLE_BYTES, Math.floor((file.size - SAMPLE_BYTES) / (SAMPLES - 1)));
  for (let at = 0; at < file.size; at += step) {
    hash.update(new Uint8Array(await file.slice(at, at + SAMPLE_BYTES).arrayBuffer()));
  }
  return { hash: bytesToHex(hash.digest()) };
}

// One after the other: a card reader that is asked for several files at once is slower, not faster.
let before = Promise.resolve();

addEventListener("message", ({ data: { id, file, act } }) => {
  before = before.then(async () => {
    try {
      postMessage({ id, ...(await (act === "sample" ? sample : digest)(file)) });
    } catch {
      postMessage({ id });
    }
  });
});
