/** Accounts: who there is, what they may, and the way back in for who forgot the password. */
import { post, request } from "../http.js";
import { Confirm } from "../studio/confirm.js";
import { Choice, Problem, useAct } from "../studio/forms.js";
import { Heading } from "../studio/pieces.js";
import { session } from "../studio/session.js";
import { Dialog } from "../ui/dialog.js";
import { html, useState } from "../ui/html.js";
import { moment, ROLES } from "../words/admin.js";
import { dateOf, number, role } from "../words/studio.js";
import { Invitations } from "./invitations.js";
import { NewPerson } from "./new-person.js";
import { List, usePaged } from "./paged.js";
import { Email, LinkOnce, Search, Select, Table, Time } from "./pieces.js";
import { hashOf, place } from "./place.js";

/** @import { Paged } from "./paged.js" */

const COLUMNS = [
  { name: "name", label: "Name" },
  { name: "role", label: "Role" },
  { name: "events", label: "Events", figures: true },
  { name: "created", label: "Since" },
  { name: "seen", label: "Last signed in" },
  { name: "acts", head: html`<span class="unseen">What can be done</span>` },
];

/** @param {{filters: Record<string, string>}} props */
export function People({ filters }) {
  /** @type {Paged<Api.Account>} */
  const store = usePaged("/admin/users", { q: filters.q, role: filters.role });
  const [managed, setManaged] = useState(null);
  const [adding, add] = useState(null);
  const narrow = (/** @type {Record<string, string>} */ change) => place.narrow(change);
  const changed = (/** @type {Api.Account} */ person) => {
    store.put(person);
    setManaged(person);
  };
  return html`<section class="stack">
    <${Heading} title="People" />
    <div class="row">
      <button type="button" onClick=${() => add("account")}>Create an account</button>
      <button type="button" onClick=${() => add("invitation")}>Invite somebody</button>
    </div>
    <div class="filters" role="search" aria-label="People">
      <${Search} id="people-q" label="Name or e-mail" value=${filters.q} onSearch=${(q) => narrow({ q })} />
      <${Select} id="people-role" label="Role" value=${filters.role} onChoose=${(role) => narrow({ role })}>
        <option value="">Every role</option>
        ${ROLES.map(({ value, label }) => html`<option key=${value} value=${value}>${label}</option>`)}
      <//>
    </div>
    <${List} store=${store} none="Nobody like this. Try fewer letters, or every role.">
      ${(people) => html`<${Table} label="People" columns=${COLUMNS}>
        ${people.map((/** @type {Api.Account} */ person) => html`<${Row} key=${person.id} person=${person} onManage=${() => setManaged(person)} />`)}
      <//>`}
    <//>
    ${adding === "account" && html`<${NewPerson} onMade=${() => store.ask()} onClose=${() => add(null)} />`}
    ${adding === "invitation" && html`<${Invitations} onClose=${() => add(null)} />`}
    ${managed && html`<${Person} person=${managed} onChanged=${changed} onClose=${() => setManaged(null)} />`}
  </section>`;
}

/** @param {{person: Api.Account, onManage: () => void}} props */
function Row({ person, onManage }) {
  return html`<tr class=${person.disabled ? "off" : undefined} data-user=${person.id}>
    <th scope="row">
      ${person.name} ${isMe(person) && html`<span class="tag">You</span>`} ${person.disabled && html`<span class="tag bad">Disabled</span>`}
      <span class="soft small"><${Email}>${person.email}<//></span>
    </th>
    <td>${person.role === "admin" ? html`<strong>${role("admin")}</strong>` : role(person.role)}</td>
    <td class="number">${number(person.events)}</td>
    <td class="nowrap"><${Time} at=${person.created_at}>${dateOf(person.created_at)}<//></td>
    <td class="nowrap">${person.last_sign_in_at ? html`<${Time} at=${person.last_sign_in_at}>${moment(person.last_sign_in_at)}<//>` : html`<span class="soft">Never</span>`}</td>
    <td class="acts">
      <button class="compact" type="button" onClick=${onManage} aria-label="Manage ${person.name}">Manage</button>
    </td>
  </tr>`;
}

/** @param {{id: string}} of */
const isMe = ({ id }) => id === session.user?.id;
const change = (/** @type {{id: string}} */ person, /** @type {object} */ json) =>
  request("PATCH", `/admin/users/${person.id}`, { json });

/**
 * Everything that can be done about one account.
 *
 * @param {{person: Api.Account, onChanged: (person: Api.Account) => void, onClose: () => void}} props
 */
function Person({ person, onChanged, onClose }) {
  return html`<${Dialog} label=${person.name} class="question person" onClose=${onClose}>
    <div class="stack">
      <header>
        <h2>${person.name}</h2>
        <p class="soft">${person.email}</p>
      </header>
      ${
        isMe(person)
          ? html`<p class="notice">This is you. Your own role is changed by another administrator, and so is whether you may sign in.</p>`
          : html`<${Role} key=${person.role} person=${person} onChanged=${onChanged} /><${Access} person=${person} onChanged=${onChanged} />`
      }
      <${NewPassword} person=${person} />
      <div class="row between wide">
        <a href=${hashOf("log", { actor: `user:${person.id}` })}>What they did</a>
        <button type="button" onClick=${onClose} autofocus>Close</button>
      </div>
    </div>
  <//>`;
}

/** @param {{person: Api.Account, onChanged: (person: Api.Account) => void}} props */
function Role({ person, onChanged }) {
  const [chosen, choose] = useState(person.role);
  const [asking, ask] = useState(false);
  const text =
    chosen === "admin"
      ? `${person.name} will see and may change everybody’s events and accounts.`
      : `From then on ${person.name} can do what a ${role(chosen).toLowerCase()} can, and nothing else.`;
  return html`<div class="stack">
    <${Choice} name="role" legend="Role" options=${ROLES} value=${chosen} onChoose=${choose} />
    <button type="button" disabled=${chosen === person.role} onClick=${() => ask(true)}>Change the role</button>
    ${
      asking &&
      html`<${Confirm}
        title="Make ${person.name} ${role(chosen).toLowerCase()}?"
        text=${text}
        yes="Make ${role(chosen).toLowerCase()}"
        act=${async () => onChanged(await change(person, { role: chosen }))}
        onClose=${() => ask(false)}
      />`
    }
  </div>`;
}

/** @param {{person: Api.Account, onChanged: (person: Api.Account) => void}} props */
function Access({ person, onChanged }) {
  const [asking, ask] = useState(false);
  const enabling = useAct();
  if (person.disabled) {
    return html`<div class="stack">
      <h3>Disabled</h3>
      <p>${person.name} cannot sign in. Their events go on for the guests.</p>
      <button type="button" onClick=${() => enabling.run(async () => onChanged(await change(person, { disabled: false })))}>Enable the account</button>
      <${Problem} error=${enabling.error} />
    </div>`;
  }
  return html`<div class="stack">
    <button class="danger" type="button" onClick=${() => ask(true)}>Disable the account</button>
    ${
      asking &&
      html`<${Confirm}
        title="Disable ${person.name}?"
        text="They are signed out everywhere at once and cannot sign in again. Their events stay, and go on for the guests. You can enable the account again."
        yes="Disable"
        act=${async () => onChanged(await change(person, { disabled: true }))}
        onClose=${() => ask(false)}
      />`
    }
  </div>`;
}

/**
 * The link is shown here and never again: the service keeps only what it needs to recognise it.
 *
 * @param {{person: Api.Account}} props
 */
function NewPassword({ person }) {
  const [link, setLink] = useState(null);
  const making = useAct();
  const make = () => making.run(async () => setLink(await post(`/admin/users/${person.id}/password-reset`)));
  return html`<div class="stack">
    <h3>Forgotten password</h3>
    ${
      link
        ? html`<${LinkOnce} to=${person.name} label="Link to set a new password" link=${link} />`
        : html`<p class="soft">A link by which they choose a new one. This service sends no mail: you hand it over.</p>
          <button type="button" aria-disabled=${making.busy} onClick=${make}>Make a link</button>`
    }
    <${Problem} error=${making.error} />
  </div>`;
}
