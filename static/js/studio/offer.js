/** An invitation to a team, from its link to yes or no: kept while somebody signs in or makes an account, told only then. */
import { post } from "../http.js";
import { Observable } from "../observable.js";
import { html, useEffect, useState } from "../ui/html.js";
import { explain, t } from "../ui/words.js";
import { dateOf, day } from "../words/studio.js";
import { Problem, useAct } from "./forms.js";
import { Heading, Waiting } from "./pieces.js";
import { eventHref, router } from "./router.js";
import { session } from "./session.js";
import { roleSaid } from "./team.js";

/** @import { Failure } from "../http.js" */

export class Offered extends Observable {
  /** @type {string | null} The token of the link that was followed; null when there is none, or it was answered. */
  token = null;

  /**
   * Keep the token; the address need not show it any longer.
   *
   * @param {string} token
   */
  take(token) {
    this.become({ token });
    router.replace("");
  }

  /** It was answered, or is not wanted. */
  done() {
    this.become({ token: null });
  }
}

export const offered = new Offered();

/** For whoever has to sign in first. */
export const OfferWaits = () => html`<p class="notice narrow" role="status">${t("offer-sign-in")}</p>`;

/** @param {{user: Api.User, token: string}} props */
export function Offer({ user, token }) {
  const [offer, setOffer] = useState(/** @type {Api.TeamOffer | null} */ (null));
  const [error, setError] = useState(/** @type {Failure | null} */ (null));
  const [declined, setDeclined] = useState(false);
  const acting = useAct();
  const look = () => {
    setError(null);
    post("/team-invitations/look", { json: { token } }).then(
      setOffer,
      (problem) => session.endedBy(problem) || setError(problem),
    );
  };
  useEffect(() => {
    if (user.role !== "guest") look();
  }, [token]);
  const accept = () =>
    acting.run(async () => {
      const { event_id: id } = await post("/team-invitations/accept", { json: { token } });
      offered.done();
      router.go(eventHref(id));
    });
  const decline = () =>
    acting.run(async () => {
      await post("/team-invitations/decline", { json: { token } });
      setDeclined(true);
    });
  const events = html`<button type="button" onClick=${() => offered.done()}>${t("to-your-events")}</button>`;
  if (user.role === "guest" || error)
    return html`<section key="gone" class="stack narrow">
      <${Heading} title=${t("offer-gone")} />
      <p>${user.role === "guest" ? t("offer-guest") : explain(error)}</p>
      <div class="row">
        ${error && error.status !== 403 && html`<button class="primary" type="button" onClick=${look}>${t("try-again")}</button>`}
        ${events}
      </div>
    </section>`;
  if (declined)
    return html`<section key="declined" class="stack narrow">
      <${Heading} title=${t("offer-declined-title")} />
      <p>${t("offer-declined-lead")}</p>
      <div class="row">${events}</div>
    </section>`;
  if (!offer) return html`<${Waiting} />`;
  const { event_name: name, event_date: date, role, invited_by: inviter, expires_at: until } = offer;
  return html`<section key="offer" class="stack narrow" id="offer">
    <${Heading} title=${name} document=${t("offer-title")} />
    <p>${inviter === null ? t("offer-lead-somebody") : t("offer-lead", { name: inviter })}</p>
    <dl class="facts">
      <div><dt>${t("offer-role")}</dt><dd>${roleSaid(role)}<br /><span class="soft small">${t(`team-role-${role}-means`)}</span></dd></div>
      ${date && html`<div><dt>${t("offer-date")}</dt><dd>${day(date)}</dd></div>`}
      <div><dt>${t("offer-until")}</dt><dd>${dateOf(until)}</dd></div>
    </dl>
    <${Problem} error=${acting.error} />
    <div class="row">
      <button class="primary" type="button" aria-disabled=${acting.busy} onClick=${accept}>${t(acting.busy ? "offer-accepting" : "offer-accept")}</button>
      <button type="button" aria-disabled=${acting.busy} onClick=${decline}>${t("offer-decline")}</button>
    </div>
  </section>`;
}
