/** Whether one's e-mail address is one's own: asked by mail of who signed up, and said here until it is answered. */
import { get, post } from "../http.js";
import { html, useEffect, useState } from "../ui/html.js";
import { t, words } from "../ui/words.js";
import { Problem, useAct } from "./forms.js";
import { Heading, Waiting } from "./pieces.js";
import { useRefreshed } from "./refreshed.js";
import { router } from "./router.js";
import { session } from "./session.js";

const EVERY_MS = 15_000;

/**
 * What does not work until then, and the mail once more; said where it is `shown`. It is answered in a mail program, which opens
 * another window.
 *
 * @param {{user: Api.User, shown: boolean}} props
 */
export function Unconfirmed({ user, shown }) {
  const me = useRefreshed("unconfirmed", /** @returns {Promise<Api.User>} */ () => get("/auth/me"), EVERY_MS);
  const act = useAct();
  const [again, setAgain] = useState(false);
  useEffect(() => {
    if (me.value?.confirmed && session.user) session.become({ user: me.value });
  }, [me.value]);
  const send = () =>
    act.run(async () => {
      setAgain(false);
      await post("/auth/confirmation-mail", { json: { language: words.language } });
      setAgain(true);
    });
  if (!shown) return null;
  return html`<aside class="notice stack tight unconfirmed" aria-labelledby="unconfirmed-title">
    <p><strong id="unconfirmed-title">${t("confirm-title")}</strong></p>
    <p class="small">${t("confirm-lead", { email: user.email })}</p>
    <div class="row">
      <button class="compact" type="button" aria-disabled=${act.busy} onClick=${send}>${t("confirm-again")}</button>
      <p role="status" class="good">${again && t("confirm-sent")}</p>
    </div>
    <${Problem} error=${act.error} />
  </aside>`;
}

/**
 * Reached by the link in that mail, signed in or not.
 *
 * @param {{token?: string}} props
 */
export function Confirmed({ token }) {
  const [state, setState] = useState(/** @type {{done?: boolean, error?: any}} */ ({}));
  const ask = () => {
    setState({});
    post("/auth/confirm-address", { json: { token } }).then(
      () => setState({ done: true }),
      (error) => setState({ error }),
    );
  };
  useEffect(() => {
    router.conceal(); // The token is for this once.
    ask();
  }, []);
  const on = async () => {
    await session.open();
    router.replace("");
  };
  const { done, error } = state;
  if (!done && !error) return html`<${Waiting} />`;
  if (error && error.status !== 404) return html`<${Problem} error=${error} onRetry=${ask} />`;
  return html`<section class="stack narrow">
    <${Heading} title=${t(done ? "confirm-done-title" : "confirm-wrong-title")} />
    <p>${t(done ? "confirm-done-lead" : "confirm-wrong-lead")}</p>
    <button class="primary" type="button" onClick=${on}>${t("confirm-on")}</button>
  </section>`;
}
