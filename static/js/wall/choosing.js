/** Whose turn it is on the wall: photos that nobody has seen yet first, the newest of them; then those unseen for longest. */

/** @typedef {{photo: Api.WallPhoto, seenAt: number | null}} Turn a photo, and when it was last on the wall (milliseconds) */

export const AGAIN_AFTER_MS = 3 * 60_000; // Nobody who stands there sees a photo twice.

/**
 * The photo that is to be shown next; null when each was shown too lately, or there is none but the present one.
 *
 * @param {Iterable<Turn>} turns
 * @param {object} at
 * @param {number} at.now by the clock of `seenAt`
 * @param {string | null} at.presentId
 * @param {number} [at.againAfterMs] so long a photo stays away after it was shown
 */
export function choose(turns, { now, presentId, againAfterMs = AGAIN_AFTER_MS }) {
  /** @type {Turn | null} */
  let best = null;
  for (const turn of turns) {
    const tooSoon = turn.seenAt !== null && now - turn.seenAt < againAfterMs;
    if (turn.photo.photo_id === presentId || tooSoon) continue;
    if (best === null || goesBefore(turn, best)) best = turn;
  }
  return best?.photo ?? null;
}

/**
 * @param {Turn} one
 * @param {Turn} other
 */
function goesBefore(one, other) {
  if (one.seenAt === null || other.seenAt === null) {
    if (one.seenAt === other.seenAt) return one.photo.number > other.photo.number;
    return one.seenAt === null;
  }
  return one.seenAt < other.seenAt;
}
