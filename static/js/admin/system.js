/** How the service is doing, looked at every few seconds while somebody looks. */
import { get } from "../http.js";
import { Heading, Loaded } from "../studio/pieces.js";
import { useRefreshed } from "../studio/refreshed.js";
import { html } from "../ui/html.js";
import { number, t } from "../ui/words.js";
import { backendDetail, backendKind, backend as backendSaid, damageSaid, moment, warnings } from "../words/admin.js";
import { ago, bytes, duration, measured } from "../words/studio.js";
import { Table, Time } from "./pieces.js";

const EVERY_MS = 5000;
const ONE_DIGIT = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
const QUIET_S = 30; // A process says every few seconds that it is there.

export function System() {
  const store = useRefreshed("system", /** @returns {Promise<Api.System>} */ () => get("/admin/system"), EVERY_MS);
  return html`<section class="stack">
    <${Heading} title=${t("admin-system")} />
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
        ? html`<p class="lead">${t("system-good")}</p>`
        : html`<ul>
          ${found.map(({ level, text }) => html`<li key=${text} class="notice ${level}">${text}</li>`)}
        </ul>`
    }
  </div>`;
}

/** @param {{backends: Api.Backend[]}} props */
function Backends({ backends }) {
  return html`<section class="wide" aria-labelledby="backends-title">
    <h2 id="backends-title">${t("system-backends")}</h2>
    <dl class="backends">
      ${backends.map(
        (backend) => html`<div key=${backend.name} data-state=${backend.ok ? "online" : "away"}>
          <dt><span class="dot" aria-hidden="true"></span> ${backendSaid(backend.name)}</dt>
          <dd>${backendKind(backend)} ${backend.version}</dd>
          <dd class="value">${backend.ok ? measured(backend.latency_ms ?? 0, "millisecond", ONE_DIGIT) : backendDetail(backend)}</dd>
          ${backend.ok && html`<dd class="soft small"><bdi>${backendDetail(backend)}</bdi></dd>`}
        </div>`,
      )}
    </dl>
  </section>`;
}

const QUEUE_COLUMNS = [
  { name: "name", label: "system-queue" },
  { name: "waiting", label: "system-waiting", figures: true },
  { name: "running", label: "system-running", figures: true },
  { name: "oldest", label: "system-oldest", figures: true },
];
/** @type {Record<string, string>} */
const QUEUES = { ingest: "queue-ingest", search: "queue-search", keeper: "queue-keeper" };

/** @param {{queues: Api.Queue[]}} props */
function Queues({ queues }) {
  return html`<section class="wide" aria-labelledby="queues-title">
    <h2 id="queues-title">${t("system-queues")}</h2>
    ${
      queues.length === 0
        ? html`<p class="soft">${t("system-queues-unknown")}</p>`
        : html`<${Table} label=${t("system-queues")} columns=${QUEUE_COLUMNS}>
          ${queues.map(
            ({ name, waiting, running, oldest_s: oldest }) => html`<tr key=${name}>
              <th scope="row">${name in QUEUES ? t(QUEUES[name]) : name}</th>
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
  { name: "kind", label: "system-process" },
  { name: "host", label: "system-where" },
  { name: "seen", label: "system-seen" },
  { name: "busy", label: "system-busy", figures: true },
  { name: "done", label: "system-done", figures: true },
  { name: "failed", label: "system-failed", figures: true },
  { name: "rss", label: "system-memory", figures: true },
  { name: "started", label: "system-since" },
];

/** @param {{processes: Api.Worker[]}} props */
function Processes({ processes }) {
  return html`<section class="wide" aria-labelledby="processes-title">
    <h2 id="processes-title">${t("system-processes")}</h2>
    ${
      processes.length === 0
        ? html`<p class="soft">${t("system-processes-none")}</p>`
        : html`<${Table} label=${t("system-processes")} columns=${PROCESS_COLUMNS}>
          ${processes.map((process) => html`<${Process} key=${process.id} process=${process} />`)}
        <//>`
    }
  </section>`;
}

/** @param {{process: Api.Worker}} props */
function Process({ process }) {
  const quiet = process.seen_s_ago > QUIET_S;
  return html`<tr class=${quiet ? "off" : undefined} data-kind=${process.kind}>
    <th scope="row">${process.kind} ${quiet && html`<span class="tag bad">${t("system-silent")}</span>`}</th>
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
  const amounts = { free: bytes(free), total: bytes(total) };
  return html`<section class="wide stack" aria-labelledby="disk-title">
    <h2 id="disk-title">${t("system-disk")}</h2>
    <progress max=${total} value=${total - free} aria-label=${t("disk-label", amounts)}></progress>
    <p>${t("disk-free", amounts)} <bdi class="soft figures">${path}</bdi></p>
  </section>`;
}

const DAMAGE_COLUMNS = [
  { name: "what", label: "damage-what" },
  { name: "event", label: "table-event", figures: true },
  { name: "subject", label: "damage-which" },
  { name: "noticed", label: "damage-noticed" },
  { name: "then", label: "damage-then" },
];

/** @param {{state: Api.System}} props */
function Damage({ state }) {
  const { damaged, damage } = state;
  return html`<section class="wide" aria-labelledby="damage-title">
    <h2 id="damage-title">${t("damage-title")}</h2>
    ${damaged > damage.length && html`<p class="soft">${t("damage-last", { shown: number(damage.length), total: number(damaged) })}</p>`}
    <${Table} label=${t("damage-title")} columns=${DAMAGE_COLUMNS}>
      ${damage.map(
        ({ kind, event_id: event, subject, noticed_at: at }) => html`<tr key=${kind + subject} data-damage=${kind}>
          <th scope="row">${damageSaid(kind).what}</th>
          <td class="number">${event}</td>
          <td class="soft figures">${subject}</td>
          <td class="nowrap"><${Time} at=${at}>${moment(at)}<//></td>
          <td>${damageSaid(kind).means}</td>
        </tr>`,
      )}
    <//>
  </section>`;
}

/** @param {{state: Api.System}} props */
function Versions({ state }) {
  const { engine } = state;
  return html`<section class="wide stack" aria-labelledby="versions-title">
    <h2 id="versions-title">${t("versions-title")}</h2>
    <p>
      ${state.started_at ? t("versions-since", { version: state.version, time: moment(state.started_at) }) : t("versions-unknown", { version: state.version })}${" "}
      ${t("versions-engine", { name: engine.name })} ${engine.id && html`<span class="soft"><bdi class="figures">${engine.id}</bdi> · ${t("versions-vectors", { dimension: engine.dimension ?? 0 })}</span>`}
    </p>
    <dl class="versions">
      ${Object.entries(state.versions).map(([name, version]) => html`<div key=${name}><dt>${name}</dt><dd class="figures">${version}</dd></div>`)}
    </dl>
  </section>`;
}
