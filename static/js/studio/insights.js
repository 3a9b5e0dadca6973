/** What guests get out of an event: how many look, what reached them, and how fast. */
import { get } from "../http.js";
import { html, useEffect, useRef } from "../ui/html.js";
import { Photo } from "../ui/photo.js";
import { formatDate, number, t } from "../ui/words.js";
import { measured } from "../words/studio.js";
import { Loaded } from "./pieces.js";
import { useRefreshed } from "./refreshed.js";
import { eventHref } from "./router.js";

/** @import UPlot from "../../vendor/uplot/uplot.js" */

const EVERY_MS = 5000;
const SAVED_WITHIN_MS = 60_000;

/** @param {{event: Api.ManagedEvent}} props */
export function Insights({ event }) {
  const store = useRefreshed(
    event.id,
    /** @returns {Promise<Api.Insights>} */ () => get(`/events/${event.id}/insights`),
    EVERY_MS,
  );
  return html`<section class="insights" aria-labelledby="insights-title">
    <h2 id="insights-title" class="unseen">${t("insights-title")}</h2>
    <${Loaded} store=${store}>
      ${(insights) => (insights.searches === 0 ? html`<${NobodyYet} event=${event} />` : html`<${Numbers} event=${event} insights=${insights} />`)}
    <//>
  </section>`;
}

/** @param {{event: Api.ManagedEvent}} props */
function NobodyYet({ event }) {
  return html`<div class="empty">
    <h3>${t("insights-none")}</h3>
    <p>${t("insights-none-lead")}</p>
    <a class="button primary" href=${eventHref(event.id, "share")}>${t("insights-share")}</a>
  </div>`;
}

/** @param {{event: Api.ManagedEvent, insights: Api.Insights}} props */
function Numbers({ event, insights }) {
  const { delivery } = insights;
  return html`
    <dl class="meters">
      <${Meter} name="guests" title=${t("insights-guests")} value=${number(insights.guests)} more=${t("insights-guests-more")} />
      <${Meter} name="searching" title=${t("insights-searching")} value=${number(insights.guests_searching)} lit=${insights.guests_searching > 0} />
      <${Meter} name="found" title=${t("insights-found")} value=${number(insights.photos_found)} more=${t("insights-of-photos", { count: event.indexed })} />
      <${Meter} name="downloads" title=${t("insights-downloads")} value=${number(insights.downloads)} more=${t("insights-downloads-more")} />
      <${Meter} name="without" title=${t("insights-without")} value=${number(insights.guests_without_match)} more=${t("insights-without-more")} />
      <${Meter} name="favourites" title=${t("insights-favourites")} value=${number(insights.favourites)} more=${t("insights-favourites-more")} />
    </dl>
    <p class="reached">${reached(delivery)}</p>
    <${PerMinute} perMinute=${insights.per_minute} />
    <${Loved} photos=${insights.loved} />
    <${Links} links=${insights.links} />
    <div class="row"><button type="button" onClick=${() => saveCsv(event, insights)}>${t("insights-csv")}</button></div>
  `;
}

/**
 * How fast photos came to guests, as people say it: nineteen of twenty took no longer than the 95th percentile.
 *
 * @param {Api.Insights["delivery"]} of
 */
export function reached({ samples, p95_ms: most }) {
  if (most === null) return t("insights-reached-none");
  const seconds = Math.max(1, Math.ceil(most / 1000));
  const time =
    seconds < 90
      ? measured(seconds, "second", { unitDisplay: "long" })
      : measured(Math.ceil(seconds / 60), "minute", { unitDisplay: "long" });
  return samples < 20 ? t("insights-reached-all", { count: samples, time }) : t("insights-reached", { time });
}

/** @param {{photos: Api.Insights["loved"]}} props */
function Loved({ photos }) {
  if (photos.length === 0) return null;
  return html`<section class="loved" aria-labelledby="loved-title">
    <h3 id="loved-title">${t(lovedTitle(photos))}</h3>
    <ul>
      ${photos.map(
        (photo) => html`<li key=${photo.photo_id}>
          <${Photo} photo=${photo} alt=${photo.name} sizes="9rem" />
          <span class="small figures">${[photo.hearts > 0 && t("insights-hearts", { count: photo.hearts }), t("insights-loved-by", { count: photo.found_by })].filter(Boolean).join(" · ")}</span>
        </li>`,
      )}
    </ul>
  </section>`;
}

/**
 * As long as nobody has given a heart, they are those that most guests have.
 *
 * @param {Api.Insights["loved"]} photos
 */
const lovedTitle = (photos) => (photos.some(({ hearts }) => hearts > 0) ? "insights-most-loved" : "insights-loved");

/** @param {{links: Api.Insights["links"]}} props */
function Links({ links }) {
  if (links.length === 0) return null;
  return html`<section class="opened" aria-labelledby="opened-title">
    <h3 id="opened-title">${t("insights-links")}</h3>
    <ul class="things">
      ${links.map(({ id, label, opened }) => html`<li key=${id} class="row between"><span>${label || t("insights-link-unnamed")}</span><span class="figures">${t("insights-opened", { count: opened })}</span></li>`)}
    </ul>
  </section>`;
}

/**
 * All of it as a table for a spreadsheet: what it is of, its name, the number.
 *
 * @param {Api.Insights} insights
 */
export function csvOf(insights) {
  const { delivery } = insights;
  const rows = [
    [t("csv-of"), t("csv-name"), t("csv-number")],
    ["", t("insights-guests"), insights.guests],
    ["", t("insights-found"), insights.photos_found],
    ["", t("insights-downloads"), insights.downloads],
    ["", t("insights-favourites"), insights.favourites],
    ["", t("insights-without"), insights.guests_without_match],
    ["", t("csv-half-ms"), delivery.p50_ms ?? ""],
    ["", t("csv-most-ms"), delivery.p95_ms ?? ""],
    ...insights.loved.map(({ name, hearts }) => [t("insights-favourites"), name, hearts]),
    ...insights.loved.map(({ name, found_by }) => [t("insights-loved"), name, found_by]),
    ...insights.links.map(({ label, opened }) => [t("insights-links"), label || t("insights-link-unnamed"), opened]),
    ...insights.per_minute.map(({ at, matches }) => [t("insights-per-minute"), at, matches]),
  ];
  return rows.map((row) => row.map(cell).join(",")).join("\r\n");
}

/**
 * A spreadsheet takes what begins like a formula for one: such a text gets an apostrophe in front.
 *
 * @param {string | number} value
 */
function cell(value) {
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : `${value}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * @param {Api.ManagedEvent} event
 * @param {Api.Insights} insights
 */
function saveCsv(event, insights) {
  // Without the mark in front spreadsheets take UTF-8 for something else.
  const url = URL.createObjectURL(new Blob(["\uFEFF", csvOf(insights)], { type: "text/csv" }));
  Object.assign(document.createElement("a"), { href: url, download: `${event.name}.csv` }).click();
  setTimeout(() => URL.revokeObjectURL(url), SAVED_WITHIN_MS);
}

/**
 * One number, large enough to be read between two shots.
 *
 * @param {{name: string, title: string, value: string | number, more: string, lit: boolean}} props
 */
function Meter({ name, title, value, more, lit }) {
  return html`<div class=${lit ? "lit" : ""} data-meter=${name}>
    <dt>${title}</dt>
    <dd>
      <span class="value">${value}</span>
      ${more && html`<span class="soft small">${more}</span>`}
    </dd>
  </div>`;
}

/**
 * Matches of each of the last 60 minutes as the server counts them: `[minutes, matches]`, minutes in seconds since 1970.
 *
 * @param {Api.Minute[]} perMinute
 */
export const lastHour = (perMinute) => [
  perMinute.map(({ at }) => Date.parse(at) / 1000),
  perMinute.map(({ matches }) => matches),
];

/** @param {{perMinute: Api.Minute[]}} props */
function PerMinute({ perMinute }) {
  const place = useRef(null);
  const chart = useRef(null);
  const data = lastHour(perMinute);
  const [, matches] = data;
  useEffect(() => {
    /** @type {UPlot | null} */
    let given = null;
    const made = bars(place.current, data).then(
      (drawn) => {
        given = drawn;
        chart.current = drawn;
      },
      () => null, // The chart could not be loaded; the sentence above it says the same.
    );
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    const redraw = () => given?.redraw();
    const fit = new ResizeObserver(([{ contentRect }]) => given?.setSize({ width: contentRect.width, height: HEIGHT }));
    scheme.addEventListener("change", redraw);
    fit.observe(place.current);
    return () => {
      scheme.removeEventListener("change", redraw);
      fit.disconnect();
      made.then(() => given?.destroy());
    };
  }, []);
  useEffect(() => chart.current?.setData(data), [JSON.stringify(matches), data[0].at(-1)]);
  const sum = matches.reduce((total, one) => total + one, 0);
  return html`<figure class="panel per-minute">
    <figcaption class="row between">
      <strong>${t("insights-per-minute")}</strong>
      <span class="soft small">${t("insights-last-hour", { count: sum, most: Math.max(...matches) })}</span>
    </figcaption>
    <div ref=${place} class="chart" aria-hidden="true"></div>
  </figure>`;
}

const HEIGHT = 180;
const LABEL_HALF = 32;

/**
 * Bars of `data` in `place`, in the colours of the page; resolves to the uPlot.
 *
 * @param {HTMLElement} place
 * @param {number[][]} data
 */
async function bars(place, data) {
  const { default: UPlot } = await import("../../vendor/uplot/uplot.js");
  const colour = (/** @type {string} */ name) => () => getComputedStyle(place).getPropertyValue(name);
  const axis = {
    stroke: colour("--ink-soft"),
    grid: { stroke: colour("--line"), width: 1 },
    ticks: { show: false },
    font: "12px system-ui",
  };
  const options = {
    width: place.clientWidth,
    height: HEIGHT,
    padding: [null, LABEL_HALF, null, null], // Half of the last label stands beyond the last bar.
    cursor: { show: false },
    legend: { show: false },
    scales: {
      x: { range: (/** @type {unknown} */ _, /** @type {number} */ first, /** @type {number} */ last) => [first, last + 60] },
      y: {
        range: (/** @type {unknown} */ _, /** @type {unknown} */ __, /** @type {number} */ most) => [0, Math.max(4, most * 1.1)],
      },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 28,
        values: (/** @type {unknown} */ _, /** @type {number[]} */ times) =>
          times.map((time) => formatDate(new Date(time * 1000), { timeStyle: "short" })),
      },
      { ...axis, size: 40, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000] },
    ],
    series: [
      {},
      {
        stroke: colour("--edge"),
        fill: colour("--mark"),
        width: 1,
        points: { show: false },
        paths: UPlot.paths.bars({ size: [0.8, 24], align: 1 }),
      },
    ],
  };
  return new UPlot(options, data, place);
}
