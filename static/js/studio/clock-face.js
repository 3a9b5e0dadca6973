/** The service's clock as QR codes, one a second: which of them is to be shown at what moment here. */

const SECOND_MS = 1000;

/** Keeps the codes that came, and shows none that would be wrong. */
export class ClockFace {
  /** @type {Map<number, string[]>} Rows of the code, by the second since 1970 in which it is right. */
  #codes = new Map();
  /** How far the service's clock is ahead of `elapsed`, by the answer that was quickest on its way. */
  #ahead = 0;
  #quickest = Number.POSITIVE_INFINITY;

  /**
   * An answer that was asked for at `asked` and came at `came`, both by `performance.now()`: the clock of the computer may be wrong, too.
   *
   * @param {Api.ClockFace} face
   * @param {number} asked
   * @param {number} came
   */
  take(face, asked, came) {
    const took = came - asked;
    if (took <= this.#quickest) {
      this.#quickest = took;
      this.#ahead = Date.parse(face.now) - (asked + came) / 2;
    }
    const past = Math.floor(this.time(came) / SECOND_MS);
    for (const second of this.#codes.keys()) if (second < past) this.#codes.delete(second);
    for (const { at, rows } of face.codes) this.#codes.set(Date.parse(at) / SECOND_MS, rows);
  }

  /**
   * What the service's clock shows, in ms since 1970.
   *
   * @param {number} elapsed by `performance.now()`
   */
  time(elapsed) {
    return elapsed + this.#ahead;
  }

  /**
   * The code of that moment; null when there is none for it.
   *
   * @param {number} elapsed
   */
  code(elapsed) {
    return this.#codes.get(Math.floor(this.time(elapsed) / SECOND_MS)) ?? null;
  }

  /**
   * For how many seconds there are codes from that moment on.
   *
   * @param {number} elapsed
   */
  left(elapsed) {
    const now = Math.floor(this.time(elapsed) / SECOND_MS);
    return [...this.#codes.keys()].filter((second) => second >= now).length;
  }
}

/**
 * The dark modules of a code as the path of an SVG, a module being one wide.
 *
 * @param {string[]} rows
 */
export const pathOf = (rows) =>
  rows
    .flatMap((row, y) => [...row.matchAll(/1+/g)].map(({ 0: run, index }) => `M${index} ${y}h${run.length}v1h-${run.length}z`))
    .join("");
