/** At which of one's events something holds: all, or some that are ticked. */
import { get } from "../http.js";
import { html } from "../ui/html.js";
import { t } from "../ui/words.js";
import { Boxes, Choice } from "./forms.js";
import { Loaded } from "./pieces.js";
import { useRefreshed } from "./refreshed.js";

/** @import { Refreshed } from "./refreshed.js" */

const EVERY_MS = 600_000;
const SHOWN = 100;

/**
 * One's own events and, unless they are to be `owned`, those of one's teams: the newest hundred.
 *
 * @param {{owned?: boolean}} [of]
 */
export const useOwnEvents = ({ owned = false } = {}) =>
  useRefreshed(
    "own-events",
    /** @returns {Promise<Api.ManagedEvent[]>} */ async () =>
      (await get(`/events?mine=true&limit=${SHOWN}`)).items.filter(
        (/** @type {Api.ManagedEvent} */ event) => event.owned || !owned,
      ),
    EVERY_MS,
  );

/**
 * Their names by their numbers.
 *
 * @param {Refreshed<Api.ManagedEvent[]>} events
 * @returns {Map<number, string>}
 */
export const namesOf = (events) => new Map((events.value ?? []).map(({ id, name }) => [id, name]));

/**
 * Where something holds, in words; null: everywhere.
 *
 * @param {number[] | null} ids
 * @param {Map<number, string>} names
 */
export function whereOf(ids, names) {
  if (ids === null) return t("where-everywhere");
  if (ids.length > 2) return t("where-count", { count: ids.length });
  return ids.map((id) => names.get(id) ?? t("where-number", { id: `${id}` })).join(", ");
}

/**
 * What was chosen in a form, as the service wants it.
 *
 * @param {string} where
 * @param {FormData} fields
 */
export const chosenEvents = (where, fields) => (where === "all" ? null : fields.getAll("event_ids").map(Number));

/**
 * The choice in a form; `where` is `all` or `some`, `ticked` are chosen already.
 *
 * @param {{form: any, events: Refreshed<Api.ManagedEvent[]>, where: string, onWhere: (where: string) => void, ticked?: number[]}} props
 */
export function Where({ form, events, where, onWhere, ticked = [] }) {
  const choices = [
    { value: "all", label: t("where-all"), means: t("where-all-means") },
    { value: "some", label: t("where-some"), means: t("where-some-means") },
  ];
  return html`
    <${Choice} name="${form.id}-where" legend=${t("where-legend")} options=${choices} value=${where} onChoose=${onWhere} />
    ${where === "some" && html`<${Loaded} store=${events}>${(/** @type {Api.ManagedEvent[]} */ mine) => html`<${Some} form=${form} mine=${mine} ticked=${ticked} />`}<//>`}
  `;
}

/** @param {{form: any, mine: Api.ManagedEvent[], ticked: number[]}} props */
function Some({ form, mine, ticked }) {
  if (mine.length === 0) return html`<p class="soft">${t("where-none")}</p>`;
  const options = mine.map(({ id, name }) => ({ value: String(id), label: name }));
  return html`<${Boxes} form=${form} name="event_ids" legend=${t("where-events")} options=${options} ticked=${ticked.map(String)} missing=${t("choose-one")} />`;
}
