/** A part of the page that is fetched when it is needed: says so when that takes long, and offers another try when it fails. */
import { html, useEffect, useState } from "./html.js";
import { t } from "./words.js";

/**
 * `load()` resolves to the component to draw with the other properties. Where its error is `stuck`, another try is a new page.
 *
 * @param {{load: () => Promise<unknown>, [more: string]: unknown}} props
 */
export function Later({ load, ...rest }) {
  const [found, setFound] = useState(null);
  const [failed, setFailed] = useState(false);
  const fetchIt = (/** @type {boolean} */ again) => {
    setFailed(false);
    load().then(
      (component) => setFound(() => component),
      (error) => (again && error.stuck ? location.reload() : setFailed(true)),
    );
  };
  useEffect(() => fetchIt(false), [load]);
  if (found) return html`<${found} ...${rest} />`;
  if (!failed) return html`<${Waiting} text=${t("one-moment")} />`;
  return html`<section class="stack">
    <p class="notice bad" role="alert">${t("error-unreachable")}</p>
    <button type="button" onClick=${() => fetchIt(true)}>${t("try-again")}</button>
  </section>`;
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
