/** A guest's rights: a file with all that is stored about her, and "Forget me", asked once, done at once. */
import { get } from "../http.js";
import { Dialog } from "../ui/dialog.js";
import { html, useState } from "../ui/html.js";
import { saveFile } from "../ui/save.js";
import { t } from "../ui/words.js";
import { nameOf, searchOf } from "./people.js";

/** @import { Visit } from "./visit.js" */

/** @param {{visit: Visit}} props */
export function Forget({ visit }) {
  const [asking, setAsking] = useState(false);
  return html`<div class="row">
      <${Export} visit=${visit} />
      <button id="forget" class="danger" type="button" onClick=${() => setAsking(true)}>${wordsFor(visit).forget}</button>
    </div>
    ${asking && html`<${Question} visit=${visit} close=${() => setAsking(false)} />`}`;
}

/**
 * All that is stored about those who are shown, in one file.
 *
 * @param {{visit: Visit}} props
 */
function Export({ visit }) {
  const [fetching, setFetching] = useState(false);
  const save = async () => {
    setFetching(true);
    try {
      const searches = visit.people.shown.map(searchOf);
      const stored = await Promise.all(searches.map(({ id, token }) => get(`/searches/${id}/export`, { token })));
      const json = JSON.stringify(stored.length > 1 ? { searches: stored } : stored[0], null, 2);
      const name = stored.length > 1 ? "searches.json" : `search-${searches[0].id}.json`;
      saveFile(new Blob([json], { type: "application/json" }), name);
    } catch (error) {
      visit.complain(error);
    }
    setFetching(false);
  };
  return html`<button id="export" type="button" aria-disabled=${fetching} onClick=${() => fetching || save()}>${t("guest-export")}</button>`;
}

/**
 * Who is to be forgotten: everybody who is shown, the one person, or the guest herself.
 *
 * @param {Visit} visit
 */
function wordsFor(visit) {
  const { together, person } = visit.people;
  const name = nameOf(visit.people, person);
  if (together) return { forget: t("forget-everybody"), question: t("forget-everybody-question"), lead: t("forget-others-lead") };
  if (name)
    return {
      forget: t("forget-person", { name }),
      question: t("forget-person-question", { name }),
      lead: t("forget-others-lead"),
    };
  return { forget: t("guest-forget"), question: t("guest-forget-question"), lead: t("guest-forget-lead") };
}

/** @param {{visit: Visit, close: () => void}} props */
function Question({ visit, close }) {
  const { question, lead } = wordsFor(visit);
  return html`<${Asked} ...${{ question, lead, close }} no=${t("guest-forget-no")} yes=${() => visit.forget()} />`;
}

/**
 * Of a guest without a search: all that this device keeps of the event.
 *
 * @param {{visit: Visit, close: () => void}} props
 */
export function KeptQuestion({ visit, close }) {
  const lead = [t("guest-kept-forget-lead"), visit.event.guest_photos && t("guest-kept-forget-given")].filter(Boolean).join(" ");
  const words = { question: t("guest-kept-forget-question"), lead, no: t("cancel") };
  return html`<${Asked} ...${words} close=${close} yes=${() => visit.forgetKept()} />`;
}

/** @param {{question: string, lead: string, no: string, close: () => void, yes: () => void}} props */
function Asked({ question, lead, no, close, yes }) {
  return html`<${Dialog} label=${question} class="question" onClose=${close}>
    <div class="stack">
      <h2>${question}</h2>
      <p>${lead}</p>
      <div class="row">
        <button type="button" onClick=${close}>${no}</button>
        <button type="button" class="danger" onClick=${yes}>${t("guest-forget-yes")}</button>
      </div>
    </div>
  <//>`;
}
