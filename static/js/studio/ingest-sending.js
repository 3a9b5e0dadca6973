/** What this browser is sending: all of it, each photo on its way, and what stands in the way. */
import { html, useState, useStoreEvery } from "../ui/html.js";
import { number, t } from "../ui/words.js";
import { leftOut, outcome, sendingFacts, trouble, unread } from "../words/sending.js";
import { bytes } from "../words/studio.js";
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
  if (elsewhere) return html`<p class="notice">${t("sending-elsewhere", { label, count: left })}</p>`;
  return html`<div class="notice unfinished">
    ${
      handles
        ? html`<button class="primary" type="button" onClick=${resume}>${t("sending-go-on", { label, count: left })}</button>`
        : html`<p><strong>${t("sending-unfinished", { label, count: left })}</strong> ${t("sending-unfinished-lead")}</p>
          <details><summary>${t("sending-which")}</summary><${Names} names=${names} count=${left} /></details>`
    }
    <button class="quiet compact" type="button" onClick=${() => uploads.forget(record)}>${t("sending-forget")}</button>
    ${refused && html`<p class="wrong" role="alert">${t("sending-refused", { label })}</p>`}
  </div>`;
}

/** @param {{uploads: UploadQueue}} props */
function Underway({ uploads }) {
  const { found, known, sent, left, reading, unchecked, state, bytesSent, bytesTotal } = uploads;
  return html`<section class="sending" aria-label=${t("sending-title")} data-state=${state}>
    <div class="row between">
      <h2>${state === "paused" ? t("sending-paused") : t("sending-now", { count: left })}</h2>
      <${Controls} uploads=${uploads} />
    </div>
    <progress max=${bytesTotal || 1} value=${bytesSent} aria-label=${t("sending-bar")}></progress>
    <p class="row between small figures"><span>${t("sending-count", { sent: number(sent), total: number(found - known) })}</span><span>${sendingFacts(uploads)}</span></p>
    ${(reading > 0 || unchecked > 0 || known > 0) && html`<p class="small soft">${checking(uploads)}</p>`}
    ${
      uploads.trouble &&
      html`<div class="notice bad row between" role="alert">
      <p>${trouble(uploads.trouble)}</p>
      ${state === "held" && html`<button class="compact" type="button" onClick=${() => uploads.continue()}>${t("sending-try-now")}</button>`}
    </div>`
    }
    <ul class="one-by-one" aria-label=${t("sending-list")}>
      ${uploads.running.map((item) => html`<${OnItsWay} key=${item.key} item=${item} />`)}
    </ul>
  </section>`;
}

/** @param {{reading: number, found: number, unchecked: number, known: number}} of */
function checking({ reading, found, unchecked, known }) {
  const facts = [];
  if (reading > 0) facts.push(t("sending-reading", { count: found }));
  else if (unchecked > 0) facts.push(t("sending-checking", { count: unchecked }));
  if (known > 0) facts.push(t("sending-known", { count: known }));
  return facts.join(" · ");
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
        ? html`<button class="compact primary" type="button" onClick=${() => uploads.continue()}>${t("sending-continue")}</button>`
        : html`<button class="compact" type="button" onClick=${() => uploads.pause()}>${t("sending-pause")}</button>`
    }
    <button class="compact quiet" type="button" onClick=${() => setAsking(true)}>${t("sending-stop")}</button>
    ${
      asking &&
      html`<${Confirm}
      title=${t("sending-stop-ask")}
      text=${t("sending-stop-lead", { count: uploads.left })}
      yes=${t("sending-stop")}
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
    ${count > NAMES_SHOWN && html`<li class="soft">${t("sending-more", { count: count - NAMES_SHOWN })}</li>`}
  </ul>`;
}
