/** The line of photos per second, drawn by uPlot in the page's own colours. */
import { html, useEffect, useRef } from "../ui/html.js";
import { locale } from "../ui/words.js";
import { paceLine } from "./pace.js";

/** @import UPlot from "../../vendor/uplot/uplot.js" */
/** @import { IngestStore } from "../store-ingest.js" */

const SECONDS = 300;
const EVERY_MS = 1000;
const HEIGHT_PX = 132;
const LAST_TIME_PX = 32; // Half of "06:42 PM", which may stand below the right end.

/**
 * `ingest` is the event's IngestStore. For those who do not see it, the numbers beside it say the same.
 *
 * @param {{ingest: IngestStore}} props
 */
export function Throughput({ ingest }) {
  const place = useRef(null);
  useEffect(() => {
    const element = place.current;
    /** @type {UPlot | null} */
    let plot = null;
    let gone = false;
    const draw = () => {
      if (document.visibilityState === "visible") plot?.setData(paceLine(ingest.samples, Date.now(), SECONDS));
    };
    const make = async () => {
      const UPlot = await import("../../vendor/uplot/uplot.js").then(
        (module) => module.default,
        () => null, // The line could not be loaded; the numbers beside it say the same.
      );
      if (gone || !UPlot) return;
      plot?.destroy();
      plot = new UPlot(options(element), paceLine(ingest.samples, Date.now(), SECONDS), element);
    };
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const observer = new ResizeObserver(() => plot?.setSize({ width: element.clientWidth, height: HEIGHT_PX }));
    observer.observe(element);
    dark.addEventListener("change", make);
    const timer = setInterval(draw, EVERY_MS);
    make();
    return () => {
      gone = true;
      clearInterval(timer);
      dark.removeEventListener("change", make);
      observer.disconnect();
      plot?.destroy();
    };
  }, [ingest]);
  return html`<div class="throughput" ref=${place} aria-hidden="true"></div>`;
}

/** @param {HTMLElement} place */
function options(place) {
  const colour = (/** @type {string} */ name) => getComputedStyle(place).getPropertyValue(name).trim();
  const axis = { stroke: colour("--ink-soft"), font: `12px ${colour("--figures")}`, ticks: { show: false } };
  return {
    width: place.clientWidth,
    height: HEIGHT_PX,
    legend: { show: false },
    cursor: { show: false },
    padding: [8, LAST_TIME_PX, 0, 0],
    scales: {
      x: { time: true },
      y: {
        range: (/** @type {unknown} */ _, /** @type {unknown} */ __, /** @type {number} */ most) => [
          0,
          Math.max(1, Math.ceil((most ?? 0) * 1.15)),
        ],
      },
    },
    axes: [
      {
        ...axis,
        size: 24,
        space: 70,
        grid: { show: false },
        values: (/** @type {unknown} */ _, /** @type {number[]} */ times) => times.map(clock),
      },
      { ...axis, size: 32, space: 32, grid: { stroke: colour("--line"), width: 1 } },
    ],
    series: [{}, { stroke: colour("--line-ink"), width: 2, fill: colour("--line-fill"), points: { show: false } }],
  };
}

/** @param {number} time */
const clock = (time) => new Date(time * 1000).toLocaleTimeString(locale(), { hour: "2-digit", minute: "2-digit" });
