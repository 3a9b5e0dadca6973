/** How the service is doing, looked at every few seconds while somebody looks. */
import { get } from "../http.js";
import { Heading, Loaded } from "../studio/pieces.js";
import { useRefreshed } from "../studio/refreshed.js";
import { html } from "../ui/html.js";
import { DAMAGE, moment, warnings } from "../words/admin.js";
import { ago, bytes, duration, number } from "../words/studio.js";
import { Table, Time } from "./pieces.js";

const EVERY_MS = 5000;
const QUIET_S = 30; // A process says every few seconds that it is there.

export function System() {
  const store = useRefreshed("system", /** @returns {Promise<Api.System>} */ () => get("/admin/system"), EVERY_MS);
  return html`<section class="stack">
    <${Heading} title="System" />
    <${Loaded} store=${store}>
      ${(state) => html`
        <${Verdict} state=${state} />
        <${Backends} backends=${state.backends} />
        <${Queues} queues=${state.queues} />
        <${Processes} processes=${state.workers} />
        <${Disk} disk=${state.disk} />
        ${state.damaged > 0 && html`<${Damage} state=${state} />`}
        <${Versions} state=${state} />
      `}
    <//>
  </section>`;
}

/**
 * All in one glance: that it works, or what does not. Said aloud when it changes.
 *
 * @param {{state: Api.System}} props
 */
function Verdict({ state }) {
  const found = warnings(state);
  return html`<div class="verdict" role="status" data-verdict=${found[0]?.level ?? "good"}>
    ${
      found.length === 0
        ? html`<p class="lead">Everything works.</p>`
        : html`<ul>
          ${found.map(({ level, text }) => html`<li key=${text} class="notice ${level}">${text}</li>`)}
        </ul>`
    }
  </div>`;
}

/** @param {{backends: Api.Backend[]}} props */
function Backends({ backends }) {
  return html`<section class="wide" aria-labelledby="backends-title">
    <h2 id="backends-title">Backends</h2>
    <dl class="backends">
      ${backends.map(
        (backend) => html`<div key=${backend.name} data-state=${backend.ok ? "online" : "away"}>
          <dt><span class="dot" aria-hidden="true"></span> ${BACKENDS[backend.name] ?? backend.name}</dt>
          <dd>${backend.kind} ${backend.version}</dd>
          <dd class="value">${backend.ok ? `${backend.latency_ms?.toFixed(1)} ms` : backend.detail}</dd>
          ${backend.ok && html`<dd class="soft small">${backend.detail}</dd>`}
        </div>`,
      )}
    </dl>
  </section>`;
}

const BACKENDS = { database: "Database", redis: "Redis", volatile: "Volatile Redis", blobs: "Storage", keys: "Keys" };

const QUEUE_COLUMNS = [
  { name: "name", label: "Queue" },
  { name: "waiting", label: "Waiting", figures: true },
  { name: "running", label: "Running", figures: true },
  { name: "oldest", label: "Oldest waits for", figures: true },
];
/** @type {Record<string, string>} */
const QUEUES = { ingest: "Photos to look through", search: "Guests to look for", keeper: "Housekeeping" };

/** @param {{queues: Api.Queue[]}} props */
function Queues({ queues }) {
  return html`<section class="wide" aria-labelledby="queues-title">
    <h2 id="queues-title">Queues</h2>
    ${
      queues.length === 0
        ? html`<p class="soft">Not known while Redis is away.</p>`
        : html`<${Table} label="Queues" columns=${QUEUE_COLUMNS}>
          ${queues.map(
            ({ name, waiting, running, oldest_s: oldest }) => html`<tr key=${name}>
              <th scope="row">${QUEUES[name] ?? name}</th>
              <td class="number">${number(waiting)}</td>
              <td class="number">${number(running)}</td>
              <td class="number">${oldest === null ? "–" : duration(Math.round(oldest))}</td>
            </tr>`,
          )}
        <//>`
    }
  </section>`;
}

const PROCESS_COLUMNS = [
  { name: "kind", label: "Process" },
  { name: "host", label: "Where" },
  { name: "seen", label: "Heard of" },
  { name: "busy", label: "Busy with", figures: true },
  { name: "done", label: "Done", figures: true },
  { name: "failed", label: "Failed", figures: true },
  { name: "rss", label: "Memory", figures: true },
  { name: "started", label: "Since" },
];

/** @param {{processes: Api.Worker[]}} props */
function Processes({ processes }) {
  return html`<section class="wide" aria-labelledby="processes-title">
    <h2 id="processes-title">Workers and web</h2>
    ${
      processes.length === 0
        ? html`<p class="soft">None has said that it is there.</p>`
        : html`<${Table} label="Workers and web" columns=${PROCESS_COLUMNS}>
          ${processes.map((process) => html`<${Process} key=${process.id} process=${process} />`)}
        <//>`
    }
  </section>`;
}

/** @param {{process: Api.Worker}} props */
function Process({ process }) {
  const quiet = process.seen_s_ago > QUIET_S;
  return html`<tr class=${quiet ? "off" : undefined} data-kind=${process.kind}>
    <th scope="row">${process.kind} ${quiet && html`<span class="tag bad">Silent</span>`}</th>
    <td>${process.host} <span class="soft figures">${process.pid}</span></td>
    <td>${ago(process.seen_s_ago * 1000)}</td>
    <td class="number">${number(process.busy)}</td>
    <td class="number">${number(process.done)}</td>
    <td class="number ${process.failed ? "wrong" : ""}">${number(process.failed)}</td>
    <td class="number">${bytes(process.rss_bytes)}</td>
    <td class="nowrap"><${Time} at=${process.started_at}>${moment(process.started_at)}<//></td>
  </tr>`;
}

/** @param {{disk: Api.Disk}} props */
function Disk({ disk }) {
  const { path, total, free } = disk;
  const words = `${bytes(free)} of ${bytes(total)} free`;
  return html`<section class="wide stack" aria-labelledby="disk-title">
    <h2 id="disk-title">Disk</h2>
    <progress max=${total} value=${total - free} aria-label="Disk: ${words}"></progress>
    <p>${words}. <span class="soft figures">${path}</span></p>
  </section>`;
}

const DAMAGE_COLUMNS = [
  { name: "what", label: "What" },
  { name: "event", label: "Event", figures: true },
  { name: "subject", label: "Which" },
  { name: "noticed", label: "Noticed" },
  { name: "then", label: "What becomes of it" },
];

/** @param {{state: Api.System}} props */
function Damage({ state }) {
  const { damaged, damage } = state;
  return html`<section class="wide" aria-labelledby="damage-title">
    <h2 id="damage-title">Damaged</h2>
    ${damaged > damage.length && html`<p class="soft">The last ${number(damage.length)} of ${number(damaged)}.</p>`}
    <${Table} label="Damaged" columns=${DAMAGE_COLUMNS}>
      ${damage.map(
        ({ kind, event_id: event, subject, noticed_at: at }) => html`<tr key=${kind + subject} data-damage=${kind}>
          <th scope="row">${DAMAGE[kind]?.[0] ?? kind}</th>
          <td class="number">${event}</td>
          <td class="soft figures">${subject}</td>
          <td class="nowrap"><${Time} at=${at}>${moment(at)}<//></td>
          <td>${DAMAGE[kind]?.[1]}</td>
        </tr>`,
      )}
    <//>
  </section>`;
}

/** @param {{state: Api.System}} props */
function Versions({ state }) {
  const { engine } = state;
  return html`<section class="wide stack" aria-labelledby="versions-title">
    <h2 id="versions-title">Versions</h2>
    <p>
      eventphotos <strong>${state.version}</strong>, running ${state.started_at ? html`since <${Time} at=${state.started_at}>${moment(state.started_at)}<//>` : "for an unknown time"}.
      Faces are read by <strong>${engine.name}</strong>${engine.id && html` <span class="soft figures">${engine.id}, ${engine.dimension} numbers a face</span>`}.
    </p>
    <dl class="versions">
      ${Object.entries(state.versions).map(([name, version]) => html`<div key=${name}><dt>${name}</dt><dd class="figures">${version}</dd></div>`)}
    </dl>
  </section>`;
}
