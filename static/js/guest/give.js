/** Giving photos to the event: choose, send, and what the guest has given so far. */
import { html, useEffect, useRef, useState, useStore } from "../ui/html.js";
import * as Icons from "../ui/icons.js";
import { Waiting } from "../ui/later.js";
import { Photo } from "../ui/photo.js";
import { deletions } from "../ui/undo.js";
import { explain, t } from "../ui/words.js";
import { Giving } from "./giving.js";

/** @import { Visit } from "./visit.js" */

const LONGEST_NAME = 60; // As app/services/giving.py cuts it.
const LOOK_AGAIN_MS = 5000; // While one of hers is looked at.

/** @param {{visit: Visit}} props */
export function Give({ visit }) {
  const [giving] = useState(() => new Giving(visit.event.id, visit.guestToken));
  useStore([giving, deletions]);
  useEffect(() => {
    giving.look();
    return () => giving.close();
  }, []);
  return html`<section class="stack give">
    <header class="results-head">
      <p class="soft">${visit.event.name}</p>
      <h1 tabindex="-1">${t("give-title")}</h1>
      <p class="lead">${t("give-lead")}</p>
    </header>
    <button type="button" class="quiet" onClick=${() => visit.leaveGiving()}>${t("back")}</button>
    ${visit.event.guest_photos ? html`<${Choose} giving=${giving} />` : html`<p class="notice" role="status">${t("error-giving_off")}</p>`}
    <${OnTheWay} giving=${giving} />
    <${Given} giving=${giving} visit=${visit} />
  </section>`;
}

/** @param {{giving: Giving}} props */
function Choose({ giving }) {
  const library = useRef(null);
  const camera = useRef(null);
  const chosen = (/** @type {any} */ { target }) => {
    giving.add([...target.files]);
    target.value = ""; // The same photo may be chosen again.
  };
  return html`<div class="stack">
    <div class="field">
      <label for="giver">${t("give-name")}</label>
      <input
        id="giver"
        autocomplete="nickname"
        maxlength=${LONGEST_NAME}
        value=${giving.name}
        onInput=${(/** @type {any} */ { target }) => (giving.name = target.value)}
        aria-describedby="giver-hint"
      />
      <p id="giver-hint" class="soft small">${t("give-name-hint")}</p>
    </div>
    <input ref=${library} type="file" accept="image/*" multiple hidden onChange=${chosen} data-from="library" />
    <input ref=${camera} type="file" accept="image/*" capture="environment" hidden onChange=${chosen} data-from="camera" />
    <button type="button" class="primary wide tall" onClick=${() => library.current.click()}><${Icons.Picture} />${t("give-choose")}</button>
    <button type="button" class="wide" onClick=${() => camera.current.click()}><${Icons.Camera} />${t("give-camera")}</button>
  </div>`;
}

/** @param {{giving: Giving}} props */
function OnTheWay({ giving }) {
  if (giving.items.length === 0) return html`<p class="unseen" role="status"></p>`;
  const failed = giving.items.filter(({ state }) => state === "failed");
  const reasons = [...new Set(failed.map(({ error }) => explain(error)))];
  return html`<section class="stack" aria-label=${t("give-on-the-way")}>
    ${giving.busy && html`<progress max="1" value=${giving.progress} aria-label=${t("give-on-the-way")}></progress>`}
    <p role="status">${saidOf(giving)}</p>
    ${
      failed.length > 0 &&
      html`<div class="notice bad stack" role="alert">
        <p>${t("give-failed", { count: failed.length })}</p>
        ${reasons.map((reason) => html`<p key=${reason}>${reason}</p>`)}
        <button type="button" onClick=${() => giving.again()}>${t("try-again")}</button>
      </div>`
    }
  </section>`;
}

/** @param {Giving} giving */
function saidOf(giving) {
  const left = giving.count("waiting") + giving.count("sending");
  if (left > 0) return giving.stuck ? t("give-stuck", { count: left }) : t("give-left", { count: left });
  const [given, twice] = [giving.count("given"), giving.count("twice")];
  return [given > 0 && t("give-done", { count: given }), twice > 0 && t("give-twice", { count: twice })]
    .filter(Boolean)
    .join(" ");
}

/** @param {{giving: Giving, visit: Visit}} props */
function Given({ giving, visit }) {
  const { given, kept, problem } = giving;
  const looking = given?.some(({ standing }) => standing === "processing") ?? false;
  useEffect(() => {
    const timer = looking ? setInterval(() => giving.look(), LOOK_AGAIN_MS) : undefined;
    return () => clearInterval(timer);
  }, [looking]);
  if (problem && given === null)
    return html`<div class="stack">
      <p class="notice bad" role="alert">${explain(problem)}</p>
      <button type="button" onClick=${() => giving.look()}>${t("try-again")}</button>
    </div>`;
  if (given === null) return html`<${Waiting} text=${t("one-moment")} />`;
  return html`<section class="stack" aria-labelledby="given-title">
    <h2 id="given-title" tabindex="-1">${t("given-title")}</h2>
    ${kept.length === 0 && html`<p class="soft">${t("given-none")}</p>`}
    <ul class="given">
      ${kept.map((photo) => html`<${One} key=${photo.id} photo=${photo} giving=${giving} visit=${visit} />`)}
    </ul>
  </section>`;
}

/** @param {{photo: Api.GivenPhoto, giving: Giving, visit: Visit}} props */
function One({ photo, giving, visit }) {
  const remove = () => {
    visit.deleteWith(deletions);
    giving.delete(photo.id, t("given-deleted", { name: photo.name }));
    document.getElementById("given-title")?.focus();
  };
  return html`<li data-given=${photo.id} data-standing=${photo.standing}>
    ${photo.picture ? html`<${Photo} class="photo" photo=${photo.picture} alt=${photo.name} sizes="6rem" onStale=${() => giving.look()} />` : html`<span class="given-blank" aria-hidden="true"></span>`}
    <div>
      <p class="given-name"><bdi>${photo.name}</bdi></p>
      <p class="soft small">${t(`given-${photo.standing}`)}</p>
    </div>
    <button type="button" class="compact quiet" aria-label=${t("given-delete-named", { name: photo.name })} onClick=${remove}>${t("given-delete")}</button>
  </li>`;
}
