/** Photos of somebody as the guest's page and the kiosk show them: the sheet of clear ones, and the questions about the others. */
import { faceCrop } from "./face.js";
import { Giver } from "./giver.js";
import { html, useEffect, useMemo, useRef, useState } from "./html.js";
import * as Icons from "./icons.js";
import { hintOf, Photo } from "./photo.js";
import { t, words } from "./words.js";

/** @typedef {Api.Match & {of?: number}} Doubted `of` says about whom of several people the question is */

const FEW = 4; // So few photos are shown large.
const USUAL_RATIO = 1.5; // Of photos that do not say their size.

/**
 * Photos in rows that fill the width, each whole and in its shape.
 *
 * `open(photoId)` is called when one is chosen, `onStale` when a picture fails to load; raising `renewed` makes failed ones try
 * again. `isNew(photoId)` and `isFavourite(photoId)` mark photos, and where `onHeart(photoId)` is given each has a heart to press; while
 * some are chosen, `chosen(photoId)` says which, and a tap is `open` all the same. `onShown(photoId, address)` is told of each picture that has
 * loaded.
 *
 * @param {{photos: Api.GalleryPhoto[], open: (photoId: string) => void, label: string, isNew: (photoId: string) => boolean, isFavourite: (photoId: string) => boolean, chosen?: ((photoId: string) => boolean) | null, onShown?: (photoId: string, address: string) => unknown, onHeart?: (photoId: string) => unknown, onStale?: (photoId?: string) => unknown, renewed: number}} props
 */
export function Matches({ photos, open, label, isNew, isFavourite, chosen, onShown, onHeart, onStale, renewed }) {
  const tile = (/** @type {Api.GalleryPhoto} */ photo, /** @type {number} */ index) => html`<${Tile}
    key=${photo.photo_id}
    photo=${photo}
    name=${t(isNew?.(photo.photo_id) ? "open-new-photo" : "open-photo", { index: index + 1, total: photos.length })}
    fresh=${isNew?.(photo.photo_id) ?? false}
    favourite=${isFavourite?.(photo.photo_id) ?? false}
    chosen=${chosen?.(photo.photo_id)}
    heart=${onHeart && t("favourite-photo", { index: index + 1 })}
    ...${{ open, onShown, onHeart, onStale, renewed }}
  />`;
  return html`<ul class="sheet-rows" data-few=${photos.length <= FEW} aria-label=${label}>
    ${photos.map(tile)}
  </ul>`;
}

/**
 * What stands for a picture that cannot be had yet: its blurred hint, where there is one.
 *
 * @param {string | null | undefined} placeholder
 */
function blurred(placeholder) {
  const hint = hintOf(placeholder);
  return hint ? { backgroundImage: `url(${hint})`, backgroundSize: "cover" } : undefined;
}

/**
 * One photo. Drawn again only when something about it changed: there may be hundreds, and each that comes draws the sheet.
 *
 * @param {{photo: Api.GalleryPhoto, name: string, fresh?: boolean, favourite?: boolean, chosen?: boolean, heart?: string, onShown?: (photoId: string, address: string) => unknown, onHeart?: (photoId: string) => unknown, open: (photoId: string) => void, onStale?: (photoId?: string) => unknown, renewed: number}} props
 */
function Tile({ photo, name, fresh, favourite, chosen, heart, onShown, onHeart, open, onStale, renewed }) {
  const { failed, stale } = usePicture(photo, renewed, onStale);
  const shown = (/** @type {{currentTarget: HTMLImageElement}} */ { currentTarget: image }) =>
    onShown?.(photo.photo_id, image.currentSrc);
  return useMemo(
    () => html`<li
      class=${fresh ? "tile new" : "tile"}
      data-photo=${photo.photo_id}
      style=${{ "--ratio": String(ratioOf(photo)) }}
    >
      <button type="button" class="photo" aria-label=${name} aria-pressed=${chosen === undefined ? undefined : String(chosen)} onClick=${() => open(photo.photo_id)}>
        ${failed ? html`<span class="broken" style=${blurred(photo.placeholder)}><${Icons.Picture} /></span>` : html`<${Photo} photo=${photo} alt="" sizes=${SIZES} onLoad=${shown} onStale=${stale} />`}
      </button>
      ${fresh && html`<span class="badge" aria-hidden="true">${t("just-in")}</span>`}
      <${Giver} photo=${photo} />
      ${favourite && !onHeart && html`<span class="kept"><${Icons.Heart} /></span>`}
      ${onHeart && html`<button type="button" class="heart" aria-label=${heart} aria-pressed=${String(favourite)} onClick=${() => onHeart(photo.photo_id)}><${Icons.Heart} /></button>`}
    </li>`,
    [photo, name, fresh, favourite, chosen, failed, words.language],
  );
}

const SIZES = "(min-width: 60rem) 24rem, 50vw";

/**
 * A picture that may fail, because its address has expired or the network is away, and is tried again once `renewed` rises.
 *
 * @param {Api.Picture} photo
 * @param {number} renewed
 * @param {((photoId?: string) => unknown) | undefined} onStale
 */
function usePicture(photo, renewed, onStale) {
  const [failedAt, setFailedAt] = useState(null);
  const now = useRef(renewed);
  now.current = renewed;
  return {
    failed: failedAt !== null && failedAt === renewed,
    stale: () => {
      setFailedAt(now.current);
      onStale?.(photo.photo_id);
    },
  };
}

/**
 * Width by height of a photo; a guess for one that does not say.
 *
 * @param {{width: number, height: number}} of
 */
const ratioOf = ({ width, height }) => (width && height ? Math.round((width / height) * 1000) / 1000 : USUAL_RATIO);

/**
 * Photos in doubt, each cut to the face in question. `answer(match, isMe)` is called with true, false, or undefined to take
 * an answer back; `answerTo(match)` says what was answered, and `nameOf(match)` who is meant, null for the guest herself. Nothing
 * moves under the finger: what is answered stays.
 *
 * @param {{matches: Doubted[], open: (photoId: string) => void, answer: (match: Doubted, isMe: boolean | undefined) => void, answerTo: (match: Doubted) => boolean | undefined, nameOf: (match: Doubted) => string | null, onStale?: (photoId?: string) => unknown, renewed: number}} props
 */
export function Questions({ matches, open, answer, answerTo, nameOf, onStale, renewed }) {
  return html`<ul class="questions" aria-label=${t("maybe-you")}>
    ${matches.map(
      (match) => html`<${Question}
        key=${`${match.of ?? ""} ${match.photo_id}`}
        match=${match}
        said=${answerTo(match)}
        name=${nameOf(match)}
        ...${{ open, answer, onStale, renewed }}
      />`,
    )}
  </ul>`;
}

/** @param {{match: Doubted, said?: boolean, name: string | null, open: (photoId: string) => void, answer: (match: Doubted, isMe: boolean | undefined) => void, onStale?: (photoId?: string) => unknown, renewed: number}} props */
function Question({ match, said, name, open, answer, onStale, renewed }) {
  const { failed, stale } = usePicture(match, renewed, onStale);
  const acts = useRef(null);
  const pressed = useRef(false);
  useEffect(() => {
    if (pressed.current) acts.current.querySelector("button").focus({ preventScroll: true }); // The one pressed is gone.
    pressed.current = false;
  }, [said]);
  const say = (/** @type {boolean | undefined} */ isMe) => {
    pressed.current = true;
    answer(match, isMe);
  };
  return html`<li class="question-card tile" data-photo=${match.photo_id} data-said=${String(said)}>
    <button type="button" class="photo" aria-label=${t("open-doubtful-photo")} onClick=${() => open(match.photo_id)}>
      ${failed ? html`<span class="broken"><${Icons.Picture} /></span>` : html`<${Face} match=${match} stale=${stale} />`}
    </button>
    <div class="ask" role="group" aria-label=${whoIsThis(name)} ref=${acts}>
      ${said === undefined ? html`<${Ask} name=${name} say=${say} />` : html`<${Answered} name=${name} said=${said} undo=${() => say(undefined)} />`}
    </div>
  </li>`;
}

/** @param {string | null} name */
const whoIsThis = (name) => (name === null ? t("is-this-you") : t("is-this-person", { name }));

/** @param {{name: string | null, say: (isMe: boolean | undefined) => void}} props */
const Ask = ({ name, say }) => html`<p>${whoIsThis(name)}</p>
  <button type="button" onClick=${() => say(true)}>${t(name === null ? "yes-me" : "yes-person")}</button>
  <button type="button" onClick=${() => say(false)}>${t(name === null ? "not-me" : "not-person")}</button>`;

/**
 * @param {boolean} said
 * @param {string | null} name
 */
function wasSaid(said, name) {
  if (name === null) return t(said ? "answered-yes" : "answered-no");
  return t(said ? "answered-yes-person" : "answered-no-person", { name });
}

/** @param {{name: string | null, said: boolean, undo: () => void}} props */
const Answered = ({ name, said, undo }) => html`<p role="status">${wasSaid(said, name)}</p>
  <button type="button" class="undo" onClick=${undo}>${t("undo")}</button>`;

/**
 * The photo cut to the face, with a ring of grease pencil around it.
 *
 * @param {{match: Api.Match, stale: () => void}} props
 */
function Face({ match, stale }) {
  const { scale, left, top, x, y, size } = faceCrop(match.face_box, ratioOf(match));
  const place = { inlineSize: `${scale * 100}%`, transform: `translate(${-left * 100}%, ${-top * 100}%)` };
  const ring = {
    left: `${(x - size * 0.8) * 100}%`,
    top: `${(y - size * 0.8) * 100}%`,
    width: `${size * 160}%`,
    height: `${size * 160}%`,
  };
  return html`<span class="face">
    <span class="whole" style=${{ ...place, aspectRatio: String(ratioOf(match)) }}>
      <${Photo} photo=${match} alt="" sizes=${`${Math.round(scale * 13)}rem`} onStale=${stale} />
    </span>
    <svg class="ring" viewBox="0 0 100 100" style=${ring} aria-hidden="true">
      <path d="M62 8C34 1 8 20 7 51c-1 27 18 43 44 42 28-1 44-22 42-47C91 22 74 7 50 10 40 11 31 15 24 21" />
    </svg>
  </span>`;
}
