/**
 * The words of the guest's page and the kiosk: one Fluent catalogue a language, under static/words. Whoever draws words
 * listens to `words` and draws again when the language changes.
 */
import { FluentBundle, FluentResource } from "../../vendor/fluent/fluent.js";
import { LANGUAGES, remember } from "./languages.js";

export { firstLanguage, LANGUAGES } from "./languages.js";

export class Words extends EventTarget {
  /** Code of the language in use; null until `speak` has succeeded once. */
  language = null;
  #bundle = null;
  #catalogues = new Map();
  #asked = null;

  /**
   * Load a language and use it, on the document too; one that was loaded before needs no network. Rejects when its catalogue
   * cannot be had; then all stays as it was. Of several that were asked for, the last is used.
   */
  async speak(code) {
    this.#asked = code;
    const catalogue = await this.load(code);
    if (this.#asked !== code || this.language === code) return;
    const { direction } = LANGUAGES.find((language) => language.code === code);
    this.use(code, direction, catalogue);
    document.documentElement.lang = code;
    document.documentElement.dir = direction;
    this.dispatchEvent(new Event("change"));
  }

  /** The catalogue of a language, kept from then on. Rejects when it cannot be had. */
  async load(code) {
    if (!this.#catalogues.has(code)) {
      const response = await fetch(`/static/words/${code}.ftl`);
      if (!response.ok) throw new Error(`no catalogue for ${code}: ${response.status}`);
      this.#catalogues.set(code, await response.text());
    }
    return this.#catalogues.get(code);
  }

  /** Take `catalogue` (Fluent syntax) into use. Mistakes in it are thrown: a catalogue is part of the program. */
  use(code, direction, catalogue) {
    // The isolation marks keep names in Latin script from turning an Arabic sentence around; elsewhere nobody needs them.
    const bundle = new FluentBundle(code, { useIsolating: direction === "rtl" });
    const errors = bundle.addResource(new FluentResource(catalogue));
    if (errors.length) throw errors[0];
    this.language = code;
    this.#bundle = bundle;
  }

  has(id) {
    return Boolean(this.#bundle?.getMessage(id)?.value);
  }

  /** The text `id` with `args` in place. A missing text shows its id, and the console says so. */
  text(id, args) {
    const message = this.#bundle?.getMessage(id);
    if (!message?.value) {
      console.error(`no text in ${this.language}: ${id}`);
      return id;
    }
    const errors = [];
    const text = this.#bundle.formatPattern(message.value, args, errors);
    for (const error of errors) console.error(`text ${id} in ${this.language}: ${error.message}`);
    return text;
  }
}

export const words = new Words();

/** Shorthand for `words.text`. */
export const t = (id, args) => words.text(id, args);

/** Use a language and remember it on this device. */
export async function choose(code) {
  await words.speak(code);
  remember(code);
}

/** An error as a sentence that says what to do; by its `code`, else by its HTTP status, else as our own mistake. */
export function explain(error) {
  const ids = [`error-${error.code}`, `error-status-${error.status}`, "error-unknown"];
  const sentence = t(ids.find((id) => words.has(id)) ?? "error-unknown");
  return error.retryAfterS ? `${sentence} ${t("error-retry-after", { seconds: error.retryAfterS })}` : sentence;
}

/** A date in the reader's language and time zone. `when` is a Date or RFC 3339 text; `style` as for Intl.DateTimeFormat. */
export function formatDate(when, style = { dateStyle: "long" }) {
  return new Intl.DateTimeFormat(words.language ?? undefined, style).format(new Date(when));
}
