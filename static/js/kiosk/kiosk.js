/** The kiosk's page: pairs once, then serves one guest after the other, for as long as the event lasts and with nobody to look after it. */
import { keepShell } from "../shell.js";
import { html, render, useEffect, useStore } from "../ui/html.js";
import { firstLanguage, LANGUAGES, t, words } from "../ui/words.js";
import { Attract } from "./attract.js";
import { Bye } from "./bye.js";
import { CameraStep } from "./camera-step.js";
import { Consent } from "./consent.js";
import { Device } from "./device.js";
import { guard } from "./guard.js";
import { HandoffStep } from "./handoff-step.js";
import { warnWhenIdle } from "./idle-bar.js";
import { speakAtLast } from "./pieces.js";
import { Results } from "./results.js";
import { Locked, Pairing } from "./staff.js";
import { renewAtNight, stayAwake } from "./upkeep.js";
import { Visits } from "./visits.js";

/** @type {Record<string, any>} */
const STEPS = { attract: Attract, consent: Consent, camera: CameraStep, results: Results, handoff: HandoffStep, bye: Bye };
/** @type {Record<string, any>} */
const STAFF = { unpaired: Pairing, locked: Locked };

/** @param {{device: Device, visits: Visits}} props */
function Kiosk({ device, visits }) {
  useStore([words, device, visits]);
  const screen = STAFF[device.state] ?? STEPS[visits.step];
  useEffect(() => {
    document.title = t("kiosk-title");
  }, [words.language]);
  // A screen of another visit is another screen: nothing in it is used again.
  return html`<main id="main" key=${`${visits.number} ${screen.name}`}><${screen} device=${device} visits=${visits} /></main>`;
}

async function open() {
  guard();
  await speakAtLast(firstLanguage());
  for (const { code } of LANGUAGES) words.load(code).catch(() => undefined); // Each is there when a guest asks, and offline.
  const device = new Device();
  const visits = new Visits(device);
  const root = /** @type {HTMLElement} */ (document.querySelector("#app"));
  const draw = () => render(html`<${Kiosk} device=${device} visits=${visits} />`, root);
  draw();
  warnWhenIdle(visits);
  stayAwake();
  leaveNothing(visits, root);
  device.open();
  const isFree = () => device.state === "paired" && !visits.busy;
  keepShell({ mayReload: isFree });
  renewAtNight({ isFree, verify: () => device.verify() });
}

/**
 * A page that goes out of sight, away or wrong has no guest any more; and one that comes back from the browser's memory begins anew.
 *
 * @param {Visits} visits
 * @param {HTMLElement} root
 */
function leaveNothing(visits, root) {
  const endVisit = () => visits.busy && visits.end();
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && endVisit());
  addEventListener("pagehide", () => {
    visits.wipe();
    render(null, root);
  });
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  addEventListener("error", (event) => event.error && endVisit());
  addEventListener("unhandledrejection", endVisit);
}

open();
