/** Begins the guest's page: its words and its event are fetched side by side. */
import { keepShell } from "../shell.js";
import { html, render } from "../ui/html.js";
import "./install.js"; // The browser says early, and once, that a page can be installed.
import { speakFirst } from "./language.js";
import { Page } from "./page.js";
import { Visit } from "./visit.js";

async function begin() {
  const visit = new Visit();
  visit.open();
  await speakFirst();
  const app = document.querySelector("#app");
  app.replaceChildren();
  render(html`<${Page} visit=${visit} />`, app);
  keepShell({ mayReload: () => document.visibilityState === "hidden" && !visit.busy });
}

begin();
