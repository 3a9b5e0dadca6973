/** The picture of the first screen for an event without a cover: a contact sheet of nobody in particular, on which a grease pencil marks one. */
import { html } from "../ui/html.js";

const COLUMNS = 4;
const ROWS = 7;
const FRAME = { width: 150, height: 100 };
const PITCH = { x: 162, y: 132 };
const MARKED = [
  { column: 1, row: 2 },
  { column: 2, row: 4 },
  { column: 1, row: 3 },
  { column: 2, row: 1 },
];
// A circle as a hand draws it: its end misses its beginning.
const PENCIL = "M12-46C-22-54-48-30-49 0c-1 31 19 52 49 51 32-1 50-26 48-54C46-34 24-52-6-46c-11 2-20 7-27 14";

/** As large as its place, whatever its shape. */
export function ContactSheet() {
  const frames = [];
  for (let row = 0; row < ROWS; row += 1) for (let column = 0; column < COLUMNS; column += 1) frames.push({ column, row });
  return html`<svg class="contact-sheet" viewBox=${`0 0 ${COLUMNS * PITCH.x} ${ROWS * PITCH.y}`} preserveAspectRatio="xMidYMid slice" aria-hidden="true">
    <g class="drifting">
      ${frames.map((place) => html`<${Frame} ...${place} />`)}
      ${MARKED.map((place, turn) => html`<${Mark} ...${place} turn=${turn} />`)}
    </g>
  </svg>`;
}

/** @param {{column: number, row: number}} props */
function Frame({ column, row }) {
  const number = row * COLUMNS + column + 1;
  return html`<g transform=${`translate(${column * PITCH.x + 6} ${row * PITCH.y + 6})`}>
    <svg width=${FRAME.width} height=${FRAME.height} viewBox=${`0 0 ${FRAME.width} ${FRAME.height}`}>
      <rect class="ground" width="100%" height="100%" data-tone=${number % 3} />
      ${peopleIn(column, row).map((person) => html`<${Person} ...${person} />`)}
    </svg>
    <text x="2" y="115">${number}</text>
    <text x="76" y="115">${number}A</text>
  </g>`;
}

/** @param {{x: number, y: number, size: number, tone: number}} props */
const Person = ({
  x,
  y,
  size,
  tone,
}) => html`<g class="person" data-tone=${tone} transform=${`translate(${x} ${y}) scale(${size})`}>
  <circle r="15" />
  <path d="M-34 110C-34 50-26 22 0 22s34 28 34 88Z" />
</g>`;

/** @param {{column: number, row: number, turn: number}} props */
function Mark({ column, row, turn }) {
  const [{ x, y, size }] = peopleIn(column, row).slice(-1);
  const place = `translate(${column * PITCH.x + 6 + x} ${row * PITCH.y + 6 + y + 4}) scale(${size * 0.62})`;
  return html`<path class="pencil" data-turn=${turn} transform=${place} d=${PENCIL} pathLength="1" />`;
}

/**
 * Two to four people, always the same for a frame; the last one stands in front.
 *
 * @param {number} column
 * @param {number} row
 */
function peopleIn(column, row) {
  const seed = row * 31 + column * 17 + 7;
  const count = 2 + (seed % 3);
  const people = [];
  for (let index = 0; index < count; index += 1) {
    const dice = (seed * (index + 3) * 2654435761) >>> 0;
    const near = index === count - 1;
    const x = ((index + 0.5) / count) * FRAME.width + ((dice >>> 8) % 17) - 8;
    people.push({
      x,
      y: (near ? 44 : 34) + ((dice >>> 16) % 9),
      size: near ? 1 : 0.72 + ((dice >>> 20) % 4) * 0.04,
      tone: near ? 3 : index,
    });
  }
  return people;
}
