/** Keeping an eye on a folder: begun, shown, gone on with after the page came back, and ended. */
import { html, useState, useStore } from "../ui/html.js";
import { t } from "../ui/words.js";
import { watchedAs } from "../words/sending.js";
import { chosenDirectory, remembersFolders } from "./sources.js";

/** @import { WatchedFolder } from "./watched-folder.js" */

/** @param {{watched: WatchedFolder}} props */
export function Watching({ watched }) {
  useStore(watched);
  const [problem, setProblem] = useState("");
  if (!remembersFolders()) return null;
  const { state } = watched;
  const begin = async () => {
    setProblem("");
    try {
      const folder = await chosenDirectory("watched");
      if (folder) await watched.watch(folder);
    } catch {
      setProblem(t("watching-closed"));
    }
  };
  const goOn = async () => setProblem((await watched.goOn()) ? "" : t("watching-refused"));
  return html`<div id="watching" class="stack tight" data-state=${state}>
    ${
      state === "off"
        ? html`<div class="row">
            <button type="button" onClick=${begin}>${t("watching-begin")}</button>
            <span class="soft small">${t("watching-begin-means")}</span>
          </div>`
        : html`<div class="notice row between">
            <p role="status">${watchedAs(watched)}</p>
            <div class="row">
              ${state === "asking" && html`<button class="compact primary" type="button" onClick=${goOn}>${t("watching-go-on")}</button>`}
              ${state !== "elsewhere" && html`<button class="compact quiet" type="button" onClick=${() => watched.stop()}>${t("watching-stop")}</button>`}
            </div>
          </div>`
    }
    ${problem && html`<p class="wrong" role="alert">${problem}</p>`}
  </div>`;
}
