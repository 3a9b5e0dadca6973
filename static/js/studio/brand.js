/** Whose events these are: the brand of an account, and that of one event where it is another one. */
import { get, patch, post } from "../http.js";
import { BrandFooter, Logo } from "../ui/brand.js";
import { html, useEffect, useLayoutEffect, useRef, useState, useStore } from "../ui/html.js";
import { deletions } from "../ui/undo.js";
import { explain, t } from "../ui/words.js";
import { Field, Form, Problem, Slider, useAct, useForm } from "./forms.js";
import { Loaded } from "./pieces.js";
import { useGuestsWords } from "./preview.js";
import { useRefreshed } from "./refreshed.js";
import { router } from "./router.js";

const EVERY_MS = 60_000;
const FIRST_COLOUR = "#1a5fb4";
const MOST_BYTES = 2 * 1024 * 1024;
const TEXTS = ["name", "link", "imprint", "privacy_url", "base_url"];
/** @type {Record<string, string>} */
const BELONGS = { unknown_host: "base_url", host_taken: "base_url" };

/**
 * What a form says of a brand, as the API has it: of an event what is left empty is as in the account (null).
 *
 * @param {Record<string, string>} typed
 * @param {string | null} colour
 * @param {boolean | null} credit
 */
export function saidIn(typed, colour, credit) {
  const texts = TEXTS.filter((name) => name in typed).map((name) => [name, typed[name].trim() || null]);
  return { ...Object.fromEntries(texts), colour, credit };
}

/** @param {string} path of the brand whose logo goes */
const logoKey = (path) => `${path}/logo`;

/** The brand of the account. */
export function AccountBrand() {
  const store = useRefreshed("brand", /** @returns {Promise<Api.AccountBrand>} */ () => get("/brand"), EVERY_MS);
  return html`<section class="panel stack brand-panel" aria-labelledby="brand-title">
    <h2 id="brand-title">${t("brand-title")}</h2>
    <p class="soft">${t("brand-lead")}</p>
    <${Loaded} store=${store}>
      ${(/** @type {Api.AccountBrand} */ brand) =>
        html`<${BrandForm} id="brand" path="/brand" brand=${brand} hosts=${brand.hosts} ownLogo=${Boolean(brand.shown.logo)} onSaved=${(/** @type {any} */ saved) => store.put(saved)} />`}
    <//>
  </section>`;
}

/**
 * The brand of an event, which goes before its owner's part by part.
 *
 * @param {{event: Api.ManagedEvent}} props
 */
export function EventBrand({ event }) {
  const path = `/events/${event.id}/brand`;
  const store = useRefreshed(path, /** @returns {Promise<Api.EventBrand>} */ () => get(path), EVERY_MS);
  return html`<section class="panel stack brand-panel" aria-labelledby="brand-title">
    <h2 id="brand-title">${t("brand-title")}</h2>
    <p class="soft">${t("brand-event-lead")}</p>
    <${Loaded} store=${store}>
      ${(/** @type {Api.EventBrand} */ brand) =>
        html`<${BrandForm} id="brand" path=${path} brand=${brand} account=${brand.account} name=${event.name} cover=${event.cover_photo_id && event.cover} ownLogo=${brand.own_logo} onSaved=${(/** @type {any} */ saved) => store.put(saved)} />`}
    <//>
  </section>`;
}

/**
 * @param {{id: string, path: string, brand: Api.AccountBrand | Api.EventBrand, account?: Api.Brand, hosts?: string[], name?: string, cover?: Api.Picture | null, ownLogo: boolean, onSaved: (brand: any) => void}} props
 */
function BrandForm({ id, path, brand, account, hosts, name, cover, ownLogo, onSaved }) {
  useStore(deletions);
  const { said, shown } = brand;
  const [colour, setColour] = useState(said.colour || null);
  const [credit, setCredit] = useState(said.credit);
  const [focus, setFocus] = useState(shown.cover_focus);
  const [saved, setSaved] = useState(false);
  const form = useForm(
    id,
    async (typed) => {
      setSaved(false);
      onSaved(await patch(path, { json: { ...saidIn(typed, colour, credit), ...(cover ? { cover_focus: focus } : {}) } }));
      setSaved(true);
    },
    BELONGS,
  );
  useLayoutEffect(() => router.keepUnless(form.isTouched), []);
  const colours = useShades(colour, account?.colours ?? null);
  const field = (/** @type {string} */ one, /** @type {Record<string, unknown>} */ more = {}) =>
    html`<${Field} form=${form} name=${one} label=${t(`brand-${one}`)} defaultValue=${/** @type {any} */ (said)[one] ?? ""} placeholder=${/** @type {any} */ (account)?.[one] || undefined} ...${more} />`;
  return html`<div class="stack">
    <${LogoField} path=${path} brand=${shown} own=${ownLogo} ofEvent=${Boolean(account)} onSaved=${onSaved} />
    <${Form} form=${form} button=${t("brand-save")} doing=${t("settings-saving")} aria-labelledby="brand-title">
      ${field("name", { maxlength: 80 })} ${field("link", { inputmode: "url", maxlength: 500 })}
      <${ColourField} colour=${colour} colours=${colours} ofEvent=${Boolean(account)} onChoose=${setColour} />
      ${field("imprint", { maxlength: 200, hint: t("brand-imprint-hint") })} ${field("privacy_url", { inputmode: "url", maxlength: 500 })}
      ${cover && html`<${CoverFocus} cover=${cover} focus=${focus} onChoose=${setFocus} />`}
      ${hosts && field("base_url", { inputmode: "url", maxlength: 500, defaultValue: /** @type {Api.AccountBrand} */ (brand).base_url ?? "", hint: t("brand-base_url-hint", { hosts: hosts.join(", ") }) })}
      <label class="tick"><input type="checkbox" checked=${credit ?? account?.credit ?? true} onChange=${(/** @type {any} */ event) => setCredit(event.target.checked)} /><span>${t("brand-show-credit")}</span></label>
      <p role="status" class="good">${saved && t("settings-saved")}</p>
    <//>
    <${Preview} brand=${{ ...shown, logo: deletions.hides(logoKey(path)) ? null : shown.logo, colours, credit: credit ?? account?.credit ?? true }} name=${name} />
  </div>`;
}

/**
 * The shades of a colour in both themes, as the service reckons them; those of the account while there is none.
 *
 * @param {string | null} colour
 * @param {Api.Shades | null} inherited
 */
function useShades(colour, inherited) {
  const [shades, setShades] = useState(/** @type {Api.Shades | null} */ (null));
  useEffect(() => {
    if (!colour) return undefined;
    const stop = new AbortController();
    get(`/brand/shades?colour=${encodeURIComponent(colour)}`, { signal: stop.signal }).then(setShades, () => undefined); // The preview alone.
    return () => stop.abort();
  }, [colour]);
  return colour ? shades : inherited;
}

/** @param {{path: string, brand: Api.Brand, own: boolean, ofEvent: boolean, onSaved: (brand: any) => void}} props */
function LogoField({ path, brand, own, ofEvent, onSaved }) {
  const sending = useAct();
  const [large, setLarge] = useState(false);
  const input = useRef(null);
  const send = async (/** @type {any} */ event) => {
    const file = event.target.files[0];
    if (!file) return;
    setLarge(file.size > MOST_BYTES);
    if (file.size <= MOST_BYTES) {
      const form = new FormData();
      form.append("logo", file);
      await sending.run(async () => onSaved(await post(`${path}/logo`, { form })));
      deletions.replaced(key);
    }
    input.current.value = "";
  };
  const key = logoKey(path);
  const leaving = deletions.hides(key);
  const remove = () =>
    deletions.add({
      keys: [key],
      asked: [{ method: "PATCH", path, json: { logo: null } }],
      text: t("undo-logo"),
      done: ([saved]) => saved && onSaved(saved),
    });
  const refused = /** @type {any} */ (sending.error);
  const wrong = large ? t("brand-logo-large") : refused?.status === 415 && explain(refused);
  return html`<div class="field">
    <label for="brand-logo">${t("brand-logo")}</label>
    ${brand.logo && !leaving && html`<p><${Logo} brand=${brand} /></p>`}
    <input id="brand-logo" type="file" accept="image/png,image/jpeg,image/webp" ref=${input} aria-describedby="brand-logo-hint" aria-invalid=${wrong ? "true" : undefined} disabled=${sending.busy} onChange=${send} />
    <p id="brand-logo-hint" class="soft small">${t("brand-logo-hint")} ${ofEvent && !own && brand.logo && t("brand-logo-inherited")}</p>
    ${wrong ? html`<p class="wrong small" role="alert">${wrong}</p>` : html`<${Problem} error=${refused} />`}
    ${own && !leaving && html`<p><button class="compact quiet" type="button" onClick=${remove}>${t("brand-logo-remove")}</button></p>`}
  </div>`;
}

/** @param {{colour: string | null, colours: Api.Shades | null, ofEvent: boolean, onChoose: (colour: string | null) => void}} props */
function ColourField({ colour, colours, ofEvent, onChoose }) {
  const changed = colour && colours ? ["light", "dark"].filter((theme) => /** @type {any} */ (colours)[theme].changed) : [];
  return html`<fieldset class="field colours">
    <legend>${t("brand-colour")}</legend>
    <label class="tick"><input type="checkbox" checked=${colour !== null} onChange=${(/** @type {any} */ event) => onChoose(event.target.checked ? FIRST_COLOUR : null)} /><span>${t(ofEvent ? "brand-colour-other" : "brand-colour-own")}</span></label>
    ${colour !== null && html`<input type="color" class="colour" aria-label=${t("brand-colour-choose")} value=${colour} onChange=${(/** @type {any} */ event) => onChoose(event.target.value)} />`}
    <p class="soft small" role="status">${changed.map((theme) => t(theme === "light" ? "brand-colour-darker" : "brand-colour-lighter")).join(" ")}</p>
  </fieldset>`;
}

/**
 * What of the cover stays in sight where its edges do not: in a frame as flat and one as tall as pages have.
 *
 * @param {{cover: Api.Picture, focus: {x: number, y: number} | null, onChoose: (focus: {x: number, y: number}) => void}} props
 */
function CoverFocus({ cover, focus, onChoose }) {
  const now = focus ?? { x: 50, y: 50 };
  const set = (/** @type {"x" | "y"} */ axis) => (/** @type {any} */ input) =>
    onChoose({ ...now, [axis]: Number(input.target.value) });
  const at = { objectPosition: `${now.x}% ${now.y}%` };
  return html`<fieldset class="field colours">
    <legend>${t("brand-focus")}</legend>
    <div class="focus-frames">
      <img src=${cover.preview_url} alt="" style=${{ ...at, aspectRatio: "5 / 2" }} />
      <img src=${cover.preview_url} alt="" style=${{ ...at, aspectRatio: "2 / 3" }} />
    </div>
    <${Slider} id="brand-focus-x" label=${t("brand-focus-x")} value=${now.x} onInput=${set("x")} />
    <${Slider} id="brand-focus-y" label=${t("brand-focus-y")} value=${now.y} onInput=${set("y")} />
  </fieldset>`;
}

/**
 * What guests will see, in both themes.
 *
 * @param {{brand: Api.Brand, name?: string}} props
 */
function Preview({ brand, name = t("brand-preview-event") }) {
  const { failed, guests } = useGuestsWords();
  if (failed) return html`<p class="soft small">${t("preview-failed")}</p>`;
  if (!guests) return null;
  const themes = /** @type {const} */ (["light", "dark"]);
  return html`<figure class="brand-preview">
    <figcaption class="soft small">${t("preview-caption")}</figcaption>
    <div class="brand-themes" inert>
      ${themes.map((theme) => {
        const shade = brand.colours?.[theme];
        const style = shade ? { "--action": shade.action, "--on-action": shade.on_action } : undefined;
        return html`<div key=${theme} class="brand-theme" data-theme=${theme} style=${style}>
          <${Logo} brand=${brand} />
          <p class="name">${name}</p>
          <p class="button primary">${guests.text("guest-begin")}</p>
          <${BrandFooter} brand=${brand} say=${(/** @type {string} */ id) => guests.text(id)} />
        </div>`;
      })}
    </div>
  </figure>`;
}
