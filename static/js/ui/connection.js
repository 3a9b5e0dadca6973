/** Whether the page hears of what happens, seconds after it happened. */
import { html, useStore } from "./html.js";

/** `texts` maps the states of a LiveSocket (`idle`, `connecting`, `online`, `waiting`, `refused`) to words; empty ones show nothing. */
export function Connection({ socket, texts }) {
  useStore(socket, "state");
  return html`<p class="connection" role="status" data-state=${socket.state}>${texts[socket.state]}</p>`;
}
