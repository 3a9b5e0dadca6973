/** The guest's photos large: keep, share and download one; say that one shows somebody else. */
import { useEffect, useRef } from "../ui/html.js";
import * as Icons from "../ui/icons.js";
import { loadLightbox, openLightbox } from "../ui/lightbox.js";
import { fetchModule } from "../ui/modules.js";
import { downloadOf } from "../ui/save.js";
import { explain, t } from "../ui/words.js";
import { Sharing } from "./sharing.js";
import { inTheirPlaces } from "./sheet.js";
import { wayBack } from "./way-back.js";

/** @import { Lightbox } from "../ui/lightbox.js" */
/** @import { Visit } from "./visit.js" */
/** @import { Takeable } from "./sharing.js" */

/** @typedef {{placeOf: (photoId: string) => {index: number, total: number | null}, moved: (photoId: string) => unknown}} Whole */

const AHEAD_AFTER_MS = 2000;
const PHOTOSWIPE = "/static/vendor/photoswipe/photoswipe.js"; // What the lightbox imports when the first photo is opened.

/**
 * A function that opens the photo with an id, among `photos`; while it is open it follows what happens to them. `onStale` is told
 * when one does not load. Where `photos` are some of many, `whole` says where each stands among all of them, and is told which one is
 * looked at, so that those around it are given next.
 *
 * @param {Visit} visit
 * @param {Takeable[]} photos
 * @param {() => void} onStale
 * @param {Whole | null} [whole]
 */
export function useViewer(visit, photos, onStale, whole = null) {
  const viewer = useRef(null);
  viewer.current ??= new Viewer(visit, onStale);
  useEffect(() => viewer.current.follow(photos, whole));
  useEffect(() => {
    const timer = setTimeout(() => fetchAhead().catch(() => undefined), AHEAD_AFTER_MS); // Else when a photo is opened.
    return () => {
      clearTimeout(timer);
      viewer.current.close();
    };
  }, []);
  return (/** @type {string} */ photoId) => viewer.current.open(photoId);
}

const fetchAhead = () => fetchModule(PHOTOSWIPE).then(loadLightbox);

class Viewer {
  #visit;
  #onStale;
  /** @type {Takeable[]} */
  #photos = [];
  /** @type {Lightbox | null} */
  #lightbox = null;
  #opening = false;
  /** @type {Whole | null} */
  #whole = null;
  /** @type {Map<string, Takeable>} Said no to while they are looked at: they stay until then, so that it can be taken back. */
  #denied = new Map();
  #sharing = new Sharing();
  /** @type {string | null} What is to be commented on once the photo is closed. */
  #toComment = null;

  /**
   * @param {Visit} visit
   * @param {() => void} onStale
   */
  constructor(visit, onStale) {
    this.#visit = visit;
    this.#onStale = onStale;
    this.#sharing.addEventListener("change", () => this.#lightbox?.update());
  }

  /**
   * @param {Takeable[]} photos
   * @param {Whole | null} whole
   */
  follow(photos, whole) {
    this.#whole = whole;
    this.#photos = inTheirPlaces(this.#lightbox ? this.#photos : [], [...photos, ...this.#stillDenied(photos)]);
    this.#lightbox?.update(this.#photos);
  }

  /** @param {Takeable[]} photos */
  #stillDenied(photos) {
    const there = new Set(photos.map(({ photo_id: photoId }) => photoId));
    return [...this.#denied.values()].filter(({ photo_id: photoId }) => !there.has(photoId) && this.#isDenied(photoId));
  }

  /** @param {string} photoId */
  #isDenied(photoId) {
    return !this.#visit.people.together && this.#visit.people.store.answerTo(photoId) === false;
  }

  close() {
    this.#lightbox?.close();
  }

  /** @param {string} photoId */
  async open(photoId) {
    if (this.#opening || this.#lightbox) return;
    this.#opening = true;
    try {
      await fetchAhead();
      if (this.#photos.length === 0) return; // They left meanwhile.
      this.#lightbox = await openLightbox({
        photos: this.#photos,
        start: photoId,
        texts: { ...textsOf(), photoOf: (index, total) => this.#placeOf(index, total) },
        actions: this.#actions(),
        said: (photo) => this.#said(photo), // What the page says lies behind the photo.
        onStale: this.#onStale,
        onChange: (photo) => this.#changed(photo),
        onClose: () => this.#closed(),
      });
      await wayBack.enter("photo", () => this.#lightbox?.close());
    } catch {
      this.#visit.complain({ code: "unreachable" });
    } finally {
      this.#opening = false;
    }
  }

  /** @param {Takeable} photo */
  #changed(photo) {
    this.#sharing.reset();
    this.#whole?.moved(photo.photo_id);
    this.#visit.keepSeen(photo.photo_id, photo.preview_url, "large");
  }

  /**
   * Among all that there are, not among those that are here.
   *
   * @param {number} index
   * @param {number} total
   */
  #placeOf(index, total) {
    const photo = this.#photos[index - 1];
    const place = this.#whole && photo ? this.#whole.placeOf(photo.photo_id) : { index, total };
    return place.total === null
      ? t("photo-number", { index: place.index })
      : t("photo-position", { ...place, total: place.total });
  }

  /** @param {Takeable} photo */
  #said({ photo_id: photoId }) {
    const { complaint } = this.#visit;
    if (complaint) return explain(complaint);
    return this.#isDenied(photoId) ? t("guest-not-me-said") : "";
  }

  #closed() {
    this.#lightbox = null;
    if (this.#toComment) this.#visit.commentOn(this.#toComment);
    this.#toComment = null;
    this.#denied.clear();
    wayBack.left("photo");
  }

  #actions() {
    const visit = this.#visit;
    const found = (/** @type {{photo_id: string}} */ { photo_id: photoId }) => visit.people.has(photoId); // Of the others nothing is answered.
    const chosen = (/** @type {{photo_id: string}} */ photo) =>
      visit.favourites.list !== null || visit.galleryIsOpen || found(photo);
    const mayTake = (/** @type {Takeable} */ photo) => downloadOf(photo) !== null;
    const favourite = {
      id: "favourite",
      label: t("guest-favourite"),
      icon: Icons.Heart,
      offered: chosen,
      pressed: (/** @type {{photo_id: string}} */ { photo_id: photoId }) => visit.favourites.has(photoId),
      run: (/** @type {{photo_id: string}} */ { photo_id: photoId }) => {
        visit.favourites.toggle(photoId);
        this.#lightbox?.update();
      },
    };
    const share = {
      id: "share",
      label: () => t(this.#sharing.label),
      icon: Icons.Share,
      offered: (/** @type {Takeable} */ photo) => mayTake(photo) && this.#sharing.possible,
      run: (/** @type {Takeable} */ photo) => this.#sharing.share(photo),
    };
    const download = {
      id: "download",
      label: t("guest-download"),
      icon: Icons.Download,
      offered: mayTake,
      href: downloadOf,
      download: "",
    };
    // An app on an iPhone has no downloads: the device itself is asked where to.
    const save = { ...share, id: "download", label: t("guest-download"), icon: Icons.Download };
    save.run = (photo) => this.#sharing.share(photo, downloadOf(photo));
    const comment = {
      id: "comment",
      label: t("guest-comment"),
      icon: Icons.Comment,
      offered: (/** @type {Takeable} */ photo) => visit.event.comments && chosen(photo),
      run: (/** @type {{photo_id: string}} */ { photo_id: photoId }) => {
        this.#toComment = photoId;
        this.#lightbox?.close(); // Under a photo the page takes no input.
      },
    };
    const notMe = {
      id: "not-me",
      label: (/** @type {Takeable} */ { photo_id: photoId }) => t(this.#isDenied(photoId) ? "undo" : "not-me"),
      icon: Icons.Close,
      offered: (/** @type {Takeable} */ photo) => found(photo) && !visit.people.together,
      run: (/** @type {Takeable} */ photo) => {
        const denied = this.#isDenied(photo.photo_id);
        if (!denied) this.#denied.set(photo.photo_id, photo);
        return visit.answer(photo.photo_id, denied ? undefined : false);
      },
    };
    return [favourite, share, navigator.standalone && this.#sharing.possible ? save : download, comment, notMe];
  }
}

const textsOf = () => ({
  label: t("guest-your-photos"),
  close: t("close"),
  previous: t("previous-photo"),
  next: t("next-photo"),
  zoom: t("zoom-photo"),
  failed: t("photo-failed"),
});
