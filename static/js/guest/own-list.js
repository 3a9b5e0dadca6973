/** A guest's list of favourites: what the photographer reads of it, and the link that opens it on another device. */

import { copied } from "../ui/copied.js";
import { html, useEffect, useRef, useState, useStore } from "../ui/html.js";
import * as Icons from "../ui/icons.js";
import { explain, t } from "../ui/words.js";

/** @import { Hearts } from "./hearts.js" */
/** @import { Visit } from "./visit.js" */

/** @param {{visit: Visit}} props */
export function OwnList({ visit }) {
  useEffect(() => {
    visit.favourites.tell();
  }, []);
  const { hearts } = visit.favourites;
  return html`<section class="own-list stack" aria-label=${t("guest-favourites")}>
    <p class="soft small">${t("guest-list-for-photographer")}</p>
    ${hearts && html`<${Told} hearts=${hearts} />`}
    ${hearts?.list && html`<${Name} hearts=${hearts} /><${Link} url=${hearts.list.url} />`}
  </section>`;
}

/**
 * What the service does not know yet, and why.
 *
 * @param {{hearts: Hearts}} props
 */
export function Told({ hearts }) {
  useStore(hearts);
  const { problem, unsent } = hearts;
  if (problem) return html`<p class="notice bad" role="status">${explain(problem)}</p>`;
  const waits = unsent > 0 && !navigator.onLine;
  return html`<p class="soft small" role="status">${waits ? t("guest-list-unsent", { count: unsent }) : ""}</p>`;
}

/**
 * Nobody has to say who she is.
 *
 * @param {{hearts: Hearts}} props
 */
function Name({ hearts }) {
  const [said, say] = useState("");
  const field = useRef(null);
  const save = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    try {
      await hearts.say({ name: field.current.value });
      say(t("guest-list-name-saved"));
    } catch (error) {
      say(explain(error));
    }
  };
  return html`<form class="row" onSubmit=${save}>
    <label class="field"><span class="label">${t("guest-list-name")}</span>
      <input ref=${field} name="list-name" maxlength="60" autocomplete="given-name" value=${hearts.list?.name ?? ""} onInput=${() => say("")} />
    </label>
    <button type="submit">${t("guest-list-name-save")}</button>
    <p class="soft small" role="status">${said}</p>
  </form>`;
}

/**
 * By the device's own means, or copied where it has none.
 *
 * @param {{url: string}} props
 */
export function Link({ url }) {
  const [said, say] = useState("");
  const send = async () => {
    try {
      if (navigator.share) await navigator.share({ url });
      else {
        await copied(url);
        say(t("guest-list-copied"));
      }
    } catch (error) {
      if (error.name !== "AbortError") say(url); // Neither is possible here: it can be read, and written down.
    }
  };
  return html`<div class="stack">
    <div class="row"><button id="list-link" type="button" onClick=${send}><${Icons.Share} />${t("guest-list-link")}</button></div>
    <p class="soft small">${t("guest-list-link-why")}</p>
    <p class="soft small" role="status">${said}</p>
  </div>`;
}
