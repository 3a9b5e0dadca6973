/** How an event treats its guests, and how long it stays. */
import { patch } from "../http.js";
import { html, useEffect, useLayoutEffect, useState } from "../ui/html.js";
import { deletions, goneBy } from "../ui/undo.js";
import { t } from "../ui/words.js";
import { day, fieldProblem, optionsOf, photos, visibilities } from "../words/studio.js";
import { EventBrand } from "./brand.js";
import { Confirm } from "./confirm.js";
import { CoverPicker } from "./cover.js";
import { FinalsSettings } from "./finals.js";
import { Choice, Field, NameField, Problem, useAct } from "./forms.js";
import { Lifecycle } from "./lifecycle.js";
import { everybodyBrowses, leadsToNothing } from "./offer-of-event.js";
import { GuestPreview } from "./preview.js";
import { router } from "./router.js";
import { giveUp } from "./uploads.js";
import { WatermarkPanel } from "./watermark.js";

/** @import { Refreshed } from "./refreshed.js" */

const LONGEST_CONSENT = 2000;
const SAVED_MS = 4000;
const FORM = "settings-form";
const FIELDS = [
  "name",
  "date",
  "time_zone",
  "visibility",
  "open_gallery",
  "link_gallery",
  "comments",
  "registered_only",
  "selfie_search",
  "downloads",
  "release",
  "release_after_min",
  "finals_by",
  "lone_finals",
  "keep_proofs",
  "guest_photos",
  "guest_gate",
  "wall_asks",
  "keep_until",
  "consent_text",
  "cover_photo_id",
];

/**
 * What `draft` (field by field, as typed) would change of `event`: the body of a PATCH.
 *
 * @param {Api.ManagedEvent} event
 * @param {Record<string, any>} draft
 */
export function changesOf(event, draft) {
  /** @type {Record<string, any>} */
  const before = { ...event };
  const typed = Object.entries(draft).map(([name, value]) => [name, wanted(name, value)]);
  return Object.fromEntries(
    typed.filter(([name, value]) => FIELDS.includes(name) && value !== (before[name] ?? wanted(name, ""))),
  );
}

/**
 * A field's value as the API has it: no date is null, and a name has no spaces around it.
 *
 * @param {string} name
 * @param {any} value
 */
function wanted(name, value) {
  switch (name) {
    case "date":
    case "keep_until":
    case "cover_photo_id":
      return value || null;
    case "name":
      return value.trim();
    case "release_after_min":
      return Number(value);
    default:
      return value;
  }
}

/**
 * What is wrong with a draft, by field; nothing for one that can be saved.
 *
 * @param {{name?: string, keep_until?: string | null, release_after_min?: number}} of
 * @param {string} today
 */
export function wrongIn({ name, keep_until: until, release_after_min: minutes }, today) {
  return {
    ...(name === "" ? { name: t("settings-name-missing") } : {}),
    ...(minutes === undefined || isMinutes(minutes) ? {} : { release_after_min: t("settings-minutes-wrong") }),
    ...(until && until < today ? { keep_until: t("settings-day-over") } : {}),
  };
}

/** @param {number} value */
const isMinutes = (value) => Number.isInteger(value) && value >= 1 && value <= 1440;

/**
 * The day that it is in a time zone, as the API writes days.
 *
 * @param {string} timeZone
 * @param {any} [now]
 */
export const todayIn = (timeZone, now = new Date()) => now.toLocaleDateString("sv", { timeZone });

/**
 * The settings as typed so far, and their way to the server. `saved` is true for a moment after that.
 *
 * @param {Api.ManagedEvent} event
 * @param {Refreshed<Api.ManagedEvent>} page
 */
function useDraft(event, page) {
  const [draft, setDraft] = useState(/** @type {Record<string, any>} */ ({}));
  const [saved, setSaved] = useState(false);
  const saving = useAct();
  const changes = changesOf(event, draft);
  const changed = Object.keys(changes).length;
  const unready = wrongIn(changes, todayIn(draft.time_zone ?? event.time_zone));
  useEffect(() => {
    const timer = saved ? setTimeout(() => setSaved(false), SAVED_MS) : null;
    return () => clearTimeout(timer);
  }, [saved]);
  // As it is drawn, not a moment later: who goes on at once after saving is not asked whether to lose it.
  useLayoutEffect(() => router.keepUnless(() => changed > 0), [changed]);
  const set = (/** @type {string} */ name) => (/** @type {any} */ value) => {
    setSaved(false);
    setDraft((before) => ({ ...before, [name]: value }));
  };
  const save = async (/** @type {SubmitEvent} */ submit) => {
    submit.preventDefault();
    if (changed === 0) return undefined;
    const sent = draft;
    const ready = Object.keys(unready).length === 0;
    if (!ready || !(await saving.run(async () => page.put(await patch(`/events/${event.id}`, { json: changes })))))
      return focusWrong();
    setDraft((now) => Object.fromEntries(Object.entries(now).filter(([name, value]) => value !== sent[name]))); // Typed meanwhile.
    return setSaved(true);
  };
  const wrong = { ...unready, ...serverSays(saving.error) };
  return { now: { ...event, ...draft }, changed, wrong, set, save, saved, saving, discard: () => setDraft({}) };
}

/** @param {{event: Api.ManagedEvent, page: Refreshed<Api.ManagedEvent>}} props */
export function Settings({ event, page }) {
  const [deleting, setDeleting] = useState(false);
  const { now, changed, wrong, set, save, saved, saving, discard } = useDraft(event, page);
  const form = { id: "settings", wrong };
  return html`<div class="settings">
    <form id=${FORM} noValidate onSubmit=${save} aria-label=${t("event-part-settings")}>
      <${Basics} form=${form} now=${now} set=${set} />
      <section class="panel stack" aria-labelledby="who-title">
        <h2 id="who-title">${t("settings-guests")}</h2>
        <${Choice} name="visibility" legend=${t("visibility-legend")} options=${choosable(event)} value=${now.visibility} onChoose=${set("visibility")} />
        ${now.visibility === "public" && html`<${Choice} name="open_gallery" legend=${t("open-gallery-legend")} options=${optionsOf("open-gallery", [false, true])} value=${now.open_gallery} onChoose=${set("open_gallery")} />`}
        ${!everybodyBrowses(now) && html`<${Choice} name="link_gallery" legend=${t("link-gallery-legend")} options=${optionsOf("link-gallery", [false, true])} value=${now.link_gallery} onChoose=${set("link_gallery")} />`}
        <${Choice} name="selfie_search" legend=${t("selfie-search-legend")} options=${optionsOf("selfie-search", [true, false])} value=${now.selfie_search} onChoose=${set("selfie_search")} />
        ${leadsToNothing(now) && html`<p class="notice small" role="status">${t("link-leads-to-nothing")}</p>`}
        <${KeptFaces} event=${event} now=${now} onChoose=${set("registered_only")} />
        <${Choice} name="downloads" legend=${t("downloads-legend")} options=${optionsOf("downloads", ["original", "preview", "none"])} value=${now.downloads} onChoose=${set("downloads")} />
        <${Choice} name="comments" legend=${t("comments-legend")} options=${optionsOf("comments", [false, true])} value=${now.comments} onChoose=${set("comments")} />
      </section>
      <${Gate} form=${form} event=${event} now=${now} set=${set} />
      <section class="panel stack" aria-labelledby="giving-title">
        <h2 id="giving-title">${t("giving-title")}</h2>
        <${Choice} name="guest_photos" legend=${t("guest-photos-legend")} options=${optionsOf("guest-photos", [false, true])} value=${now.guest_photos} onChoose=${set("guest_photos")} />
        <${Choice} name="wall_asks" legend=${t("wall-asks-legend")} options=${optionsOf("wall-asks", [false, true])} value=${now.wall_asks} onChoose=${set("wall_asks")} />
        ${now.guest_photos && html`<${Choice} name="guest_gate" legend=${t("guest-gate-legend")} options=${optionsOf("guest-gate", [true, false])} value=${now.guest_gate} onChoose=${set("guest_gate")} />`}
      </section>
      <${FinalsSettings} now=${now} set=${set} />
      <section class="panel consent-panel" aria-labelledby="consent-title">
        <div class="stack">
          <h2 id="consent-title">${t("consent-title")}</h2>
          <${Words} form=${form} value=${now.consent_text ?? ""} onInput=${set("consent_text")} />
        </div>
        <${GuestPreview} event=${now} />
      </section>
      <${Keeping} form=${form} now=${now} onInput=${set("keep_until")} />
    </form>
    <${EventBrand} event=${event} />
    <${WatermarkPanel} event=${event} />
    <section class="panel stack" aria-labelledby="export-title">
      <h2 id="export-title">${t("export-title")}</h2>
      <p>${t("export-lead")}</p>
      <div class="row">
        <a class="button" href="/api/v1/events/${event.id}/export" download>${t("export-plain")}</a>
        <a class="button" href="/api/v1/events/${event.id}/export?photos=true" download>${t("export-photos")}</a>
      </div>
    </section>
    <${Lifecycle} event=${event} page=${page} />
    <section class="panel danger-zone" aria-labelledby="delete-title">
      <div class="stack tight">
        <h2 id="delete-title">${t("delete-title")}</h2>
        <p>${t("delete-lead")} ${t("delete-evidence", { days: event.consent_keep_days })}</p>
      </div>
      <button class="danger" type="button" onClick=${() => setDeleting(true)}>${t("delete-ask")}</button>
    </section>
    <p class="unseen" role="status">${saved && t("settings-saved")}</p>
    ${(changed > 0 || saved) && html`<${SaveBar} changed=${changed} saved=${saved} saving=${saving} onDiscard=${discard} />`}
  </div>
    ${deleting && html`<${Delete} event=${event} onClose=${() => setDeleting(false)} />`}`;
}

/** @param {any} error */
function serverSays(error) {
  const named = (error?.errors ?? []).map((/** @type {any} */ problem) => [[problem.loc].flat().at(-1), fieldProblem(problem)]);
  return Object.fromEntries(named.filter((/** @type {[string, string]} */ [name]) => FIELDS.includes(name)));
}

// After the drawing that marks it.
const focusWrong = () => requestAnimationFrame(() => document.querySelector(`#${FORM} [aria-invalid="true"]`)?.focus());

/**
 * Decided before the first photo: what was stored cannot be taken out of what keeps history.
 *
 * @param {{event: Api.ManagedEvent, now: any, onChoose: (value: any) => void}} props
 */
function KeptFaces({ event, now, onChoose }) {
  const legend = t("kept-faces-legend");
  const choices = optionsOf("kept-faces", [false, true]);
  if (event.photos === 0)
    return html`<${Choice} name="registered_only" legend=${legend} options=${choices} value=${now.registered_only} onChoose=${onChoose} />`;
  const kept = choices[event.registered_only ? 1 : 0];
  return html`<div class="field" data-fact="registered_only">
    <strong>${legend}</strong>
    <p>${kept.label}</p>
    <p class="soft small">${kept.means} ${t("kept-faces-fixed")}</p>
  </div>`;
}

/**
 * Private is not offered, but kept where a program has set it.
 *
 * @param {{visibility: Api.Visibility}} of
 */
const choosable = ({ visibility }) => visibilities(["unlisted", "public", ...(visibility === "private" ? ["private"] : [])]);

/** @param {{form: any, now: any, set: (name: string) => (value: any) => void}} props */
function Basics({ form, now, set }) {
  return html`<section class="panel basics" aria-labelledby="basics-title">
    <div class="stack">
      <h2 id="basics-title">${t("settings-event")}</h2>
      <${NameField} form=${form} value=${now.name} onInput=${(input) => set("name")(input.target.value)} />
      <${Field} form=${form} name="date" label=${t("event-date")} type="date" value=${now.date ?? ""} onInput=${(input) => set("date")(input.target.value)} />
      <${Zone} value=${now.time_zone} onChoose=${set("time_zone")} />
    </div>
    <${CoverPicker} event=${now} onChoose=${set("cover_photo_id")} />
  </section>`;
}

/**
 * The clock of the place where the event is.
 *
 * @param {{value: any, onChoose: (value: any) => void}} props
 */
function Zone({ value, onChoose }) {
  const names = [...new Set(["UTC", value, ...Intl.supportedValuesOf("timeZone")])];
  return html`<div class="field">
    <label for="settings-time_zone">${t("settings-zone")}</label>
    <select id="settings-time_zone" value=${value} aria-describedby="zone-hint" onChange=${(event) => onChoose(event.target.value)}>
      ${names.map((name) => html`<option key=${name} value=${name}>${name.replaceAll("_", " ")}</option>`)}
    </select>
    <p id="zone-hint" class="soft small">${t("settings-zone-hint")}</p>
  </div>`;
}

/** @param {{form: any, value: any, onInput: (event: Event) => void}} props */
function Words({ form, value, onInput }) {
  const left = LONGEST_CONSENT - value.length;
  return html`<div class="field">
    <label for="settings-consent_text">${t("consent-label")}</label>
    <textarea
      id="settings-consent_text"
      name="consent_text"
      rows="6"
      maxlength=${LONGEST_CONSENT}
      aria-describedby="consent-hint"
      aria-invalid=${form.wrong.consent_text ? "true" : undefined}
      value=${value}
      onInput=${(event) => onInput(event.target.value)}
    ></textarea>
    <p id="consent-hint" class="soft small">
      ${t("consent-hint")}
      ${left < 200 && html`<span class="figures"> ${t("consent-left", { count: left })}</span>`}
    </p>
    ${form.wrong.consent_text && html`<p class="wrong small">${form.wrong.consent_text}</p>`}
  </div>`;
}

/**
 * When guests see the photos, and what a change does to those that wait.
 *
 * @param {{form: any, event: Api.ManagedEvent, now: any, set: (name: string) => (value: any) => void}} props
 */
function Gate({ form, event, now, set }) {
  return html`<section class="panel stack" aria-labelledby="gate-title">
    <h2 id="gate-title">${t("release-title")}</h2>
    <${Choice} name="release" legend=${t("release-legend")} options=${optionsOf("release", ["at_once", "later", "approved"])} value=${now.release} onChoose=${set("release")} />
    ${
      now.release === "later" &&
      html`<${Field}
      form=${form}
      name="release_after_min"
      label=${t("release-minutes")}
      type="number"
      min="1"
      max="1440"
      required
      value=${now.release_after_min}
      onInput=${(input) => set("release_after_min")(input.target.value)}
    />`
    }
    ${event.waiting > 0 && now.release !== event.release && html`<p class="notice small" role="status">${t(`release-changes-${now.release}`, { count: event.waiting })}</p>`}
  </section>`;
}

/** @param {{form: any, now: any, onInput: (event: Event) => void}} props */
function Keeping({ form, now, onInput }) {
  return html`<section class="panel stack" aria-labelledby="keep-title">
    <h2 id="keep-title">${t("keep-title")}</h2>
    <${Field}
      form=${form}
      name="keep_until"
      label=${t("keep-label")}
      type="date"
      value=${now.keep_until ?? ""}
      onInput=${(input) => onInput(input.target.value)}
      hint=${now.keep_until ? t("keep-until", { day: day(now.keep_until) }) : t("keep-forever")}
    />
  </section>`;
}

/**
 * Stays in sight for as long as there is something to save.
 *
 * @param {{changed: number, saved: boolean, saving: any, onDiscard: () => void}} props
 */
function SaveBar({ changed, saved, saving, onDiscard }) {
  if (saved && changed === 0) return html`<div class="save-bar"><p class="good">${t("settings-saved")}</p></div>`;
  const unplaced = saving.error && Object.keys(serverSays(saving.error)).length === 0;
  return html`<div class="save-bar">
    <${Problem} error=${unplaced ? saving.error : null} />
    <p>${t("settings-unsaved", { count: changed })}</p>
    <div class="row">
      <button type="button" onClick=${onDiscard}>${t("settings-discard")}</button>
      <button class="primary" type="submit" form=${FORM} aria-disabled=${saving.busy}>${t(saving.busy ? "settings-saving" : "settings-save")}</button>
    </div>
  </div>`;
}

/** @param {{event: Api.ManagedEvent, onClose: () => void}} props */
function Delete({ event, onClose }) {
  const act = async () => {
    deletions.add({
      ...goneBy(`/events/${event.id}`),
      text: t("undo-event", { name: event.name }),
      done: () => giveUp(event.id),
    });
    router.replace("");
  };
  return html`<${Confirm}
    title=${t("delete-question", { name: event.name })}
    text=${t("delete-question-lead", { photos: photos(event.photos ?? 0) })}
    typed=${event.name}
    yes=${t("delete-yes")}
    act=${act}
    onClose=${onClose}
  />`;
}
