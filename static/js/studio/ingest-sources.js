/** Where an event's photos come from, and how each source does: last photo, files that wait, files that were refused or cut off. */
import { get, serverNow } from "../http.js";
import { html } from "../ui/html.js";
import { t } from "../ui/words.js";
import { ago, bytes, failure, photos } from "../words/studio.js";
import { Loaded } from "./pieces.js";
import { useRefreshed } from "./refreshed.js";

const EVERY_MS = 5000;

/** @param {{event: Api.ManagedEvent}} props */
export function Sources({ event }) {
  const store = useRefreshed(
    event.id,
    /** @returns {Promise<Api.PhotoSource[]>} */ async () => (await get(`/events/${event.id}/sources`)).items,
    EVERY_MS,
  );
  if (store.value?.length === 0) return null; // Nothing came yet: the place to drop says all there is to say.
  return html`<section class="origins" aria-labelledby="origins-title">
    <h2 id="origins-title">${t("origins-title")}</h2>
    <${Loaded} store=${store}>${(/** @type {Api.PhotoSource[]} */ found) => html`<ul id="origins">
      ${found.map((each) => html`<${Item} key=${each.sender_id ?? each.source} of=${each} />`)}
    </ul>`}<//>
  </section>`;
}

/**
 * What of a source needs somebody: one sentence each.
 *
 * @param {Api.PhotoSource} of
 */
export function troublesOf({ cut, refusals, refused }) {
  const broken = cut.map(({ name, size }) => t("origins-cut", { name, size: bytes(size) }));
  const last = refusals.slice(-3).reverse();
  const others = refused - last.length;
  return [
    ...broken,
    ...last.map(({ name, code }) => t("origins-refused", { name, why: failure({ code, message: "" }) })),
    ...(others > 0 && last.length > 0 ? [t("origins-refused-before", { count: others })] : []),
  ];
}

/** @param {{of: Api.PhotoSource}} props */
function Item({ of }) {
  const troubles = troublesOf(of);
  const facts = [
    of.name && t(`origin-${of.source}`),
    photos(of.photos),
    of.last_photo_at && t("origins-last", { ago: ago(serverNow() - Date.parse(of.last_photo_at)), name: of.last_photo ?? "" }),
    !of.last_photo_at && t("origins-none"),
    of.waiting > 0 && t("origins-waiting", { count: of.waiting }),
  ];
  return html`<li data-source=${of.source} data-state=${of.online ? "online" : "away"}>
    <p><span class="dot" aria-hidden="true"></span><strong>${of.name ?? t(`origin-${of.source}`)}</strong> <span class="soft small figures">${facts.filter(Boolean).join(" · ")}</span></p>
    ${troubles.length > 0 && html`<ul class="why small">${troubles.map((said) => html`<li key=${said}>${said}</li>`)}</ul>`}
  </li>`;
}
