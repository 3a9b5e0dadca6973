/** The lists in which photos of an event were chosen: what they are called, and how many photos each has. */
import { get } from "../http.js";
import { deletions } from "../ui/undo.js";
import { number, t } from "../ui/words.js";
import { useNews } from "./news.js";
import { useRefreshed, WHEN_TOLD } from "./refreshed.js";

/** @import { LiveSocket } from "../socket.js" */
/** @import { Refreshed } from "./refreshed.js" */

/** What stands for all lists together. */
export const ANY_LIST = "any";

/**
 * Counts what is heard of lists and comments of the event, by who may see them.
 *
 * @param {Api.ManagedEvent} event
 * @param {LiveSocket} socket
 */
export const useChoiceNews = ({ id, may }, socket) =>
  useNews(socket, may.includes("see_favourites") ? `event:${id}:favourites` : null);

/**
 * The lists, the one that was changed last first; none for who may not see them. Read anew with each further `news`.
 *
 * @param {Api.ManagedEvent} event
 * @param {number} news
 * @returns {Refreshed<Api.SeenList[]>}
 */
export const useLists = ({ id, may }, news) =>
  useRefreshed(
    id,
    /** @returns {Promise<Api.SeenList[]>} */ async () =>
      may.includes("see_favourites") ? (await get(`/events/${id}/favourites`)).items : [],
    WHEN_TOLD,
    news,
  );

/**
 * Where a list is deleted.
 *
 * @param {number} eventId
 * @param {string} listId
 */
export const listPath = (eventId, listId) => `/events/${eventId}/favourites/lists/${listId}`;

/**
 * The lists that are not on their way out.
 *
 * @param {number} eventId
 * @param {Api.SeenList[]} lists
 */
export const remainingLists = (eventId, lists) => lists.filter(({ id }) => !deletions.hides(listPath(eventId, id)));

/**
 * What a list is called; a guest need not say who she is.
 *
 * @param {{name: string}} list
 */
export const listSaid = ({ name }) => name || t("favourites-of-guest");

/**
 * The lists one may narrow to, with how many photos each has.
 *
 * @param {Api.SeenList[]} lists
 * @returns {Record<string, string>}
 */
export const listOptions = (lists) =>
  Object.fromEntries([
    ["", t("by-chosen-or-not")],
    [ANY_LIST, t("by-chosen-any")],
    ...lists.map((list) => [list.id, t("by-count", { name: listSaid(list), photos: number(list.photos) })]),
  ]);
