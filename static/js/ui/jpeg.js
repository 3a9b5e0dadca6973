/** Pictures of oneself as small as serves: faces at arm's length are far larger than the engine needs, and phones are on bad networks. */

export const LONGEST_SIDE_PX = 1600;
const JPEG_QUALITY = 0.9;

/**
 * `source` (a video, image or bitmap of `width` by `height`) as a JPEG Blob, not larger than LONGEST_SIDE_PX; null when it cannot be made.
 *
 * @param {CanvasImageSource} source
 * @param {number} width
 * @param {number} height
 */
export function asJpeg(source, width, height) {
  const scale = Math.min(1, LONGEST_SIDE_PX / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext("2d")?.drawImage(source, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", JPEG_QUALITY));
}
