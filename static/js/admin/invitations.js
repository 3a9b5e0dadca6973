/** Invitations: links by which somebody makes an account, once, whoever may register otherwise. */
import { get, post, remove } from "../http.js";
import { Choice, Field, Form, Problem, useAct, useForm } from "../studio/forms.js";
import { Waiting } from "../studio/pieces.js";
import { session } from "../studio/session.js";
import { Dialog } from "../ui/dialog.js";
import { html, useEffect, useState } from "../ui/html.js";
import { INVITED_ROLES, moment } from "../words/admin.js";
import { role } from "../words/studio.js";
import { LinkOnce } from "./pieces.js";

/** @param {{onClose: () => void}} props */
export function Invitations({ onClose }) {
  const [made, setMade] = useState(null);
  const [role, choose] = useState("photographer");
  const open = useOpenInvitations();
  const invite = async (/** @type {{note: string}} */ { note }) => {
    setMade(await post("/admin/invitations", { json: { note, role } }));
    open.ask();
  };
  const form = useForm("invite", invite);
  return html`<${Dialog} label="Invite somebody" class="question person" onClose=${onClose}>
    <div class="stack">
      <h2>Invite somebody</h2>
      <p class="soft">A link by which they make their own account. This service sends no mail: you hand it over.</p>
      <p class="unseen" role="status">${made && "The invitation is ready."}</p>
      ${
        made
          ? html`<${LinkOnce} to=${made.note || "whom you invite"} label="Link of the invitation" link=${made} />`
          : html`<${Form} form=${form} button="Make an invitation" doing="Making …">
              <${Field} form=${form} name="note" label="Whom is it for? (optional)" hint="Only administrators see this." autocomplete="off" maxlength="100" />
              <${Choice} name="invited-role" legend="Role" options=${INVITED_ROLES} value=${role} onChoose=${choose} />
            <//>`
      }
      <${OpenOnes} open=${open} />
      <button type="button" onClick=${onClose}>Close</button>
    </div>
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

/** @param {{open: any}} props */
function OpenOnes({ open }) {
  const { items, error, ask } = open;
  const taking = useAct();
  const takeBack = (/** @type {{id: string}} */ { id }) =>
    taking.run(async () => {
      await remove(`/admin/invitations/${id}`).catch((failed) => {
        if (failed.status !== 404) throw failed; // Gone is gone: it was used or taken back elsewhere.
      });
      await ask();
    });
  return html`<section class="stack" aria-labelledby="open-invitations">
    <h3 id="open-invitations">Open invitations</h3>
    <${Problem} error=${error ?? taking.error} onRetry=${error && ask} />
    ${!items && !error && html`<${Waiting} />`}
    ${items?.length === 0 && html`<p class="soft">None. Those that were used or are over are not listed.</p>`}
    ${
      items?.length > 0 &&
      html`<ul class="things">
        ${items.map(
          (
            /** @type {Api.Invitation} */ invitation,
          ) => html`<li key=${invitation.id} class="row between" data-invitation=${invitation.id}>
            <span><strong>${invitation.note || "For nobody in particular"}</strong> <span class="soft small">${role(invitation.role)} · until ${moment(invitation.expires_at)}</span></span>
            <button class="compact quiet" type="button" aria-label="Take back: ${invitation.note || "for nobody in particular"}" onClick=${() => takeBack(invitation)}>Take back</button>
          </li>`,
        )}
      </ul>`
    }
  </section>`;
}
