/**
 * An event's photos on their way: the state behind the studio. A `change` event follows every change; `snapshot` and
 * `publication` (with the message as `detail`) tell whoever keeps more of the event's photos than this.
 */

const SAMPLES_KEPT_MS = 20 * 60_000;
const SAMPLES_APART_MS = 500;
const SILENCE_MS = 10_000;

const NOTHING = { total: 0, queued: 0, processing: 0, indexed: 0, failed: 0, faces: 0, photos_per_s: 0, eta_s: null };

export class IngestStore extends EventTarget {
  progress = NOTHING;
  /** How many photos are kept at most, the newest. */
  limit = 96;
  /** How many photos were done when, of late: `{at, done}`, `at` in ms. */
  samples = [];
  /** When it was last heard that a photo was done, in ms. */
  movedAt = -Infinity;
  /** Names and stages of the photos being worked on, by id. */
  underway = new Map();
  #photos = new Map();
  #failed = new Map();
  #now;

  constructor(now = Date.now) {
    super();
    this.#now = now;
  }

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
    this.#sample();
    for (const past of [this.underway, this.#photos, this.#failed]) past.clear();
    for (const photo of photos) this.#keep(photo);
    this.dispatchEvent(new Event("snapshot"));
    this.#changed();
  }

  /** One publication of the topic. */
  publication(data) {
    switch (data.type) {
      case "ingest.progress":
        this.progress = data;
        this.#sample();
        break;
      case "photo.stage":
        this.underway.set(data.photo_id, data);
        this.#failed.delete(data.photo_id);
        break;
      case "photo.indexed":
      case "photo.failed":
      case "photo.changed":
        this.#keep(data.photo);
        break;
      case "photo.removed":
        this.#forget(data.photo_id);
        break;
      default:
        throw new Error(`unknown publication: ${data.type}`);
    }
    this.dispatchEvent(new CustomEvent("publication", { detail: data }));
    this.#changed();
  }

  /** Photos read over HTTP, or changed by the photographer's own hand. */
  add(...photos) {
    for (const photo of photos) this.#keep(photo);
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
    if (this.#photos.size > this.limit) this.#photos.delete(this.photos.at(-1).id);
  }

  #forget(photoId) {
    this.underway.delete(photoId);
    this.#photos.delete(photoId);
    this.#failed.delete(photoId);
  }

  #sample() {
    const at = this.#now();
    const done = this.progress.indexed + this.progress.failed;
    if (done !== this.samples.at(-1)?.done) this.movedAt = at;
    if (at - this.samples.at(-2)?.at < SAMPLES_APART_MS || this.#isMadeUpFor(at)) this.samples.pop();
    this.samples.push({ at, done });
    while (at - this.samples[0].at > SAMPLES_KEPT_MS) this.samples.shift();
  }

  /** Whether what was missed in a silence still comes in, all at once: it was not done in this moment. */
  #isMadeUpFor(at) {
    const [before, last] = this.samples.slice(-2);
    return last !== undefined && last.at - before.at > SILENCE_MS && at - last.at < SAMPLES_APART_MS;
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}

// Ids break ties, so that photos of one instant do not swap places.
const newestFirst = (a, b) => b.created_at.localeCompare(a.created_at) || b.id.localeCompare(a.id);
