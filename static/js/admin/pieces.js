/** Parts that the screens of the administration share. */
import { Copy } from "../studio/pieces.js";
import { html, useLayoutEffect, useRef } from "../ui/html.js";
import { t } from "../ui/words.js";
import { moment } from "../words/admin.js";

/** @import { Drawn, Ref } from "../ui/html.js" */

const PHONE = "(max-width: 40rem)";

/**
 * A table, and cards where it does not fit, whatever its words and names are; `columns`: `[{name, label, figures,
 * sorted}]`, with labels of the catalogue.
 *
 * @param {{label: string, columns: {name?: string, label?: string, figures?: boolean, unseen?: boolean, sorted?: string, head?: Drawn}[], children: Drawn}} props
 */
export function Table({ label, columns, children }) {
  const table = useRef(/** @type {HTMLTableElement | null} */ (null));
  const labels = columns.map(({ label: title, unseen }) => (unseen ? "" : t(title ?? "")));
  useLayoutEffect(() => sayCells(/** @type {HTMLTableElement} */ (table.current), labels));
  useFitting(table);
  return html`<div class="table" role="region" aria-label=${label}>
    <table ref=${table} role="table">
      <thead>
        <tr>
          ${columns.map(
            ({ name, label: title, figures, unseen, sorted, head }) =>
              html`<th key=${name} scope="col" class=${figures ? "number" : undefined} aria-sort=${sorted ? "descending" : undefined}>${head ?? html`<span class=${unseen ? "unseen" : undefined}>${t(title ?? "")}</span>`}</th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${children}
      </tbody>
    </table>
  </div>`;
}

/**
 * After every drawing, and whenever there is more or less room.
 *
 * @param {Ref<HTMLTableElement | null>} table
 */
function useFitting(table) {
  const fit = () => {
    const region = /** @type {HTMLElement} */ (table.current?.parentElement);
    region.toggleAttribute("data-cards", false);
    region.toggleAttribute("data-cards", matchMedia(PHONE).matches || region.scrollWidth > region.clientWidth);
  };
  useLayoutEffect(fit);
  useLayoutEffect(() => {
    addEventListener("resize", fit);
    return () => removeEventListener("resize", fit);
  }, []);
}

/**
 * Each cell says of which column it is, for cards to show, and what it is: not every browser takes cards for a table.
 *
 * @param {HTMLTableElement} table
 * @param {string[]} labels
 */
function sayCells(table, labels) {
  for (const part of [table.tHead, ...table.tBodies]) part?.setAttribute("role", "rowgroup");
  for (const row of table.rows) {
    row.setAttribute("role", "row");
    for (const cell of row.cells) {
      const heads = cell.tagName === "TH" ? `${cell.scope === "col" ? "column" : "row"}header` : "cell";
      cell.setAttribute("role", heads);
      if (row.parentElement !== table.tHead) cell.dataset.label = labels[cell.cellIndex];
    }
  }
}

/**
 * A labelled choice of a list; `children` are its options.
 *
 * @param {{id: string, label: string, value?: string, onChoose: (value: string) => void, children: Drawn}} props
 */
export function Select({ id, label, value = "", onChoose, children }) {
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <select id=${id} value=${value} onChange=${(event) => onChoose(event.target.value)}>
      ${children}
    </select>
  </div>`;
}

/**
 * An e-mail address, which is broken where people break it; any other name as it is.
 *
 * @param {{children: string}} props
 */
export function Email({ children: address }) {
  const [box, host] = address.split("@");
  return host ? html`${box}<wbr />@${host}` : address;
}

/**
 * A moment in the reader's own time: the text, and the exact time for programs.
 *
 * @param {{at: string | null, children: Drawn}} props
 */
export function Time({ at, children }) {
  return html`<time datetime=${at} title=${new Date(at ?? 0).toString()}>${children}</time>`;
}

/**
 * A link `{url, expires_at}` that is shown now and never again, to be handed over to somebody.
 *
 * @param {{to: string, label: string, link: {url: string, expires_at: string}}} props
 */
export function LinkOnce({ to, label, link }) {
  const time = moment(link.expires_at);
  return html`<p>${to ? t("once-link", { name: to, time }) : t("once-link-anybody", { time })}</p>
    <input class="figures" readonly aria-label=${label} value=${link.url} onFocus=${(event) => event.target.select()} />
    <${Copy} text=${link.url}>${t("once-copy")}<//>`;
}
