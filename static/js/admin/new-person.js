/** An account that an administrator makes for somebody, who then chooses the password by a link. */
import { post } from "../http.js";
import { Choice, Field, Form, useForm } from "../studio/forms.js";
import { Dialog } from "../ui/dialog.js";
import { html, useState } from "../ui/html.js";
import { t } from "../ui/words.js";
import { INVITED_ROLES, rolesToChoose } from "../words/admin.js";
import { LinkOnce } from "./pieces.js";

/** @param {{onMade: any, onClose: () => void}} props */
export function NewPerson({ onMade, onClose }) {
  const [made, setMade] = useState(null);
  const [role, choose] = useState("photographer");
  const create = async (/** @type {{name: string, email: string}} */ { name, email }) => {
    setMade(await post("/admin/users", { json: { name, email, role } }));
    onMade();
  };
  const form = useForm("new-person", create, { email_taken: "email" });
  if (made) {
    return html`<${Dialog} key="made" label=${t("people-made")} class="question person" onClose=${onClose}>
      <div class="stack">
        <h2 role="status">${t("people-made")}</h2>
        <p>${t("people-made-lead", { name: made.name, email: made.email })}</p>
        <${LinkOnce} to=${made.name} label=${t("people-link-choose")} link=${made.password_link} />
        <button type="button" onClick=${onClose} autofocus>${t("admin-close")}</button>
      </div>
    <//>`;
  }
  return html`<${Dialog} key="form" label=${t("people-create")} class="question person" onClose=${onClose}>
    <div class="stack">
      <h2>${t("people-create")}</h2>
      <${Form} form=${form} button=${t("people-create-yes")} doing=${t("people-creating")}>
        <${Field} form=${form} name="name" label=${t("people-new-name")} autocomplete="off" maxlength="100" required />
        <${Field} form=${form} name="email" label=${t("people-new-email")} type="email" autocomplete="off" required />
        <${Choice} name="new-role" legend=${t("people-role")} options=${rolesToChoose(INVITED_ROLES)} value=${role} onChoose=${choose} />
      <//>
      <button type="button" onClick=${onClose}>${t("cancel")}</button>
    </div>
  <//>`;
}
