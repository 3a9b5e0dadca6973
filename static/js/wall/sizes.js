/** Which of a photo's pictures suits a screen: the smallest that has a pixel for about each of the screen's, else the largest there is. */

const ENOUGH = 0.9; // Of the pixels of the screen: nobody sees the rest from two metres.
const PREVIEW_LONG_SIDE = 2048; // As app/domain/pictures.py makes them.

/**
 * @param {Api.WallPhoto} photo
 * @param {{width: number, height: number}} screen in its own pixels
 * @returns {string} the picture's address
 */
export function pictureFor(photo, screen) {
  const needed = photo.width * Math.min(screen.width / photo.width, screen.height / photo.height);
  const there = picturesOf(photo).sort((one, other) => one.width - other.width);
  return (there.find(({ width }) => width >= ENOUGH * needed) ?? there[there.length - 1]).url;
}

/** @param {Api.WallPhoto} photo */
function picturesOf({ width, height, thumb_srcset: thumbs, preview_url: preview, original_url: original }) {
  const small = (thumbs?.split(", ") ?? []).map((one) => {
    const [url, wide] = one.split(" ");
    return { url, width: Number.parseInt(wide, 10) };
  });
  const factor = Math.min(1, PREVIEW_LONG_SIDE / Math.max(width, height));
  const sharp = original && factor < 1 ? [{ url: original, width }] : [];
  return [...small, { url: preview, width: Math.round(width * factor) }, ...sharp];
}
