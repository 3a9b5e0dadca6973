/** How fast photos are done, over time: what the throughput line draws. */

/** @import { Sample } from "../store-ingest.js" */

const WINDOW_S = 6; // Long enough that single photos do not make it jump, short enough to see a stop as it happens.

/**
 * Photos a second at every second of the last `seconds` before `now` (ms), from samples `{at, done}` in the order of time:
 * `[times in s, photos per second]`. null before the first sample.
 *
 * @param {Sample[]} samples
 * @param {number} now
 * @param {number} seconds
 */
export function paceLine(samples, now, seconds) {
  const end = Math.floor(now / 1000);
  const times = Array.from({ length: seconds + 1 }, (_, index) => end - seconds + index);
  const paces = times.map((time) => {
    if (samples.length === 0 || samples[0].at > time * 1000) return null;
    const from = Math.max(time - WINDOW_S, samples[0].at / 1000);
    return Math.max(0, doneAt(samples, time) - doneAt(samples, from)) / WINDOW_S;
  });
  return [times, paces];
}

/**
 * How many were done at `time` (s): between two samples on the straight line that joins them, for nothing else is known.
 *
 * @param {Sample[]} samples
 * @param {number} time
 */
function doneAt(samples, time) {
  let low = 0;
  let high = samples.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (samples[middle].at <= time * 1000) low = middle;
    else high = middle - 1;
  }
  const [past, next] = samples.slice(low, low + 2);
  if (!next) return past.done;
  return past.done + ((next.done - past.done) * (time * 1000 - past.at)) / (next.at - past.at);
}
