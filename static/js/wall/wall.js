/** The wall's page: a venue's screen that shows the event's photos as they come, for hours and with nobody to look after it. */
import { speakAtLast } from "../kiosk/pieces.js";
import { Locked, Pairing } from "../kiosk/staff.js";
import { renewAtNight, stayAwake } from "../kiosk/upkeep.js";
import { keepShell } from "../shell.js";
import { html, render, useEffect, useStore } from "../ui/html.js";
import { firstLanguage, t, words } from "../ui/words.js";
import { Pictures } from "./pictures.js";
import { Playlist } from "./playlist.js";
import { Show } from "./show.js";
import { Stage } from "./stage.js";

/** @param {{playlist: Playlist, show: Show}} props */
function Wall({ playlist, show }) {
  useStore([words, playlist]);
  useEffect(() => {
    document.title = t("wall-title");
  }, [words.language]);
  return html`<main id="main"><${Screen} playlist=${playlist} show=${show} /></main>`;
}

/** @param {{playlist: Playlist, show: Show}} props */
function Screen({ playlist, show }) {
  switch (playlist.state) {
    case "unpaired":
      return html`<${Pairing} device=${playlist} lead=${t("wall-pair-lead")} />`;
    case "locked":
      return html`<${Locked} device=${playlist} lead=${t("wall-locked-lead")} />`;
    default:
      return html`<${Photos} playlist=${playlist} show=${show} />`;
  }
}

/** @param {{playlist: Playlist, show: Show}} props */
function Photos({ playlist, show }) {
  useStore(show);
  const known = playlist.known || playlist.away;
  // While the first photo is on its way the sign stands where it will be then.
  const isEmpty = known && show.present === null && playlist.size === 0;
  return html`<section class="wall" data-screen="wall" data-known=${known} data-empty=${isEmpty} data-paused=${playlist.paused}>
    <${Stage} show=${show} />
    <div class="wall-sign">
      <${Whose} brand=${playlist.event.brand} />
      <h1><bdi>${playlist.event.name}</bdi></h1>
      <p class="lead" role="status">${signOf(playlist, show, isEmpty)}</p>
      ${
        playlist.join &&
        html`<div class="wall-join">
          <img src=${`data:image/svg+xml,${encodeURIComponent(playlist.join.qr_svg)}`} alt=${t("wall-qr")} width="100" height="100" />
          <p>${t("wall-join")}</p>
        </div>`
      }
    </div>
  </section>`;
}

/** Of whom the photos are, where they say so. @param {{brand: Api.Brand | undefined}} props */
function Whose({ brand }) {
  if (brand?.logo) {
    const { url, width, height } = brand.logo;
    return html`<img class="wall-logo" src=${url} width=${width} height=${height} alt=${brand.name || t("wall-logo")} />`;
  }
  return brand?.name ? html`<p class="wall-whose"><bdi>${brand.name}</bdi></p>` : null;
}

/**
 * What the wall says beside the photos: nothing, most of the time.
 *
 * @param {Playlist} playlist
 * @param {Show} show
 * @param {boolean} isEmpty
 */
function signOf(playlist, show, isEmpty) {
  if (isEmpty) return t(playlist.away ? "wall-away" : "wall-empty");
  if (show.present === null && playlist.away) return t("wall-away");
  return playlist.paused ? t("wall-paused") : "";
}

async function open() {
  await speakAtLast(firstLanguage());
  const playlist = new Playlist();
  const pictures = new Pictures();
  const show = new Show(playlist, pictures);
  playlist.addEventListener("lock", () => pictures.clear());
  render(html`<${Wall} playlist=${playlist} show=${show} />`, /** @type {HTMLElement} */ (document.querySelector("#app")));
  stayAwake();
  playlist.open();
  show.begin();
  keepShell({ mayReload: () => true });
  renewAtNight({ isFree: () => true, verify: () => playlist.verify() });
}

open();
