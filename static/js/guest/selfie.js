/** The selfie: a viewfinder with a place for the face, a countdown, and up to three pictures; which face, where one shows several. */
import { facesOn } from "../faces.js";
import { FaceChoice } from "../ui/face-choice.js";
import { useButtonFocusKept } from "../ui/focus.js";
import { html, useEffect, useRef, useState, useStore } from "../ui/html.js";
import * as Icons from "../ui/icons.js";
import { explain, number, t } from "../ui/words.js";
import { browserInstead, CopyLink } from "./in-app.js";
import { Selfies } from "./selfies.js";

/** @import { Visit } from "./visit.js" */
/** @import { Face } from "../faces.js" */
/** @import { ApiError } from "../http.js" */
/** @import { Ref } from "../ui/html.js" */

/** @param {{visit: Visit}} props */
export function Selfie({ visit }) {
  const [selfies] = useState(() => new Selfies({ look: (picture) => facesOn(visit.event, picture, visit.guestToken) }));
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState(null);
  const video = useRef(null);
  const alive = useRef(true);
  const focusKept = useButtonFocusKept();
  useStore(selfies);
  useEffect(() => {
    selfies.start(video.current);
    const leave = () => selfies.discard();
    const comeBack = (/** @type {{persisted: boolean}} */ { persisted }) => persisted && selfies.start(video.current);
    addEventListener("pagehide", leave);
    addEventListener("pageshow", comeBack);
    return () => {
      alive.current = false;
      removeEventListener("pagehide", leave);
      removeEventListener("pageshow", comeBack);
      leave();
    };
  }, []);
  const find = async () => {
    setSending(true);
    setProblem(null);
    try {
      await selfies.looked();
      if (alive.current && selfies.pictures.length > 0 && !selfies.choosing) await visit.look(selfies.pictures);
    } catch (error) {
      if (alive.current) setProblem(error);
    }
    if (alive.current) setSending(false);
  };
  const { choosing } = selfies;
  const point = (/** @type {Face | null} */ face) => selfies.point(face);
  const acts = { selfies, find, sending, again: () => selfies.start(video.current) };
  return html`<section class="selfie" data-state=${selfies.state} data-mirrored=${choosing?.mirrored}>
    <header class="stack">
      <h1 tabindex="-1">${titleOf(visit, selfies)}</h1>
      <${Guidance} ...${{ visit, selfies, problem }} />
    </header>
    ${choosing && html`<${FaceChoice} key=${choosing.id} src=${choosing.url} faces=${choosing.faces} choose=${point} unseen=${() => point(null)} mirrored=${choosing.mirrored} />`}
    <div class="camera" ...${focusKept}>
      <${Viewfinder} selfies=${selfies} video=${video} />
      <div class="selfie-acts stack">
        <${Acts} ...${acts} />
        ${selfies.state === "off" && browserInstead() && html`<${CopyLink} browser=${browserInstead()} />`}
        ${!choosing && html`<${Thumbnails} selfies=${selfies} sending=${sending} />`}
        <button class="quiet" type="button" onClick=${() => visit.welcome()}>${t("back")}</button>
      </div>
    </div>
  </section>`;
}

/**
 * @param {Visit} visit
 * @param {Selfies} selfies
 */
function titleOf(visit, selfies) {
  const { adding, improving, rejected } = visit.looking;
  if (selfies.choosing) return adding ? t("tap-face-of", adding) : t("tap-your-face");
  if (rejected || selfies.refused) return t("rejected-title");
  if (improving) return t("selfie-another");
  return adding ? t("selfie-of-person", adding) : t("guest-selfie-title");
}

/**
 * The one thing that the guest should know now; below it what to do, or why the camera cannot.
 *
 * @param {{visit: Visit, selfies: Selfies, problem: ApiError | null}} props
 */
function Guidance({ visit, selfies, problem }) {
  const trouble = problemOf(visit, selfies, problem);
  return html`<p id="selfie-problem" class="notice bad" role="alert">${trouble ?? ""}</p>
    <p class="lead" role="status">${hint(selfies, trouble)}</p>`;
}

/**
 * @param {Visit} visit
 * @param {Selfies} selfies
 * @param {ApiError | null} problem
 */
function problemOf(visit, selfies, problem) {
  if (problem) return explain(problem);
  if (selfies.problem) return t(`guest-file-${selfies.problem.reason}`, { name: selfies.problem.file });
  if (selfies.refused) return t(`rejected-${selfies.refused}`);
  const { rejected } = visit.looking;
  if (rejected && selfies.pictures.length === 0) return t(`rejected-${rejected}`);
  return selfies.state === "off" ? cameraIs(selfies) : null;
}

/** @param {{reason: string | null}} of */
function cameraIs({ reason }) {
  const browser = browserInstead();
  return browser ? t("guest-in-app", { browser }) : t(`camera-${reason}`);
}

/**
 * What to do; nothing where a rejection has said it, or the shutter would be below the edge of a small phone.
 *
 * @param {Selfies} selfies
 * @param {string | null} trouble
 */
function hint(selfies, trouble) {
  if (selfies.choosing) return t("several-people");
  if (selfies.state === "off") return trouble === cameraIs(selfies) ? "" : cameraIs(selfies);
  if (trouble) return "";
  if (selfies.state === "starting") return t("camera-starting");
  if (selfies.state === "counting") return t("guest-countdown");
  if (selfies.state === "review") return selfies.full ? "" : t("guest-another-why");
  return t("guest-selfie-hint");
}

/** @param {{selfies: Selfies, video: Ref<HTMLVideoElement>}} props */
function Viewfinder({ selfies, video }) {
  const { state, count } = selfies;
  const last = selfies.pictures.at(-1);
  return html`<div class="viewfinder" hidden=${selfies.choosing !== null || (state === "off" && !last)}>
    <video playsinline muted ref=${video} aria-label=${t("camera-live")} hidden=${state === "off" || state === "review"}></video>
    ${(state === "review" || state === "off") && last && html`<img class=${last.mirrored ? "taken mirrored" : "taken"} src=${last.url} alt=${t("guest-selfie-position", { index: selfies.pictures.length })} />`}
    ${(state === "live" || state === "counting") && html`<svg class="face-guide" viewBox="0 0 300 400" aria-hidden="true"><ellipse cx="150" cy="185" rx="92" ry="124" /></svg>`}
    ${state === "counting" && html`<p class="count" key=${count} aria-live="assertive">${number(count)}</p>`}
    ${(state === "live" || state === "counting") && html`<${Shutter} selfies=${selfies} />`}
  </div>`;
}

/** @param {{selfies: Selfies, find: () => void, sending: boolean, again: () => void}} props */
function Acts({ selfies, find, sending, again }) {
  const { state, pictures } = selfies;
  if (sending) return html`<button class="primary wide tall" type="button" aria-disabled="true">${t("guest-sending")}</button>`;
  if (selfies.choosing)
    return html`<button type="button" onClick=${() => selfies.remove(selfies.choosing?.id ?? 0)}><${Icons.Retake} />${t("guest-retake")}</button>`;
  const shooting = state === "live" || state === "counting";
  return html`${pictures.length > 0 && !shooting && html`<${Find} find=${find} primary=${true} />`}
    <div class="row">
      ${state === "review" && html`<button type="button" onClick=${() => selfies.retake()}><${Icons.Retake} />${t("guest-retake")}</button>`}
      ${state === "review" && !selfies.full && html`<button type="button" onClick=${() => selfies.another()}><${Icons.Plus} />${t("guest-another")}</button>`}
      ${state === "off" && selfies.reason !== "insecure" && !selfies.full && html`<button type="button" onClick=${again}><${Icons.Camera} />${t("guest-use-camera")}</button>`}
      ${pictures.length > 0 && shooting && html`<${Find} find=${find} />`}
      ${!selfies.full && state !== "counting" && html`<${Choose} selfies=${selfies} />`}
    </div>`;
}

/** @param {{find: () => void, primary: boolean}} props */
const Find = ({ find, primary }) =>
  html`<button class=${primary ? "primary wide tall" : ""} type="button" onClick=${find}>${t("guest-find")}</button>`;

/** @param {{selfies: Selfies}} props */
function Shutter({ selfies }) {
  const counting = selfies.state === "counting";
  return html`<button class="shutter" type="button" onClick=${() => selfies.shoot()} aria-label=${counting ? t("cancel") : t("guest-shoot")}>
    ${counting ? html`<${Icons.Close} />` : html`<span class="knob"></span>`}
  </button>`;
}

/** @param {{selfies: Selfies}} props */
function Choose({ selfies }) {
  const input = useRef(null);
  const chosen = async (/** @type {{target: any}} */ event) => {
    const files = [...event.target.files];
    event.target.value = ""; // The same file may be chosen again after it was removed.
    await selfies.choose(files);
  };
  return html`<button type="button" onClick=${() => input.current.click()}><${Icons.Picture} />${t("guest-choose")}</button>
    <input id="files" type="file" accept="image/*" multiple hidden ref=${input} aria-label=${t("guest-choose-label")} onChange=${chosen} />`;
}

/** @param {{selfies: Selfies, sending: boolean}} props */
function Thumbnails({ selfies, sending }) {
  const { pictures } = selfies;
  if (pictures.length === 0) return null;
  const one = (
    /** @type {{id: number, url: string, mirrored: boolean}} */ { id, url, mirrored },
    /** @type {number} */ index,
  ) => html`<li key=${id}>
    <img class=${mirrored ? "mirrored" : undefined} src=${url} alt=${t("guest-selfie-position", { index: index + 1 })} width="72" height="72" />
    <button type="button" disabled=${sending} aria-label=${t("guest-remove-selfie", { index: index + 1 })} onClick=${() => selfies.remove(id)}>
      <${Icons.Close} />
    </button>
  </li>`;
  return html`<div class="taken-row">
    <ul class="selfies">${pictures.map(one)}</ul>
    <p class="soft small figures" role="status">${t("guest-selfies-taken", { count: pictures.length })}</p>
  </div>`;
}
