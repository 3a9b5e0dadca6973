/** In which language the page speaks. */
import { html, useStore } from "./html.js";
import { choose, firstLanguage, LANGUAGES, t, words } from "./words.js";

/** @param {{onFailed?: (error: unknown) => void}} props */
export function LanguageChoice({ onFailed }) {
  useStore(words);
  const chosen = (/** @type {{target: HTMLSelectElement}} */ event) => {
    const { target } = event;
    choose(target.value).catch((error) => {
      target.value = words.language ?? "";
      onFailed?.(error);
    });
  };
  return html`<label class="language">
    <span class="unseen">${t("language-label")}</span>
    <select value=${words.language} onChange=${chosen}>
      ${LANGUAGES.map(({ code, name }) => html`<option key=${code} value=${code} lang=${code}>${name}</option>`)}
    </select>
  </label>`;
}

/** Begin in the reader's language; in English where that catalogue cannot be had, and again and again where none can. */
export async function speakFirst() {
  const wanted = firstLanguage();
  for (let attempt = 0; words.language === null; attempt += 1) {
    try {
      await words.speak(attempt % 2 ? "en" : wanted);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, Math.min(10_000, 500 * attempt)));
    }
  }
}
