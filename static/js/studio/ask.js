/** A question before something that cannot be undone. */
import { one, say } from "../dom.js";

/** Resolves to whether the photographer said yes. */
export function ask({ title, text, yes }) {
  const dialog = one("#question");
  say(one("#question-title"), title);
  say(one("#question-text"), text);
  say(one("#question-yes"), yes);
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true }));
}
