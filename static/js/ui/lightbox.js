/**
 * One photo large, the others a swipe away: PhotoSwipe, loaded when the first photo is opened, with our words, buttons and
 * reading direction.
 */
import { html, render } from "./html.js";
import { hintOf } from "./photo.js";

/** @import { Drawn } from "./html.js" */
/** @import { Content, Slide } from "../../vendor/photoswipe/photoswipe.js" */

/** @typedef {{photo_id?: string, id?: string, preview_url: string | null, width?: number, height?: number, [more: string]: any}} Shown */
/** @typedef {{label: string, close: string, previous: string, next: string, zoom: string, failed: string, photoOf(index: number, total: number): string}} Texts */
/**
 * @typedef {object} Action A button under the photo, or a link that looks like one; `photo` is of the kind that was given to show.
 * @property {string} id
 * @property {string | ((photo: any) => string)} label
 * @property {() => Drawn} [icon]
 * @property {(photo: any) => unknown} [run]
 * @property {(photo: any) => string | null} [href]
 * @property {string} [download]
 * @property {(photo: any) => boolean} [pressed]
 * @property {(photo: any) => boolean} [offered]
 */
/**
 * @typedef {object} Options
 * @property {Texts} texts
 * @property {Action[]} [actions]
 * @property {(photo: any) => string} [said]
 * @property {(photo: any, layer: HTMLElement) => void} [overlay]
 * @property {(photo: any) => void} [onStale]
 * @property {(photo: any) => void} [onChange]
 * @property {() => void} [onClose]
 */

const STYLES = ["/static/vendor/photoswipe/photoswipe.css", "/static/css/lightbox.css"];
const UNKNOWN_SIZE = { width: 1500, height: 1000 }; // Until the picture of a photo that does not say its size is there.
const LARGEST_ZOOM = 3;

/** @type {Promise<typeof import("../../vendor/photoswipe/photoswipe.js").default> | null} */
let loading = null;

/** Fetch what a lightbox needs, so that the first one opens at once (and without a network). */
export function loadLightbox() {
  loading ??= Promise.all([import("../../vendor/photoswipe/photoswipe.js"), ...STYLES.map(linkStyle)]).then(
    ([module]) => module.default,
    (error) => {
      loading = null;
      throw error;
    },
  );
  return loading;
}

/** @param {string} href */
function linkStyle(href) {
  if (document.querySelector(`link[href="${href}"]`)) return Promise.resolve();
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  return new Promise((resolve, reject) => {
    link.onload = resolve;
    link.onerror = () => {
      link.remove();
      reject(new Error(`no style: ${href}`));
    };
    document.head.append(link);
  });
}

/**
 * A photo fills its place; a small one on a large screen is enlarged, but not until one sees its pixels.
 *
 * @param {{panAreaSize: {x: number, y: number}, elementSize: {x: number, y: number}}} of
 */
const fitted = ({ panAreaSize: place, elementSize: photo }) => Math.min(place.x / photo.x, place.y / photo.y, LARGEST_ZOOM);

/** What our bars are measured by. */
const rem = () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize);

/** @param {Shown} photo */
const idOf = (photo) => /** @type {string} */ (photo.photo_id ?? photo.id);

/**
 * Show `photos` (photos, matches or pictures of the API), beginning with the one whose id is `start`.
 *
 * `texts`: `{label, close, previous, next, zoom, failed, photoOf(index, total)}`. `actions` are buttons under the photo:
 * `{id, label, icon?, run(photo)}` or `{id, label, icon?, href(photo), download}`; `label` may be a function of the photo,
 * `pressed(photo)` makes it a toggle, `offered(photo)` may leave it out. `overlay(photo, element)` draws over the photo, in an
 * element that covers it at any zoom; `said(photo)` is a text to be read over it, empty mostly. `onStale(photo)` is told that a picture
 * did not load, `onChange(photo)` of another photo, `onClose()` that none is seen any more. Resolves, once it is open, to
 * `{update(photos), close(), destroy()}`: `update` keeps the photo that is looked at, and closes when none is left.
 *
 * @param {Options & {photos: Shown[], start: string}} of
 */
export async function openLightbox({ photos, start, ...options }) {
  const PhotoSwipe = await loadLightbox();
  return new Lightbox(PhotoSwipe, photos, start, options);
}

export class Lightbox {
  #swipe;
  #photos;
  #options;
  #backwards = document.documentElement.dir === "rtl"; // The next photo is where the eye goes next.
  /** @type {HTMLElement | null} */
  #bar = null;
  /** @type {Map<Content, HTMLElement>} */
  #layers = new Map();
  /** @type {string | null} */
  #told = null; // The id of the photo that `onChange` was told of last.

  /**
   * @param {typeof import("../../vendor/photoswipe/photoswipe.js").default} PhotoSwipe
   * @param {Shown[]} photos
   * @param {string} start
   * @param {Options} options
   */
  constructor(PhotoSwipe, photos, start, options) {
    this.#options = options;
    this.#photos = this.#inOrder(photos);
    this.#swipe = new PhotoSwipe(this.#settings(this.#indexOf(start)));
    this.#listen();
    this.#swipe.init();
    this.#takeOver();
  }

  /**
   * These photos are there now (the same as before when not given): what is looked at stays. Labels are asked for again.
   *
   * @param {Shown[]} [photos]
   */
  update(photos) {
    if (photos) this.#replace(this.#inOrder(photos));
    this.#drawBar();
  }

  /** Close; nothing happens when it is closed already. */
  close() {
    // PhotoSwipe hears of nothing while it opens.
    if (this.#swipe.opener.isOpen) this.#swipe.close();
    else this.#swipe.on("openingAnimationEnd", () => this.#swipe.close());
  }

  /** Gone at once, without fading: at a kiosk the next guest may be there already. */
  destroy() {
    this.#swipe.isDestroying = true;
    this.#swipe.destroy();
  }

  get #current() {
    return this.#photos[this.#swipe.currIndex];
  }

  /** @param {Shown[]} photos */
  #inOrder(photos) {
    return this.#backwards ? [...photos].reverse() : [...photos];
  }

  /** @param {string | undefined} id */
  #indexOf(id) {
    return Math.max(
      0,
      this.#photos.findIndex((photo) => idOf(photo) === id),
    );
  }

  /** @param {number} index */
  #settings(index) {
    const { texts } = this.#options;
    const [left, right] = this.#backwards ? [texts.next, texts.previous] : [texts.previous, texts.next];
    return {
      dataSource: this.#photos.map((photo, place) => this.#slide(photo, place)),
      index,
      loop: false,
      counter: false,
      bgOpacity: 1,
      initialZoomLevel: fitted,
      secondaryZoomLevel: (/** @type {Parameters<typeof fitted>[0]} */ level) => Math.max(1, 2 * fitted(level)),
      showHideAnimationType: matchMedia("(prefers-reduced-motion: reduce)").matches ? "none" : "fade",
      closeTitle: texts.close,
      zoomTitle: texts.zoom,
      arrowPrevTitle: left,
      arrowNextTitle: right,
      errorMsg: texts.failed,
      paddingFn: () => ({ top: 3.5 * rem(), bottom: (this.#options.actions?.length ? 5.5 : 1.5) * rem(), left: 0, right: 0 }),
    };
  }

  /**
   * @param {Shown} photo
   * @param {number} place
   */
  #slide(photo, place) {
    const size = photo.width && photo.height ? { width: photo.width, height: photo.height } : UNKNOWN_SIZE;
    const known = Number(photo.width) > 0;
    return {
      src: photo.preview_url,
      msrc: hintOf(photo.placeholder) ?? photo.thumb_url,
      alt: this.#position(place),
      ...size,
      known,
    };
  }

  /** @param {number} place */
  #position(place) {
    const total = this.#photos.length;
    return this.#options.texts.photoOf(this.#backwards ? total - place : place + 1, total);
  }

  #listen() {
    const swipe = this.#swipe;
    swipe.on("uiRegister", () => this.#registerBar());
    swipe.on("change", () => this.#changed());
    swipe.on("loadComplete", ({ content, isError }) => this.#loaded(content, isError));
    swipe.on("contentAppend", ({ content }) => this.#cover(content));
    swipe.on("contentResize", ({ content, width, height }) => this.#fit(content, width, height));
    swipe.on("destroy", () => this.#options.onClose?.());
  }

  /** Nothing else on the page can be reached, and the keys work from the first moment: PhotoSwipe hears them once it is open. */
  #takeOver() {
    const swipe = this.#swipe;
    const element = /** @type {HTMLElement} */ (swipe.element);
    element.dir = "ltr"; // Its own geometry; our bar has the direction of the page.
    element.setAttribute("aria-label", this.#options.texts.label);
    element.setAttribute("aria-modal", "true");
    const all = /** @type {HTMLElement[]} */ ([...document.body.children]);
    const outside = all.filter((other) => other !== element && !other.inert);
    for (const other of outside) other.inert = true;
    /** @type {string[]} */
    const early = [];
    const pressed = (/** @type {{key: string}} */ { key }) => early.push(key);
    const release = () => {
      document.removeEventListener("keydown", pressed);
      for (const other of outside) other.inert = false;
    };
    document.addEventListener("keydown", pressed);
    swipe.on("bindEvents", () => document.removeEventListener("keydown", pressed));
    swipe.on("openingAnimationEnd", () => {
      for (const key of early.splice(0)) this.#press(key);
    });
    swipe.on("close", release); // Before it gives the focus back.
    swipe.on("destroy", release); // Where it is gone without having been closed.
  }

  /** @param {string} key */
  #press(key) {
    if (key === "Escape") this.#swipe.close();
    if (key === "ArrowLeft") this.#swipe.prev();
    if (key === "ArrowRight") this.#swipe.next();
  }

  #registerBar() {
    const onInit = (/** @type {HTMLElement} */ element) => {
      this.#bar = element;
      element.dir = document.documentElement.dir || "ltr";
      this.#drawBar();
    };
    this.#swipe.ui?.registerElement({ name: "acts", order: 20, appendTo: "root", isButton: false, onInit });
  }

  #changed() {
    this.#drawBar();
    const photo = this.#current;
    if (!photo || idOf(photo) === this.#told) return;
    this.#told = idOf(photo);
    this.#options.onChange?.(photo);
  }

  #drawBar() {
    const photo = this.#current;
    if (!this.#bar || !photo) return;
    const offered = (this.#options.actions ?? []).filter((action) => action.offered?.(photo) ?? true);
    render(
      html`<p class="said" role="alert">${this.#options.said?.(photo)}</p>
        <p class="place figures" role="status">${this.#position(this.#swipe.currIndex)}</p>
        <div class="acts">${offered.map((action) => html`<${Act} key=${action.id} action=${action} photo=${photo} />`)}</div>`,
      this.#bar,
    );
  }

  /**
   * @param {Content} content
   * @param {boolean} isError
   */
  #loaded(content, isError) {
    if (isError) return this.#options.onStale?.(this.#photos[content.index]);
    if (content.data.known || !content.element?.naturalWidth) return undefined;
    Object.assign(content.data, { width: content.element.naturalWidth, height: content.element.naturalHeight, known: true });
    return this.#swipe.refreshSlideContent(content.index);
  }

  /**
   * Put the caller's layer over the picture: it is scaled and moved with it.
   *
   * @param {Content} content
   */
  #cover(content) {
    const photo = this.#photos[content.index];
    if (!this.#options.overlay || !photo || !content.slide) return;
    const layer = Object.assign(document.createElement("div"), { className: "pswp-layer" });
    this.#layers.get(content)?.remove();
    this.#layers.set(content, layer);
    content.slide.container.append(layer);
    this.#fit(content, content.displayedImageWidth, content.displayedImageHeight);
    this.#options.overlay(photo, layer);
  }

  /**
   * @param {Content} content
   * @param {number} width
   * @param {number} height
   */
  #fit(content, width, height) {
    const placeholder = content.placeholder?.element;
    // The blurred picture has nearly the photo's shape: what sticks out would be seen below it.
    if (placeholder && width) placeholder.style.height = `${(Number.parseFloat(placeholder.style.width) * height) / width}px`;
    const layer = this.#layers.get(content);
    if (layer && width) Object.assign(layer.style, { width: `${width}px`, height: `${height}px` });
  }

  /**
   * PhotoSwipe knows its photos by their place: after a change those beside the present one are laid out again, and it only where it must.
   *
   * @param {Shown[]} photos
   */
  #replace(photos) {
    const swipe = this.#swipe;
    if (swipe.isDestroying) return;
    if (photos.length === 0) return swipe.close();
    const before = this.#photos;
    const present = this.#current;
    const stays = photos.findIndex((photo) => idOf(photo) === idOf(present));
    const place = stays >= 0 ? stays : Math.min(swipe.currIndex, photos.length - 1);
    if (before.length === photos.length && before.every((photo, index) => sameSlide(photo, photos[index]))) {
      this.#photos = photos; // What is shown of them is the same.
      return undefined;
    }
    this.#photos = photos;
    swipe.options.dataSource = photos.map((photo, index) => this.#slide(photo, index));
    swipe.currIndex = place;
    swipe.potentialIndex = place;
    const [previous, holder, next] = swipe.mainScroll.itemHolders;
    if (holder.slide && stays >= 0 && sameSlide(present, photos[place])) {
      this.#moveTo(place, holder.slide, before.length);
    } else {
      swipe.contentLoader.destroy();
      swipe.setContent(holder, place, true);
      swipe.currSlide = holder.slide;
      swipe.currSlide?.setIsActive(true);
    }
    swipe.setContent(previous, place - 1, true);
    swipe.setContent(next, place + 1, true);
    return swipe.dispatch("change");
  }

  /**
   * The slide that is looked at stays as it is, zoom and all, under another number.
   *
   * @param {number} place
   * @param {Slide} slide
   * @param {number} count
   */
  #moveTo(place, slide, count) {
    const { contentLoader } = this.#swipe;
    for (let index = 0; index < count; index += 1) contentLoader.removeByIndex(index);
    const { content } = slide;
    slide.index = place;
    content.index = place;
    if (content.element) content.element.alt = this.#position(place);
    contentLoader.addToCache(content);
  }
}

/**
 * @param {Shown} one
 * @param {Shown} other
 */
const sameSlide = (one, other) => idOf(one) === idOf(other) && one.preview_url === other.preview_url;

/** @param {{action: Action, photo: Shown}} props */
function Act({ action, photo }) {
  const { icon, href, download, run } = action;
  const label = typeof action.label === "function" ? action.label(photo) : action.label;
  const inside = html`${icon && html`<${icon} />`}<span>${label}</span>`;
  if (href) return html`<a class="act" href=${href(photo)} download=${download ?? false}>${inside}</a>`;
  const pressed = action.pressed?.(photo);
  return html`<button type="button" class="act" data-act=${action.id} aria-pressed=${pressed} onClick=${() => run?.(photo)}>${inside}</button>`;
}
