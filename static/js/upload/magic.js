/**
 * What a file is by its first bytes.
 *
 * @param {Uint8Array} bytes
 * @param {string} text
 * @param {number} [at]
 */

const starts = (bytes, text, at = 0) => [...text].every((letter, index) => bytes[at + index] === letter.charCodeAt(0));

/**
 * Whether a file that begins with `bytes` may be a photo of a kind that the service reads. Looser than the service, which looks
 * closer: this only keeps a text or a film that is called .jpg from being sent at all.
 *
 * @param {Uint8Array} bytes
 */
export const looksLikePhoto = (bytes) =>
  starts(bytes, "\xff\xd8\xff") ||
  starts(bytes, "\x89PNG") ||
  (starts(bytes, "RIFF") && starts(bytes, "WEBP", 8)) ||
  starts(bytes, "II") ||
  starts(bytes, "MM") ||
  starts(bytes, "FUJIFILM") ||
  starts(bytes, "\xff\x0a") ||
  starts(bytes, "JXL ", 4) ||
  starts(bytes, "ftyp", 4);
