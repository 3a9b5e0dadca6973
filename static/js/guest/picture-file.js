/** Files that a guest chooses as pictures of herself: made small, and what is no picture is said before it is sent. */
import { asJpeg, LONGEST_SIDE_PX } from "../ui/jpeg.js";

const LARGEST_TO_READ = 100 * 2 ** 20;
const LARGEST_TO_SEND = 20 * 2 ** 20;
const SMALL = 2 ** 20;
const ONLY_THE_SERVICE_READS = /\.(hei[cf]|avif|tiff?)$/i; // Not every browser does.

/** `reason` is `unreadable` or `too-large`; `name` is the file's. */
export class PictureError extends Error {
  /**
   * @param {string} reason
   * @param {string} name
   */
  constructor(reason, name) {
    super(`${name}: ${reason}`);
    this.reason = reason;
    this.file = name;
  }
}

/**
 * The picture in `file` as a Blob that is worth sending; rejects with a PictureError.
 *
 * @param {File} file
 */
export async function pictureOf(file) {
  if (file.size > LARGEST_TO_READ) throw new PictureError("too-large", file.name);
  const bitmap = await decoded(file);
  if (!bitmap) return unread(file);
  const { width, height } = bitmap;
  const small = Math.max(width, height) <= LONGEST_SIDE_PX && file.size <= SMALL;
  const blob = small ? file : await asJpeg(bitmap, width, height);
  bitmap.close();
  if (!blob) throw new PictureError("unreadable", file.name);
  return blob;
}

/** @param {File} file */
async function decoded(file) {
  try {
    return await createImageBitmap(file);
  } catch {
    return null;
  }
}

/** @param {File} file */
function unread(file) {
  if (!ONLY_THE_SERVICE_READS.test(file.name)) throw new PictureError("unreadable", file.name);
  if (file.size > LARGEST_TO_SEND) throw new PictureError("too-large", file.name);
  return file;
}
