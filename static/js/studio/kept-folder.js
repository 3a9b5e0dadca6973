/** Which folder of an event is kept an eye on: the browser's way back to it, for when the page comes back. Never a photo. */
import { openDB } from "../../vendor/idb/idb.js";

/** @import { Database, Store } from "../../vendor/idb/idb.js" */
/** @import { Kept } from "./watched-folder.js" */

const DATABASE = "eventphotos-watched";
const FOLDERS = "folders";
/** @type {Promise<Database> | null} */
let database = null;

/**
 * Of one event. Private windows may have no storage: then it is not remembered, and all the rest works.
 *
 * @param {number} eventId
 * @returns {Kept}
 */
export const keptFolder = (eventId) => ({
  get: async () => (await ask("readonly", (store) => store.get(eventId)))?.folder,
  put: (folder) => ask("readwrite", (store) => store.put({ eventId, folder })),
  forget: () => ask("readwrite", (store) => store.delete(eventId)),
});

/**
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: Store) => Promise<T>} act
 */
async function ask(mode, act) {
  try {
    database ??= openDB(DATABASE, 1, {
      upgrade: (fresh) => void fresh.createObjectStore(FOLDERS, { keyPath: "eventId" }),
    });
    const { store, done } = (await database).transaction(FOLDERS, mode);
    const [answer] = await Promise.all([act(store), done]);
    return answer;
  } catch {
    return undefined;
  }
}
