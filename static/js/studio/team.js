/** The team of an event: who works on it and what each may do, and invitations by link. */
import { get, patch, post } from "../http.js";
import { useFocusKept } from "../ui/focus.js";
import { html, useState, useStore } from "../ui/html.js";
import { deletions, goneBy } from "../ui/undo.js";
import { t } from "../ui/words.js";
import { dateOf } from "../words/studio.js";
import { Confirm } from "./confirm.js";
import { Choice, Field, Form, Problem, useAct, useForm } from "./forms.js";
import { MailTo, mailTo } from "./mail.js";
import { Copy, Loaded } from "./pieces.js";
import { useRefreshed } from "./refreshed.js";
import { router } from "./router.js";
import { session } from "./session.js";

/** @import { Refreshed } from "./refreshed.js" */

const EVERY_MS = 10_000;
/** @type {Api.TeamRole[]} */
const ROLES = ["shoot", "edit", "help"];
const RELEASES = ["at_once", "later", "approved"];

/**
 * Whether a photo may be deleted by who may do that.
 *
 * @param {string[]} may
 * @param {Api.Photo | undefined} photo
 */
export const mayDelete = (may, photo) =>
  may.includes("delete_photos") || (may.includes("delete_own_photos") && photo?.uploaded_by === session.user?.id);

/** @param {string} role */
export const roleSaid = (role) => t(`team-role-${role}`);

/**
 * What one is to somebody else's event, and whose it is.
 *
 * @param {Api.ManagedEvent} event
 */
export function whoseOf({ role, owner_name: owner }) {
  if (role === "administrator") return t("event-of-another");
  const said = roleSaid(role);
  return owner === null ? t("team-event-of-somebody", { role: said }) : t("team-event-of", { role: said, owner });
}

/**
 * What somebody is called; who is oneself is told so.
 *
 * @param {{user_id: string | null, name: string | null}} person
 */
function nameOf({ user_id: id, name }) {
  if (name === null) return t("team-former");
  return id === session.user?.id ? t("team-you", { name }) : name;
}

/** @param {Api.TeamInvitation} invitation */
const noteOf = ({ note }) => note || t("team-open-somebody");

/** @param {{event: Api.ManagedEvent}} props */
export function Team({ event }) {
  const owns = event.may.includes("manage_team");
  const store = useRefreshed(event.id, /** @returns {Promise<Api.Team>} */ () => get(`/events/${event.id}/team`), EVERY_MS);
  const [made, setMade] = useState(/** @type {Api.MadeTeamInvitation | null} */ (null));
  const [asked, ask] = useState(/** @type {any} */ (null));
  const [said, say] = useState("");
  const focusKept = useFocusKept(() => document.getElementById("team-title"));
  useStore(deletions);
  const memberPath = (/** @type {string | null | undefined} */ id) => `/events/${event.id}/team/${id}`;
  const invitationPath = (/** @type {string} */ id) => `/events/${event.id}/team/invitations/${id}`;
  const invited = (/** @type {Api.MadeTeamInvitation} */ invitation) => {
    setMade(invitation);
    store.refresh();
  };
  const taking = (/** @type {Api.Colleague} */ person) =>
    ask({
      title: t("team-remove-title", { name: nameOf(person) }),
      text: t("team-remove-lead"),
      yes: t("team-remove-yes"),
      act: async () =>
        deletions.add({
          ...goneBy(memberPath(person.user_id)),
          text: t("team-removed", { name: nameOf(person) }),
          done: () => store.refresh(),
        }),
    });
  const leaving = () =>
    ask({
      title: t("team-leave-title"),
      text: t("team-leave-lead"),
      yes: t("team-leave"),
      act: async () => {
        const { asked: left } = goneBy(memberPath(session.user?.id));
        deletions.add({ keys: [`/events/${event.id}`], asked: left, text: t("undo-leave", { name: event.name }) });
        router.replace("");
      },
    });
  const withdrawing = (/** @type {Api.TeamInvitation} */ invitation) =>
    ask({
      title: t("team-revoke-title"),
      text: t("team-revoke-lead"),
      yes: t("team-revoke-yes"),
      act: async () =>
        deletions.add({
          ...goneBy(invitationPath(invitation.id)),
          text: t("undo-invitation", { note: noteOf(invitation) }),
          done: () => store.refresh(),
        }),
    });
  const there = (/** @type {Api.Team} */ { members, invitations }) => ({
    members: members.filter(({ user_id: id }) => !deletions.hides(memberPath(id))),
    invitations: invitations.filter(({ id }) => !deletions.hides(invitationPath(id))),
  });
  return html`<div class=${owns ? "beside" : "stack"}>
    <section class="stack" aria-labelledby="team-title" ...${focusKept}>
      <h2 id="team-title" tabindex="-1">${t("team-members")}</h2>
      <p class=${said ? "notice small" : "unseen"} role="status">${said}</p>
      <${Loaded} store=${store}>
        ${(/** @type {Api.Team} */ all) => {
          const team = there(all);
          return html`
          <p class="unseen" role="status">${t("team-members-count", { count: team.members.length })}</p>
          ${owns && team.members.length === 1 && html`<div class="empty"><h3>${t("team-alone")}</h3><p>${t("team-alone-lead")}</p></div>`}
          <ul class="things" id="team">
            ${team.members.map((person) => html`<${Person} key=${person.user_id} event=${event} person=${person} owns=${owns} store=${store} onSaid=${say} onRemove=${taking} onLeave=${leaving} />`)}
          </ul>
          ${team.invitations.length > 0 && html`<${Invitations} invitations=${team.invitations} onWithdraw=${withdrawing} />`}
        `;
        }}
      <//>
    </section>
    ${owns && (store.value || store.error) && html`<${Invite} event=${event} made=${made && !deletions.hides(invitationPath(made.id)) ? made : null} onMade=${invited} />`}
    ${asked && html`<${Confirm} ...${asked} onClose=${() => ask(null)} />`}
  </div>`;
}

/**
 * @param {{event: Api.ManagedEvent, person: Api.Colleague, owns: boolean, store: Refreshed<Api.Team>, onSaid: (said: string) => void, onRemove: (person: Api.Colleague) => void, onLeave: () => void}} props
 */
function Person({ event, person, owns, store, onSaid, onRemove, onLeave }) {
  const saving = useAct();
  const name = nameOf(person);
  const own = person.user_id === session.user?.id;
  const set = (/** @type {object} */ json) =>
    saving.run(async () => {
      onSaid("");
      await patch(`/events/${event.id}/team/${person.user_id}`, { json });
      await store.refresh();
      onSaid(t("team-saved"));
    });
  const releases = Object.fromEntries([["", t("team-release-event")], ...RELEASES.map((one) => [one, t(`team-release-${one}`)])]);
  const roles = Object.fromEntries(ROLES.map((role) => [role, roleSaid(role)]));
  return html`<li data-member=${person.user_id} data-role=${person.role}>
    <div class="row between wide">
      <h3>${name}</h3>
      ${owns && person.role !== "owner" && html`<button class="compact quiet" type="button" aria-label=${t("team-remove-of", { name })} onClick=${() => onRemove(person)}>${t("team-remove")}</button>`}
      ${own && event.may.includes("leave_team") && html`<button class="compact quiet" type="button" onClick=${onLeave}>${t("team-leave")}</button>`}
    </div>
    <p class="soft small">${[
      (!owns || person.role === "owner") && roleSaid(person.role),
      person.email,
      person.joined_at && t("team-since", { date: dateOf(person.joined_at) }),
    ]
      .filter(Boolean)
      .join(" · ")}</p>
    ${
      owns &&
      html`<div class="row">
        ${person.role !== "owner" && html`<${Pick} label=${t("team-role")} spoken=${t("team-role-of", { name })} value=${person.role} options=${roles} busy=${saving.busy} onPick=${(/** @type {string} */ role) => set({ role })} />`}
        <${Pick}
          label=${t(own ? "team-release-own" : "team-release")}
          spoken=${t("team-release-of", { name })}
          value=${person.release ?? ""}
          options=${releases}
          busy=${saving.busy}
          onPick=${(/** @type {string} */ release) => set({ release: release || null })}
        />
      </div>`
    }
    <${Problem} error=${saving.error} />
  </li>`;
}

/**
 * One of several, saved as soon as it is chosen.
 *
 * @param {{label: string, spoken: string, value: string, options: Record<string, string>, busy: boolean, onPick: (value: string) => void}} props
 */
function Pick({ label, spoken, value, options, busy, onPick }) {
  return html`<label class="field"><span class="label">${label}</span>
    <select aria-label=${spoken} aria-disabled=${busy} value=${value} onChange=${(/** @type {any} */ { target }) => onPick(target.value)}>
      ${Object.entries(options).map(([one, said]) => html`<option key=${one} value=${one} selected=${one === value}>${said}</option>`)}
    </select>
  </label>`;
}

/** @param {{invitations: Api.TeamInvitation[], onWithdraw: (invitation: Api.TeamInvitation) => void}} props */
function Invitations({ invitations, onWithdraw }) {
  return html`<h3>${t("team-open")}</h3>
    <ul class="things" id="invitations">
      ${invitations.map((invitation) => {
        const note = noteOf(invitation);
        return html`<li key=${invitation.id} data-invitation=${invitation.id}>
          <div class="row between wide">
            <strong>${note}</strong>
            <button class="compact quiet" type="button" aria-label=${t("team-revoke-of", { note })} onClick=${() => onWithdraw(invitation)}>${t("team-revoke")}</button>
          </div>
          <p class="soft small">${t("team-open-until", { role: roleSaid(invitation.role), date: dateOf(invitation.expires_at) })}</p>
        </li>`;
      })}
    </ul>`;
}

/** @param {{event: Api.ManagedEvent, made: Api.MadeTeamInvitation | null, onMade: (invitation: Api.MadeTeamInvitation) => void}} props */
function Invite({ event, made, onMade }) {
  const [role, setRole] = useState("shoot");
  const [mailedTo, setMailedTo] = useState("");
  const form = useForm("invite", async ({ note, mail_to: typed }, element) => {
    onMade(await post(`/events/${event.id}/team/invitations`, { json: { role, ...(note ? { note } : {}), ...mailTo(typed) } }));
    setMailedTo(typed?.trim() ?? "");
    element.reset();
  });
  const options = ROLES.map((value) => ({ value, label: roleSaid(value), means: t(`team-role-${value}-means`) }));
  return html`<aside class="stack">
    <div class=${made ? undefined : "unseen"} role="status">${
      made &&
      html`<div class="notice stack" id="new-invitation">
        <p><strong>${t("team-invited")}</strong></p>
        ${mailedTo && html`<p>${t("mail-sent", { email: mailedTo })}</p>`}
        <p>${t("team-invited-lead")}</p>
        <code class="address">${made.url}</code>
        <div class="row"><${Copy} text=${made.url}>${t("team-invited-copy")}<//></div>
      </div>`
    }</div>
    <${Form} form=${form} className="panel stack" button=${t("team-invite-submit")} doing=${t("team-invite-doing")} aria-labelledby="invite-title">
      <h2 id="invite-title">${t("team-invite-title")}</h2>
      <${Choice} name="team-role" legend=${t("team-invite-role")} options=${options} value=${role} onChoose=${setRole} />
      <${Field} form=${form} name="note" label=${t("team-invite-note")} maxlength="100" placeholder=${t("team-invite-note-example")} autocomplete="off" />
      <${MailTo} form=${form} />
    <//>
  </aside>`;
}
