/** The first screen: what this is, and one large button. Never a photo of a guest, but for the cover that the photographer chose. */
import { focusOf, Logo, wear } from "../ui/brand.js";
import { html, useEffect, useLayoutEffect, useState } from "../ui/html.js";
import { hintOf } from "../ui/photo.js";
import { t } from "../ui/words.js";
import { Finder } from "./finder.js";
import { Languages, Title } from "./pieces.js";
import { ContactSheet } from "./sheet.js";

/** @import { Device } from "./device.js" */
/** @import { Visits } from "./visits.js" */

/** @param {{device: Device, visits: Visits}} props */
export function Attract({ device, visits }) {
  const { event } = device;
  const { brand } = event;
  useLayoutEffect(() => wear(brand), [brand]);
  return html`<section class="attract" data-screen="attract">
    <${Hero} cover=${event.cover} brand=${brand} faces=${device.faces} />
    <div class="invitation">
      <${Logo} brand=${brand} />
      <p class="event-name"><bdi>${event.name}</bdi></p>
      <div class="finder"><${Title}>${t("kiosk-attract-title")}<//></div>
      <div class="offer"><${Offer} device=${device} visits=${visits} /></div>
      <${Languages} choose=${(code) => visits.speak(code)} />
      ${brand && html`<p class="soft small">${said(brand)}</p>`}
    </div>
  </section>`;
}

/**
 * Whose photos these will be, in a line: a kiosk leads nowhere.
 *
 * @param {Api.Brand} brand
 */
const said = ({ name, imprint, credit }) => [name, imprint, credit && t("brand-credit")].filter(Boolean).join(" · ");

/** @param {{device: Device, visits: Visits}} props */
function Offer({ device, visits }) {
  if (device.event.selfie_search === false)
    return html`<${Instead} heading="kiosk-attract-off-title" text="kiosk-attract-off" />`;
  if (device.away) return html`<${Instead} heading="kiosk-attract-away-title" text="kiosk-attract-away" waiting />`;
  return html`<p class="lead">${t("kiosk-attract-lead")}</p>
    <button class="primary start" type="button" aria-disabled=${!device.ready} onClick=${() => visits.start()}>${t("kiosk-attract-start")}</button>`;
}

/** @param {{heading: string, text: string, waiting?: boolean}} props */
const Instead = ({ heading, text, waiting = false }) => html`<div class="instead" role="status">
  <h2 class=${waiting ? "waiting" : undefined}>${t(heading)}</h2>
  <p class="lead">${t(text)}</p>
</div>`;

const UPPER_HALF = { x: 50, y: 22 }; // As in kiosk.css.

/**
 * The cover, moving slowly with a viewfinder over it; the contact sheet where there is none, or it does not load.
 *
 * @param {{cover: Api.Picture, brand: Api.Brand, faces: Api.Box[]}} props
 */
function Hero({ cover, brand, faces }) {
  const [failed, setFailed] = useState(null);
  useEffect(() => setFailed(null), [cover?.preview_url]);
  if (!cover || failed === cover.preview_url) return html`<div class="hero sheet-hero"><${ContactSheet} /></div>`;
  const hint = hintOf(cover.placeholder);
  return html`<div class="hero" style=${focusOf(brand)}><div class="breathing">
    <img
      src=${cover.preview_url}
      width=${cover.width}
      height=${cover.height}
      alt=""
      draggable=${false}
      onError=${() => setFailed(cover.preview_url)}
      style=${hint ? { backgroundImage: `url(${hint})` } : undefined}
    />
    <${Finder} faces=${faces} photo=${cover} focus=${brand?.cover_focus ?? UPPER_HALF} />
  </div></div>`;
}
