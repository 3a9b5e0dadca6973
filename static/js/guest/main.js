/** Begins the guest's page: its words and its event are fetched side by side. */
import { html, render } from "../ui/html.js";
import { speakFirst } from "../ui/language.js";
import { Page } from "./page.js";
import { Visit } from "./visit.js";

async function begin() {
  const visit = new Visit();
  visit.open();
  await speakFirst();
  const app = /** @type {HTMLElement} */ (document.querySelector("#app"));
  app.replaceChildren();
  render(html`<${Page} visit=${visit} />`, app);
  keep(visit);
}

/**
 * What nobody waits for is fetched last.
 *
 * @param {Visit} visit
 */
async function keep(visit) {
  try {
    // The browser says once that a page can be installed, as soon as the shell makes it so: who listens comes first.
    const [{ keepShell }] = await Promise.all([import("../shell.js"), import("./install.js")]);
    await keepShell({ mayReload: () => document.visibilityState === "hidden" && !visit.busy });
  } catch (error) {
    console.warn(`this page is not kept: ${error.message}`);
  }
}

begin();
