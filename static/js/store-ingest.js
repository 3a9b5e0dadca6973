/**
 * An event's photos on their way: the state behind the studio. A `change` event follows every change; `snapshot` and
 * `publication` (with the message as `detail`) tell whoever keeps more of the event's photos than this.
 */
import { Observable } from "./observable.js";

const SAMPLES_KEPT_MS = 20 * 60_000;
const SAMPLES_APART_MS = 500;
const SILENCE_MS = 10_000;

const NOTHING = {
  total: 0,
  queued: 0,
  processing: 0,
  indexed: 0,
  failed: 0,
  waiting: 0,
  replaced: 0,
  faces: 0,
  photos_per_s: 0,
  eta_s: null,
};

/** @type {Api.PhotoStatus[]} What can be looked at, whoever may see it. */
const READY = ["indexed", "waiting", "rejected", "hidden"];

/** @typedef {{at: number, done: number}} Sample how many photos were done when, `at` in ms */

export class IngestStore extends Observable {
  /** @type {Api.Progress} */
  progress = NOTHING;
  /** How many photos are kept at most, the newest. */
  limit = 96;
  /** @type {Sample[]} How many photos were done when, of late: `{at, done}`, `at` in ms. */
  samples = [];
  /** When it was last heard that a photo was done, in ms. */
  movedAt = -Infinity;
  /** @type {Map<string, Api.Stage>} Names and stages of the photos being worked on, by id. */
  underway = new Map();
  /** @type {Map<string, Api.FinalState | "failed">} What became of finals, by their ids, as far as the topic told while one looked. */
  finals = new Map();
  /** @type {Map<string, Api.Photo>} */
  #photos = new Map();
  /** @type {Map<string, Api.Photo>} */
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

  /**
   * The fresh state after a subscription without a past.
   *
   * @param {{progress: Api.Progress, photos: Api.Photo[]}} of
   */
  snapshot({ progress, photos }) {
    this.progress = progress;
    this.#sample();
    for (const past of [this.underway, this.#photos, this.#failed]) past.clear();
    for (const photo of photos) this.#keep(photo);
    this.notify("snapshot");
    this.changed();
  }

  /**
   * One publication of the topic.
   *
   * @param {Api.IngestTold} data
   */
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
        if (data.photo.final) this.finals.set(data.photo.id, data.photo.final);
        else if (data.photo.status === "failed") this.finals.set(data.photo.id, "failed");
        this.#keep(data.photo);
        break;
      case "photo.replaced":
        this.finals.set(data.file_id, "replaced");
        this.#keep(data.photo);
        break;
      case "cameras.changed":
        break; // Whoever shows times asks for them again.
      case "photo.removed":
        this.#forget(data.photo_id);
        break;
      default:
        throw new Error(`unknown publication: ${/** @type {any} */ (data).type}`);
    }
    this.notify("publication", data);
    this.changed();
  }

  /**
   * Photos read over HTTP, or changed by the photographer's own hand.
   *
   * @param {Api.Photo[]} photos
   */
  add(...photos) {
    for (const photo of photos) this.#keep(photo);
    this.changed();
  }

  /**
   * Photos deleted by the photographer's own hand: the topic says so, too, but maybe a moment later.
   *
   * @param {string[]} ids
   */
  remove(...ids) {
    for (const id of ids) this.#forget(id);
    this.changed();
  }

  /**
   * A listener for `LiveSocket.subscribe`.
   *
   * @param {(reason: string) => void} ended
   */
  listener(ended) {
    return {
      snapshot: (/** @type {any} */ state) => this.snapshot(state),
      publication: (/** @type {Api.IngestTold} */ data) => this.publication(data),
      ended,
    };
  }

  /** @param {Api.Photo} photo */
  #keep(photo) {
    this.underway.delete(photo.id);
    this.#photos.delete(photo.id);
    this.#failed.delete(photo.id);
    if (photo.status === "failed") this.#failed.set(photo.id, photo);
    else if (READY.includes(photo.status)) this.#photos.set(photo.id, photo);
    else this.underway.set(photo.id, { photo_id: photo.id, name: photo.name, stage: "stored" });
    const [oldest] = this.#photos.size > this.limit ? this.photos.slice(-1) : [];
    if (oldest) this.#photos.delete(oldest.id);
  }

  /** @param {string} photoId */
  #forget(photoId) {
    this.underway.delete(photoId);
    this.#photos.delete(photoId);
    this.#failed.delete(photoId);
  }

  #sample() {
    const at = this.#now();
    const done = this.progress.indexed + this.progress.failed;
    if (done !== this.samples.at(-1)?.done) this.movedAt = at;
    const before = this.samples.at(-2);
    if ((before && at - before.at < SAMPLES_APART_MS) || this.#isMadeUpFor(at)) this.samples.pop();
    this.samples.push({ at, done });
    while (at - this.samples[0].at > SAMPLES_KEPT_MS) this.samples.shift();
  }

  /**
   * Whether what was missed in a silence still comes in, all at once: it was not done in this moment.
   *
   * @param {number} at
   */
  #isMadeUpFor(at) {
    const [before, last] = this.samples.slice(-2);
    return last !== undefined && last.at - before.at > SILENCE_MS && at - last.at < SAMPLES_APART_MS;
  }
}

// Ids break ties, so that photos of one instant do not swap places.
/**
 * @param {Api.Photo} a
 * @param {Api.Photo} b
 */
const newestFirst = (a, b) => b.created_at.localeCompare(a.created_at) || b.id.localeCompare(a.id);
