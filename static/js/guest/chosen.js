/** A list of favourites that was opened by its link: a guest's own on another device, or what a client is to choose from. */
import { get } from "../http.js";
import { html, useEffect, useRef, useState, useStore } from "../ui/html.js";
import * as Icons from "../ui/icons.js";
import { Waiting } from "../ui/later.js";
import { Matches } from "../ui/matches.js";
import { explain, number, t } from "../ui/words.js";
import { Link, Told } from "./own-list.js";
import { PhotoPages } from "./photo-pages.js";
import { useViewer } from "./viewer.js";

/** @import { Visit } from "./visit.js" */

const AHEAD = 5; // So many photos before the last one here, further ones are fetched.

/** @param {{visit: Visit}} props */
export function Chosen({ visit }) {
  const list = /** @type {Api.Favourites} */ (visit.favourites.list);
  const mayChoose = list.kind === "client";
  const [onlyChosen, setOnlyChosen] = useState(!mayChoose);
  const count = visit.favourites.size;
  return html`<section class="results chosen">
    <header class="results-head">
      <p class="soft">${list.event.name}</p>
      <h1 tabindex="-1">${list.name || t("guest-chosen-title")}</h1>
      <p id="chosen-count" class="lead figures" role="status">${countSaid(count, list.goal)}</p>
      ${list.goal !== null && html`<progress max=${list.goal} value=${Math.min(count, list.goal)} aria-label=${countSaid(count, list.goal)}></progress>`}
    </header>
    ${visit.favourites.hearts && html`<${Told} hearts=${visit.favourites.hearts} />`}
    ${
      mayChoose &&
      html`<div class="tools">
        <div class="chips" role="group" aria-label=${t("guest-all-photos")}>
          <button type="button" class="chip" aria-pressed=${String(!onlyChosen)} onClick=${() => setOnlyChosen(false)}>${t("guest-show-all")}</button>
          <button type="button" class="chip" aria-pressed=${String(onlyChosen)} onClick=${() => setOnlyChosen(true)}><${Icons.Heart} />${t("guest-chosen-only")} <span class="figures">${number(count)}</span></button>
        </div>
        <${Finish} visit=${visit} />
      </div>`
    }
    <${Sheet} key=${String(onlyChosen)} visit=${visit} list=${list} onlyChosen=${onlyChosen} />
    <footer class="foot stack"><${Link} url=${list.url} /></footer>
  </section>`;
}

/**
 * @param {number} count
 * @param {number | null} goal
 */
function countSaid(count, goal) {
  if (goal === null) return t("guest-chosen-count", { count });
  return count > goal ? t("guest-chosen-over", { count: count - goal, goal }) : t("guest-chosen-of", { count, goal });
}

/**
 * The choice is made, and may be changed all the same.
 *
 * @param {{visit: Visit}} props
 */
function Finish({ visit }) {
  const finished = visit.favourites.list?.finished_at != null;
  const say = async () => {
    try {
      await visit.favourites.hearts?.say({ finished: !finished });
    } catch (error) {
      visit.complain(error);
    }
  };
  return html`<div class="stack">
    <button id="finish" type="button" class=${finished ? "" : "primary"} onClick=${say}>${t(finished ? "guest-chosen-again" : "guest-chosen-finish")}</button>
    <p class="soft small" role="status">${finished ? t("guest-chosen-finished") : ""}</p>
  </div>`;
}

/** @param {{visit: Visit, list: Api.Favourites, onlyChosen: boolean}} props */
function Sheet({ visit, list, onlyChosen }) {
  const [store] = useState(() => {
    const ask = (/** @type {URLSearchParams} */ query) =>
      get(`/favourites/${list.id}/photos?chosen=${onlyChosen}&${query}`, { token: list.token });
    // Whoever has just marked a photo sees it among the chosen ones.
    return new PhotoPages(onlyChosen ? (query) => visit.favourites.told().then(() => ask(query)) : ask);
  });
  useStore([store]);
  useEffect(() => {
    store.more();
    return () => store.close();
  }, []);
  const onStale = () => store.renew();
  const placeOf = (/** @type {string} */ id) => store.photos.findIndex((photo) => photo.photo_id === id);
  const whole = {
    placeOf: (/** @type {string} */ id) => ({ index: placeOf(id) + 1, total: null }), // Known when all are here.
    moved: (/** @type {string} */ id) => placeOf(id) >= store.photos.length - AHEAD && store.more(),
  };
  const open = useViewer(visit, store.photos, onStale, store.done ? null : whole);
  return html`${
    store.photos.length > 0 &&
    html`<div class="bleed"><${Matches} photos=${store.photos} label=${t("guest-all-photos")} open=${open} renewed=${store.renewed} onStale=${onStale}
      isFavourite=${(/** @type {string} */ id) => visit.favourites.has(id)} onHeart=${(/** @type {string} */ id) => visit.favourites.toggle(id)} /></div>`
  }
  ${onlyChosen && store.done && store.photos.length === 0 ? html`<p class="soft">${t("guest-chosen-none")}</p>` : html`<${End} store=${store} />`}`;
}

/** @param {{store: PhotoPages}} props */
function End({ store }) {
  const element = useRef(null);
  useEffect(() => {
    // A busy phone tells of several changes at once: the last one holds.
    const observer = new IntersectionObserver((entries) => entries.at(-1)?.isIntersecting && !store.problem && store.more(), {
      rootMargin: "800px",
    });
    if (element.current) observer.observe(element.current);
    return () => observer.disconnect();
  }, [store.photos.length, store.done]);
  if (store.problem) {
    return html`<div class="stack">
      <p class="notice bad" role="alert">${explain(store.problem)}</p>
      <button type="button" onClick=${() => store.more()}>${t("try-again")}</button>
    </div>`;
  }
  if (!store.done) return html`<div ref=${element} class="stack"><${Waiting} text=${t("one-moment")} /></div>`;
  const count = store.photos.length;
  return html`<p class="soft" role="status">${count ? t("guest-gallery-end", { count }) : t("guest-gallery-empty")}</p>`;
}
