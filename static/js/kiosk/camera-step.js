/** The live picture in its frame, the count, the picture standing still; and what to do when any of it fails. */

import { FaceChoice } from "../ui/face-choice.js";
import { html, useEffect, useRef, useStore } from "../ui/html.js";
import * as Icons from "../ui/icons.js";
import { explain, number, t } from "../ui/words.js";
import { Title } from "./pieces.js";

/** @import { Device } from "./device.js" */
/** @import { Visits } from "./visits.js" */
/** @import { Shot } from "./shot.js" */

/** @param {{device: Device, visits: Visits}} props */
export function CameraStep({ device, visits }) {
  const { shot } = visits;
  const video = useRef(null);
  useStore(shot);
  useEffect(() => {
    shot.take(video.current);
    return () => shot.stop();
  }, []);
  const again = () => shot.take(video.current);
  const { phase } = shot;
  return html`<section class="film camera-step" data-screen="camera" data-phase=${phase}>
    <div class="view">
      <video ref=${video} playsinline muted hidden=${phase !== "counting"} aria-label=${t("kiosk-camera-live")}></video>
      ${shot.address && phase === "choosing" && html`<${FaceChoice} src=${shot.address} faces=${shot.faces} choose=${(face) => visits.lookFor(face)} unseen=${() => shot.point(null)} mirrored=${true} />`}
      ${shot.address && phase !== "choosing" && html`<img src=${shot.address} alt=${t("kiosk-camera-frozen")} draggable=${false} /><span class="flash"></span>`}
      <span class="oval" aria-hidden="true"></span>
      <span class="corners" aria-hidden="true"></span>
      <p class="countdown" role="status" aria-live="assertive">${phase === "counting" && html`<span key=${shot.seconds}>${number(shot.seconds)}</span>`}</p>
    </div>
    <div class="beside">
      <${Telling} shot=${shot} />
      <div class="choices"><${Choices} ...${{ device, visits, shot, again }} /></div>
    </div>
  </section>`;
}

/** @param {{shot: Shot}} props */
function Telling({ shot }) {
  const { phase, problem } = shot;
  if (phase === "stopped" && problem) {
    return html`<${Title} key="problem">${t(problem.title)}<//><p class="lead" role="alert">${problem.error ? explain(problem.error) : t(problem.text ?? "")}</p>`;
  }
  if (phase === "choosing") {
    return html`<${Title} key="choose">${t("tap-your-face")}<//><p class="lead" role="status">${t("several-people")}</p>`;
  }
  if (phase === "frozen" || phase === "sending") {
    return html`<p class="unseen" role="status">${t("kiosk-camera-taken")}</p>
      <${Title} key="check">${t("kiosk-camera-check-title")}<//>
      <p class="lead">${t("kiosk-camera-check-lead")}</p>`;
  }
  return html`<${Title} key="look"><${Icons.Up} />${t("kiosk-camera-title")}<//>
    <p class="lead">${t(phase === "opening" ? "kiosk-camera-opening" : "kiosk-camera-lead")}</p>`;
}

/** @param {{device: Device, visits: Visits, shot: Shot, again: () => void}} props */
function Choices({ device, visits, shot, again }) {
  const stop = html`<button class="huge" type="button" onClick=${() => visits.cancel()}>${t(visits.people.length ? "back" : "cancel")}</button>`;
  switch (shot.phase) {
    case "opening":
    case "counting":
      return stop;
    case "stopped":
      return html`<button class="primary huge" type="button" aria-disabled=${!device.ready} onClick=${() => device.ready && again()}>${t("try-again")}</button>${stop}`;
    case "frozen":
      return html`<button class="primary huge" type="button" onClick=${() => visits.look()}>${t("kiosk-camera-use")}</button>
        <button class="huge" type="button" onClick=${again}><${Icons.Retake} />${t("kiosk-camera-retake")}</button>`;
    case "choosing":
      return html`<button class="huge" type="button" onClick=${again}><${Icons.Retake} />${t("kiosk-camera-retake")}</button>${stop}`;
    case "sending":
      return html`<p class="waiting lead" role="status">${t("kiosk-camera-sending")}</p>`;
    default:
      throw new Error(`unknown phase: ${shot.phase}`);
  }
}
