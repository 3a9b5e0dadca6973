/** The studio: session, and which screen the address shows. */
import { one, say, setAttribute, show, showScreen } from "./dom.js";
import { get, post, remove } from "./http.js";
import { LiveSocket } from "./socket.js";
import { ask } from "./studio/ask.js";
import { createEvent, factsOf, showEvents } from "./studio/events.js";
import { IngestView } from "./studio/ingest.js";
import { SharingView } from "./studio/sharing.js";
import { CONNECTION, explain } from "./words/studio.js";

class Studio {
  #user = null;
  #event = null;
  #socket = new LiveSocket();
  #views = [];
  #leaveTopic = () => {};

  constructor() {
    this.#socket.addEventListener("state", () => this.#drawConnection());
    this.#onSubmit("#sign-in-form", (form) => this.#signIn(form));
    this.#onSubmit("#register-form", (form) => this.#register(form));
    this.#onSubmit("#create-form", async (form) => (location.hash = `event/${(await createEvent(form)).id}`));
    one("#sign-out").addEventListener("click", () => this.#attempt(() => this.#signOut()));
    one("#delete-event").addEventListener("click", () => this.#attempt(() => this.#deleteEvent()));
    addEventListener("hashchange", () => this.route());
  }

  /** Show what the address asks for. */
  async route() {
    await this.#attempt(async () => {
      this.#leaveEvent();
      this.#user ??= await signedInUser();
      this.#drawUser();
      if (!this.#user) return showScreen(location.hash === "#register" ? "register" : "sign-in");
      const eventId = location.hash.match(/^#event\/(\d+)$/)?.[1];
      if (eventId) return this.#openEvent(eventId);
      showScreen("events");
      return showEvents();
    });
  }

  async #openEvent(eventId) {
    this.#event = await get(`/events/${eventId}`);
    say(one("#event-title"), this.#event.name);
    say(one("#event-facts"), factsOf(this.#event));
    document.title = `${this.#event.name} · Studio`;
    const report = (error) => this.#report(error);
    const ingest = new IngestView(this.#event, report);
    this.#views = [ingest, new SharingView(this.#event.id, report)];
    this.#leaveTopic = this.#socket.subscribe(`event:${this.#event.id}:ingest`, ingest.store.listener(() => (location.hash = "")));
    showScreen("event");
    this.#drawConnection();
  }

  #leaveEvent() {
    this.#leaveTopic();
    this.#leaveTopic = () => {};
    for (const view of this.#views) view.close();
    this.#views = [];
    this.#event = null;
    document.title = "Studio · eventphotos";
    this.#report(null);
    this.#drawConnection();
  }

  async #deleteEvent() {
    const { id, name } = this.#event;
    const sure = await ask({ title: `Delete “${name}”?`, text: "All its photos, faces, links and searches go with it, for good.", yes: "Delete everything" });
    if (!sure) return;
    await remove(`/events/${id}`);
    location.hash = "";
  }

  async #signIn(form) {
    await post("/auth/login", { json: Object.fromEntries(new FormData(form)) });
    await this.#signedIn(form);
  }

  async #register(form) {
    const { name, email, password } = Object.fromEntries(new FormData(form));
    await post("/auth/register", { json: { name, email, password, role: "photographer" } });
    await post("/auth/login", { json: { email, password } });
    await this.#signedIn(form);
  }

  async #signedIn(form) {
    form.reset();
    if (location.hash === "#register") history.replaceState(null, "", "/studio");
    await this.route();
  }

  async #signOut() {
    await post("/auth/logout");
    this.#socket.close();
    this.#user = null;
    history.replaceState(null, "", "/studio");
    await this.route();
  }

  #drawUser() {
    say(one("#who"), this.#user ? this.#user.name : "");
    show(one("#sign-out"), this.#user !== null);
  }

  #drawConnection() {
    const element = one("#connection");
    show(element, this.#event !== null);
    setAttribute(element, "data-state", this.#socket.state);
    say(element, CONNECTION[this.#socket.state]);
    if (this.#socket.state === "refused" && this.#user) this.#sessionEnded();
  }

  #sessionEnded() {
    this.#user = null;
    this.route();
  }

  #report(error) {
    const expired = error?.status === 401 && this.#user;
    say(one("#problem"), error ? explain(error) : "");
    if (expired) this.#sessionEnded();
  }

  #onSubmit(selector, act) {
    one(selector).addEventListener("submit", (event) => {
      event.preventDefault();
      this.#attempt(() => act(event.target));
    });
  }

  async #attempt(act) {
    try {
      this.#report(null);
      await act();
    } catch (error) {
      this.#report(error);
    }
  }
}

async function signedInUser() {
  try {
    return await get("/auth/me");
  } catch (error) {
    if (error.status === 401) return null;
    throw error;
  }
}

new Studio().route();
