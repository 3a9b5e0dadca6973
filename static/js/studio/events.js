/** The photographer's events: list and create. */
import { h, one, say } from "../dom.js";
import { get, post } from "../http.js";
import { VISIBILITY, faces, photos } from "../words/studio.js";

/** Read and draw the list. */
export async function showEvents() {
  const state = one("#events-state");
  say(state, "Reading your events …");
  const { items } = await get("/events?mine=true&limit=100");
  one("#events").replaceChildren(...items.map(card));
  say(state, items.length ? "" : "None yet. Create the first one below, then drop photos into it.");
}

/** Create an event from the form; resolves to it. */
export async function createEvent(form) {
  const { name, date, visibility } = Object.fromEntries(new FormData(form));
  const event = await post("/events", { json: { name, visibility, ...(date ? { date } : {}) } });
  form.reset();
  return event;
}

/** One line about an event. */
export function factsOf(event) {
  const date = event.date ? new Date(`${event.date}T12:00`).toLocaleDateString(undefined, { dateStyle: "long" }) : null;
  return [date, VISIBILITY[event.visibility], `No. ${event.id}`].filter(Boolean).join(" · ");
}

function card(event) {
  return h(
    "li",
    {},
    h(
      "a",
      { href: `#event/${event.id}`, class: "panel event" },
      h("strong", {}, event.name),
      h("span", { class: "soft" }, factsOf(event)),
      h("span", {}, `${photos(event.photos)} · ${faces(event.faces)}`),
    ),
  );
}
