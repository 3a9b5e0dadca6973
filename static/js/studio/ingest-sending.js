/** What this browser is sending: all of it, each photo on its way, and what stands in the way. */
import { html, useState, useStoreEvery } from "../ui/html.js";
import { goOn, leftOut, outcome, sendingFacts, trouble, unread } from "../words/sending.js";
import { bytes, number, photos } from "../words/studio.js";
import { Confirm } from "./confirm.js";

/** @import { UploadQueue } from "./upload-queue.js" */
/** @import { Item } from "./upload-scanner.js" */
/** @import { Unfinished } from "./remembered.js" */

const EVERY_MS = 150;
const NAMES_SHOWN = 200;

/** @param {{uploads: UploadQueue}} props */
export function Sending({ uploads }) {
  useStoreEvery(uploads, EVERY_MS);
  return html`
    ${uploads.unfinished.map((record) => html`<${Unfinished} key=${record.id} record=${record} uploads=${uploads} />`)}
    ${uploads.state !== "idle" && html`<${Underway} uploads=${uploads} />`}
    <${Outcome} uploads=${uploads} />
    ${uploads.unreadable.map((some) => html`<p key=${some.label} class="notice bad">${unread(some)}</p>`)}
    <${LeftOut} unsupported=${uploads.unsupported} />
  `;
}

/**
 * A folder that was not sent to its end when the page was closed.
 *
 * @param {{record: Unfinished, uploads: UploadQueue}} props
 */
function Unfinished({ record, uploads }) {
  const [refused, setRefused] = useState(false);
  const { label, left, names, handles, elsewhere } = record;
  const resume = async () => setRefused(!(await uploads.resume(record)));
  if (elsewhere) return html`<p class="notice">Another tab of this browser is sending ${label}: ${photos(left)} left.</p>`;
  return html`<div class="notice unfinished">
    ${
      handles
        ? html`<button class="primary" type="button" onClick=${resume}>${goOn(record)}</button>`
        : html`<p><strong>${label} was not sent to its end: ${photos(left)} left.</strong> Choose it again, and sending goes on where it stopped.</p>
          <details><summary>Which ones?</summary><${Names} names=${names} count=${left} /></details>`
    }
    <button class="quiet compact" type="button" onClick=${() => uploads.forget(record)}>Forget it</button>
    ${refused && html`<p class="wrong" role="alert">The browser may not read ${label}. Is the card in? Else choose it again: what is sent already is skipped.</p>`}
  </div>`;
}

/** @param {{uploads: UploadQueue}} props */
function Underway({ uploads }) {
  const { found, known, sent, left, reading, unchecked, state, bytesSent, bytesTotal } = uploads;
  return html`<section class="sending" aria-label="Sending" data-state=${state}>
    <div class="row between">
      <h2>${state === "paused" ? "Paused" : `Sending ${photos(left)}`}</h2>
      <${Controls} uploads=${uploads} />
    </div>
    <progress max=${bytesTotal || 1} value=${bytesSent} aria-label="Sent"></progress>
    <p class="row between small figures"><span>${number(sent)} of ${number(found - known)} sent</span><span>${sendingFacts(uploads)}</span></p>
    ${(reading > 0 || unchecked > 0 || known > 0) && html`<p class="small soft">${checking(uploads)}</p>`}
    ${
      uploads.trouble &&
      html`<div class="notice bad row between" role="alert">
      <p>${trouble(uploads.trouble)}</p>
      ${state === "held" && html`<button class="compact" type="button" onClick=${() => uploads.continue()}>Try now</button>`}
    </div>`
    }
    <ul class="one-by-one" aria-label="On their way">
      ${uploads.running.map((item) => html`<${OnItsWay} key=${item.key} item=${item} />`)}
    </ul>
  </section>`;
}

/** @param {{reading: number, found: number, unchecked: number, known: number}} of */
function checking({ reading, found, unchecked, known }) {
  const facts = [];
  if (reading > 0) facts.push(`Reading the folder: ${photos(found)} so far`);
  else if (unchecked > 0) facts.push(`${photos(unchecked)} still to be compared with what is here`);
  if (known > 0) facts.push(`${number(known)} here already`);
  return `${facts.join(" · ")}.`;
}

/** @param {{item: Item}} props */
function OnItsWay({ item: { name, size, bytes: sent } }) {
  return html`<li>
    <span class="name">${name}</span>
    <span class="small soft figures">${bytes(size)}</span>
    <progress max=${size} value=${sent} aria-label=${name}></progress>
  </li>`;
}

/** @param {{uploads: UploadQueue}} props */
function Controls({ uploads }) {
  const [asking, setAsking] = useState(false);
  const paused = uploads.state === "paused";
  return html`<div class="row">
    ${
      paused
        ? html`<button class="compact primary" type="button" onClick=${() => uploads.continue()}>Continue</button>`
        : html`<button class="compact" type="button" onClick=${() => uploads.pause()}>Pause</button>`
    }
    <button class="compact quiet" type="button" onClick=${() => setAsking(true)}>Stop</button>
    ${
      asking &&
      html`<${Confirm}
      title="Stop sending?"
      text="${photos(uploads.left)} will not be sent. Those that have arrived stay."
      yes="Stop"
      act=${() => uploads.cancel()}
      onClose=${() => setAsking(false)}
    />`
    }
  </div>`;
}

/**
 * Always in the page: what is only put there with its text is not read aloud.
 *
 * @param {{uploads: UploadQueue}} props
 */
function Outcome({ uploads }) {
  const { state, sent, known, unsupported, failed } = uploads;
  const over = state === "idle" && sent + known + failed.length + unsupported.count > 0;
  return html`<p id="sending-note" class=${over ? "outcome" : "unseen"} role="status">${over && outcome(uploads)}</p>`;
}

/** @param {{unsupported: UploadQueue["unsupported"]}} props */
function LeftOut({ unsupported }) {
  if (unsupported.count === 0) return null;
  return html`<details class="left-out small">
    <summary>${leftOut(unsupported)}</summary>
    <${Names} names=${unsupported.names} count=${unsupported.count} />
  </details>`;
}

/** @param {{names: string[], count: number}} props */
function Names({ names, count }) {
  return html`<ul class="names figures">
    ${names.slice(0, NAMES_SHOWN).map((name, index) => html`<li key=${index}>${name}</li>`)}
    ${count > NAMES_SHOWN && html`<li class="soft">and ${number(count - NAMES_SHOWN)} more</li>`}
  </ul>`;
}
