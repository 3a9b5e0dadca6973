/** What happens, drawn for who would rather look than read: one small picture beside each step, which says the same in words. */
import { html } from "./ui/html.js";

/** @import { Drawn } from "./ui/html.js" */

/** @typedef {{skin: string, hair: string, clothes: string, long?: boolean}} Looks */

/** @type {Looks} Who looks for herself in every picture. */
const HER = { skin: "#f2c9a1", hair: "#b8351c", clothes: "#2f6f73", long: true };
/** @type {Looks[]} */
const OTHERS = [
  { skin: "#8d5524", hair: "#241a17", clothes: "#d9a520" },
  { skin: "#c68642", hair: "#2b1b17", clothes: "#7a3e65", long: true },
  { skin: "#ffdbac", hair: "#6f7775", clothes: "#243b6b" },
];

/**
 * Head and shoulders; `x` and `y` are the middle of the face, `r` is half its width.
 *
 * @param {{looks: Looks, x: number, y: number, r: number}} of
 */
function Person({ looks: { skin, hair, clothes, long = false }, x, y, r }) {
  const shoulders = `M${x - 2.1 * r} ${y + 4 * r}v-${0.9 * r}a${1.3 * r} ${1.3 * r} 0 0 1 ${1.3 * r} -${1.3 * r}h${1.6 * r}a${1.3 * r} ${1.3 * r} 0 0 1 ${1.3 * r} ${1.3 * r}v${0.9 * r}z`;
  const fringe = `M${x - 1.1 * r} ${y}a${1.1 * r} ${1.3 * r} 0 0 1 ${2.2 * r} 0q-${1.5 * r} -${0.2 * r} -${1.7 * r} -${0.8 * r}q-${0.1 * r} ${0.6 * r} -${0.5 * r} ${0.8 * r}z`;
  return html`${long && html`<rect x=${x - 1.25 * r} y=${y - 1.35 * r} width=${2.5 * r} height=${3.5 * r} rx=${1.2 * r} fill=${hair} />`}
    <rect x=${x - 0.4 * r} y=${y + 0.7 * r} width=${0.8 * r} height=${1.4 * r} fill=${skin} />
    <path d=${shoulders} fill=${clothes} />
    <ellipse cx=${x} cy=${y} rx=${r} ry=${1.2 * r} fill=${skin} />
    <path d=${fringe} fill=${hair} />`;
}

/**
 * The corners that mark what is looked for.
 *
 * @param {{x: number, y: number, size: number, weight?: number}} of
 */
function Corners({ x, y, size, weight = 2.5 }) {
  const arm = size * 0.28;
  const path = [
    `M${x} ${y + arm}v-${arm}h${arm}`,
    `M${x + size - arm} ${y}h${arm}v${arm}`,
    `M${x + size} ${y + size - arm}v${arm}h-${arm}`,
    `M${x + arm} ${y + size}h-${arm}v-${arm}`,
  ].join("");
  return html`<path d=${path} fill="none" stroke="#ffd400" stroke-width=${weight} />`;
}

/** @param {{children: Drawn}} props */
const Phone = ({ children }) => html`<svg class="step-picture" viewBox="0 0 120 120" width="120" height="120" aria-hidden="true">
  <rect class="step-ground" width="120" height="120" rx="8" />
  <rect class="step-phone" x="27" y="6" width="66" height="108" rx="9" />
  <svg x="31" y="11" width="58" height="98" viewBox="0 0 58 98"><rect class="step-screen" width="58" height="98" rx="4" />${children}</svg>
</svg>`;

const CODE = ["1110111", "1010101", "1110111", "0001010", "1110110", "1010011", "1110101"];

/** The code on the table, before the phone's camera. */
const Open = () => html`<${Phone}>
  ${CODE.flatMap((row, y) => [...row].map((dot, x) => dot === "1" && html`<rect class="step-ink" x=${15 + 4 * x} y=${31 + 4 * y} width="4.1" height="4.1" />`))}
  <${Corners} x=${9} y=${25} size=${40} weight=${3} />
<//>`;

/** Her face in the oval, and the shutter. */
const Selfie = () => html`<${Phone}>
  <rect width="58" height="98" rx="4" fill="#a9cdb8" />
  <${Person} looks=${HER} x=${29} y=${41} r=${12.5} />
  <rect y="76" width="58" height="22" rx="4" fill="#121414" />
  <ellipse cx="29" cy="41" rx="20" ry="25" fill="none" stroke="#fff" stroke-width="2" stroke-dasharray="5 3" />
  <circle cx="29" cy="87" r="7" fill="#ffd400" stroke="#fff" stroke-width="1.5" />
<//>`;

/** Three photos, and she is in all of them. */
const Photos = () => html`<${Phone}>
  <${Shot} ...${{ x: 3, y: 3, width: 52, height: 44, sky: "#20405c" }}>
    <${Person} looks=${OTHERS[0]} x=${11} y=${20} r=${5.5} />
    <${Person} looks=${OTHERS[1]} x=${42} y=${19} r=${5.5} />
    <${Person} looks=${HER} x=${27} y=${22} r=${6.5} />
    <${Corners} x=${16} y=${11} size=${22} />
  <//>
  <${Shot} ...${{ x: 3, y: 50, width: 25, height: 45, sky: "#c2606a" }}>
    <${Person} looks=${HER} x=${12.5} y=${22} r=${5.5} />
    <${Corners} x=${3.5} y=${13} size=${18} weight=${2} />
  <//>
  <${Shot} ...${{ x: 30, y: 50, width: 25, height: 45, sky: "#e2a65a" }}>
    <${Person} looks=${OTHERS[2]} x=${18} y=${23} r=${4.5} />
    <${Person} looks=${HER} x=${8.5} y=${28} r=${4.5} />
    <${Corners} x=${1.5} y=${20} size=${15} weight=${2} />
  <//>
<//>`;

/** @param {{x: number, y: number, width: number, height: number, sky: string, children: Drawn}} of */
const Shot = ({ x, y, width, height, sky, children }) =>
  html`<svg ...${{ x, y, width, height }} viewBox="0 0 ${width} ${height}"><rect width=${width} height=${height} rx="2" fill=${sky} />${children}</svg>`;

export const PICTURES = { open: Open, selfie: Selfie, photos: Photos };
