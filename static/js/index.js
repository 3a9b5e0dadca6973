/** The start page: public events, which anyone may open. */
import { h, one, say, show } from "./dom.js";
import { get } from "./http.js";
import { keepShell } from "./shell.js";
import { explain } from "./words/en.js";

async function listEvents() {
  const state = one("#events-state");
  show(one("#events-again"), false);
  try {
    const events = itemsOf(await get("/events")).filter((event) => event.visibility === "public");
    one("#events").replaceChildren(...events.map(card));
    say(state, events.length ? "Choose yours and take a selfie." : "No event is open to everyone right now.");
  } catch (error) {
    say(state, explain(error));
    show(one("#events-again"));
  }
}

const itemsOf = (answer) => (Array.isArray(answer) ? answer : answer.items);

function card(event) {
  const date = event.date ? new Date(`${event.date}T12:00`).toLocaleDateString(undefined, { dateStyle: "long" }) : "";
  return h("li", {}, h("a", { href: `/e/${event.id}`, class: "panel event" }, h("strong", {}, event.name), h("span", { class: "soft" }, date)));
}

one("#events-again").addEventListener("click", listEvents);
listEvents();
keepShell();
