/**
 * Asks for the event and its words before the rest of the page is here: on a slow network they come half a second earlier.
 * The page loads this with `async`, first of all, so it has to stay small.
 */
import { get } from "../http.js";
import { firstLanguage } from "../ui/languages.js";

const link = document.createElement("link");
document.head.append(
  Object.assign(link, { rel: "preload", as: "fetch", crossOrigin: "", href: `/static/words/${firstLanguage()}.ftl` }),
);

/** @type {Promise<any> | null} */
let asked = null;
const token = location.pathname.match(/^\/[gs]\/([^/]+)$/)?.[1];
if (token && !location.hash.includes("handoff=")) {
  asked = get(`/share/${encodeURIComponent(token)}`);
  asked.catch(() => undefined); // Whoever takes it learns of it.
}

/** The answer to the link of this page, as it was asked for when the page began: for the first who asks. Null then, and elsewhere. */
export function takeAnswer() {
  const answer = asked;
  asked = null;
  return answer;
}
