/**
 * One guest's visit: opens what the address leads to, and goes from screen to screen. All state of the page that is worth a
 * test is here; a `change` event follows every change. The screens only draw it.
 */
import { Away, get, NotThere, post } from "../http.js";
import { delayBefore, LiveSocket } from "../socket.js";
import { SearchStore } from "../store-search.js";
import { words } from "../ui/words.js";
import * as visits from "../visits.js";
import { takeAnswer } from "./ahead.js";
import { Forgetter, isGone } from "./forgetter.js";

const HANDOFF_PATH = "/find";
const RENEW_AT_MOST_EVERY_MS = 60_000;
const SELFIES_WITHIN_MS = 180_000; // Three selfies on a bad network.
const ANSWER_NEARLY_HERE_MS = 3000;
const MATCHES_A_PAGE = 1000;
const AS_IF_ASKED_MS = 40; // The same words, said at once again, would not be read out.

export class Visit extends EventTarget {
  /** `opening`, `offline`, `closed`, `pin`, `welcome`, `selfie`, `results`, `gallery` or `forgotten`. */
  screen = "opening";
  event = null;
  /** Why the screen that is shown is shown (an ApiError, or `{code}`); null when nothing went wrong. */
  problem = null;
  /** What did not work while it was shown; null when it was read. */
  complaint = null;
  /** Until when (`performance.now()`) no PIN may be tried. */
  pinLockedUntil = 0;
  /** Why the last selfie was rejected; null when none was. */
  rejected = null;
  /** The link is over, but what was found is still here. */
  linkIsOver = false;
  search = null;
  store = new SearchStore();
  favourites = new Set();
  socket = new LiveSocket();
  /** What packs photos to be taken home (an Archive), from the moment that this is offered. */
  archive = null;
  forgetter = new Forgetter();
  /** The search that was forgotten last: `{id, event: {id, name}}`. */
  forgotten = null;
  guestToken = null;
  #opening = new AbortController();
  #linkToken = location.pathname.match(/^\/s\/([^/]+)$/)?.[1] ?? null;
  #attempt = 0;
  #retry = null;
  #renewedAt = -Infinity;
  #renewal = null;
  #look = null;

  /** Everybody may browse the event, without a selfie. */
  get galleryIsOpen() {
    return this.event?.visibility === "public" && this.event.open_gallery === true;
  }

  /** There is something on the page that a reload would lose: selfies, a download, or a receipt. */
  get busy() {
    return this.screen === "selfie" || this.screen === "forgotten" || Boolean(this.archive?.busy);
  }

  constructor() {
    super();
    this.socket.addEventListener("state", () => this.#connectionChanged());
    this.forgetter.addEventListener("change", () => this.#changed());
    addEventListener("online", () => this.screen === "offline" && this.open());
  }

  /** Open the event with the PIN as it was typed, in whatever digits. */
  async enterPin(typed) {
    const pin = typed.trim().replace(/\p{Nd}/gu, asciiDigit);
    if (/^[ -~]+$/.test(pin)) return this.open(pin);
    await new Promise((resolve) => setTimeout(resolve, AS_IF_ASKED_MS)); // No PIN has other letters, and headers cannot carry them.
    return this.#askForPin({ code: "wrong_pin" });
  }

  /** Open whatever the address leads to, with the `pin` that was entered, if one was. An opening that is under way ends with that. */
  async open(pin) {
    this.#opening.abort();
    this.#opening = new AbortController();
    const { signal } = this.#opening;
    clearTimeout(this.#retry);
    this.linkIsOver = false;
    this.guestToken = null;
    if (!pin && this.screen !== "offline") this.#show("opening");
    this.forgetter.run();
    try {
      await this.#openAddress(pin, signal);
      this.#attempt = 0;
    } catch (error) {
      if (!signal.aborted) this.#didNotOpen(error, pin);
    }
  }

  #openAddress(pin, signal) {
    const handoff = new URLSearchParams(location.hash.slice(1)).get("handoff");
    if (handoff) return this.#takeOver(handoff, signal);
    if (location.pathname === HANDOFF_PATH) return this.#comeBack(signal);
    if (this.#linkToken) return this.#openLink(pin, signal);
    return this.#openPublic(location.pathname.match(/^\/e\/(\d+)$/)?.[1], signal);
  }

  async #openLink(pin, signal) {
    let answer;
    try {
      answer = await this.#askLink(pin, signal);
    } catch (error) {
      const past = error instanceof NotThere && isGone(error) && visits.recallByLink(this.#linkToken);
      if (!past) throw error;
      // A link that has expired since does not take away what this phone has found already.
      this.linkIsOver = true;
      return this.#enter(past.event, signal);
    }
    return this.#enterAs(answer, signal);
  }

  #askLink(pin, signal) {
    const headers = pin ? { "X-Share-Pin": pin } : {};
    return (pin ? null : takeAnswer()) ?? get(`/share/${encodeURIComponent(this.#linkToken)}`, { headers, signal });
  }

  async #openPublic(eventId, signal) {
    await this.#enterAs(await post(`/events/${eventId}/guest-session`, { signal }), signal);
  }

  async #enterAs({ event, guest_token: token }, signal) {
    signal.throwIfAborted();
    this.guestToken = token;
    await this.#enter(event, signal);
  }

  async #takeOver(handoff, signal) {
    let taken;
    try {
      // With the nonce, an answer that is lost on the way is given again to this phone.
      taken = await post("/handoffs", { json: { handoff, nonce: visits.nonceOf(handoff) }, signal });
    } catch (error) {
      if (error.code !== "handoff_used" || !visits.recallByLink(HANDOFF_PATH)) throw error;
      history.replaceState(null, "", HANDOFF_PATH);
      return this.#comeBack(signal); // The code was scanned once more by the phone that has it all.
    }
    const { event, search } = taken;
    visits.endHandoff(handoff);
    visits.remember(event, search, HANDOFF_PATH);
    history.replaceState(null, "", HANDOFF_PATH); // The hand-off works once; a reload finds the remembered search.
    return this.#enter(event, signal);
  }

  async #comeBack(signal) {
    const past = visits.recallByLink(HANDOFF_PATH);
    if (!past) throw new NotThere({ status: 410, code: "visit_over" });
    await this.#enter(past.event, signal);
  }

  #didNotOpen(error, pin) {
    if (error.code === "pin_required" || error.code === "wrong_pin") return this.#askForPin(pin ? error : null);
    if (error.status === 429 && pin) {
      this.pinLockedUntil = performance.now() + (error.retryAfterS ?? 60) * 1000;
      return this.#askForPin(error);
    }
    if (error instanceof Away) return this.#waitForService(error);
    return this.#show("closed", { problem: error });
  }

  #askForPin(problem) {
    this.#show("pin", { problem });
  }

  #waitForService(error) {
    this.#retry = setTimeout(() => this.open(), delayBefore(this.#attempt++) + 1500);
    this.#show("offline", { problem: error });
  }

  async #enter(event, signal) {
    this.event = event;
    this.favourites = visits.favourites(event.id);
    const forgotten = this.forgetter.untold(event.id);
    if (forgotten) return this.#showForgotten(forgotten);
    const past = visits.recall(event.id);
    return past ? this.#resume(past, signal) : this.welcome();
  }

  async #resume(search, signal) {
    let found;
    try {
      found = await get(`/searches/${search.id}`, { token: search.token, signal });
    } catch (error) {
      if (!isGone(error)) throw error;
      visits.forget(this.event.id, search.id);
      return this.#show("closed", { problem: { code: "search_ended" } });
    }
    if (found.status === "rejected") {
      visits.forget(this.event.id, search.id);
      return this.welcome();
    }
    const present = { ...search, expires_at: found.expires_at };
    visits.remember(this.event, present, this.#linkToken ?? undefined); // Each link that leads here finds it again.
    return this.#watch(present);
  }

  /** The event, what is about to happen, and the question whether it may; where nobody may begin here, why. */
  welcome() {
    if (this.forgotten) this.forgetter.seen(this.forgotten.event.id);
    this.forgotten = null;
    if (!this.guestToken) return this.open();
    this.#stopLooking();
    this.rejected = null;
    return this.#show("welcome");
  }

  /** The guest has agreed: to the camera. */
  agree() {
    this.#show("selfie");
  }

  /** Look for the person in these pictures (1 to 3 Blobs). Rejects with an ApiError; then all is as it was. */
  async look(pictures) {
    const look = { stop: new AbortController(), left: false };
    this.#look = look;
    const { event } = this;
    const form = new FormData();
    form.append("consent", "true");
    if (words.language) form.append("language", words.language);
    if (event.consent_version) form.append("consent_version", event.consent_version);
    for (const [index, picture] of pictures.entries()) form.append("selfie", picture, `selfie-${index + 1}.jpg`);
    try {
      const options = { form, token: this.guestToken, timeoutMs: SELFIES_WITHIN_MS, signal: look.stop.signal };
      const search = await post(`/events/${event.id}/searches`, options);
      if (look.left) return this.forgetter.forget(event, search);
      visits.remember(event, search, this.#linkToken ?? undefined);
      return this.#watch(search);
    } catch (error) {
      if (look.left) return undefined;
      if (error.code === "consent_changed") return this.#askAgain(error);
      if (error.code === "selfie_search_off") this.event = { ...event, selfie_search: false };
      throw error;
    }
  }

  /** The guest went back while the selfies were on their way. An answer that is nearly here still says which search to delete. */
  #stopLooking() {
    const look = this.#look;
    if (!look) return;
    this.#look = null;
    look.left = true;
    setTimeout(() => look.stop.abort(), ANSWER_NEARLY_HERE_MS);
  }

  /** The photographer has changed the words since they were read: they are shown anew. */
  async #askAgain(problem) {
    this.event = await get(`/events/${this.event.id}`, { token: this.guestToken });
    this.#show("welcome", { problem });
  }

  #watch(search) {
    this.#look = null;
    if (this.search?.id === search.id) return this.#show("results");
    this.search = search;
    this.rejected = null;
    this.store = new SearchStore();
    const store = this.store;
    store.addEventListener("change", () => store === this.store && this.#found());
    this.socket.authenticate(search.token);
    this.socket.subscribe(search.topic, store.listener());
    return this.#show("results");
  }

  #found() {
    const { stage, ended, reason } = this.store;
    if (ended === "deleted") return this.#showForgotten({ id: this.search.id, event: this.event });
    if (ended || stage === "expired") return this.#searchEnded({ code: "search_ended" });
    if (stage === "rejected") return this.#retake(reason);
    return undefined; // What was found is drawn from the store, as often as it can be read.
  }

  /** Straight back to the camera, with what to do differently. */
  #retake(reason) {
    this.#leaveSearch();
    this.rejected = reason ?? "unreadable";
    this.#show("selfie");
  }

  #connectionChanged() {
    if (this.socket.state === "online") this.store.renew([]); // Pictures that failed meanwhile are worth another try.
    if (this.socket.state === "refused" && this.search) this.#whyRefused(this.search);
    this.#changed();
  }

  /** The live connection was refused. Only the service itself can say that the search is gone; else the connection is asked for again. */
  async #whyRefused(search) {
    try {
      await get(`/searches/${search.id}`, { token: search.token });
      if (this.search === search) this.socket.insist();
    } catch (error) {
      if (this.search !== search) return;
      if (isGone(error)) this.#searchEnded({ code: "search_ended" });
      else this.#retry = setTimeout(() => this.#whyRefused(search), delayBefore(this.#attempt++));
    }
  }

  #searchEnded(problem) {
    this.#leaveSearch();
    this.#show("closed", { problem });
  }

  /** Nothing of the search stays here. */
  #leaveSearch() {
    this.socket.close();
    this.archive?.cancel();
    this.#cancelRenewal();
    visits.forget(this.event.id, this.search.id);
    this.search = null;
    this.store = new SearchStore();
    this.favourites = new Set();
  }

  /** Show all photos of a public event. */
  showGallery() {
    this.#show("gallery");
  }

  /** From the gallery to where the guest came from. */
  leaveGallery() {
    if (this.search) this.#show("results");
    else this.welcome();
  }

  /** The guest's word on a photo counts at once: true, false, or undefined to take it back. It is rolled back where it fails. */
  async answer(photoId, isMe) {
    const { store, search } = this;
    const json = { photo_id: photoId, is_me: isMe ?? null };
    if (this.complaint) this.complain(null); // It was of a try before this one.
    try {
      await store.tell(photoId, isMe, () => post(`/searches/${search.id}/feedback`, { json, token: search.token }));
    } catch (error) {
      if (store === this.store) this.complain(error);
    }
  }

  /** Mark or unmark a photo on this device. */
  toggleFavourite(photoId) {
    const marked = new Set(this.favourites);
    if (!marked.delete(photoId)) marked.add(photoId);
    this.favourites = marked;
    visits.keepFavourites(this.event.id, marked);
    this.#changed();
  }

  /** A picture did not load: its address may have expired during a long visit. Fresh ones are fetched, at most once a minute. */
  async renewPictures() {
    const { search, store } = this;
    if (!search || this.#renewal) return;
    const wait = this.#renewedAt + RENEW_AT_MOST_EVERY_MS - performance.now();
    if (wait > 0) {
      this.#renewal = setTimeout(() => {
        this.#renewal = null;
        this.renewPictures();
      }, wait);
      return;
    }
    this.#renewedAt = performance.now();
    try {
      store.renew(await everyMatch(search));
    } catch {
      this.#cancelRenewal();
      this.#renewedAt = -Infinity; // The next picture that fails, or the next reconnection, asks again.
    }
  }

  #cancelRenewal() {
    clearTimeout(this.#renewal);
    this.#renewal = null;
  }

  /** From now on photos can be packed, by `archive`. */
  packWith(archive) {
    this.archive = archive;
    archive.addEventListener("change", () => this.#changed());
  }

  /** Pack and download photos: all, or those with these ids. */
  download(photoIds) {
    return this.archive.start(this.search, this.event.name, photoIds);
  }

  /** Delete everything, here at once and at the service as soon as it can be reached. */
  forget() {
    const { event, search } = this;
    this.forgetter.forget(event, search);
    this.#showForgotten({ id: search.id, event });
  }

  #showForgotten(search) {
    if (this.search) this.#leaveSearch();
    this.forgotten = search;
    this.#show("forgotten");
  }

  /** Say what did not work, over whatever is shown; null when it was read. */
  complain(problem) {
    this.complaint = problem;
    this.#changed();
  }

  #show(screen, { problem = null } = {}) {
    Object.assign(this, { screen, problem, complaint: null });
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}

/** Each script's digits stand in a row, from its nought on. */
function asciiDigit(digit) {
  let value = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(digit.codePointAt(0) - value - 1))) value += 1;
  return String(value % 10);
}

async function everyMatch(search) {
  const found = [];
  let cursor = null;
  do {
    const query = new URLSearchParams({ limit: MATCHES_A_PAGE, ...(cursor && { cursor }) });
    const page = await get(`/searches/${search.id}/matches?${query}`, { token: search.token });
    found.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor);
  return found;
}
