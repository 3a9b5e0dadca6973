/** What one search has found: the state behind the guest's and the kiosk's results. A `change` event follows every change. */

export class SearchStore extends EventTarget {
  stage = "queued";
  reason = null;
  caughtUp = null;
  /** Why there is nothing more to come: `deleted`, `forbidden`, … or null while the topic lives. */
  ended = null;
  /** Counts how often the pictures' addresses were renewed: a picture that failed before is worth another try. */
  renewed = 0;
  #matches = new Map();
  #arrived = new Set();
  #answers = new Map();
  #telling = new Map();

  /** Photos of the guest, best first: clear matches, and those in doubt that the guest said yes to. */
  get certain() {
    return this.#sorted((match) => this.#isCertain(match));
  }

  /** Matches that the guest is still asked about, best first. */
  get maybe() {
    return this.#sorted((match) => match.tier !== "certain" && this.answerTo(match.photo_id) === undefined);
  }

  /** Every match that there is or was a question about, best first: answering moves none of them. */
  get asked() {
    return this.#sorted((match) => match.tier !== "certain" || this.answerTo(match.photo_id) === false);
  }

  /** Whether this photo was found, whatever was said about it since. */
  has(photoId) {
    return this.#matches.has(photoId);
  }

  /** What the guest said about a photo: true, false, or undefined while she has said nothing. */
  answerTo(photoId) {
    return this.#answers.get(photoId);
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
    const before = this.#matches;
    this.#matches = new Map();
    // What the guest refused in this visit stays, so that she can still take it back; the server does not send it any more.
    for (const [photoId, match] of before) if (this.answerTo(photoId) === false) this.#matches.set(photoId, match);
    for (const match of matches) this.#keep(match, before.get(match.photo_id));
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
        this.#told(data.match);
        break;
      case "search.caught_up":
        this.caughtUp = data;
        break;
      case "search.retracted":
        this.#retract(data);
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
    this.#note(photoId, isMe);
    this.#changed();
  }

  /**
   * The guest's own answer, which `send()` tells the service: it counts at once, and is rolled back where the service does not hear
   * of it. What is answered quickly after another is told one after the other, or a slow yes could arrive after the undo that
   * followed it. Rejects as `send` does.
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

  /** The same matches with fresh addresses. Photos that are not here stay away: the topic says what there is. */
  renew(matches) {
    for (const match of matches) {
      const known = this.#matches.get(match.photo_id);
      if (known) this.#matches.set(match.photo_id, { ...match, tier: known.tier });
    }
    this.renewed += 1;
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

  #told(match) {
    const known = this.#matches.get(match.photo_id);
    if (match.live && !known) this.#arrived.add(match.photo_id);
    // Told again after a no: it was taken back, here or in another tab.
    if (this.answerTo(match.photo_id) === false) this.#heard(match.photo_id, undefined);
    this.#keep(match, known);
  }

  #keep(match, known) {
    // The server calls a photo that was said yes to certain; it stays a question, so that the yes can be taken back.
    this.#matches.set(match.photo_id, known?.tier === "maybe" ? { ...match, tier: "maybe" } : match);
    if (typeof match.is_me === "boolean") this.#heard(match.photo_id, match.is_me);
  }

  #retract({ photo_id: photoId, reason }) {
    if (reason === "not_me")
      this.#heard(photoId, false); // Said here or in another tab: it can be taken back.
    else this.#matches.delete(photoId);
  }

  /** What the service says that was answered. While it is being told of answers, that is an echo of one of them. */
  #heard(photoId, isMe) {
    if (!this.#telling.has(photoId)) this.#note(photoId, isMe);
  }

  #note(photoId, isMe) {
    if (isMe === undefined) this.#answers.delete(photoId);
    else this.#answers.set(photoId, isMe);
  }

  #isCertain(match) {
    const said = this.answerTo(match.photo_id);
    return said === true || (match.tier === "certain" && said === undefined);
  }

  #sorted(filter) {
    return [...this.#matches.values()].filter(filter).sort((a, b) => b.score - a.score);
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}
