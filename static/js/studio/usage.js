/** How much of what an account may have is used: in numbers, and as bars where there is an end to it. */
import { get } from "../http.js";
import { html } from "../ui/html.js";
import { number, t } from "../ui/words.js";
import { bytes } from "../words/studio.js";
import { Loaded } from "./pieces.js";
import { useRefreshed } from "./refreshed.js";

const EVERY_MS = 60_000;
const NEARLY = 0.9;

/** @type {{name: "events" | "photos" | "bytes", say: (value: number) => string}[]} */
const KINDS = [
  { name: "events", say: number },
  { name: "photos", say: number },
  { name: "bytes", say: bytes },
];

/**
 * How much is used of each kind that has an end: its share, 0 to 1 and more.
 *
 * @param {Api.Usage} usage
 */
export const sharesOf = ({ most, ...used }) =>
  KINDS.flatMap(({ name }) => {
    const end = most[name];
    return end === null ? [] : [{ name, share: end > 0 ? used[name] / end : 1 }];
  });

/** @returns {Promise<Api.Usage>} */
const ownUsage = () => get("/auth/usage");

/** One's own, as a part of the account. */
export function OwnUsage() {
  const store = useRefreshed("usage", ownUsage, EVERY_MS);
  return html`<section class="panel stack" aria-labelledby="usage-title">
    <h2 id="usage-title">${t("usage-title")}</h2>
    <${Loaded} store=${store}>${(/** @type {Api.Usage} */ usage) => html`<${Usage} usage=${usage} />`}<//>
  </section>`;
}

/** @param {{usage: Api.Usage}} props */
export function Usage({ usage }) {
  return html`<dl class="usage">
    ${KINDS.map(({ name, say }) => {
      const end = usage.most[name];
      const text = end === null ? say(usage[name]) : t("usage-of", { used: say(usage[name]), most: say(end) });
      return html`<div key=${name} data-full=${end !== null && usage[name] >= end}>
        <dt>${t(`usage-${name}`)}</dt>
        <dd><span class="figures">${text}</span>${end !== null && html`<progress max=${end || 1} value=${end ? usage[name] : 1} aria-label=${t(`usage-${name}`)} aria-valuetext=${text}></progress>`}</dd>
      </div>`;
    })}
  </dl>`;
}

/** Said above the events as long as little is left of something; nothing otherwise. */
export function NearlyFull() {
  const { value } = useRefreshed("usage", ownUsage, EVERY_MS);
  const [fullest] = value ? sharesOf(value).sort((one, other) => other.share - one.share) : [];
  if (!fullest || fullest.share < NEARLY) return null;
  return html`<p class="notice" role="status">${t(`usage-${fullest.share >= 1 ? "full" : "nearly"}-${fullest.name}`)} <a href="#account">${t("usage-see")}</a></p>`;
}
