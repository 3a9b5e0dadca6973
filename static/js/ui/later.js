/**
 * A part of the page that is fetched when it is needed: says so when that takes long, and where it fails goes on by itself once the
 * connection is back, or as soon as somebody asks for another try.
 */
import { html, useEffect, useState } from "./html.js";
import { t } from "./words.js";

const AGAIN_EVERY_MS = 5000; // A network that was silent for a while does not say that it is back.

/**
 * `load()` resolves to the component to draw with the other properties. Where its error is `stuck`, another try is a new page, for
 * which somebody has to ask.
 *
 * @param {{load: () => Promise<unknown>, [more: string]: unknown}} props
 */
export function Later({ load, ...rest }) {
  const [found, setFound] = useState(null);
  const [failure, setFailure] = useState(/** @type {{stuck?: boolean} | null} */ (null));
  const fetchIt = () => load().then((component) => setFound(() => component));
  const askAgain = () => {
    setFailure(null);
    fetchIt().catch((error) => (error.stuck ? location.reload() : setFailure(error)));
  };
  useEffect(() => {
    setFailure(null);
    fetchIt().catch(setFailure);
  }, [load]);
  useWhileLost(failure !== null && !failure.stuck && !found, () => fetchIt().catch(setFailure));
  if (found) return html`<${found} ...${rest} />`;
  if (!failure) return html`<${Waiting} text=${t("one-moment")} />`;
  return html`<section class="stack">
    <p class="notice bad" role="alert">${t("error-unreachable")}</p>
    <button type="button" onClick=${askAgain}>${t("try-again")}</button>
  </section>`;
}

/**
 * Do `act` every now and then while something is `lost`, and when the browser says that the network is back.
 *
 * @param {boolean} lost
 * @param {() => void} act
 */
function useWhileLost(lost, act) {
  useEffect(() => {
    if (!lost) return undefined;
    const timer = setInterval(act, AGAIN_EVERY_MS);
    addEventListener("online", act);
    return () => {
      clearInterval(timer);
      removeEventListener("online", act);
    };
  }, [lost]);
}

const PATIENCE_MS = 300;

/**
 * Something takes a while; said only once it does.
 *
 * @param {{text: string}} props
 */
export function Waiting({ text }) {
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return html`<p class=${long ? "waiting lead" : "waiting lead unseen"} role="status">${long ? text : ""}</p>`;
}
