/** Handing files to the browser, to be kept. */

/** @import { Takeable } from "../guest/sharing.js" */

const LONGEST_BYTES = 255; // Of a name, with what file systems allow.
const UNSAFE = /[\p{Cc}<>:"/\\|?*\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;
const KEPT_MS = 60_000; // Browsers read the file after the click.

/**
 * Save `blob` under `name`.
 *
 * @param {Blob} blob
 * @param {string} name
 */
export function saveFile(blob, name) {
  const url = URL.createObjectURL(blob);
  click({ href: url, download: name });
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}

/**
 * `stem` and `ending` as a file's name that every system takes: without folders, at most 255 bytes, cut where a character ends (a
 * family of emoji is one).
 *
 * @param {string} stem
 * @param {string} ending
 */
export function fileName(stem, ending) {
  const safe = stem.normalize("NFC").replace(UNSAFE, "_");
  const room = LONGEST_BYTES - bytesOf(ending);
  if (bytesOf(safe) <= room) return safe + ending;
  let kept = "";
  for (const character of charactersOf(safe)) {
    if (bytesOf(kept + character) > room) break;
    kept += character;
  }
  return kept.trimEnd() + ending;
}

/**
 * Let the browser fetch what the service answers as an attachment.
 *
 * @param {string} url
 */
export function follow(url) {
  click({ href: url, download: "" });
}

/**
 * Where a photo can be saved from; null where the photographer does not offer it.
 *
 * @param {Takeable} photo
 */
export function downloadOf(photo) {
  if (photo.download_url !== undefined) return photo.download_url;
  return photo.original_url ?? photo.preview_url; // Of a service that does not say.
}

/** @param {Partial<HTMLAnchorElement>} properties */
function click(properties) {
  Object.assign(document.createElement("a"), properties).click();
}

/** @param {string} text */
function bytesOf(text) {
  return new TextEncoder().encode(text).length;
}

/**
 * What people see as one character each; code points where the browser does not know (Firefox before 125).
 *
 * @param {string} text
 */
function charactersOf(text) {
  if (!Intl.Segmenter) return [...text];
  return [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
}

/**
 * What a file of an event's photos is called after: whose it is, where that is said, and the event.
 *
 * @param {Api.Event} event
 */
export const nameOf = ({ brand, name }) => (brand?.name ? `${brand.name} - ${name}` : name);
