/** What guests get out of an event: how many look, what reached them, and how fast. */
import { get } from "../http.js";
import { html, useEffect, useRef } from "../ui/html.js";
import { formatDate, number, t } from "../ui/words.js";
import { pace } from "../words/studio.js";
import { Loaded } from "./pieces.js";
import { useRefreshed } from "./refreshed.js";
import { eventHref } from "./router.js";

/** @import UPlot from "../../vendor/uplot/uplot.js" */

const EVERY_MS = 5000;

/** @param {{event: Api.ManagedEvent}} props */
export function Insights({ event }) {
  const store = useRefreshed(
    event.id,
    /** @returns {Promise<Api.Insights>} */ () => get(`/events/${event.id}/insights`),
    EVERY_MS,
  );
  return html`<section aria-labelledby="insights-title">
    <h2 id="insights-title" class="unseen">${t("insights-title")}</h2>
    <${Loaded} store=${store}>
      ${(insights) => (insights.searches === 0 ? html`<${NobodyYet} event=${event} />` : html`<${Numbers} insights=${insights} />`)}
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

/** @param {{insights: Api.Insights}} props */
function Numbers({ insights }) {
  const { delivery } = insights;
  return html`
    <dl class="meters">
      <${Meter} name="searching" title=${t("insights-searching")} value=${number(insights.guests_searching)} lit=${insights.guests_searching > 0}
        more=${t("insights-searches", { count: insights.searches })} />
      <${Meter} name="p50" title=${t("insights-half")} value=${pace(delivery.p50_ms)} more=${t("insights-half-more")} />
      <${Meter} name="p95" title=${t("insights-most")} value=${pace(delivery.p95_ms)} more=${t("insights-most-more", { count: delivery.samples })} />
      <${Meter} name="delivered" title=${t("insights-delivered")} value=${number(insights.matches_delivered)} more=${t("insights-live", { count: insights.matches_live })} />
      <${Meter} name="without" title=${t("insights-without")} value=${number(insights.guests_without_match)} more=${t("insights-without-more")} />
      <${Meter} name="kiosks" title=${t("insights-kiosks")} value=${number(insights.kiosks_online)} />
    </dl>
    <${PerMinute} perMinute=${insights.per_minute} />
  `;
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
