/** One event: its head, and the part of it that the address names. */
import { get } from "../http.js";
import { IngestStore } from "../store-ingest.js";
import { html, useEffect, useMemo, useRef, useStore } from "../ui/html.js";
import { number, t } from "../ui/words.js";
import { day, visibility } from "../words/studio.js";
import { Albums } from "./albums.js";
import { Cameras } from "./cameras.js";
import { toGo } from "./events.js";
import { Favourites } from "./favourites.js";
import { Gallery } from "./gallery.js";
import { Ingest } from "./ingest.js";
import { Insights } from "./insights.js";
import { Kiosks } from "./kiosks.js";
import { Heading, Loaded } from "./pieces.js";
import { useRefreshed } from "./refreshed.js";
import { Review } from "./review.js";
import { eventHref, PARTS } from "./router.js";
import { Senders } from "./senders.js";
import { session } from "./session.js";
import { Settings } from "./settings.js";
import { Sharing } from "./sharing.js";
import { Team, whoseOf } from "./team.js";
import { giveUp } from "./uploads.js";

/** @import { LiveSocket } from "../socket.js" */

const EVERY_MS = 15_000;

/** @type {Record<string, any>} The parts and what draws them, given `event`, `socket`, `ingest` (the event's IngestStore, live) and `page` (the event, Refreshed). */
const DRAWN = {
  live: Ingest,
  review: Review,
  gallery: Gallery,
  albums: Albums,
  favourites: Favourites,
  cameras: Cameras,
  share: Sharing,
  team: Team,
  ftp: Senders,
  kiosks: Kiosks,
  insights: Insights,
  settings: Settings,
};
/** @type {Record<string, string>} What one has to be allowed to do for a part to make sense. */
const NEEDS = {
  live: "see_photos",
  review: "review_photos",
  gallery: "see_photos",
  albums: "see_photos",
  favourites: "see_favourites",
  cameras: "see_photos",
  share: "share_event",
  team: "see_team",
  ftp: "manage_own_senders",
  kiosks: "manage_kiosks",
  insights: "see_insights",
  settings: "change_event",
};

/**
 * The parts of an event's page; the review where there is a gate, something waits, or somebody asks for it.
 *
 * @param {Api.ManagedEvent} event
 * @param {string} asked
 */
const partsOf = (event, asked) =>
  PARTS.filter((part) => event.may.includes(NEEDS[part]) && (part !== "review" || asked === part || isReviewed(event)));

/** @param {Api.ManagedEvent} event */
const isReviewed = ({ release, waiting }) => release !== "at_once" || waiting > 0;

/** @param {string} id */
async function read(id) {
  // For a stranger an event is not there, or is as guests see it: which it is, only somebody who is still signed in can be told.
  try {
    const event = await get(`/events/${id}`);
    if (!("owned" in event)) await get("/auth/me");
    return event;
  } catch (error) {
    if (error.status === 404) await get("/auth/me");
    throw error;
  }
}

/** @param {{id: string, part: string, socket: LiveSocket}} props */
export function EventPage({ id, part, socket }) {
  const page = useRefreshed(id, () => read(id), EVERY_MS);
  const ingest = useMemo(() => new IngestStore(), []);
  useStore(session);
  const mayWatch = Boolean(session.user && page.value && "owned" in page.value);
  useEffect(() => {
    if (!mayWatch) return undefined;
    return socket.subscribe(
      `event:${id}:ingest`,
      ingest.listener(() => page.refresh()),
    );
  }, [mayWatch]);
  if (page.error?.status === 404) return html`<${Gone} id=${id} />`;
  return html`<${Loaded} store=${page}>
    ${(event) => ("owned" in event ? html`<${Whole} event=${event} part=${part} socket=${socket} ingest=${ingest} page=${page} />` : html`<${Gone} id=${id} />`)}
  <//>`;
}

/** @param {{event: Api.ManagedEvent, part: string, [more: string]: unknown}} props */
function Whole({ event, part: asked, ...rest }) {
  const parts = partsOf(event, asked);
  const part = parts.includes(asked) ? asked : parts[0];
  const Part = DRAWN[part];
  const present = useRef(null);
  // On a phone the row of parts is wider than the window, in some languages by half.
  useEffect(() => present.current?.scrollIntoView({ block: "nearest", inline: "nearest" }), [part]);
  const facts = [
    t("event-number", { id: String(event.id) }),
    event.date && day(event.date),
    visibility(event.visibility),
    event.archived_at && t("archive-archived"),
    !event.owned && whoseOf(event),
  ];
  return html`
    <header class="leader film">
      <p class="edge-print figures">
        <a href="#">${t("event-all")}</a>
        ${facts.filter(Boolean).map((fact) => html`<span>${fact}</span>`)}
      </p>
      <div class="row between title">
        <${Heading} title=${event.name} document="${t(`event-part-${part}`)} · ${event.name}" />
        <${Tally} event=${event} ingest=${/** @type {IngestStore} */ (rest.ingest)} />
      </div>
      <${Counting} ingest=${/** @type {IngestStore} */ (rest.ingest)} />
      <nav class="parts" aria-label=${t("event-parts")}>
        ${parts.map((name) => html`<a key=${name} ref=${name === part ? present : undefined} href=${eventHref(event.id, name)} aria-current=${name === part ? "page" : undefined}>${t(`event-part-${name}`)}${name === "review" && html`<${ToReview} event=${event} ingest=${/** @type {IngestStore} */ (rest.ingest)} />`}</a>`)}
      </nav>
    </header>
    <${Part} key=${part} event=${event} ...${rest} />
  `;
}

/**
 * The numbers one glances at: yellow while photos are being looked through. They come live where the ingest topic knows them.
 *
 * @param {{event: Api.ManagedEvent, ingest: IngestStore}} props
 */
function Tally({ event, ingest }) {
  useStore(ingest);
  const { progress } = ingest;
  const now = progress.total ? { ...progress, photos: progress.total } : event;
  const numbers = [
    { name: "failed", value: now.failed, state: "failing" },
    { name: "photos", value: now.photos },
    { name: "indexed", value: now.indexed, state: toGo(now) > 0 ? "busy" : "" },
    { name: "faces", value: now.faces },
    { name: "guests", value: event.guests },
  ];
  const shown = numbers.filter(({ name, value }) => value > 0 || (value === 0 && name !== "failed"));
  return html`<dl class="tally">
    ${shown.map(({ name, value, state }) => html`<div key=${name} data-state=${state}><dt>${t(`tally-${name}`)}</dt><dd>${number(value)}</dd></div>`)}
  </dl>`;
}

/**
 * How many photos wait, beside the name of the part; nothing for none.
 *
 * @param {{event: Api.ManagedEvent, ingest: IngestStore}} props
 */
function ToReview({ event, ingest }) {
  useStore(ingest);
  const waiting = ingest.progress.total ? ingest.progress.waiting : event.waiting;
  return waiting > 0 && html` <span class="to-review figures">${number(waiting)}</span>`;
}

/**
 * After a crash the numbers may be off until the service has counted anew. Always in the page, so that it is read aloud.
 *
 * @param {{ingest: IngestStore}} props
 */
function Counting({ ingest }) {
  useStore(ingest);
  const { counting } = ingest.progress;
  return html`<p class=${counting ? "small soft" : "unseen"} role="status">${counting && t("event-recounting")}</p>`;
}

/** @param {{id: string}} props */
function Gone({ id }) {
  useEffect(() => void giveUp(Number(id)), [id]);
  return html`<section class="stack narrow">
    <${Heading} title=${t("event-gone-title")} />
    <p>${t("event-gone-lead")}</p>
    <a class="button primary" href="#">${t("to-your-events")}</a>
  </section>`;
}
