/** What lies over the pictures that guests of an event get. */
import { get, post, put } from "../http.js";
import { html, useLayoutEffect, useRef, useState, useStore } from "../ui/html.js";
import { deletions, goneBy } from "../ui/undo.js";
import { explain, t } from "../ui/words.js";
import { Field, Form, Problem, Slider, useAct, useForm } from "./forms.js";
import { Loaded } from "./pieces.js";
import { useRefreshed } from "./refreshed.js";
import { router } from "./router.js";

/** @import { Refreshed } from "./refreshed.js" */

const EVERY_MS = 15_000;
const WHILE_PENDING_MS = 2000;
const PLACES = ["top_left", "top_right", "centre", "bottom_left", "bottom_right", "all_over"];
const MOST_BYTES = 2 * 1024 * 1024;

/** @param {{event: Api.ManagedEvent}} props */
export function WatermarkPanel({ event }) {
  const path = `/events/${event.id}/watermark`;
  const store = useRefreshed(
    path,
    /** @returns {Promise<Api.Watermark>} */ () => get(path),
    (mark) => (mark.pending ? WHILE_PENDING_MS : EVERY_MS),
  );
  useStore(deletions);
  return html`<section class="panel stack brand-panel" aria-labelledby="watermark-title">
    <h2 id="watermark-title">${t("watermark-title")}</h2>
    <p class="soft">${t("watermark-lead")}</p>
    <${Loaded} store=${store}>${(/** @type {Api.Watermark} */ mark) => !deletions.hides(path) && html`<${Mark} path=${path} mark=${mark} store=${store} />`}<//>
  </section>`;
}

/**
 * What is sent of a watermark: a text that did not change leaves the mark as it is, also where that is a picture.
 *
 * @param {Api.Watermark} mark
 * @param {{text: string, size: number, opacity: number, place: string}} typed
 */
export function wantedOf(mark, { text, ...laid }) {
  const said = text.trim();
  return said && said !== mark.text ? { text: said, ...laid } : laid;
}

/** @param {{path: string, mark: Api.Watermark, store: Refreshed<Api.Watermark>}} props */
function Mark({ path, mark, store }) {
  // Of what is not changed here the last word is the service's, also where the answer to a save comes after all was drawn anew.
  const [changed, setChanged] = useState(/** @type {Partial<Pick<Api.Watermark, "place" | "size" | "opacity">>} */ ({}));
  const laid = { place: mark.place, size: mark.size, opacity: mark.opacity, ...changed };
  const set = (/** @type {string} */ name) => (/** @type {any} */ input) =>
    setChanged((now) => ({ ...now, [name]: name === "place" ? input.target.value : Number(input.target.value) }));
  const save = async (/** @type {{text: string}} */ { text }) => {
    store.put(await put(path, { json: wantedOf(mark, { text, ...laid }) }));
    setChanged({});
  };
  const form = useForm("watermark", save, { watermark_missing: "text" });
  useLayoutEffect(() => router.keepUnless(form.isTouched), []);
  const off = () => deletions.add({ ...goneBy(path), text: t("undo-watermark"), done: () => store.refresh() });
  return html`<div class="stack watermark">
    ${mark.picture && html`<p role="status" class=${mark.pending ? "notice" : "good"}>${t(mark.pending ? "watermark-pending" : "watermark-on")}</p>`}
    <${Form} form=${form} button=${t(mark.picture ? "watermark-save" : "watermark-start")} doing=${t("settings-saving")} aria-labelledby="watermark-title">
      <${Field} form=${form} name="text" label=${t("watermark-text")} maxlength="60" defaultValue=${mark.text} hint=${t("watermark-text-hint")} />
      <div class="field">
        <label for="watermark-place">${t("watermark-place")}</label>
        <select id="watermark-place" value=${laid.place} onChange=${set("place")}>
          ${PLACES.map((place) => html`<option key=${place} value=${place}>${t(`watermark-at-${place}`)}</option>`)}
        </select>
      </div>
      <${Slider} id="watermark-size" label=${t("watermark-size")} value=${laid.size} min="5" max="100" onInput=${set("size")} />
      <${Slider} id="watermark-opacity" label=${t("watermark-opacity")} value=${laid.opacity} min="10" max="100" onInput=${set("opacity")} />
    <//>
    <${MarkPicture} path=${path} store=${store} />
    ${mark.picture && html`<${Preview} mark=${{ ...mark, .../** @type {any} */ (laid) }} />`}
    ${mark.picture && html`<p><button type="button" onClick=${off}>${t("watermark-off")}</button></p>`}
  </div>`;
}

/** @param {{path: string, store: Refreshed<Api.Watermark>}} props */
function MarkPicture({ path, store }) {
  const sending = useAct();
  const [large, setLarge] = useState(false);
  const input = useRef(null);
  const send = async (/** @type {any} */ event) => {
    const file = event.target.files[0];
    setLarge(file?.size > MOST_BYTES);
    if (file && file.size <= MOST_BYTES) {
      const form = new FormData();
      form.append("picture", file);
      await sending.run(async () => store.put(await post(`${path}/picture`, { form })));
    }
    input.current.value = "";
  };
  const refused = /** @type {any} */ (sending.error);
  const wrong = large ? t("brand-logo-large") : refused?.status === 415 && explain(refused);
  return html`<div class="field">
    <label for="watermark-picture">${t("watermark-picture")}</label>
    <input id="watermark-picture" type="file" accept="image/png,image/jpeg,image/webp" ref=${input} aria-describedby="watermark-picture-hint" aria-invalid=${wrong ? "true" : undefined} disabled=${sending.busy} onChange=${send} />
    <p id="watermark-picture-hint" class="soft small">${t("brand-logo-hint")} ${t("watermark-picture-hint")}</p>
    ${wrong ? html`<p class="wrong small" role="alert">${wrong}</p>` : html`<${Problem} error=${refused} />`}
  </div>`;
}

/**
 * About how it will lie on a picture of 3 : 2.
 *
 * @param {{mark: Api.Watermark}} props
 */
function Preview({ mark }) {
  const picture = /** @type {NonNullable<Api.Watermark["picture"]>} */ (mark.picture);
  const opacity = mark.opacity / 100;
  const width = `${mark.size}%`;
  const all = mark.place === "all_over";
  return html`<figure class="brand-preview">
    <figcaption class="soft small">${t("watermark-preview")}</figcaption>
    <div class="mark-preview" data-place=${mark.place}>
      ${
        all
          ? html`<div class="mark-all" style=${{ opacity, backgroundImage: `url(${picture.url})`, backgroundSize: `${mark.size}% auto` }}></div>`
          : html`<img src=${picture.url} width=${picture.width} height=${picture.height} alt="" style=${{ opacity, width }} />`
      }
    </div>
  </figure>`;
}
