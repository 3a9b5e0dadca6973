/**
 * Photos on their way from this browser to an event: checked against what the server has, then sent, several at a time.
 * It goes on by itself after the network was away, and can be paused, continued and given up. A `change` event follows
 * every change.
 */
import { Away, get, NotAcceptable, NotAllowed, NotSignedIn, NotThere, post, TooOften } from "../http.js";
import { delayBefore } from "../socket.js";
import { digest, FileUnreadable } from "./hashing.js";
import { Remembered } from "./remembered.js";
import { largestPhoto, startSending } from "./sending.js";
import { session } from "./session.js";
import { isPhoto } from "./sources.js";

const AT_ONCE = 3;
const AHEAD = 200; // So many files are checked ahead of sending: the same bytes should not be read twice, far apart.
const FIRST_BATCH = 4; // Small, so that sending begins at once; the next ones double.
const LARGEST_BATCH = 128;
const NAMES_KEPT = 200;
const TRIES = 4; // Of one file whose sending the server breaks off without a reason.
const LOOK_AGAIN_MS = 3000; // How far another tab has come, and whether it is still at it.
const SPEED_WINDOW_MS = 10_000;

/** The file is larger than the server takes; `limit` in bytes. */
export class TooLarge extends NotAcceptable {
  constructor(limit) {
    super({ status: 413, code: "too_large" });
    this.limit = limit;
  }
}

/** Whether the same file may succeed on another try: not when the server has said what is wrong with it. */
export const mayRetry = (error) => !(error instanceof NotAcceptable);

const queues = new Map();

/** The queue of an event, one for as long as the page lives: sending goes on while one looks at something else. */
export function uploadsOf(eventId) {
  if (!queues.has(eventId)) queues.set(eventId, opened(eventId));
  return queues.get(eventId);
}

/** Nothing is sent to this event any more: it is gone. */
export const giveUp = (eventId) => queues.get(eventId)?.cancel();

function opened(eventId) {
  const queue = new UploadQueue(eventId);
  queue.recall();
  session.addEventListener("change", () => session.user && queue.refused && queue.continue());
  return queue;
}

/** What the queue needs of the world. */
const outside = (eventId) => ({
  digest,
  startSending,
  largestPhoto,
  // To a stranger the event may be one that is not there: whether the session is over, only the account says.
  refused: (error) => session.endedBy(error) || get("/auth/me").catch((reason) => session.endedBy(reason)),
  known: async (hashes) => (await post(`/events/${eventId}/photos/known`, { json: { hashes } })).known,
  remembered: new Remembered(eventId),
  now: () => performance.now(),
  setTimeout: globalThis.setTimeout.bind(globalThis),
});

export class UploadQueue extends EventTarget {
  /** `idle`, `busy`, `paused` or `held`: something has to change first, `trouble` says what (an ApiError). */
  state = "idle";
  trouble = null;
  /** Folders of which something could not be read: `{label, names}`. */
  unreadable = [];
  /** Files by what became of them; `found` is all photos, `reading` says that a folder is still being read. */
  found = 0;
  known = 0;
  sent = 0;
  reading = 0;
  bytesSent = 0;
  bytesTotal = 0;
  /** What was left out because it is no photo: how many, and the names of the first. */
  unsupported = { count: 0, names: [] };
  /** Folders of before that are not sent to the end: `{id, label, left, names, handles, elsewhere}`. */
  unfinished = [];
  #outside;
  #eventId;
  #unchecked = [];
  #checked = [];
  #checking = [];
  #running = new Map();
  #failed = new Map();
  #nextKey = 1;
  #batchSize = FIRST_BATCH;
  #limit = null;
  #isChecking = false;
  #waits = 0;
  #hold = null;
  #resumedByItself = new Set();
  #samples = [];

  constructor(eventId, environment = outside(eventId)) {
    super();
    this.#eventId = eventId;
    this.#outside = environment;
    globalThis.addEventListener?.("online", () => this.#goOn());
    globalThis.addEventListener?.("beforeunload", (event) => this.left > 0 && event.preventDefault());
  }

  /** Photos that did not arrive: `{key, name, path, size, error}`. */
  get failed() {
    return [...this.#failed.values()];
  }

  /** Photos being sent now: `{key, name, size, bytes}`. */
  get running() {
    return [...this.#running.values()].map(({ item }) => item);
  }

  /** How many photos are neither sent, known nor failed. */
  get left() {
    return this.#unchecked.length + this.#checking.length + this.#checked.length + this.#running.size;
  }

  /** Whether it waits for somebody: to sign in again, or to see that the event takes no photos from them. */
  get refused() {
    return this.state === "held" && needsSomebody(this.trouble);
  }

  /** How many are still to be compared with what the server has. */
  get unchecked() {
    return this.#unchecked.length + this.#checking.length;
  }

  /** Bytes a second of late; 0 while nothing moves. */
  get speed() {
    const now = this.#outside.now();
    const recent = this.#samples.filter(({ at }) => now - at <= SPEED_WINDOW_MS);
    if (recent.length < 2) return 0;
    return ((this.bytesSent - recent[0].bytes) / Math.max(now - recent[0].at, 250)) * 1000;
  }

  /** Seconds until all is sent at this speed; null while that cannot be said. */
  get etaS() {
    const { speed } = this;
    return speed > 0 && this.state === "busy" ? Math.ceil((this.bytesTotal - this.bytesSent) / speed) : null;
  }

  /** Learn what was not sent to the end before, and go on with what may be read without asking. */
  async recall() {
    this.unfinished = await this.#outside.remembered.list();
    this.#changed();
    if (this.unfinished.some(({ elsewhere }) => elsewhere)) this.#outside.setTimeout(() => this.recall(), LOOK_AGAIN_MS);
    for (const record of this.unfinished) {
      if (record.elsewhere || record.paused || this.#resumedByItself.has(record.id)) continue;
      if (!(await this.#outside.remembered.mayRead(record))) continue;
      if (!this.unfinished.some(({ id }) => id === record.id)) continue; // It was part of another one.
      this.#resumedByItself.add(record.id);
      await this.resume(record);
    }
  }

  /** Go on with one of `unfinished`, on a tap: the browser may ask for permission. Resolves to whether it could. */
  async resume(record) {
    const source = await this.#outside.remembered.open(record);
    if (!source) return false;
    await this.add(source, record);
    return true;
  }

  /** Forget one of `unfinished`. */
  async forget(record) {
    await this.#outside.remembered.forget(record.id);
    this.unfinished = this.unfinished.filter(({ id }) => id !== record.id);
    this.#changed();
  }

  /** Take the photos of a source (studio/sources.js); resolves when all its files have been looked through. */
  async add(source, record = null) {
    this.#beginAnew();
    this.unfinished = this.unfinished.filter(({ id }) => id !== record?.id);
    const batch = await this.#outside.remembered.begin(source);
    this.reading += 1;
    try {
      for await (const files of source.chunks) {
        if (batch.cancelled) break;
        for (const file of files) this.#take(file, batch);
        this.#changed();
        this.#work();
      }
    } finally {
      if (source.skipped.length > 0) this.unreadable.push({ label: source.label, names: source.skipped });
      this.reading -= 1;
      this.#settled();
      for (const past of await batch.complete()) await this.forget(past);
      if (record) await this.#resumed(record, source);
    }
  }

  /** `record` went on from `source`. It stays where not everything could be read: the card may come back. */
  async #resumed(record, { skipped }) {
    if (skipped.length === 0) return this.forget(record);
    this.unfinished = await this.#outside.remembered.list();
    return this.#changed();
  }

  /** Stop for now. */
  pause() {
    if (this.state !== "busy" && this.state !== "held") return;
    this.#become("paused");
    this.#stopRunning();
    this.#outside.remembered.paused(true);
  }

  /** Go on after `pause`, or at once where it would wait. */
  continue() {
    if (this.state !== "paused" && this.state !== "held") return;
    this.#outside.remembered.paused(false);
    this.#become("busy");
    this.#settled();
    this.#work();
  }

  /** Give up all that is not sent. What has arrived stays. */
  async cancel() {
    const given = [...this.#unchecked, ...this.#checking, ...this.#checked];
    const running = [...this.#running.values()];
    for (const { item } of running) given.push(item);
    this.#unchecked = [];
    this.#checking = [];
    this.#checked = [];
    this.#running.clear();
    for (const item of given) {
      this.found -= 1;
      this.bytesTotal -= item.size;
      this.bytesSent -= item.bytes;
      item.batch.cancelled = true;
    }
    await this.#outside.remembered.cancelled(); // Before it is said: who closes the page then is not asked about it again.
    if (this.left === 0) this.#become("idle");
    await Promise.all(running.map(({ sending }) => sending.stop({ forget: true })));
  }

  /** Try a failed photo again. */
  retry(key) {
    const failure = this.#failed.get(key);
    if (!failure) return;
    this.#failed.delete(key);
    const item = { ...failure, error: null, bytes: 0, tries: 0 };
    this.found += 1;
    this.bytesTotal += item.size;
    (item.hash ? this.#checked : this.#unchecked).push(item);
    if (this.state === "idle") this.#become("busy");
    this.#changed();
    this.#work();
  }

  /** Try again all that may succeed this time. */
  retryAll() {
    for (const { key, error } of this.failed) if (mayRetry(error)) this.retry(key);
  }

  /** Forget a failed photo. */
  dismiss(key) {
    this.#failed.get(key)?.batch.settle(this.#failed.get(key));
    this.#failed.delete(key);
    this.#changed();
  }

  /** Count from zero again when the last photos are over and done with. */
  #beginAnew() {
    if (this.state === "idle" && this.reading === 0) {
      Object.assign(this, { found: 0, known: 0, sent: 0, bytesSent: 0, bytesTotal: 0, trouble: null, unreadable: [] });
      this.unsupported = { count: 0, names: [] };
      this.#samples = [];
      this.#batchSize = FIRST_BATCH;
    }
    if (this.state === "idle") this.#become("busy");
  }

  #take(file, batch) {
    if (!isPhoto(file)) {
      this.unsupported.count += 1;
      if (this.unsupported.names.length < NAMES_KEPT) this.unsupported.names.push(file.name);
      return;
    }
    const item = {
      key: this.#nextKey++,
      file,
      name: file.name,
      size: file.size,
      bytes: 0,
      tries: 0,
      hash: null,
      error: null,
      batch,
    };
    this.found += 1;
    this.bytesTotal += item.size;
    batch.add(item);
    this.#unchecked.push(item);
  }

  #work() {
    if (this.state !== "busy") return;
    if (!this.#isChecking && this.#mayCheck()) this.#check();
    while (this.#running.size < AT_ONCE && this.#checked.length > 0) this.#send(this.#checked.shift());
  }

  #mayCheck() {
    return this.state === "busy" && this.#unchecked.length > 0 && this.#checked.length < AHEAD;
  }

  /** Compare with what the server has, batch by batch, not further ahead than it makes sense. */
  async #check() {
    this.#isChecking = true;
    try {
      while (this.#mayCheck()) {
        this.#checking = this.#unchecked.splice(0, this.#batchSize);
        await this.#checkBatch(this.#checking);
        this.#batchSize = Math.min(LARGEST_BATCH, this.#batchSize * 2);
      }
    } catch (error) {
      this.#unchecked.unshift(...this.#checking.filter((item) => !item.error));
      this.#checking = [];
      this.#holdBecauseOf(error);
    } finally {
      this.#isChecking = false;
    }
    this.#settled();
  }

  async #checkBatch(batch) {
    this.#limit ??= await this.#outside.largestPhoto();
    await Promise.all(batch.map((item) => this.#identify(item)));
    const asked = batch.filter((item) => item.hash);
    const known = asked.length > 0 ? await this.#outside.known([...new Set(asked.map(({ hash }) => hash))]) : {};
    if (this.#checking !== batch) return; // Given up meanwhile.
    this.#checking = [];
    this.#moves();
    for (const item of asked) {
      if (known[item.hash]) this.#alreadyThere(item);
      else this.#checked.push(item);
    }
    this.#changed();
    this.#work();
  }

  async #identify(item) {
    try {
      if (item.size === 0) throw new NotAcceptable({ status: 422, code: "empty_file" });
      if (item.size > this.#limit) throw new TooLarge(this.#limit);
      item.hash ??= await this.#outside.remembered.hashOf(item.file, this.#outside.digest);
    } catch (error) {
      if (error instanceof Away) throw error; // It says nothing of the file.
      if (this.#checking.includes(item)) this.#fail(item, error); // Else it was given up meanwhile.
    }
  }

  #alreadyThere(item) {
    this.known += 1;
    this.bytesTotal -= item.size;
    item.batch.settle(item);
  }

  #send(item) {
    const sending = this.#outside.startSending({
      eventId: this.#eventId,
      file: item.file,
      hash: item.hash,
      onBytes: (bytes) => this.#running.get(item.key)?.sending === sending && this.#progressed(item, bytes),
    });
    this.#running.set(item.key, { item, sending });
    const current = (act) => (value) => {
      if (this.#running.get(item.key)?.sending !== sending) return; // Stopped meanwhile.
      this.#running.delete(item.key);
      act(value);
      this.#settled();
    };
    sending.done.then(
      current(() => this.#arrived(item)),
      current((error) => this.#didNotArrive(item, error)),
    );
  }

  #progressed(item, bytes) {
    if (bytes > item.bytes) this.#moves();
    this.bytesSent += bytes - item.bytes;
    item.bytes = bytes;
    const at = this.#outside.now();
    if (!(at - this.#samples.at(-1)?.at < 250)) this.#samples = [...this.#samples.slice(-60), { at, bytes: this.bytesSent }];
    this.#changed();
  }

  /** The way is free again. */
  #moves() {
    this.trouble = null;
    this.#waits = 0;
  }

  #arrived(item) {
    this.#progressed(item, item.size);
    this.sent += 1;
    item.batch.settle(item);
  }

  #didNotArrive(item, error) {
    if (!worthWaitingFor(error)) item.tries += 1;
    const hopeless = error instanceof NotAcceptable || error instanceof FileUnreadable;
    if (hopeless || item.tries >= TRIES) return this.#fail(item, error);
    this.#checked.unshift(item); // The bytes that have arrived count on: it resumes.
    return this.#holdBecauseOf(error);
  }

  #fail(item, error) {
    this.found -= 1;
    this.bytesTotal -= item.size;
    this.bytesSent -= item.bytes;
    item.bytes = 0;
    item.error = error;
    this.#failed.set(item.key, item);
    if (!mayRetry(error)) item.batch.settle(item);
    this.#changed();
  }

  /** Something stands in the way of all photos: wait and try again, longer each time, or until somebody does something. */
  #holdBecauseOf(error) {
    this.trouble = error;
    if (this.state !== "busy") return undefined;
    this.#become("held");
    this.#stopRunning();
    if (this.refused) return this.#outside.refused(error);
    const hold = {};
    this.#hold = hold;
    const delay = error instanceof TooOften ? (error.retryAfterS ?? 5) * 1000 : delayBefore(this.#waits);
    this.#waits += 1;
    return this.#outside.setTimeout(() => this.#hold === hold && this.#goOn(), delay);
  }

  #goOn() {
    if (this.state === "held" && !this.refused) {
      this.#become("busy");
      this.#work();
    }
  }

  #stopRunning() {
    const running = [...this.#running.values()];
    this.#running.clear();
    this.#checked.unshift(...running.map(({ item }) => item));
    for (const { sending } of running) sending.stop();
    this.#changed();
  }

  /** Something ended: begin the next, or rest. */
  #settled() {
    if (this.state === "busy" && this.left === 0 && this.reading === 0) this.#become("idle");
    this.#changed();
    this.#work();
  }

  #become(state) {
    this.state = state;
    if (state === "busy" || state === "idle") this.#hold = null;
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}

/** Whether the service or the network is in trouble, and no photo is to blame however often that is. */
const worthWaitingFor = (error) =>
  error instanceof Away || error instanceof TooOften || PASSING.includes(error.code) || needsSomebody(error);

// There is room again, or the cookies are of one session again, without anybody doing anything here.
const PASSING = ["storage_full", "csrf_failed"];

/** Signed out, or the event is gone or no longer one's own: waiting does not help. */
const needsSomebody = (error) =>
  (error instanceof NotSignedIn || error instanceof NotAllowed || error instanceof NotThere) && !PASSING.includes(error.code);
