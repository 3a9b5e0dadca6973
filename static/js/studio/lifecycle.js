/** What can be done with an event as a whole, beside deleting it: another one like it, and the archive. */
import { post } from "../http.js";
import { Dialog } from "../ui/dialog.js";
import { html, useState } from "../ui/html.js";
import { t } from "../ui/words.js";
import { dateOf } from "../words/studio.js";
import { Confirm } from "./confirm.js";
import { Field, Form, NameField, Problem, useAct, useForm } from "./forms.js";
import { eventHref, router } from "./router.js";

/** @import { Refreshed } from "./refreshed.js" */

/** @param {{event: Api.ManagedEvent, page: Refreshed<Api.ManagedEvent>}} props */
export function Lifecycle({ event, page }) {
  const [doing, set] = useState(null);
  return html`
    ${
      event.may.includes("share_event") &&
      html`<section class="panel stack" aria-labelledby="duplicate-title">
        <h2 id="duplicate-title">${t("duplicate-title")}</h2>
        <p>${t("duplicate-lead")}</p>
        <div class="row"><button type="button" onClick=${() => set("duplicate")}>${t("duplicate-ask")}</button></div>
      </section>`
    }
    <section class="panel stack" aria-labelledby="archive-title">
      <h2 id="archive-title">${t("archive-title")}</h2>
      ${event.archived_at ? html`<${Archived} event=${event} page=${page} />` : html`<p>${t("archive-lead")}</p><div class="row"><button type="button" onClick=${() => set("archive")}>${t("archive-ask")}</button></div>`}
    </section>
    ${doing === "duplicate" && html`<${Duplicate} event=${event} onClose=${() => set(null)} />`}
    ${
      doing === "archive" &&
      html`<${Confirm}
        title=${t("archive-question", { name: event.name })}
        text=${t("archive-question-lead")}
        yes=${t("archive-yes")}
        act=${async () => page.put(await post(`/events/${event.id}/archive`))}
        onClose=${() => set(null)}
      />`
    }
  `;
}

/** @param {{event: Api.ManagedEvent, page: Refreshed<Api.ManagedEvent>}} props */
function Archived({ event, page }) {
  const acting = useAct();
  const bringBack = () => acting.run(async () => page.put(await post(`/events/${event.id}/bring-back`)));
  return html`<p>${t("archive-since", { day: dateOf(String(event.archived_at)) })} ${t("bring-back-lead")}</p>
    <div class="row"><button type="button" aria-disabled=${acting.busy} onClick=${bringBack}>${t("bring-back")}</button></div>
    <${Problem} error=${acting.error} />`;
}

/** @param {{event: Api.ManagedEvent, onClose: () => void}} props */
function Duplicate({ event, onClose }) {
  const form = useForm("duplicate", async ({ name, date }) => {
    const made = await post(`/events/${event.id}/duplicate`, { json: { name, ...(date ? { date } : {}) } });
    onClose();
    router.go(eventHref(made.id));
  });
  return html`<${Dialog} label=${t("duplicate-title")} class="question" onClose=${onClose}>
    <${Form} form=${form} aria-labelledby="duplicate-form-title">
      <h2 id="duplicate-form-title">${t("duplicate-title")}</h2>
      <${NameField} form=${form} value=${event.name} autofocus />
      <${Field} form=${form} name="date" label=${t("event-date")} type="date" />
      <div class="row">
        <button class="primary" type="submit" aria-disabled=${form.busy}>${t(form.busy ? "event-creating" : "event-create")}</button>
        <button type="button" onClick=${onClose}>${t("cancel")}</button>
      </div>
    <//>
  <//>`;
}
