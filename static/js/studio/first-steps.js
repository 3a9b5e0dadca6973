/** What makes an event ready for its guests, ticked off as it is done; until all is done, or nobody wants to see it any more. */
import { get } from "../http.js";
import { html, useEffect, useState, useStoreEvery } from "../ui/html.js";
import { t } from "../ui/words.js";
import { useRefreshed } from "./refreshed.js";
import { eventHref } from "./router.js";

/** @import { IngestStore } from "../store-ingest.js" */

const EVERY_MS = 30_000;
const NUMBERS_EVERY_MS = 1000;

/**
 * What this browser remembers of the steps. Private windows may have no storage: then they are only ticked off by what there is.
 *
 * @param {string} key
 */
function kept(key) {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "{}");
  } catch {
    return {};
  }
}

/**
 * @param {string} key
 * @param {object} value
 */
function keep(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // It is asked again in another visit.
  }
}

/**
 * The steps of an event with so many `photos` and `links`: `[{name, part, done}]`.
 *
 * @param {Pick<Api.ManagedEvent, "cover_photo_id" | "visibility">} event
 * @param {number} photos
 * @param {number} links
 * @param {boolean} printed
 */
export const stepsOf = (event, photos, links, printed) => [
  { name: "upload", part: "live", done: photos > 0 },
  { name: "cover", part: "settings", done: event.cover_photo_id !== null },
  { name: "link", part: "share", done: links > 0 || event.visibility === "public" },
  { name: "print", part: "share", done: printed },
];

/** @param {{event: Api.ManagedEvent, ingest: IngestStore}} props */
export function FirstSteps({ event, ingest }) {
  useStoreEvery(ingest, NUMBERS_EVERY_MS);
  const key = `first-steps-${event.id}`;
  const [seen, setSeen] = useState(() => kept(key));
  const links = useRefreshed(
    event.id,
    /** @returns {Promise<Api.Link[]>} */ async () => (await get(`/events/${event.id}/share-links`)).items,
    EVERY_MS,
  );
  const note = (/** @type {object} */ more) => {
    setSeen({ ...seen, ...more });
    keep(key, { ...seen, ...more });
  };
  const steps = stepsOf(event, ingest.progress.total || event.photos, links.value?.length ?? 0, Boolean(seen.printed));
  const ready = links.value !== undefined && steps.every(({ done }) => done);
  useEffect(() => {
    if (ready) note({ ready });
  }, [ready]);
  if (seen.ready || seen.dismissed || event.archived_at) return null; // Known at once, so that nothing moves later.
  return html`<section class="panel first-steps" aria-labelledby="first-steps-title">
    <div class="row between wide">
      <h2 id="first-steps-title">${t("steps-title")}</h2>
      <button class="compact quiet" type="button" onClick=${() => note({ dismissed: true })}>${t("steps-dismiss")}</button>
    </div>
    <ol>
      ${steps.map(
        ({ name, part, done }) => html`<li key=${name} data-done=${done}>
          <a href=${eventHref(event.id, part)} onClick=${() => name === "print" && note({ printed: true })}>${t(`steps-${name}`)}</a>
          ${done && html`<span class="unseen">${t("steps-done")}</span>`}
        </li>`,
      )}
    </ol>
  </section>`;
}
