/** An account that an administrator makes for somebody, who then chooses the password by a link. */
import { post } from "../http.js";
import { Choice, Field, Form, useForm } from "../studio/forms.js";
import { Dialog } from "../ui/dialog.js";
import { html, useState } from "../ui/html.js";
import { INVITED_ROLES } from "../words/admin.js";
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
    return html`<${Dialog} key="made" label="The account is made" class="question person" onClose=${onClose}>
      <div class="stack">
        <h2 role="status">The account is made</h2>
        <p>${made.name} (${made.email}) chooses the password by this link. Until then nobody can sign in to the account.</p>
        <${LinkOnce} to=${made.name} label="Link to choose a password" link=${made.password_link} />
        <button type="button" onClick=${onClose} autofocus>Close</button>
      </div>
    <//>`;
  }
  return html`<${Dialog} key="form" label="Create an account" class="question person" onClose=${onClose}>
    <div class="stack">
      <h2>Create an account</h2>
      <${Form} form=${form} button="Create the account" doing="Creating …">
        <${Field} form=${form} name="name" label="Their name" autocomplete="off" maxlength="100" required />
        <${Field} form=${form} name="email" label="Their e-mail" type="email" autocomplete="off" required />
        <${Choice} name="new-role" legend="Role" options=${INVITED_ROLES} value=${role} onChoose=${choose} />
      <//>
      <button type="button" onClick=${onClose}>Cancel</button>
    </div>
  <//>`;
}
