/** The languages there are, and the one that a page begins with. */

/** Each in its own name. */
export const LANGUAGES = [
  { code: "en", name: "English", direction: "ltr" },
  { code: "de", name: "Deutsch", direction: "ltr" },
  { code: "fr", name: "Français", direction: "ltr" },
  { code: "es", name: "Español", direction: "ltr" },
  { code: "ar", name: "العربية", direction: "rtl" },
];

const REMEMBERED = "ep.language";

/** The language to begin with: the one chosen on this device, else the first that the browser asks for and we have. */
export function firstLanguage(wanted = navigator.languages, remembered = recall()) {
  const known = (/** @type {string | null} */ code) => LANGUAGES.some((language) => language.code === code);
  if (remembered !== null && known(remembered)) return remembered;
  return wanted.map((tag) => tag.split("-")[0].toLowerCase()).find(known) ?? "en";
}

/**
 * A language with the region that the device asks for, which says how numbers and dates are written; as it is where none is asked for.
 *
 * @param {string} code
 * @param {readonly string[]} [wanted]
 */
export const localeOf = (code, wanted = globalThis.navigator?.languages ?? []) =>
  wanted.find((tag) => tag.split("-")[0].toLowerCase() === code) ?? code;

/**
 * Begin with this language on this device from now on.
 *
 * @param {string} code
 */
export function remember(code) {
  try {
    localStorage.setItem(REMEMBERED, code);
  } catch {
    // Private windows may refuse storage: the choice then lasts as long as the page.
  }
}

function recall() {
  try {
    return localStorage.getItem(REMEMBERED);
  } catch {
    return null;
  }
}
