/** Which faces the service sees on a picture, before a search with it: so that a guest among others can say which one is hers. */
import { post } from "./http.js";

/** @typedef {{box: Api.Box, usable: boolean, reason: string | null}} Face `reason` says why a selfie of it would be refused */
/** @typedef {{blob: Blob, box: Api.Box | null}} Selfie a picture to search with, and which face on it is meant where that was said */

const WITHIN_MS = 6000;

/**
 * The faces on a picture from left to right; null when the service does not say so in time, which keeps nobody from searching.
 *
 * @param {{id: number}} event
 * @param {Blob} picture
 * @param {string | null} token
 * @param {AbortSignal} [signal] nobody wants to know any more
 * @returns {Promise<Face[] | null>}
 */
export async function facesOn(event, picture, token, signal) {
  const form = new FormData();
  form.append("selfie", picture, "selfie.jpg");
  const enough = new AbortController(); // No word of a network that is slow: what is asked here can do without an answer.
  const stop = () => enough.abort();
  const timer = setTimeout(stop, WITHIN_MS);
  signal?.addEventListener("abort", stop);
  try {
    return (await post(`/events/${event.id}/faces`, { form, token, signal: enough.signal })).faces;
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
  }
}

/**
 * What is to be done with a picture of these faces: `{box}` of the one that can be meant, `{choose}` among several, or why it will
 * not do (`{refused}`, a reason of a rejected selfie); nothing of it where the service has not said.
 *
 * @param {Face[] | null} faces
 * @returns {{box?: Api.Box, choose?: Face[], refused?: string}}
 */
export function judged(faces) {
  if (!faces) return {};
  const usable = faces.filter((face) => face.usable);
  if (usable.length > 1) return { choose: faces };
  if (usable.length === 1) return { box: usable[0].box };
  return { refused: largest(faces)?.reason ?? "no_face" };
}

/** @param {Face[]} faces */
function largest(faces) {
  const area = (/** @type {Face} */ { box: [, , width, height] }) => width * height;
  return [...faces].sort((one, other) => area(other) - area(one))[0];
}
