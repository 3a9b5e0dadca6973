/** Texts of the administration that change with what there is. */
import { formatDate, t, words } from "../ui/words.js";
import { bytes, duration, role } from "./studio.js";

/**
 * A text by its id; `otherwise` where the catalogue has none.
 *
 * @param {string} id
 * @param {string} otherwise
 */
const known = (id, otherwise) => (words.has(id) ? t(id) : otherwise);

/**
 * An action of the log as words, to be read after the name of who did it; one that we do not know yet by its own name.
 *
 * @param {string} action
 */
export const did = (action) => known(`did-${action.replace(".", "-")}`, action);

/**
 * The known actions by what they are about: `[{name, label, actions}]`.
 *
 * @param {string[]} actions
 */
export function groupsOf(actions) {
  const names = [...new Set(actions.map((action) => action.split(".")[0]))];
  return names.map((name) => ({
    name,
    label: known(`log-group-${name}`, name),
    actions: actions.filter((action) => action.startsWith(`${name}.`)),
  }));
}

/** @type {Record<string, string>} */
const TRUTH = { True: "log-yes", False: "log-no" };

/**
 * What an entry's `detail` says, as one line. Its names are the API's.
 *
 * @param {Record<string, string | number>} detail
 */
export const detailText = (detail) =>
  Object.entries(detail)
    .map(([name, value]) => `${name.replaceAll("_", " ")}: ${value in TRUTH ? t(TRUTH[value]) : value}`)
    .join(" · ");

/** All roles. */
export const ROLES = ["photographer", "admin", "guest"];

/** Those of them that somebody can be invited to: an administrator is made of an account that there is. */
export const INVITED_ROLES = ["photographer", "guest"];

/**
 * What each of these roles may do, where one is chosen: `[{value, label, means}]`.
 *
 * @param {string[]} names
 */
export const rolesToChoose = (names) => names.map((value) => ({ value, label: role(value), means: t(`role-${value}-means`) }));

/**
 * What a part of the service is called.
 *
 * @param {string} name
 */
export const backend = (name) => known(`backend-${name}`, name);

/**
 * Which product a part is: names as their makers write them, and a folder.
 *
 * @param {Pick<Api.Backend, "kind">} backend
 */
export const backendKind = ({ kind }) => (kind === "folder" ? t("backend-is-folder") : kind);

/**
 * What a part says of itself, or what is wrong with it.
 *
 * @param {Pick<Api.Backend, "detail" | "values">} backend
 */
export function backendDetail({ detail, values }) {
  const { path, url, edition, version, used_bytes: used, connections } = values;
  /** @type {Record<Api.Backend["detail"], () => string>} */
  const said = {
    compatible: () => t("backend-compatible", { version }),
    edition: () => String(edition),
    memory: () => t("backend-memory", { used: bytes(Number(used)), count: Number(connections) }),
    folder: () => String(path),
    object_store: () => t("backend-object-store"),
    address: () => String(url),
    no_answer: () => t("backend-no-answer"),
    away: () => t("backend-away"),
  };
  return said[detail]();
}

const NEEDED = ["ingest", "search", "keeper"];
/** @type {Record<string, number>} */
const TOLERABLE_S = { ingest: 120, search: 10, keeper: 3600 };
const SILENT_S = 30;
const DISK = [
  { level: "bad", share: 0.03, bytes: 2e9 },
  { level: "warning", share: 0.1, bytes: 20e9 },
];

/**
 * Which kinds of process have one that was heard of just now.
 *
 * @param {Api.Worker[]} workers
 */
const aliveKinds = (workers) => new Set(workers.filter(({ seen_s_ago }) => seen_s_ago < SILENT_S).map(({ kind }) => kind));

/**
 * What does not work or soon will not, as sentences: `[{level: "bad" | "warning", text}]`; none when all is well.
 *
 * @param {{backends: Api.Backend[], queues: Api.Queue[], workers: Api.Worker[], disk: Api.Disk, damaged: number}} of
 */
export function warnings({ backends, queues, workers, disk, damaged }) {
  const away = backends
    .filter(({ ok }) => !ok)
    .map(({ name }) => ({ level: "bad", text: t("system-away", { name: backend(name) }) }));
  // Without Redis nothing is known of queues, and without the volatile one nothing of processes.
  const known = !backends.some(({ name, ok }) => (name === "redis" || name === "volatile") && !ok);
  return [...away, ...(known ? [...missing(workers), ...waitingLong(queues)] : []), ...diskFull(disk), ...damage(damaged)];
}

/** @param {number} damaged */
function damage(damaged) {
  return damaged > 0 ? [{ level: "warning", text: t("damage-found", { count: damaged }) }] : [];
}

/**
 * What is damaged, and what becomes of it.
 *
 * @param {string} kind
 */
export const damageSaid = (kind) => ({ what: known(`damage-${kind}`, kind), means: known(`damage-${kind}-means`, "") });

/** @param {Api.Worker[]} workers */
function missing(workers) {
  const alive = aliveKinds(workers);
  const kinds = NEEDED.filter((kind) => !alive.has(/** @type {Api.Worker["kind"]} */ (kind)));
  return kinds.map((kind) => ({ level: "bad", text: t(`missing-${kind}`) }));
}

/** @param {Api.Queue[]} queues */
function waitingLong(queues) {
  const long = queues.filter(({ name, oldest_s }) => Number(oldest_s) > (TOLERABLE_S[name] ?? 600));
  return long.map(({ name, oldest_s, waiting }) => {
    const id = words.has(`waits-${name}`) ? `waits-${name}` : "waits-other";
    return { level: "warning", text: t(id, { name, time: duration(Math.round(Number(oldest_s))), count: waiting }) };
  });
}

/** @param {{total: number, free: number, reserve: number, short: boolean}} of */
function diskFull({ total, free, reserve, short }) {
  if (short) return [{ level: "bad", text: t("disk-short", { reserve: bytes(reserve) }) }];
  const found = DISK.find((limit) => free < Math.min(limit.bytes, total * limit.share));
  if (!found) return [];
  return [{ level: found.level, text: t(`disk-low-${found.level}`, { free: bytes(free), total: bytes(total) }) }];
}

/**
 * A moment as the reader's clock and calendar write it, to the second.
 *
 * @param {string} time
 */
export const moment = (time) => formatDate(time, { dateStyle: "medium", timeStyle: "medium" });

/** The reader's time zone, by its name. */
export const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
