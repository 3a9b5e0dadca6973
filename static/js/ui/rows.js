/** Where photos stand in justified rows: every row as wide as the place, all photos in it equally high. Numbers only. */

/** @typedef {{start: number, end: number, top: number, height: number}} Row holds photos `start` up to `end` (exclusive) */
/** @typedef {{count: number, height: number, rows: Row[], left: Int32Array, wide: Int32Array, rowOf: Int32Array}} Layout */

const NARROWEST = 0.4; // Taller or wider than these a photo is cut to fit, or one of them would take a row's whole height or width.
const WIDEST = 3.5;

/**
 * Lay out photos of these `ratios` (width / height) in rows of about `rowHeight` px on `width` px, `gap` px apart.
 * Whole pixels everywhere, so that no seam is blurred and the right edge is straight.
 *
 * @param {number[]} ratios
 * @param {{width: number, rowHeight: number, gap: number}} of1
 * @returns {Layout}
 */
export function layOut(ratios, { width, rowHeight, gap }) {
  const count = ratios.length;
  const layout = {
    count,
    height: 0,
    rows: /** @type {Row[]} */ ([]),
    left: new Int32Array(count),
    wide: new Int32Array(count),
    rowOf: new Int32Array(count),
  };
  if (width <= 0) return layout;
  for (let start = 0; start < count; ) {
    const { end, sum, full } = fillRow(ratios, start, { width, rowHeight, gap });
    const room = width - gap * (end - start - 1);
    const height = full ? Math.max(1, Math.round(room / sum)) : rowHeight;
    const row = { start, end, top: layout.height, height };
    placeRow(layout, row, ratios, { room: full ? room : Math.min(room, Math.round(sum * rowHeight)), sum, gap });
    layout.rows.push(row);
    layout.height += height + gap;
    start = end;
  }
  layout.height = Math.max(0, layout.height - gap);
  return layout;
}

/** @param {number} ratio */
const shapeOf = (ratio) => Math.min(WIDEST, Math.max(NARROWEST, ratio || 1.5));

/**
 * Which photos from `start` on make a row; the last one stays out where the row comes nearer to its height without it.
 *
 * @param {number[]} ratios
 * @param {number} start
 * @param {{width: number, rowHeight: number, gap: number}} of2
 */
function fillRow(ratios, start, { width, rowHeight, gap }) {
  let sum = 0;
  for (let end = start; end < ratios.length; end += 1) {
    const shape = shapeOf(ratios[end]);
    const height = (width - gap * (end - start)) / (sum + shape);
    if (height <= rowHeight) {
      const without = end > start ? (width - gap * (end - start - 1)) / sum : Infinity;
      return without / rowHeight < rowHeight / height ? { end, sum, full: true } : { end: end + 1, sum: sum + shape, full: true };
    }
    sum += shape;
  }
  return { end: ratios.length, sum, full: false };
}

/**
 * @param {Layout} layout
 * @param {{start: number, end: number}} of1
 * @param {number[]} ratios
 * @param {{room: number, sum: number, gap: number}} of3
 */
function placeRow(layout, { start, end }, ratios, { room, sum, gap }) {
  let before = 0;
  for (let index = start; index < end; index += 1) {
    const shape = shapeOf(ratios[index]);
    const left = Math.round((room * before) / sum);
    before += shape;
    layout.left[index] = left + gap * (index - start);
    layout.wide[index] = Math.round((room * before) / sum) - left;
    layout.rowOf[index] = layout.rows.length;
  }
}

/**
 * Rows that show between `top` and `bottom` px: `[first, last]`, or null when there are none.
 *
 * @param {{rows: Row[]}} of
 * @param {number} top
 * @param {number} bottom
 * @returns {[number, number] | null}
 */
export function rowsBetween({ rows }, top, bottom) {
  if (rows.length === 0) return null;
  return [rowAt(rows, top), rowAt(rows, bottom)];
}

/**
 * @param {Row[]} rows
 * @param {number} y
 */
function rowAt(rows, y) {
  let low = 0;
  let high = rows.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (rows[middle].top <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * The photo that an arrow leads to from `index`: `step` is `left`, `right`, `up`, `down`, `first` or `last`.
 *
 * @param {Layout} layout
 * @param {number} index
 * @param {string} step
 */
export function neighbour(layout, index, step) {
  const last = layout.count - 1;
  switch (step) {
    case "left":
      return Math.max(0, index - 1);
    case "right":
      return Math.min(last, index + 1);
    case "first":
      return 0;
    case "last":
      return last;
    case "up":
      return beside(layout, index, -1);
    case "down":
      return beside(layout, index, 1);
    default:
      throw new Error(`unknown step: ${step}`);
  }
}

/**
 * @param {Layout} layout
 * @param {number} index
 * @param {number} by
 */
function beside(layout, index, by) {
  const row = layout.rows[layout.rowOf[index] + by];
  if (!row) return index;
  const centre = layout.left[index] + layout.wide[index] / 2;
  let best = row.start;
  for (let candidate = row.start; candidate < row.end; candidate += 1) {
    if (layout.left[candidate] <= centre) best = candidate;
  }
  return best;
}
