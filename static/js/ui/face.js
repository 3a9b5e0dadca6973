/** Where a face is in a photo, for whoever draws around it. */

const ROOM = 2.6; // Sides of the crop in face sizes: enough of hair and shoulders to recognise somebody by.

/**
 * The square of a photo that shows a face well. `faceBox` is [x, y, width, height] as fractions of the photo, `ratio` the
 * photo's width by its height. `scale` is the photo's width in sides of the square; `left` and `top` are what is cut off, as
 * fractions of the photo; `x`, `y` and `size` say where the face then is, as fractions of the square.
 *
 * @param {Api.Box} faceBox
 * @param {number} ratio
 */
export function faceCrop([x, y, width, height], ratio) {
  const face = Math.max(width * ratio, height);
  const side = Math.min(face * ROOM, ratio, 1);
  const centre = { x: (x + width / 2) * ratio, y: y + height / 2 };
  const left = within(centre.x - side / 2, ratio - side);
  const top = within(centre.y - side / 2, 1 - side);
  return {
    scale: ratio / side,
    left: left / ratio,
    top,
    x: (centre.x - left) / side,
    y: (centre.y - top) / side,
    size: face / side,
  };
}

/**
 * @param {number} value
 * @param {number} most
 */
const within = (value, most) => Math.max(0, Math.min(most, value));
