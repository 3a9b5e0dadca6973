/** Invitations: links by which somebody makes an account, once, whoever may register otherwise. */
import { get, post } from "../http.js";
import { Choice, Field, Form, Problem, useForm } from "../studio/forms.js";
import { MailTo, mailTo } from "../studio/mail.js";
import { Waiting } from "../studio/pieces.js";
import { session } from "../studio/session.js";
import { Dialog } from "../ui/dialog.js";
import { html, useEffect, useState, useStore } from "../ui/html.js";
import { Deleted, deletions, goneBy } from "../ui/undo.js";
import { t } from "../ui/words.js";
import { INVITED_ROLES, moment, rolesToChoose } from "../words/admin.js";
import { role } from "../words/studio.js";
import { LinkOnce } from "./pieces.js";

/** @param {{onClose: () => void}} props */
export function Invitations({ onClose }) {
  const [made, setMade] = useState(null);
  const [role, choose] = useState("photographer");
  const open = useOpenInvitations();
  const invite = async (/** @type {{note: string, mail_to?: string}} */ { note, mail_to: typed }) => {
    setMade({ ...(await post("/admin/invitations", { json: { note, role, ...mailTo(typed) } })), mailedTo: typed?.trim() });
    open.ask();
  };
  const form = useForm("invite", invite);
  return html`<${Dialog} label=${t("people-invite")} class="question person" onClose=${onClose}>
    <div class="stack">
      <h2>${t("people-invite")}</h2>
      <p class="soft">${t("invite-lead")}</p>
      <p class="unseen" role="status">${made && t("invite-ready")}</p>
      ${
        made
          ? html`${made.mailedTo && html`<p class="good">${t("mail-sent", { email: made.mailedTo })}</p>`}<${LinkOnce} to=${made.note} label=${t("invite-link")} link=${made} />`
          : html`<${Form} form=${form} button=${t("invite-make")} doing=${t("invite-making")}>
              <${Field} form=${form} name="note" label=${t("invite-note")} hint=${t("invite-note-hint")} autocomplete="off" maxlength="100" />
              <${MailTo} form=${form} />
              <${Choice} name="invited-role" legend=${t("people-role")} options=${rolesToChoose(INVITED_ROLES)} value=${role} onChoose=${choose} />
            <//>`
      }
      <${OpenOnes} open=${open} />
      <button type="button" onClick=${onClose}>${t("admin-close")}</button>
    </div>
    <${Deleted} inside />
  <//>`;
}

/** Those that can still be followed: `items`, null until they are known; `ask()` reads them again. */
function useOpenInvitations() {
  const [state, setState] = useState({ items: null, error: null });
  const ask = () =>
    get("/admin/invitations").then(
      ({ items }) => setState({ items, error: null }),
      (error) => session.endedBy(error) || setState((before) => ({ ...before, error })),
    );
  useEffect(() => {
    ask();
  }, []);
  return { ...state, ask };
}

/** @param {Api.Invitation} invitation */
const nameOf = ({ note }) => note || t("invite-anybody");

/** @param {{open: any}} props */
function OpenOnes({ open }) {
  const { items: all, error, ask } = open;
  useStore(deletions);
  const pathOf = (/** @type {Api.Invitation} */ { id }) => `/admin/invitations/${id}`;
  const items = all?.filter((/** @type {Api.Invitation} */ invitation) => !deletions.hides(pathOf(invitation)));
  const takeBack = (/** @type {Api.Invitation} */ invitation) =>
    deletions.add({ ...goneBy(pathOf(invitation)), text: t("undo-invitation", { note: nameOf(invitation) }), done: ask });
  return html`<section class="stack" aria-labelledby="open-invitations">
    <h3 id="open-invitations">${t("invite-open")}</h3>
    <${Problem} error=${error} onRetry=${error && ask} />
    ${!items && !error && html`<${Waiting} />`}
    ${items?.length === 0 && html`<p class="soft">${t("invite-open-none")}</p>`}
    ${
      items?.length > 0 &&
      html`<ul class="things">
        ${items.map(
          (
            /** @type {Api.Invitation} */ invitation,
          ) => html`<li key=${invitation.id} class="row between" data-invitation=${invitation.id}>
            <span><strong>${nameOf(invitation)}</strong> <span class="soft small">${role(invitation.role)} · ${t("invite-until", { time: moment(invitation.expires_at) })}</span></span>
            <button class="compact quiet" type="button" aria-label=${t("invite-withdraw-one", { name: nameOf(invitation) })} onClick=${() => takeBack(invitation)}>${t("invite-withdraw")}</button>
          </li>`,
        )}
      </ul>`
    }
  </section>`;
}
