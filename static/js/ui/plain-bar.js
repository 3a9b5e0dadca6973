/** The bar over a page that belongs to no event: the product's name, and the choice of a language. */
import { html } from "./html.js";
import { LanguageChoice } from "./language.js";

export const PlainBar = () => html`<header class="guest-bar">
  <img src="/static/icon.svg" alt="" width="28" height="28" />
  <span class="wordmark">eventphotos</span>
  <${LanguageChoice} />
</header>`;
