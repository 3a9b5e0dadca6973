/** Writing to the photographer about one photo, and what was written about it before. */
import { get } from "../http.js";
import { Dialog } from "../ui/dialog.js";
import { html, useEffect, useRef, useState, useStore } from "../ui/html.js";
import { Deleted, deletions, goneBy } from "../ui/undo.js";
import { explain, t } from "../ui/words.js";
import { outbox } from "./outbox.js";

/** @import { Visit } from "./visit.js" */

const LONGEST = 500;
const A_PAGE = 200;

/** @param {{visit: Visit}} props */
export function Comment({ visit }) {
  useStore([outbox, deletions]);
  const photoId = /** @type {string} */ (visit.commenting);
  const field = useRef(null);
  const [list, setList] = useState(/** @type {{id: string, token: string} | null} */ (null));
  const [said, setSaid] = useState(/** @type {Api.OwnComment[]} */ ([]));
  const [problem, setProblem] = useState(/** @type {any} */ (null));
  const read = async () => {
    try {
      const held = await visit.favourites.held();
      setList(held);
      setSaid(await commentsOn(held, photoId));
      setProblem(null);
    } catch (error) {
      setProblem(error);
    }
  };
  useEffect(() => {
    read();
  }, []);
  const send = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const text = field.current.value.trim();
    if (!text || !list) return;
    const key = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
    const path = `/favourites/${list.id}/comments/${key}`;
    field.current.value = "";
    await outbox.put({ about: path, method: "PUT", path, token: list.token, json: { photo_id: photoId, text } });
    await read();
  };
  const pathOf = (/** @type {string} */ key) => `/favourites/${list?.id}/comments/${key}`;
  const takeBack = (/** @type {string} */ key) => {
    visit.deleteWith(deletions);
    deletions.add({ ...goneBy(pathOf(key), list?.token), text: t("guest-comment-deleted"), done: read });
    field.current?.focus();
  };
  const waiting = outbox.all.filter(
    ({ json }) => /** @type {any} */ (json)?.photo_id === photoId && /** @type {any} */ (json)?.text,
  );
  return html`<${Dialog} label=${t("guest-comment-title")} class="question" onClose=${() => visit.commentOn(null)} onKeyDown=${(/** @type {Event} */ event) => event.stopPropagation()}>
    <div class="stack">
      <h2>${t("guest-comment-title")}</h2>
      <p class="soft small">${t("guest-comment-lead")}</p>
      <ul class="comments stack">
        ${waiting.map((one) => html`<li key=${one.path}><p dir="auto">${/** @type {any} */ (one.json).text}</p><p class="soft small">${t("guest-comment-waits")}</p></li>`)}
        ${said.filter(({ key }) => !deletions.hides(pathOf(key))).map((one) => html`<li key=${one.key}><p dir="auto">${one.text}</p><button type="button" class="quiet compact" onClick=${() => takeBack(one.key)}>${t("guest-comment-delete")}</button></li>`)}
      </ul>
      <p class=${problem ? "notice bad" : "unseen"} role="alert">${problem ? explain(problem) : ""}</p>
      <form class="stack" onSubmit=${send}>
        <label class="field"><span class="label">${t("guest-comment-label")}</span>
          <textarea ref=${field} name="comment" rows="3" maxlength=${LONGEST} required dir="auto"></textarea>
        </label>
        <div class="row">
          <button type="submit" class="primary" disabled=${!list}>${t("guest-comment-send")}</button>
          <button type="button" onClick=${() => visit.commentOn(null)}>${t("close")}</button>
        </div>
      </form>
      <${Deleted} inside />
    </div>
  <//>`;
}

/**
 * @param {{id: string, token: string}} list
 * @param {string} photoId
 */
async function commentsOn({ id, token }, photoId) {
  /** @type {Api.OwnComment[]} */
  const found = [];
  let cursor = null;
  do {
    const query = new URLSearchParams({ limit: `${A_PAGE}`, ...(cursor && { cursor }) });
    /** @type {Api.Page<Api.OwnComment>} */
    const page = await get(`/favourites/${id}/comments?${query}`, { token });
    found.push(...page.items.filter(({ photo_id: about }) => about === photoId));
    cursor = page.next_cursor;
  } while (cursor);
  return found;
}
