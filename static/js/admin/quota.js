/** How much one account may have, and has. */
import { request } from "../http.js";
import { Field, Form, useForm } from "../studio/forms.js";
import { Usage } from "../studio/usage.js";
import { html, useState } from "../ui/html.js";
import { t } from "../ui/words.js";

const GIGABYTE = 1e9;

/** @param {string} typed a whole number, or nothing */
const countOf = (typed) => (typed === "" ? null : Number(typed));

/** @param {{person: Api.Account, onChanged: (person: Api.Account) => void}} props */
export function Quota({ person, onChanged }) {
  const [saved, setSaved] = useState(false);
  const save = async (/** @type {Record<string, string>} */ { max_events, max_photos, gigabytes }) => {
    setSaved(false);
    const size = gigabytes === "" ? null : Math.round(Number(gigabytes) * GIGABYTE);
    const json = { max_events: countOf(max_events), max_photos: countOf(max_photos), max_bytes: size };
    onChanged(await request("PATCH", `/admin/users/${person.id}`, { json }));
    setSaved(true);
  };
  const form = useForm("quota", save, {});
  const given = { type: "number", min: "0", inputmode: "numeric" };
  return html`<details class="quota">
    <summary>${t("quota-title")}</summary>
    <div class="stack">
      <${Usage} usage=${person.usage} />
      <${Form} form=${form} button=${t("quota-save")} doing=${t("settings-saving")}>
        <p class="soft small">${t("quota-lead")}</p>
        <${Field} ...${given} form=${form} name="max_events" label=${t("usage-events")} step="1" value=${person.max_events} />
        <${Field} ...${given} form=${form} name="max_photos" label=${t("usage-photos")} step="1" value=${person.max_photos} />
        <${Field} ...${given} form=${form} name="gigabytes" label=${t("quota-gigabytes")} step="any" inputmode="decimal" value=${person.max_bytes === null ? null : person.max_bytes / GIGABYTE} />
        <p role="status" class="good">${saved && t("settings-saved")}</p>
      <//>
    </div>
  </details>`;
}
