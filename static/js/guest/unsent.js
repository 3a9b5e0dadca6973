/** What a guest said without a network is told later, by a module that only those load who need it. */

const NOTHING = () => undefined; // It waits for another time.

/** Whether something was said without a network, and the page was closed before it could be told. */
function somethingWaits() {
  try {
    return localStorage.getItem("ep.outbox") !== null;
  } catch {
    return false; // A private window.
  }
}

/** Tell what waits. */
export function tellUnsent() {
  if (somethingWaits()) import("./outbox.js").then(({ outbox }) => outbox.run()).catch(NOTHING);
}

/**
 * Nothing that was said with this token is told any more.
 *
 * @param {string} token
 */
export function dropUnsent(token) {
  if (somethingWaits()) import("./outbox.js").then(({ outbox }) => outbox.drop(token)).catch(NOTHING);
}

/**
 * The service is to delete this too.
 *
 * @param {string} path
 * @param {string | null} token null where it is this browser's cookie that says whose it is
 */
export async function removeLater(path, token) {
  const { outbox } = await import("./outbox.js");
  outbox.put({ about: path, method: "DELETE", path, token });
}

/**
 * An answer that the service could not hear.
 *
 * @param {string} searchId
 * @param {string} token
 * @param {{photo_id: string, is_me: boolean | null}} json
 */
export async function answerLater(searchId, token, json) {
  const { outbox } = await import("./outbox.js");
  const path = `/searches/${searchId}/feedback`;
  outbox.put({ about: `${path} ${json.photo_id}`, method: "POST", path, token, json });
}
