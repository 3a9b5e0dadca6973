/** The guest's page: open the event, agree, take a selfie, watch the photos come. */
import { h, one, reconcile, saveFile, say, show, showScreen } from "./dom.js";
import { NotThere, download, get, post, remove } from "./http.js";
import { Lightbox } from "./lightbox.js";
import { drawArrivals, drawMatches, drawQuestions, showFilled } from "./results.js";
import { SelfieTaker } from "./selfie.js";
import { keepShell } from "./shell.js";
import { LiveSocket } from "./socket.js";
import { SearchStore } from "./store-search.js";
import * as visits from "./visits.js";
import { CONNECTION, REJECTED, downloading, explain, liveUntil, newPhotos, progress } from "./words/en.js";

const READING_FROM_PX = 120; // Scrolled further than this, the guest is looking at something that must not move.

const HANDOFF_PATH = "/find";

class GuestPage {
  #event = null;
  #guestToken = null;
  #linkToken = location.pathname.match(/^\/s\/([^/]+)$/)?.[1] ?? null;
  #search = null;
  #store = new SearchStore();
  #shownArrivals = new Set();
  #socket = new LiveSocket();
  #selfies = new SelfieTaker();
  #lightbox = new Lightbox(one("#lightbox"), () => this.#photosInOrder());

  constructor() {
    this.#socket.addEventListener("state", () => this.#connectionChanged());
    this.#selfies.addEventListener("done", () => this.#startSearch());
    one("#reopen").addEventListener("click", () => this.open());
    one("#pin-form").addEventListener("submit", (event) => this.#enterPin(event));
    one("#begin").addEventListener("click", () => this.#begin());
    one("#back").addEventListener("click", () => this.#welcome());
    one("#again").addEventListener("click", () => this.#retake());
    one("#anew").addEventListener("click", () => location.reload());
    one("#arrivals-pill").addEventListener("click", () => this.#showArrivals());
    one("#download-all").addEventListener("click", () => this.#downloadAll());
    one("#forget").addEventListener("click", () => one("#forget-question").showModal());
    one("#forget-question").addEventListener("close", (event) => event.target.returnValue === "yes" && this.#forget());
    addEventListener("scroll", () => scrollY < READING_FROM_PX && this.#drawResults(), { passive: true });
    addEventListener("pagehide", () => this.#selfies.discard());
  }

  /** Open whatever the address leads to. */
  async open(pin) {
    if (!pin) showScreen("opening", { focus: false });
    try {
      const handoff = new URLSearchParams(location.hash.slice(1)).get("handoff");
      if (handoff) await this.#takeOver(handoff);
      else if (location.pathname === HANDOFF_PATH) await this.#comeBack();
      else if (this.#linkToken) await this.#openLink(pin);
      else await this.#openPublic(location.pathname.match(/^\/e\/(\d+)$/)?.[1]);
    } catch (error) {
      this.#didNotOpen(error);
    }
  }

  async #openLink(pin) {
    const headers = pin ? { "X-Share-Pin": pin } : {};
    const { event, guest_token: token } = await get(`/share/${encodeURIComponent(this.#linkToken)}`, { headers });
    this.#guestToken = token;
    await this.#enter(event);
  }

  async #openPublic(eventId) {
    const { event, guest_token: token } = await post(`/events/${eventId}/guest-session`);
    this.#guestToken = token;
    await this.#enter(event);
  }

  async #takeOver(handoff) {
    const { event, search } = await post("/handoffs", { json: { handoff } });
    visits.remember(event, search, HANDOFF_PATH);
    history.replaceState(null, "", HANDOFF_PATH); // The hand-off works once; a reload finds the remembered search.
    await this.#enter(event);
  }

  async #comeBack() {
    const past = visits.recallByLink(HANDOFF_PATH);
    if (!past) throw new NotThere({ status: 410, code: "gone" });
    await this.#enter(past.event);
  }

  #didNotOpen(error) {
    if (error.code === "pin_required" || error.code === "wrong_pin" || (error.status === 429 && one("#pin").value)) {
      say(one("#pin-problem"), error.code === "pin_required" ? "" : explain(error));
      showScreen("pin", { focus: false });
      one("#pin").select();
      return;
    }
    // A link that has expired since does not take away what this phone has found already.
    const past = error.status >= 400 && this.#linkToken && visits.recallByLink(this.#linkToken);
    if (past) {
      this.#linkToken = null;
      this.#enter(past.event).catch((problem) => this.#didNotOpen(problem));
      return;
    }
    say(one("#closed-reason"), explain(error));
    showScreen("closed");
  }

  #enterPin(event) {
    event.preventDefault();
    this.open(one("#pin").value.trim());
  }

  async #enter(event) {
    this.#event = event;
    document.title = `${event.name}: find yourself`;
    for (const element of document.querySelectorAll("[data-event-name]")) say(element, event.name);
    const date = event.date ? new Date(`${event.date}T12:00`).toLocaleDateString(undefined, { dateStyle: "long" }) : "";
    for (const element of document.querySelectorAll("[data-event-date]")) say(element, date);
    const past = visits.recall(event.id);
    if (past) await this.#resume(past);
    else this.#welcome();
  }

  async #resume(search) {
    try {
      await get(`/searches/${search.id}`, { token: search.token });
    } catch (error) {
      if (error.status !== 401 && error.status !== 404) throw error;
      visits.forget(this.#event.id);
      this.#welcome();
      return;
    }
    this.#watch(search);
  }

  #welcome() {
    this.#selfies.discard();
    one("#consent").checked = false;
    showScreen("welcome");
  }

  #begin() {
    const agreed = one("#consent").checked;
    say(one("#consent-problem"), agreed ? "" : "Please tick the box above first: we only look for you if you say yes.");
    if (!agreed) return one("#consent").focus();
    showScreen("selfie");
    return this.#selfies.start();
  }

  #retake() {
    this.#stopWatching();
    showScreen("selfie");
    return this.#selfies.start();
  }

  async #startSearch() {
    const form = new FormData();
    form.append("consent", "true");
    this.#selfies.blobs.forEach((blob, index) => form.append("selfie", blob, `selfie-${index + 1}.jpg`));
    this.#selfies.sending = true;
    try {
      const search = await post(`/events/${this.#event.id}/searches`, { form, token: this.#guestToken, timeoutMs: 120_000 });
      visits.remember(this.#event, search, this.#linkToken);
      this.#selfies.discard();
      this.#watch(search);
    } catch (error) {
      this.#selfies.complain(explain(error));
    } finally {
      this.#selfies.sending = false;
    }
  }

  #watch(search) {
    this.#search = search;
    this.#store = new SearchStore();
    this.#shownArrivals.clear();
    this.#store.addEventListener("change", () => this.#drawResults());
    say(one("#live-until"), liveUntil(new Date(search.expires_at)));
    say(one("#results-problem"), "");
    this.#drawResults();
    showScreen("results");
    this.#socket.authenticate(search.token);
    this.#socket.subscribe(search.topic, this.#store.listener());
  }

  #connectionChanged() {
    say(one("#connection"), CONNECTION[this.#socket.state]);
    // The search's own token no longer holds: it was deleted or has expired while this page was not connected.
    if (this.#socket.state === "refused") this.#store.endedBecause("refused");
  }

  #stopWatching() {
    this.#socket.close();
    visits.forget(this.#event.id);
  }

  #drawResults() {
    if (!this.#search) return;
    const store = this.#store;
    if (store.ended || store.stage === "expired") return this.#searchEnded();
    const rejected = store.stage === "rejected";
    const { certain, maybe } = store;
    this.#noticeArrivals(certain);
    const open = (photoId) => this.#lightbox.open(photoId);
    drawArrivals(one("#arrivals ul"), this.#arrivals(certain), open);
    drawMatches(one("#certain ul"), certain.filter((match) => !store.arrivedLive(match.photo_id)), open);
    drawQuestions(one("#maybe ul"), maybe, { open, answer: (photoId, isMe) => this.#answer(photoId, isMe) });
    for (const name of ["arrivals", "certain", "maybe"]) showFilled(one(`#${name}`));
    say(one("#progress"), progress(store, certain.length, maybe.length));
    show(one("#rejected"), rejected);
    show(one("#rights"), !rejected);
    say(one("#rejected-reason"), rejected ? (REJECTED[store.reason] ?? REJECTED.unreadable) : "");
    show(one("#nothing"), store.stage === "live" && store.caughtUp !== null && certain.length + maybe.length === 0);
    show(one("#download-all"), certain.length > 1);
    this.#lightbox.refresh();
  }

  /** Whoever reads further down is told of new photos; they slide in when she is back at the top, or asks for them. */
  #noticeArrivals(certain) {
    const waiting = certain.filter((match) => this.#store.arrivedLive(match.photo_id) && !this.#shownArrivals.has(match.photo_id));
    const reading = scrollY >= READING_FROM_PX || this.#lightbox.isOpen;
    if (!reading) for (const match of waiting) this.#shownArrivals.add(match.photo_id);
    show(one("#arrivals-pill"), reading && waiting.length > 0);
    if (waiting.length === 0) return;
    say(one("#arrivals-pill"), `${newPhotos(waiting.length)} ↑`);
    say(one("#arrivals-spoken"), newPhotos(waiting.length));
  }

  #arrivals(certain) {
    const shown = [...this.#shownArrivals].reverse();
    const byId = new Map(certain.map((match) => [match.photo_id, match]));
    return shown.flatMap((photoId) => byId.get(photoId) ?? []);
  }

  #showArrivals() {
    scrollTo({ top: 0, behavior: "instant" });
    this.#drawResults();
    one("#arrivals-title").scrollIntoView({ block: "nearest" });
  }

  #photosInOrder() {
    const { certain, maybe } = this.#store;
    const rest = certain.filter((match) => !this.#shownArrivals.has(match.photo_id));
    return [...this.#arrivals(certain), ...rest, ...maybe];
  }

  async #answer(photoId, isMe) {
    this.#store.answer(photoId, isMe);
    try {
      await post(`/searches/${this.#search.id}/feedback`, { json: { photo_id: photoId, is_me: isMe }, token: this.#search.token });
    } catch (error) {
      this.#store.answer(photoId, undefined);
      say(one("#results-problem"), explain(error));
    }
  }

  async #downloadAll() {
    const button = one("#download-all");
    button.disabled = true;
    say(one("#results-problem"), "");
    try {
      const path = `/searches/${this.#search.id}/photos.zip`;
      const zip = await download(path, { token: this.#search.token, onBytes: (bytes) => say(button, downloading(bytes)) });
      saveFile(zip, `${this.#event.name} – photos of me.zip`);
    } catch (error) {
      say(one("#results-problem"), explain(error));
    } finally {
      button.disabled = false;
      say(button, "Download all");
    }
  }

  async #forget() {
    const { id, token } = this.#search;
    try {
      await remove(`/searches/${id}`, { token });
    } catch (error) {
      if (error.status !== 404 && error.status !== 401) return say(one("#results-problem"), explain(error));
    }
    return this.#forgotten(id);
  }

  #forgotten(searchId) {
    if (this.#search?.id !== searchId) return; // Told twice: by the answer to our request and by the topic that ended.
    this.#stopWatching();
    this.#clearResults();
    say(one("#receipt"), `Receipt: search ${searchId} deleted on ${new Date().toLocaleString()}.`);
    showScreen("forgotten");
  }

  #clearResults() {
    this.#search = null;
    this.#store = new SearchStore();
    this.#lightbox.close();
    for (const list of document.querySelectorAll("[data-screen=results] ul")) reconcile(list, [], { key: () => "", make: () => h("li") });
  }

  /** Deleted elsewhere (another tab, the photographer, the end of its time): nothing of it stays on the screen. */
  #searchEnded() {
    const searchId = this.#search.id;
    if (this.#store.ended === "deleted") return this.#forgotten(searchId);
    this.#stopWatching();
    this.#clearResults();
    say(one("#closed-reason"), "This search has ended, and everything that belonged to it is deleted.");
    return showScreen("closed");
  }
}

new GuestPage().open();
keepShell();
