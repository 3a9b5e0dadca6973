/** An event's photos on their way: the state behind the studio. A `change` event follows every change. */

const NOTHING = { total: 0, queued: 0, processing: 0, indexed: 0, failed: 0, faces: 0, photos_per_s: 0, eta_s: null };

export class IngestStore extends EventTarget {
  progress = NOTHING;
  /** How many photos are kept at most, the newest; reading older ones raises it. */
  limit = 300;
  /** Names and stages of the photos being worked on, by id. */
  underway = new Map();
  #photos = new Map();
  #failed = new Map();

  /** Photos that can be shown, newest first. */
  get photos() {
    return [...this.#photos.values()].sort(newestFirst);
  }

  /** Photos that did not make it, newest first. */
  get failed() {
    return [...this.#failed.values()].sort(newestFirst);
  }

  /** The fresh state after a subscription without a past. */
  snapshot({ progress, photos }) {
    this.progress = progress;
    this.underway.clear();
    for (const photo of photos) this.#keep(photo);
    this.#changed();
  }

  /** One publication of the topic. */
  publication(data) {
    switch (data.type) {
      case "ingest.progress":
        this.progress = data;
        break;
      case "photo.stage":
        this.underway.set(data.photo_id, data);
        this.#failed.delete(data.photo_id);
        break;
      case "photo.indexed":
      case "photo.failed":
        this.#keep(data.photo);
        break;
      case "photo.removed":
        this.#forget(data.photo_id);
        break;
      default:
        throw new Error(`unknown publication: ${data.type}`);
    }
    this.#changed();
  }

  /** Photos read over HTTP, or changed by the photographer's own hand. */
  add(...photos) {
    for (const photo of photos) this.#keep(photo);
    this.#changed();
  }

  /** A photo was deleted by the photographer's own hand. */
  drop(photoId) {
    this.#forget(photoId);
    this.#changed();
  }

  /** A listener for `LiveSocket.subscribe`. */
  listener(ended) {
    return {
      snapshot: (state) => this.snapshot(state),
      publication: (data) => this.publication(data),
      ended,
    };
  }

  #keep(photo) {
    this.underway.delete(photo.id);
    this.#photos.delete(photo.id);
    this.#failed.delete(photo.id);
    if (photo.status === "failed") this.#failed.set(photo.id, photo);
    else if (photo.status === "indexed" || photo.status === "hidden") this.#photos.set(photo.id, photo);
    else this.underway.set(photo.id, { photo_id: photo.id, name: photo.name, stage: "stored" });
    for (const old of this.photos.slice(this.limit)) this.#photos.delete(old.id);
  }

  #forget(photoId) {
    this.underway.delete(photoId);
    this.#photos.delete(photoId);
    this.#failed.delete(photoId);
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}

// Ids break ties, so that photos of one instant do not swap places.
const newestFirst = (a, b) => b.created_at.localeCompare(a.created_at) || b.id.localeCompare(a.id);
