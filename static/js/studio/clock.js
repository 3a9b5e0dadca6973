/** The clock that each camera takes a photo of: the time as a QR code, as large as the screen allows. */
import { post } from "../http.js";
import { Dialog } from "../ui/dialog.js";
import { html, useEffect, useMemo, useState } from "../ui/html.js";
import { explain, t } from "../ui/words.js";
import { timeThere } from "../words/cameras.js";
import { ClockFace, pathOf } from "./clock-face.js";
import { session } from "./session.js";

const MARGIN = 4; // Modules of white around a code, without which it cannot be read.
const TICK_MS = 50;
const ASKED_EVERY_MS = 10_000;

/** @param {{event: Api.ManagedEvent, onClose: () => void}} props */
export function Clock({ event, onClose }) {
  const face = useMemo(() => new ClockFace(), []);
  const [rows, setRows] = useState(/** @type {string[] | null} */ (null));
  const [error, setError] = useState(/** @type {any} */ (null));
  useEffect(() => {
    const ask = async () => {
      const asked = performance.now();
      try {
        face.take(await post(`/events/${event.id}/clock`), asked, performance.now());
        setError(null);
      } catch (problem) {
        if (!session.endedBy(problem)) setError(problem);
      }
    };
    ask();
    const asking = setInterval(ask, ASKED_EVERY_MS);
    const ticking = setInterval(() => setRows(face.code(performance.now())), TICK_MS); // The same rows draw nothing again.
    return () => {
      clearInterval(asking);
      clearInterval(ticking);
    };
  }, [event.id, face]);
  return html`<${Dialog} label=${t("clock-face-title")} class="clock-face" onClose=${onClose}>
    <div class="stack">
      ${rows ? html`<${Code} rows=${rows} time=${timeThere(face.time(performance.now()), event.time_zone)} />` : html`<${NoCode} error=${error} />`}
      <p>${t("clock-face-lead")}</p>
      <button type="button" class="primary" onClick=${onClose}>${t("clock-face-done")}</button>
    </div>
  <//>`;
}

/** @param {{rows: string[], time: string}} props */
function Code({ rows, time }) {
  const size = rows.length + 2 * MARGIN;
  return html`<figure>
    <svg viewBox="${-MARGIN} ${-MARGIN} ${size} ${size}" shape-rendering="crispEdges" role="img" aria-label=${t("clock-face-code")}>
      <rect x=${-MARGIN} y=${-MARGIN} width=${size} height=${size} fill="#fff" />
      <path d=${pathOf(rows)} fill="#000" />
    </svg>
    <figcaption class="figures">${time}</figcaption>
  </figure>`;
}

/** @param {{error: any}} props */
const NoCode = ({ error }) =>
  error
    ? html`<p class="notice bad" role="alert">${t("clock-face-none", { problem: explain(error) })}</p>`
    : html`<p class="waiting late" role="status">${t("one-moment")}</p>`;
