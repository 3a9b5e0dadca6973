/**
 * The words of a page, from the Fluent catalogues under static/words: those of guests and kiosks, unless the page says which
 * others it reads. Whoever draws words listens to `words` and draws again when the language changes.
 */
import { FluentBundle, FluentResource } from "../../vendor/fluent/fluent.js";
import { Observable } from "../observable.js";
import { LANGUAGES, localeOf, remember } from "./languages.js";

export { firstLanguage, LANGUAGES } from "./languages.js";

export class Words extends Observable {
  /** @type {string | null} Code of the language in use; null until `speak` has succeeded once. */
  language = null;
  /** The catalogues of a language that `speak` reads, by their names under static/words. */
  files = (/** @type {string} */ code) => [code];
  /** @type {FluentBundle | null} */
  #bundle = null;
  /** @type {Map<string, string>} */
  #catalogues = new Map();
  /** @type {string | null} */
  #asked = null;
  #ofPage;

  /** `ofPage`: whether the document is in these words, so that its language and direction are theirs. */
  constructor({ ofPage = false } = {}) {
    super();
    this.#ofPage = ofPage;
  }

  /**
   * Load a language and use it, on the document too if these are the page's; one that was loaded before needs no network. Rejects when its catalogue
   * cannot be had; then all stays as it was. Of several that were asked for, the last is used.
   *
   * @param {string} code
   */
  async speak(code) {
    this.#asked = code;
    const catalogue = await this.load(code);
    if (this.#asked !== code || this.language === code) return;
    const direction = LANGUAGES.find((language) => language.code === code)?.direction ?? "ltr";
    this.use(code, direction, catalogue);
    if (this.#ofPage) Object.assign(document.documentElement, { lang: code, dir: direction });
    this.changed();
  }

  /**
   * The catalogues of a language as one, kept from then on. Rejects when one of them cannot be had.
   *
   * @param {string} code
   */
  async load(code) {
    if (!this.#catalogues.has(code)) {
      const texts = await Promise.all(this.files(code).map(read));
      this.#catalogues.set(code, texts.join("\n"));
    }
    return this.#catalogues.get(code) ?? "";
  }

  /**
   * Take `catalogue` (Fluent syntax) into use. Mistakes in it are thrown: a catalogue is part of the program.
   *
   * @param {string} code
   * @param {string} direction
   * @param {string} catalogue
   */
  use(code, direction, catalogue) {
    // The isolation marks keep names in Latin script from turning an Arabic sentence around; elsewhere nobody needs them.
    const bundle = new FluentBundle(localeOf(code), { useIsolating: direction === "rtl" });
    const errors = bundle.addResource(new FluentResource(catalogue));
    if (errors.length) throw errors[0];
    this.language = code;
    this.#bundle = bundle;
  }

  /** @param {string} id */
  has(id) {
    return Boolean(this.#bundle?.getMessage(id)?.value);
  }

  /**
   * The text `id` with `args` in place. A missing text shows its id, and the console says so.
   *
   * @param {string} id
   * @param {Record<string, string | number | Date>} [args]
   */
  text(id, args) {
    const bundle = this.#bundle;
    const message = bundle?.getMessage(id);
    if (!bundle || !message?.value) {
      console.error(`no text in ${this.language}: ${id}`);
      return id;
    }
    /** @type {Error[]} */
    const errors = [];
    const text = bundle.formatPattern(message.value, args, errors);
    for (const error of errors) console.error(`text ${id} in ${this.language}: ${error.message}`);
    return text;
  }
}

/** @param {string} file */
async function read(file) {
  const response = await fetch(`/static/words/${file}.ftl`);
  if (!response.ok) throw new Error(`no catalogue ${file}: ${response.status}`);
  return response.text();
}

/** The words of the page. */
export const words = new Words({ ofPage: true });

/** Whether the page is read from right to left, so that what comes next lies on the left. */
export const isRightToLeft = () => document.documentElement.dir === "rtl";

/** The reader's language as numbers and dates are written in it: with the region that the device says. Undefined: the device's. */
export const locale = () => (words.language === null ? undefined : localeOf(words.language));

/**
 * Shorthand for `words.text`.
 *
 * @param {string} id
 * @param {Record<string, string | number | Date>} [args]
 */
export const t = (id, args) => words.text(id, args);

/**
 * Use a language and remember it on this device.
 *
 * @param {string} code
 */
export async function choose(code) {
  await words.speak(code);
  remember(code);
}

/**
 * An error as a sentence that says what to do; by its `code`, else by its HTTP status, else as our own mistake.
 *
 * @param {any} error
 */
export function explain(error) {
  const ids = [`error-${error.code}`, `error-status-${error.status}`, "error-unknown"];
  const sentence = t(ids.find((id) => words.has(id)) ?? "error-unknown");
  return error.retryAfterS ? `${sentence} ${t("error-retry-after", { seconds: error.retryAfterS })}` : sentence;
}

/**
 * A number as the reader writes it.
 *
 * @param {number} value
 * @param {Intl.NumberFormatOptions} [style]
 */
export const number = (value, style) => value.toLocaleString(locale(), style);

/**
 * A date in the reader's language and time zone. `when` is a Date or RFC 3339 text.
 *
 * @param {Date | string} when
 * @param {Intl.DateTimeFormatOptions} [style]
 */
export function formatDate(when, style = { dateStyle: "long" }) {
  return new Intl.DateTimeFormat(locale(), style).format(new Date(when));
}
