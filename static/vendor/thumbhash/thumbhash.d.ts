/** What the pages use of thumbhash. */
export function thumbHashToDataURL(hash: ArrayLike<number>): string;
