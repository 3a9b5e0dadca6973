/** After "Forget me": what the service has confirmed, as a receipt to keep, or that it still has to. */
import { html } from "../ui/html.js";
import { fileName, saveFile } from "../ui/save.js";
import { formatDate, t } from "../ui/words.js";

/** @import { Visit } from "./visit.js" */

/** @param {{visit: Visit}} props */
export function Forgotten({ visit }) {
  const { forgetter, forgotten } = visit;
  if (!forgotten) return html`<${KeptForgotten} visit=${visit} />`;
  const owed = forgetter.owes(forgotten.event.id);
  return html`<section class="stack door forgotten">
    <h1 tabindex="-1">${t(owed ? "guest-forgetting-title" : "guest-forgotten-title")}</h1>
    <p class=${owed ? "notice lead" : "lead"} role="status">${t(owed ? "guest-forgetting-lead" : "guest-forgotten-lead")}</p>
    ${
      owed
        ? html`<button type="button" onClick=${() => forgetter.run()}>${t("try-again")}</button>`
        : html`<${Receipt} lines=${linesOf(forgotten, forgetter.receiptOf(forgotten.id))} />`
    }
    <button type="button" class="no-print" onClick=${() => visit.welcome()}>${t(visit.people.all.length ? "people-back" : "guest-start-again")}</button>
  </section>`;
}

/**
 * There was no search: nothing but this device had to forget her.
 *
 * @param {{visit: Visit}} props
 */
const KeptForgotten = ({ visit }) => html`<section class="stack door forgotten">
  <h1 tabindex="-1">${t("guest-forgotten-title")}</h1>
  <p class="lead" role="status">${t("guest-kept-forgotten")}</p>
  <button type="button" onClick=${() => visit.welcome()}>${t("guest-start-again")}</button>
</section>`;

/** @param {{lines: string[][]}} props */
function Receipt({ lines }) {
  const text = [t("guest-receipt-title"), "", ...lines.map(([name, value]) => `${name}: ${value}`)].join("\n");
  const save = () =>
    saveFile(new Blob([text, "\n"], { type: "text/plain;charset=utf-8" }), fileName(t("guest-receipt-title"), ".txt"));
  return html`<section class="receipt" aria-labelledby="receipt-title">
      <h2 id="receipt-title">${t("guest-receipt-title")}</h2>
      <dl>
        ${lines.map(([name, value]) => html`<div key=${name}><dt>${name}</dt><dd dir="auto">${value}</dd></div>`)}
      </dl>
    </section>
    <div class="row no-print">
      <button type="button" onClick=${save}>${t("guest-receipt-save")}</button>
      <button type="button" onClick=${() => print()}>${t("guest-receipt-print")}</button>
    </div>`;
}

/** @type {Intl.DateTimeFormatOptions} */
const MOMENT = { dateStyle: "long", timeStyle: "medium" };

/**
 * The receipt as pairs of name and value. Times are the service's, in the viewer's zone.
 *
 * @param {{id: string, event: {name: string}}} of
 * @param {Api.Receipt | undefined} receipt
 */
function linesOf({ id, event }, receipt) {
  const head = [
    [t("guest-receipt-event"), event.name],
    [t("guest-receipt-search"), id],
  ];
  if (!receipt) return [...head, [t("guest-receipt-erased"), t("guest-receipt-already")]];
  const erased = receipt.erased.map((part) => t(`guest-receipt-${part}`));
  return [
    ...head,
    [t("guest-receipt-agreed"), formatDate(receipt.agreed_at, MOMENT)],
    [t("guest-receipt-withdrawn"), formatDate(receipt.withdrawn_at, MOMENT)],
    [t("guest-receipt-erased"), erased.join(", ")],
    [t("guest-receipt-number"), receipt.id],
    [t("guest-receipt-check"), receipt.check_url],
  ];
}
