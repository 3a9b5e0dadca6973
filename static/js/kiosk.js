/** The kiosk: pairs once, then one guest after the other. Whatever ends a visit wipes it, here and on the server. */
import { Camera } from "./camera.js";
import { one, say, show, showScreen } from "./dom.js";
import { get, post, remove } from "./http.js";
import { Idleness } from "./idle.js";
import { Lightbox } from "./lightbox.js";
import { drawArrivals, drawMatches, showFilled } from "./results.js";
import { keepShell } from "./shell.js";
import { LiveSocket } from "./socket.js";
import { SearchStore } from "./store-search.js";
import { CAMERA_OF_KIOSK, CONNECTION, REJECTED, explain, progress, wipesIn } from "./words/en.js";

const DEVICE_KEY = "ep.kiosk";
const OPEN_SEARCHES_KEY = "ep.kiosk.searches"; // Survives a power cut, so that what was left open is closed later.
const COUNTDOWN_S = 3;
const CHECK_EVERY_MS = 60_000;

class Kiosk {
  #device = read(DEVICE_KEY);
  #visit = 0; // Numbers the visits: whatever an earlier one still waits for is of no interest.
  #search = null;
  #store = new SearchStore();
  #camera = null;
  #kioskSocket = new LiveSocket();
  #searchSocket = new LiveSocket();
  #idle = new Idleness({ except: one("#idle") });
  #lightbox = new Lightbox(one("#lightbox"), () => [...this.#store.certain, ...this.#store.maybe]);

  constructor() {
    this.#kioskSocket.addEventListener("state", () => this.#connectionChanged());
    this.#idle.addEventListener("warning", () => this.#warn());
    this.#idle.addEventListener("active", () => show(one("#idle"), false));
    this.#idle.addEventListener("gone", () => this.#leave());
    const press = (selector, act) => one(selector).addEventListener("click", act);
    press("#stay", () => this.#idle.sign());
    press("#start", () => this.#start());
    press("#agree", () => this.#takePicture());
    press("#camera-again", () => this.#takePicture());
    press("#retake", () => this.#retake());
    press("#take-along", () => this.#handOff());
    press("#scanned", () => this.#leave());
    press("#handoff-back", () => one("#handoff").close());
    press("#unlock", () => showScreen("pairing"));
    for (const button of document.querySelectorAll("[data-act=leave]")) button.addEventListener("click", () => this.#leave());
    one("#pair-form").addEventListener("submit", (event) => this.#pair(event));
    addEventListener("contextmenu", (event) => event.preventDefault());
  }

  /** Begin with whatever the last power cut left behind. */
  async open() {
    setInterval(() => this.#checkDevice(), CHECK_EVERY_MS);
    await this.#closeOpenSearches();
    if (this.#device) this.#enter();
    else showScreen("pairing");
  }

  async #pair(event) {
    event.preventDefault();
    say(one("#pair-problem"), "");
    try {
      const { token, event: of, kiosk } = await post("/kiosks/pair", { json: { code: one("#code").value } });
      this.#device = { token, kioskId: kiosk.id, event: of };
      write(DEVICE_KEY, this.#device);
      one("#pair-form").reset();
      this.#enter();
    } catch (error) {
      say(one("#pair-problem"), error.status === 404 ? "That code is not valid. Codes work once and only for some minutes." : explain(error));
    }
  }

  #enter() {
    this.#drawEvent();
    this.#kioskSocket.authenticate(this.#device.token);
    this.#kioskSocket.subscribe(`kiosk:${this.#device.kioskId}`, {
      snapshot: ({ config }) => this.#configure(config),
      publication: (data) => this.#told(data),
      ended: () => this.#lock(),
    });
    this.#attract();
  }

  #told(data) {
    switch (data.type) {
      case "kiosk.revoked":
        return this.#lock();
      case "kiosk.config":
        return this.#configure(data);
      default:
        throw new Error(`unknown publication: ${data.type}`);
    }
  }

  #configure({ event }) {
    if (!event) return;
    this.#device = { ...this.#device, event };
    write(DEVICE_KEY, this.#device);
    this.#drawEvent();
  }

  #drawEvent() {
    for (const element of document.querySelectorAll("[data-event-name]")) say(element, this.#device.event.name);
  }

  #connectionChanged() {
    say(one("#connection"), CONNECTION[this.#kioskSocket.state]);
    if (this.#kioskSocket.state === "refused") this.#lock();
  }

  async #checkDevice() {
    if (!this.#search) await this.#closeOpenSearches();
    if (!this.#device) return;
    try {
      await get("/kiosks/self", { token: this.#device.token });
    } catch (error) {
      if (error.status === 401) this.#lock();
    }
  }

  /** Revoked. The kiosk's token opens nothing any more: a search that is still open is withdrawn by its own. */
  #lock() {
    if (!this.#device) return;
    if (this.#search && !one("#handoff").open) remove(`/searches/${this.#search.id}`, { token: this.#search.token }).catch(() => {});
    this.#leave();
    this.#device = null;
    localStorage.removeItem(DEVICE_KEY);
    localStorage.removeItem(OPEN_SEARCHES_KEY);
    this.#kioskSocket.close();
    say(one("#connection"), "");
    showScreen("locked");
  }

  #attract() {
    this.#idle.stop();
    show(one("#idle"), false);
    say(one("#start-problem"), "");
    showScreen("attract");
  }

  #start() {
    if (this.#kioskSocket.state !== "online") return say(one("#start-problem"), "No connection right now. Please come back in a moment.");
    this.#visit += 1;
    this.#idle.start();
    return showScreen("consent");
  }

  async #takePicture() {
    const visit = this.#visit;
    show(one("#camera-again"), false);
    say(one("#camera-problem"), "");
    showScreen("camera");
    try {
      const camera = await Camera.open(one("#camera video"));
      if (visit !== this.#visit) return camera.stop();
      this.#camera = camera;
      const picture = await this.#countdown(visit);
      if (picture) await this.#startSearch(picture, visit);
    } catch (error) {
      if (visit === this.#visit) this.#pictureFailed(error);
    }
    return undefined;
  }

  async #countdown(visit) {
    for (let second = COUNTDOWN_S; second > 0; second -= 1) {
      say(one("#countdown"), String(second));
      await new Promise((resolve) => setTimeout(resolve, 1000));
      if (visit !== this.#visit) return null;
    }
    say(one("#countdown"), "");
    this.#idle.sign(); // Standing still for the camera is a sign of life.
    const picture = await this.#camera.still();
    this.#stopCamera();
    return picture;
  }

  async #startSearch(picture, visit) {
    const form = new FormData();
    form.append("consent", "true");
    form.append("selfie", picture, "selfie.jpg");
    const search = await post(`/events/${this.#device.event.id}/searches`, { form, token: this.#device.token });
    write(OPEN_SEARCHES_KEY, [...openSearches(), search.id]);
    if (visit !== this.#visit) return this.#closeOpenSearches();
    return this.#watch(search);
  }

  #watch(search) {
    this.#search = search;
    this.#store = new SearchStore();
    this.#store.addEventListener("change", () => this.#drawResults());
    say(one("#results-problem"), "");
    this.#drawResults();
    showScreen("results");
    this.#searchSocket.authenticate(search.token);
    this.#searchSocket.subscribe(search.topic, this.#store.listener());
  }

  #pictureFailed(error) {
    this.#stopCamera();
    say(one("#countdown"), "");
    say(one("#camera-problem"), error.reason ? CAMERA_OF_KIOSK[error.reason] : explain(error));
    show(one("#camera-again"));
  }

  #drawResults() {
    const store = this.#store;
    if (!this.#search) return;
    if (store.ended || store.stage === "expired") return this.#leave();
    const rejected = store.stage === "rejected";
    const { certain, maybe } = store;
    const open = (photoId) => this.#lightbox.open(photoId);
    drawArrivals(one("#arrivals ul"), certain.filter((match) => store.arrivedLive(match.photo_id)).reverse(), open);
    drawMatches(one("#certain ul"), certain.filter((match) => !store.arrivedLive(match.photo_id)), open);
    drawMatches(one("#maybe ul"), maybe, open);
    for (const name of ["arrivals", "certain", "maybe"]) showFilled(one(`#${name}`));
    say(one("#progress"), rejected ? (REJECTED[store.reason] ?? REJECTED.unreadable) : progress(store, certain.length, maybe.length));
    show(one("#retake"), rejected);
    show(one("#take-along"), store.stage === "live");
    this.#lightbox.refresh();
  }

  async #retake() {
    this.#stopWatching();
    await this.#closeOpenSearches();
    await this.#takePicture();
  }

  async #handOff() {
    const visit = this.#visit;
    try {
      const { qr_svg: svg } = await post(`/kiosks/searches/${this.#search.id}/handoff`, { token: this.#device.token });
      if (visit !== this.#visit) return;
      this.#idle.sign(); // Getting out the phone takes a moment.
      one("#qr").src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
      one("#handoff").showModal();
    } catch (error) {
      say(one("#results-problem"), explain(error));
    }
  }

  #warn() {
    show(one("#idle"));
    say(one("#idle-text"), wipesIn(this.#idle.seconds));
  }

  /** End the visit: nothing of it stays on the screen, in memory or, unless it was taken along, on the server. */
  #leave() {
    this.#visit += 1;
    this.#stopCamera();
    this.#stopWatching();
    if (one("#handoff").open) one("#handoff").close();
    one("#qr").removeAttribute("src");
    this.#closeOpenSearches();
    this.#attract();
  }

  #stopWatching() {
    this.#searchSocket.close();
    this.#search = null;
    this.#store = new SearchStore();
    this.#lightbox.close();
    one("#lightbox img").removeAttribute("src");
    for (const list of document.querySelectorAll("[data-screen=results] ul")) list.replaceChildren();
    say(one("#progress"), "");
  }

  #stopCamera() {
    this.#camera?.stop();
    this.#camera = null;
  }

  /** Let go of searches: the server withdraws those that no phone took over. What fails stays noted and is tried again later. */
  async #closeOpenSearches() {
    if (!this.#device) return;
    const { token } = this.#device;
    for (const searchId of openSearches()) {
      try {
        await post(`/kiosks/searches/${searchId}/done`, { token });
      } catch (error) {
        if (error.status !== 404 && error.status !== 403) continue;
      }
      forgetOpen(searchId);
    }
  }
}

const openSearches = () => read(OPEN_SEARCHES_KEY) ?? [];
const forgetOpen = (searchId) => write(OPEN_SEARCHES_KEY, openSearches().filter((id) => id !== searchId));

function read(key) {
  return JSON.parse(localStorage.getItem(key));
}

function write(key, value) {
  localStorage.setItem(key, JSON.stringify(value));
}

new Kiosk().open();
keepShell({ mayReload: () => document.body.dataset.showing === "attract" });
