/** Whether a photo wall at the venue may show photos of the guest: asked where the photographer wants it, and never in her way. */
import { get, post } from "../http.js";
import { html, useEffect, useState } from "../ui/html.js";
import { t } from "../ui/words.js";
import { nameOf, searchOf } from "./people.js";

/** @import { Visit } from "./visit.js" */

const ANSWERS = /** @type {const} */ ([
  [true, "wall-question-yes"],
  [false, "wall-question-no"],
]);

/** @param {{visit: Visit}} props */
export function WallQuestion({ visit }) {
  const { id, token } = searchOf(visit.people.person);
  const [answer, setAnswer] = useState(/** @type {boolean | null} */ (null));
  useEffect(() => {
    let asked = true;
    const show = (/** @type {{wall: boolean | null}} */ { wall }) => asked && setAnswer(wall);
    get(`/searches/${id}`, { token }).then(show, () => undefined); // Then it is as if she had not answered, and she may.
    return () => {
      asked = false;
    };
  }, [id]);
  const say = async (/** @type {boolean} */ wall) => {
    const before = answer;
    setAnswer(wall);
    try {
      await post(`/searches/${id}/wall`, { json: { answer: wall }, token });
    } catch (error) {
      setAnswer(before);
      visit.complain(error);
    }
  };
  const name = nameOf(visit.people, visit.people.person);
  return html`<fieldset class="wall-question">
    <legend>${name ? t("wall-question-of", { name }) : t("wall-question")}</legend>
    ${ANSWERS.map(
      ([value, words]) => html`<label key=${words}>
        <input type="radio" name="wall" checked=${answer === value} onChange=${() => say(value)} />
        <span>${t(words)}</span>
      </label>`,
    )}
    <p class="soft small">${t("wall-question-means")}</p>
  </fieldset>`;
}
