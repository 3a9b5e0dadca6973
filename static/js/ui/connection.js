/** Whether the page hears of what happens, seconds after it happened. */
import { html, useStore } from "./html.js";

/** @import { LiveSocket } from "../socket.js" */

/**
 * `texts` maps the states of a LiveSocket (`idle`, `connecting`, `online`, `waiting`, `refused`) to words; empty ones show nothing.
 *
 * @param {{socket: LiveSocket, texts: Record<string, string>}} props
 */
export function Connection({ socket, texts }) {
  useStore(socket, "state");
  const state = socket.doubted ? "waiting" : socket.state;
  return html`<p class="connection" role="status" data-state=${state}>${texts[state]}</p>`;
}
