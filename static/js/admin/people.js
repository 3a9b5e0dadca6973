/** Accounts: who there is, what they may, and the way back in for who forgot the password. */
import { post, request } from "../http.js";
import { Confirm } from "../studio/confirm.js";
import { Choice, Problem, useAct } from "../studio/forms.js";
import { useSendsMail } from "../studio/mail.js";
import { Heading, Search } from "../studio/pieces.js";
import { session } from "../studio/session.js";
import { Dialog } from "../ui/dialog.js";
import { html, useState } from "../ui/html.js";
import { number, t, words } from "../ui/words.js";
import { moment, ROLES, rolesToChoose } from "../words/admin.js";
import { dateOf, role } from "../words/studio.js";
import { Invitations } from "./invitations.js";
import { NewPerson } from "./new-person.js";
import { List, usePaged } from "./paged.js";
import { Email, LinkOnce, Select, Table, Time } from "./pieces.js";
import { hashOf, place } from "./place.js";
import { Quota } from "./quota.js";
import { SignUp } from "./sign-up.js";

/** @import { Paged } from "./paged.js" */

const COLUMNS = [
  { name: "name", label: "people-name" },
  { name: "role", label: "people-role" },
  { name: "events", label: "people-events", figures: true },
  { name: "created", label: "people-created" },
  { name: "seen", label: "people-seen" },
  { name: "acts", label: "people-acts", unseen: true },
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
    <${Heading} title=${t("admin-people")} />
    <div class="row">
      <button type="button" onClick=${() => add("account")}>${t("people-create")}</button>
      <button type="button" onClick=${() => add("invitation")}>${t("people-invite")}</button>
    </div>
    <${SignUp} />
    <div class="filters" role="search" aria-label=${t("admin-people")}>
      <${Search} id="people-q" label=${t("people-search")} value=${filters.q} onSearch=${(q) => narrow({ q })} />
      <${Select} id="people-role" label=${t("people-role")} value=${filters.role} onChoose=${(role) => narrow({ role })}>
        <option value="">${t("people-every-role")}</option>
        ${ROLES.map((value) => html`<option key=${value} value=${value}>${role(value)}</option>`)}
      <//>
    </div>
    <${List} store=${store} none=${t("people-none")}>
      ${(people) => html`<${Table} label=${t("admin-people")} columns=${COLUMNS}>
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
      ${person.name} ${isMe(person) && html`<span class="tag">${t("people-you")}</span>`} ${person.disabled && html`<span class="tag bad">${t("people-disabled")}</span>`}
      <span class="soft small"><${Email}>${person.email}<//></span>
    </th>
    <td>${person.role === "admin" ? html`<strong>${role("admin")}</strong>` : role(person.role)}</td>
    <td class="number">${number(person.events)}</td>
    <td class="nowrap"><${Time} at=${person.created_at}>${dateOf(person.created_at)}<//></td>
    <td class="nowrap">${person.last_sign_in_at ? html`<${Time} at=${person.last_sign_in_at}>${moment(person.last_sign_in_at)}<//>` : html`<span class="soft">${t("people-never")}</span>`}</td>
    <td class="acts">
      <button class="compact" type="button" onClick=${onManage} aria-label=${t("people-manage-one", { name: person.name })}>${t("people-manage")}</button>
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
          ? html`<p class="notice">${t("people-is-you")}</p>`
          : html`<${Role} key=${person.role} person=${person} onChanged=${onChanged} /><${Access} person=${person} onChanged=${onChanged} />`
      }
      ${person.role !== "guest" && html`<${Quota} person=${person} onChanged=${onChanged} />`}
      <${NewPassword} person=${person} />
      <div class="row between wide">
        <a href=${hashOf("log", { actor: `user:${person.id}` })}>${t("people-did")}</a>
        <button type="button" onClick=${onClose} autofocus>${t("admin-close")}</button>
      </div>
    </div>
  <//>`;
}

/** @param {{person: Api.Account, onChanged: (person: Api.Account) => void}} props */
function Role({ person, onChanged }) {
  const [chosen, choose] = useState(person.role);
  const [asking, ask] = useState(false);
  const { name } = person;
  return html`<div class="stack">
    <${Choice} name="role" legend=${t("people-role")} options=${rolesToChoose(ROLES)} value=${chosen} onChoose=${choose} />
    <button type="button" disabled=${chosen === person.role} onClick=${() => ask(true)}>${t("people-role-change")}</button>
    ${
      asking &&
      html`<${Confirm}
        title=${t(`people-make-${chosen}`, { name })}
        text=${t(`people-to-${chosen}`, { name })}
        yes=${t("people-make-yes")}
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
      <h3>${t("people-disabled")}</h3>
      <p>${t("people-disabled-lead", { name: person.name })}</p>
      <button type="button" onClick=${() => enabling.run(async () => onChanged(await change(person, { disabled: false })))}>${t("people-enable")}</button>
      <${Problem} error=${enabling.error} />
    </div>`;
  }
  return html`<div class="stack">
    <button class="danger" type="button" onClick=${() => ask(true)}>${t("people-disable")}</button>
    ${
      asking &&
      html`<${Confirm}
        title=${t("people-disable-ask", { name: person.name })}
        text=${t("people-disable-lead")}
        yes=${t("people-disable-yes")}
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
  const [mailed, setMailed] = useState(false);
  const sendsMail = useSendsMail();
  const make = (/** @type {boolean} */ mail) =>
    making.run(async () => {
      const json = { mail, language: words.language };
      setLink(await post(`/admin/users/${person.id}/password-reset`, { json }));
      setMailed(mail);
    });
  return html`<div class="stack">
    <h3>${t("people-forgotten")}</h3>
    ${
      link
        ? html`${mailed && html`<p class="good" role="status">${t("mail-sent", { email: person.email })}</p>`}<${LinkOnce} to=${person.name} label=${t("people-link-reset")} link=${link} />`
        : html`<p class="soft">${t("people-forgotten-lead")}</p>
          <div class="row">
            <button type="button" aria-disabled=${making.busy} onClick=${() => make(false)}>${t("people-link")}</button>
            ${sendsMail && html`<button type="button" aria-disabled=${making.busy} onClick=${() => make(true)}>${t("people-link-mail")}</button>`}
          </div>`
    }
    <${Problem} error=${making.error} />
  </div>`;
}
