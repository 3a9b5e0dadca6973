/** Long lists of photos, in parts that the service takes. */

const MOST = 1000;

/**
 * As many ids at a time as the server takes.
 *
 * @param {string[]} ids
 */
export const partsOf = (ids) =>
  Array.from({ length: Math.ceil(ids.length / MOST) }, (_, part) => ids.slice(part * MOST, (part + 1) * MOST));
