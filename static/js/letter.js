/** What links in letters ask before they do it: mail programs open links by themselves, and nothing may come of that. */
import { isGone, post } from "./http.js";
import { html, render, useEffect, useState, useStore } from "./ui/html.js";
import { LanguageChoice, speakFirst } from "./ui/language.js";
import { explain, t, words } from "./ui/words.js";

/** @typedef {"confirm" | "refuse" | "stop"} Purpose */

/** @type {Record<Purpose, (token: string) => Promise<any>>} */
const ACTS = {
  confirm: (token) => post("/alerts/confirm", { json: { token } }),
  refuse: (token) => post("/alerts/refuse", { json: { token } }),
  stop: (token) => post(`/alerts/stop/${encodeURIComponent(token)}`),
};
const SAYS = {
  confirm: () => ({
    title: t("letter-confirm-title"),
    lead: t("letter-confirm-lead"),
    yes: t("letter-confirm-yes"),
    over: t("letter-confirm-done-title"),
  }),
  refuse: () => ({
    title: t("letter-refuse-title"),
    lead: t("letter-refuse-lead"),
    yes: t("letter-refuse-yes"),
    over: t("letter-refuse-done-title"),
  }),
  stop: () => ({
    title: t("letter-stop-title"),
    lead: t("letter-stop-lead"),
    yes: t("letter-stop-yes"),
    over: t("letter-stop-done-title"),
  }),
};

/** @param {Purpose} purpose @param {{event?: string} | null} answer */
function doneOf(purpose, answer) {
  if (purpose === "confirm") return t("letter-confirm-done", { event: answer?.event ?? "" });
  return purpose === "refuse" ? t("letter-refuse-done") : t("letter-stop-done");
}

/** What stands behind the address, which no server is sent; or in it, where a mail program opens what it was to post to. */
function asked() {
  const behind = new URLSearchParams(location.hash.slice(1));
  for (const purpose of /** @type {Purpose[]} */ (Object.keys(ACTS))) {
    const token = behind.get(purpose);
    if (token) return { purpose, token };
  }
  const named = location.pathname.match(/^\/letter\/([^/]+)$/)?.[1];
  return named ? { purpose: /** @type {Purpose} */ ("stop"), token: decodeURIComponent(named) } : null;
}

function Letter() {
  useStore(words);
  useEffect(() => {
    document.title = t("letter-title");
  }, [words.language]);
  const what = asked();
  return html`<a class="skip" href="#main">${t("skip-to-content")}</a>
    <header class="guest-bar"><img src="/static/icon.svg" alt="" width="28" height="28" /><${LanguageChoice} /></header>
    <main id="main">
      ${what ? html`<${Question} ...${what} />` : html`<section class="door stack"><h1>${t("letter-title")}</h1><p class="lead">${t("letter-over")}</p></section>`}
    </main>`;
}

/** @param {{purpose: Purpose, token: string}} props */
function Question({ purpose, token }) {
  const [state, setState] = useState(/** @type {{doing?: boolean, done?: any, problem?: any}} */ ({}));
  const { title, lead, yes, over } = SAYS[purpose]();
  const press = async () => {
    if (state.doing) return;
    setState({ doing: true });
    try {
      setState({ done: (await ACTS[purpose](token)) ?? {} });
    } catch (error) {
      setState({ problem: error });
    }
  };
  const { done, doing, problem } = state;
  const isOver = problem && isGone(problem);
  return html`<section class="door stack">
    <h1>${done ? over : title}</h1>
    ${!done && html`<p class="lead">${lead}</p>`}
    <p class=${done ? "lead" : "unseen"} role="status">${done && doneOf(purpose, done)}</p>
    ${problem && html`<p class="notice bad" role="alert">${isOver ? t("letter-over") : explain(problem)}</p>`}
    ${(done || isOver) && html`<p class="soft">${t("letter-close")}</p>`}
    ${!done && !isOver && html`<button type="button" class="primary wide tall" aria-disabled=${Boolean(doing)} onClick=${press}>${yes}</button>`}
  </section>`;
}

async function begin() {
  await speakFirst();
  const app = /** @type {HTMLElement} */ (document.querySelector("#app"));
  app.replaceChildren();
  render(html`<${Letter} />`, app);
}

begin();
