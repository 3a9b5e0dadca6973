/** What one search has found: the state behind the guest's and the kiosk's results. A `change` event follows every change. */
import { Observable } from "./observable.js";

/** Questions in sight that are open. */
export const MOST_ASKED = 3;

/**
 * By when photos were taken, the latest first; of one moment the surest first, and those of no known time last.
 *
 * @param {Api.Match} a
 * @param {Api.Match} b
 */
export function latestFirst(a, b) {
  const [first, second] = [a, b].map(({ taken_at: time }) => (time ? Date.parse(time) : Number.NEGATIVE_INFINITY));
  return first === second ? b.score - a.score : second - first;
}

/**
 * The surest first; of those that are as sure as each other the latest.
 *
 * @param {Api.Match} a
 * @param {Api.Match} b
 */
export const surestFirst = (a, b) => b.score - a.score || latestFirst(a, b);

export class SearchStore extends Observable {
  /** @type {string} */
  stage = "queued";
  /** @type {string | null} */
  reason = null;
  /** @type {Api.CaughtUp | null} */
  caughtUp = null;
  /** @type {Api.Scanned | null} How many photos of how many were looked through, where an event stores no faces; null elsewhere. */
  progress = null;
  /** @type {string | null} Why there is nothing more to come: `deleted`, `forbidden`, … or null while the topic lives. */
  ended = null;
  /** @type {{reason: string | null} | null} What the service said of selfies that were added last: why it did not take them in, if so. */
  added = null;
  /** Counts how often the pictures' addresses were renewed: a picture that failed before is worth another try. */
  renewed = 0;
  /** @type {Map<string, Api.Match>} */
  #matches = new Map();
  /** @type {string[]} photos to ask about, the one whose answer settles most first */
  #questions = [];
  /** @type {Set<string>} what is asked or was, in the order in which it came into sight */
  #asked = new Set();
  /** @type {Set<string>} */
  #arrived = new Set();
  /** @type {Map<string, boolean>} */
  #answers = new Map();
  /** @type {Map<string, {answer: boolean | undefined, left: number, last: Promise<unknown>}>} */
  #telling = new Map();

  /** How much is looked through, from 0 to 1, while that takes its time; null when nothing is known of it or all is done. */
  get share() {
    if (this.caughtUp || !this.progress?.total) return null;
    return Math.min(1, this.progress.scanned / this.progress.total);
  }

  /** Photos of the guest, the latest first: clear matches, and those in doubt that the guest said yes to. */
  get certain() {
    return [...this.#matches.values()].filter((match) => this.#isCertain(match)).sort(latestFirst);
  }

  /** Matches that the guest is still asked about, best first. */
  get maybe() {
    const isOpen = (/** @type {Api.Match} */ match) => match.tier !== "certain" && this.answerTo(match.photo_id) === undefined;
    return [...this.#matches.values()].filter(isOpen).sort((a, b) => b.score - a.score);
  }

  /** The same, the one whose answer settles most first. */
  get doubtful() {
    return this.#byWhatTheySettle(this.maybe);
  }

  /** The questions in sight, at most three that are open; those that were answered stay where they are, so that nothing moves. */
  get asked() {
    return [...this.#asked].map((photoId) => /** @type {Api.Match} */ (this.#matches.get(photoId)));
  }

  /**
   * Whether this photo was found, whatever was said about it since.
   *
   * @param {string} photoId
   */
  has(photoId) {
    return this.#matches.has(photoId);
  }

  /**
   * What the guest said about a photo: true, false, or undefined while she has said nothing.
   *
   * @param {string} photoId
   */
  answerTo(photoId) {
    return this.#answers.get(photoId);
  }

  /**
   * Whether this photo came in while the page was open, after the search had caught up.
   *
   * @param {string} photoId
   */
  arrivedLive(photoId) {
    return this.#arrived.has(photoId);
  }

  /**
   * The fresh state after a subscription without a past.
   *
   * @param {{status: Api.SearchStatus, matches: Api.Match[], questions?: string[], progress?: Api.Scanned | null, caught_up?: Api.CaughtUp | null}} of
   */
  snapshot({ status, matches, questions = [], progress = null, caught_up: caughtUp = null }) {
    this.#questions = questions;
    this.caughtUp = caughtUp;
    this.progress = progress;
    const before = this.#matches;
    this.#matches = new Map();
    // What the guest refused in this visit stays, so that she can still take it back; the server does not send it any more.
    for (const [photoId, match] of before) if (this.answerTo(photoId) === false) this.#matches.set(photoId, match);
    for (const match of matches) this.#keep(match, before.get(match.photo_id));
    this.#stands(status);
    this.changed();
  }

  /**
   * One publication of the topic.
   *
   * @param {Api.SearchTold} data
   */
  publication(data) {
    switch (data.type) {
      case "search.status":
        if (this.caughtUp && this.stage === "live" && data.stage === "live") this.added = { reason: data.reason ?? null };
        this.#stands(data);
        break;
      case "search.match":
        this.#told(data.match);
        break;
      case "search.questions":
        this.#questions = data.photo_ids;
        break;
      case "search.progress":
        this.progress = data;
        break;
      case "search.caught_up":
        this.caughtUp = data;
        break;
      case "search.times":
        for (const [photoId, time] of Object.entries(data.times)) this.#takenAt(photoId, time);
        break;
      case "search.retracted":
        this.#retract(data);
        break;
      default:
        throw new Error(`unknown publication: ${/** @type {any} */ (data).type}`);
    }
    this.changed();
  }

  /**
   * Selfies exist in memory only: one that a crash took, or for which no worker came in time, ends its search before anything was
   * looked for. To the guest that is as if it had been rejected: she takes it again.
   *
   * @param {{stage: string, reason?: string | null}} of
   */
  #stands({ stage, reason = null }) {
    const selfieGone = stage === "expired" && !this.caughtUp && this.#matches.size === 0;
    this.stage = selfieGone ? "rejected" : stage;
    this.reason = selfieGone ? "selfie_gone" : reason;
  }

  /**
   * The topic is over.
   *
   * @param {string} reason
   */
  endedBecause(reason) {
    this.ended = reason;
    this.changed();
  }

  /**
   * The guest's own answer counts at once; `undefined` takes it back.
   *
   * @param {string} photoId
   * @param {boolean | undefined} isMe
   */
  answer(photoId, isMe) {
    this.#note(photoId, isMe);
    this.changed();
  }

  /**
   * The guest's own answer, which `send()` tells the service: it counts at once, and is rolled back where the service does not hear
   * of it. What is answered quickly after another is told one after the other, or a slow yes could arrive after the undo that
   * followed it. Rejects as `send` does.
   *
   * @param {string} photoId
   * @param {boolean | undefined} isMe
   * @param {() => Promise<unknown>} send
   */
  async tell(photoId, isMe, send) {
    const told = this.#telling.get(photoId) ?? { answer: this.answerTo(photoId), left: 0, last: Promise.resolve() };
    this.#telling.set(photoId, told);
    this.answer(photoId, isMe);
    told.left += 1;
    const sent = told.last.then(send);
    told.last = sent.catch(() => undefined);
    try {
      await sent;
      told.answer = isMe;
    } finally {
      told.left -= 1;
      if (told.left === 0) {
        this.#telling.delete(photoId);
        this.answer(photoId, told.answer);
      }
    }
  }

  /**
   * The same matches with fresh addresses. Photos that are not here stay away: the topic says what there is.
   *
   * @param {Api.Match[]} matches
   */
  renew(matches) {
    for (const match of matches) {
      const known = this.#matches.get(match.photo_id);
      if (known) this.#matches.set(match.photo_id, { ...match, tier: known.tier });
    }
    this.renewed += 1;
    this.changed();
  }

  /** A listener for `LiveSocket.subscribe`. */
  listener() {
    return {
      snapshot: (/** @type {any} */ state) => this.snapshot(state),
      publication: (/** @type {Api.SearchTold} */ data) => this.publication(data),
      ended: (/** @type {string} */ reason) => this.endedBecause(reason),
    };
  }

  /** @param {Api.Match} match */
  #told(match) {
    const known = this.#matches.get(match.photo_id);
    if (match.live && !known) {
      this.#arrived.add(match.photo_id);
      this.notify("arrived", match.photo_id);
    }
    // Told again after a no: it was taken back, here or in another tab.
    if (this.answerTo(match.photo_id) === false) this.#heard(match.photo_id, undefined);
    this.#keep(match, known);
  }

  /**
   * @param {Api.Match} match
   * @param {Api.Match | undefined} known
   */
  #keep(match, known) {
    // The server calls a photo that was said yes to certain; it stays a question, so that the yes can be taken back.
    const stays = known?.tier === "maybe" && !(match.revised && this.answerTo(match.photo_id) === undefined);
    this.#matches.set(match.photo_id, stays ? { ...match, tier: "maybe" } : match);
    if (typeof match.is_me === "boolean") this.#heard(match.photo_id, match.is_me);
  }

  /** Before it is told: which questions are in sight. A doubtful photo that is no longer so leaves them, others move up. */
  changed() {
    const isOpen = (/** @type {Api.Match} */ match) => this.answerTo(match.photo_id) === undefined;
    for (const photoId of this.#asked) {
      const match = this.#matches.get(photoId);
      if (!match || (match.tier === "certain" && isOpen(match))) this.#asked.delete(photoId);
    }
    for (const match of this.#matches.values()) if (this.answerTo(match.photo_id) === false) this.#asked.add(match.photo_id);
    let open = [...this.#asked].filter((photoId) => this.answerTo(photoId) === undefined).length;
    for (const { photo_id: photoId } of this.doubtful) {
      if (open >= MOST_ASKED) break;
      if (!this.#asked.has(photoId)) open += 1;
      this.#asked.add(photoId);
    }
    // What was said yes to in an earlier visit can be taken back, too.
    for (const match of this.#matches.values())
      if (match.tier !== "certain" && this.answerTo(match.photo_id) === true) this.#asked.add(match.photo_id);
    super.changed();
  }

  /** @param {Api.Match[]} doubtful best first */
  #byWhatTheySettle(doubtful) {
    const first = this.#questions.flatMap((photoId) => doubtful.filter((match) => match.photo_id === photoId));
    return [...first, ...doubtful.filter((match) => !first.includes(match))];
  }

  /**
   * @param {string} photoId
   * @param {string | null} time
   */
  #takenAt(photoId, time) {
    const match = this.#matches.get(photoId);
    if (match) this.#matches.set(photoId, { ...match, taken_at: time });
  }

  /** @param {{photo_id: string, reason: string}} of */
  #retract({ photo_id: photoId, reason }) {
    if (reason === "not_me")
      this.#heard(photoId, false); // Said here or in another tab: it can be taken back.
    else this.#matches.delete(photoId);
  }

  /**
   * What the service says that was answered. While it is being told of answers, that is an echo of one of them.
   *
   * @param {string} photoId
   * @param {boolean | undefined} isMe
   */
  #heard(photoId, isMe) {
    if (!this.#telling.has(photoId)) this.#note(photoId, isMe);
  }

  /**
   * @param {string} photoId
   * @param {boolean | undefined} isMe
   */
  #note(photoId, isMe) {
    if (isMe === undefined) this.#answers.delete(photoId);
    else this.#answers.set(photoId, isMe);
  }

  /** @param {Api.Match} match */
  #isCertain(match) {
    const said = this.answerTo(match.photo_id);
    return said === true || (match.tier === "certain" && said === undefined);
  }
}
