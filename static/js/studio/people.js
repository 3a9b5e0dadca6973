/** Who sent the photos of an event: their names for what is credited, and how many each has for what is narrowed. */
import { get } from "../http.js";
import { number, t } from "../ui/words.js";
import { cameraName } from "../words/cameras.js";
import { UNKNOWN } from "./gallery-filter.js";
import { useRefreshed } from "./refreshed.js";

/** @import { Refreshed } from "./refreshed.js" */

const EVERY_MS = 30_000;

/**
 * The photographers of an event, the one with most photos first.
 *
 * @param {number} eventId
 * @returns {Refreshed<Api.Photographer[]>}
 */
export const usePhotographers = (eventId) =>
  useRefreshed(
    eventId,
    /** @returns {Promise<Api.Photographer[]>} */ async () => (await get(`/events/${eventId}/photographers`)).items,
    EVERY_MS,
  );

/**
 * The cameras that photos of an event are of, the one with most of them first.
 *
 * @param {number} eventId
 * @returns {Refreshed<Api.Camera[]>}
 */
export const useCameras = (eventId) =>
  useRefreshed(
    eventId,
    /** @returns {Promise<Api.Camera[]>} */ async () => (await get(`/events/${eventId}/cameras`)).items,
    EVERY_MS,
  );

/**
 * What a photographer is called.
 *
 * @param {{user_id: string | null, name: string | null}} person
 */
export const personSaid = ({ user_id: id, name }) => name ?? t(id === null ? "by-nobody" : "team-former");

/**
 * Whom one may narrow to, with how many photos each has.
 *
 * @param {Api.Photographer[]} people
 * @returns {Record<string, string>}
 */
export const peopleOptions = (people) =>
  Object.fromEntries([
    ["", t("by-any")],
    ...people.map((person) => [person.user_id ?? UNKNOWN, counted(personSaid(person), person.photos)]),
  ]);

/**
 * The cameras one may narrow to, with how many photos each has.
 *
 * @param {Api.Camera[]} cameras
 * @returns {Record<string, string>}
 */
export const cameraOptions = (cameras) =>
  Object.fromEntries([
    ["", t("by-any-camera")],
    ...cameras.map((camera) => [camera.key, counted(cameraName(camera), camera.photos)]),
  ]);

/**
 * @param {string} name
 * @param {number} photos
 */
const counted = (name, photos) => t("by-count", { name, photos: number(photos) });

/** @param {string} name */
export const bySaid = (name) => t("by-line", { name });

/**
 * Who sent a photo, where more than one did, or that a guest gave it; nothing while that is not known.
 *
 * @param {Api.Photographer[] | undefined} people
 * @param {Api.Photo | undefined} photo
 */
export function creditOf(people, photo) {
  if (photo?.given) return photo.giver_name ? t("given-by", { name: photo.giver_name }) : t("given-by-guest");
  if (!photo || !people || people.length < 2) return null;
  const person = people.find(({ user_id: id }) => id === photo.uploaded_by);
  return person ? personSaid(person) : null;
}
