/** Whose event it is, on the pages that guests see: logo, colours and footer. */
import { html } from "./html.js";
import { t } from "./words.js";

/**
 * The page's buttons and links in the colours of a brand; in the product's own without one. Set from here, for a page of ours takes
 * no style that is written into it.
 *
 * @param {Api.Brand | null | undefined} brand
 */
export function wear(brand) {
  const { style } = document.documentElement;
  for (const theme of /** @type {const} */ (["light", "dark"])) {
    const shade = brand?.colours?.[theme];
    set(style, `--brand-${theme}`, shade?.action);
    set(style, `--on-brand-${theme}`, shade?.on_action);
  }
}

/**
 * @param {CSSStyleDeclaration} style
 * @param {string} name
 * @param {string | undefined} value
 */
function set(style, name, value) {
  if (value) style.setProperty(name, value);
  else style.removeProperty(name);
}

/**
 * The logo, on paper so that it is seen on any ground; nothing without one.
 *
 * @param {{brand: Api.Brand | null | undefined}} props
 */
export function Logo({ brand }) {
  const logo = brand?.logo;
  if (!logo) return null;
  return html`<img class="brand-logo" src=${logo.url} width=${logo.width} height=${logo.height} alt=${brand.name} />`;
}

/**
 * Who took the photos, what the law wants said, and the product's name where it may be; nothing where nothing was said.
 *
 * @param {{brand: Api.Brand | null | undefined, say?: (id: string) => string}} props
 */
export function BrandFooter({ brand, say = t }) {
  if (!brand || !(brand.name || brand.link || brand.imprint || brand.privacy_url || brand.credit)) return null;
  const { name, link, imprint, privacy_url: privacy, credit } = brand;
  const label = name || hostOf(link);
  return html`<footer class="brand-footer small soft">
    ${label && html`<p>${link ? html`<a href=${link} target="_blank" rel="noopener">${label}</a>` : html`<bdi>${label}</bdi>`}</p>`}
    ${(imprint || privacy) && html`<p>${imprint && html`<bdi>${imprint}</bdi> `}${privacy && html`<a href=${privacy} target="_blank" rel="noopener">${say("brand-privacy")}</a>`}</p>`}
    ${credit && html`<p>${say("brand-credit")}</p>`}
  </footer>`;
}

/** @param {string | null} link */
function hostOf(link) {
  return link ? new URL(link).host : "";
}

/**
 * What of the cover stays in sight, for the frame around it; nothing where nobody has said.
 *
 * @param {Api.Brand | null | undefined} brand
 */
export function focusOf(brand) {
  const focus = brand?.cover_focus;
  return focus ? { "--focus": `${focus.x}% ${focus.y}%` } : undefined;
}
