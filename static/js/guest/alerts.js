/** Being told of new photos, by mail or on this device: asked for on its own, taken back with one tap. */
import { get, post, remove } from "../http.js";
import { Dialog } from "../ui/dialog.js";
import { html, useEffect, useState } from "../ui/html.js";
import { Waiting } from "../ui/later.js";
import { explain, t, words } from "../ui/words.js";
import { isApplePhone } from "./install.js";
import { canPush, keepRenewal, pushedTo, subscribe } from "./push.js";

/** @typedef {{id: string, channel: "mail" | "push", target: string, confirmed: boolean}} Alert a way to be told */
/** @typedef {{mail: boolean, push_key: string, items: Alert[]}} Offered */
/** @typedef {(way: Record<string, unknown>) => Promise<void>} Ask */

/** @param {{search: Api.Search, onClose: () => void}} props */
export function Alerts({ search, onClose }) {
  const { id, token } = search;
  const path = `/searches/${id}/alerts`;
  const [offered, setOffered] = useState(/** @type {Offered | null} */ (null));
  const [here, setHere] = useState(/** @type {string | null} */ (null));
  const [problem, setProblem] = useState(/** @type {any} */ (null));
  const load = async () => {
    setProblem(null);
    try {
      const [answer, endpoint] = await Promise.all([get(path, { token }), pushedTo()]);
      setHere(endpoint);
      setOffered(answer);
    } catch (error) {
      setProblem(error);
    }
  };
  useEffect(() => void load(), []);
  const ask = async (/** @type {Record<string, unknown>} */ way) => {
    const made = await post(path, { token, json: { ...way, consent: true, language: words.language } });
    if (made.renewal) await keepRenewal(id, made.renewal).catch(() => undefined); // It is told all the same.
    await load();
  };
  const stop = async (/** @type {Alert} */ alert) => {
    await remove(`${path}/${alert.id}`, { token });
    await load();
  };
  return html`<${Dialog} label=${t("alerts-title")} class="question alerts" onClose=${onClose}>
    <div class="stack">
      <h2>${t("alerts-title")}</h2>
      <p>${t("alerts-lead")}</p>
      ${!offered && !problem && html`<${Waiting} text=${t("one-moment")} />`}
      ${!offered && problem && html`<p class="notice bad" role="alert">${explain(problem)}</p><button type="button" onClick=${load}>${t("try-again")}</button>`}
      ${offered && html`<${Ways} ...${{ offered, here, ask, stop }} />`}
      <div class="row"><button type="button" onClick=${onClose}>${t("close")}</button></div>
    </div>
  <//>`;
}

/** @param {{offered: Offered, here: string | null, ask: Ask, stop: (alert: Alert) => Promise<void>}} props */
function Ways({ offered, here, ask, stop }) {
  const { mail, push_key: key, items } = offered;
  const isHere = items.some(({ target }) => target === here);
  return html`${items.length > 0 && html`<ul class="plain stack">${items.map((alert) => html`<${Way} key=${alert.id} alert=${alert} here=${alert.target === here} stop=${stop} />`)}</ul>`}
    ${!isHere && html`<${OnThisDevice} pushKey=${key} ask=${ask} />`}
    ${mail && html`<${ByMail} ask=${ask} />`}
    ${!mail && !canPush() && !isApplePhone(navigator) && html`<p>${t("alerts-no-way")}</p>`}
    ${(mail || canPush()) && html`<p class="soft small">${t("alerts-consent")}</p>`}`;
}

/**
 * What is done when a button is pressed, once at a time, and why it did not work.
 *
 * @template {unknown[]} Given
 * @param {(...given: Given) => Promise<unknown>} act
 */
function useDoing(act) {
  const [doing, setDoing] = useState(false);
  const [problem, setProblem] = useState(/** @type {any} */ (null));
  const press = async (/** @type {Given} */ ...given) => {
    if (doing) return;
    setDoing(true);
    setProblem(null);
    try {
      await act(...given);
    } catch (error) {
      setProblem(error);
    }
    setDoing(false);
  };
  return { doing, press, said: problem && html`<p class="notice bad" role="alert">${explain(problem)}</p>` };
}

/** @param {{alert: Alert, here: boolean, stop: (alert: Alert) => Promise<void>}} props */
function Way({ alert, here, stop }) {
  const { doing, press, said } = useDoing(() => stop(alert));
  const named = alert.channel === "mail" ? alert.target : t(here ? "alerts-this-device" : "alerts-other-device");
  return html`<li class="stack">
    <div class="row spread">
      <span><bdi>${named}</bdi>${!alert.confirmed && html`<br /><span class="soft small">${t("alerts-unconfirmed")}</span>`}</span>
      <button type="button" class="compact" aria-label=${t("alerts-stop-of", { target: named })} aria-disabled=${doing} onClick=${() => press()}>${t("alerts-stop")}</button>
    </div>
    ${said}
  </li>`;
}

/** @param {{pushKey: string, ask: Ask}} props */
function OnThisDevice({ pushKey, ask }) {
  const { doing, press, said } = useDoing(async () => ask({ subscription: await subscribe(pushKey) }));
  // Phones of Apple push to pages on the home screen only.
  if (!canPush()) return isApplePhone(navigator) ? html`<p>${t("alerts-apple")}</p>` : null;
  return html`<button type="button" class="primary wide" aria-disabled=${doing} onClick=${() => press()}>${t("alerts-push")}</button>${said}`;
}

/** @param {{ask: Ask}} props */
function ByMail({ ask }) {
  const [asked, setAsked] = useState("");
  const { doing, press, said } = useDoing(async (/** @type {HTMLFormElement} */ form) => {
    const email = String(new FormData(form).get("email")).trim();
    await ask({ email });
    setAsked(email);
    form.reset(); // It is in the list now; the field is for another one.
  });
  const sent = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    press(/** @type {HTMLFormElement} */ (event.target));
  };
  return html`<p class=${asked ? "notice" : "unseen"} role="status">${asked && t("alerts-asked", { email: asked })}</p>
    <form class="stack" onSubmit=${sent}>
      <div class="field">
        <label for="alerts-email">${t("alerts-email")}</label>
        <input id="alerts-email" name="email" type="email" autocomplete="email" inputmode="email" required dir="ltr" />
      </div>
      <button type="submit" class="wide" aria-disabled=${doing}>${t("alerts-mail")}</button>
    </form>
    ${said}`;
}
