/** Texts of the administration that change with what there is. */
import { bytes, count, duration } from "./studio.js";

/** @type {Record<string, string>} What somebody did, to be read after their name; keyed by the log's actions. */
const DID = {
  "camera.change": "put a camera’s clock right",
  "consent.give": "agreed to be looked for",
  "consent.withdraw": "withdrew their consent",
  "event.change": "changed the settings of an event",
  "event.create": "created an event",
  "event.delete": "deleted an event",
  "event.export": "exported an event",
  "event.expired": "deleted an event whose time was over",
  "invitation.create": "invited somebody",
  "invitation.revoke": "took an invitation back",
  "kiosk.create": "added a kiosk",
  "kiosk.pair": "paired a kiosk",
  "kiosk.revoke": "revoked a kiosk",
  "kiosk.wrong_code": "typed a wrong pairing code",
  "photo.approve": "approved photos",
  "photo.delete": "deleted photos",
  "photo.download": "downloaded photos",
  "photo.hide": "hid photos",
  "photo.hold": "sent photos back to be reviewed",
  "photo.reject": "rejected photos",
  "photo.release": "let photos go that had waited long enough",
  "photo.retry": "had photos tried again",
  "photo.unhide": "showed hidden photos again",
  "search.download": "downloaded what was found",
  "search.end": "ended a search",
  "search.export": "exported what is stored of a search",
  "search.feedback": "answered “Is this you?”",
  "search.selfies": "added a selfie to a search",
  "search.hand_off": "took a search along to a phone",
  "search.start": "started a search",
  "search.withdraw": "was forgotten",
  "sender.create": "added a camera",
  "sender.revoke": "revoked the login of a camera",
  "sender.sign_in": "had a camera sign in",
  "sender.sign_in_failed": "failed to sign in as a camera",
  "share_link.create": "made a link",
  "share_link.open": "opened a link",
  "share_link.pin_tried_out": "tried out the PIN of a link",
  "share_link.revoke": "revoked a link",
  "share_link.wrong_pin": "typed a wrong PIN",
  "user.change": "changed an account",
  "user.create": "created an account",
  "user.password_change": "changed their password",
  "user.password_reset": "set a new password by a link",
  "user.password_reset_link": "made a link for a new password",
  "user.register": "registered",
  "user.sign_in": "signed in",
  "user.sign_in_failed": "failed to sign in",
  "user.sign_out": "signed out",
  "user.wrong_invitation": "came with an invitation that is not valid",
  "user.wrong_password": "typed a wrong present password",
  "user.wrong_reset_link": "came with a link for a new password that is not valid",
};

/**
 * An action of the log as words; one that we do not know yet by its own name.
 *
 * @param {string} action
 */
export const did = (action) => DID[action] ?? action;

/** @type {Record<string, string>} */
const GROUPS = {
  camera: "Cameras",
  consent: "Consent",
  event: "Events",
  invitation: "Invitations",
  kiosk: "Kiosks",
  photo: "Photos",
  search: "Searches",
  sender: "Cameras by FTP",
  share_link: "Links",
  user: "Accounts",
};

/**
 * The known actions by what they are about: `[{name, label, actions}]`.
 *
 * @param {string[]} actions
 */
export function groupsOf(actions) {
  const names = [...new Set(actions.map((action) => action.split(".")[0]))];
  return names.map((name) => ({
    name,
    label: GROUPS[name] ?? name,
    actions: actions.filter((action) => action.startsWith(`${name}.`)),
  }));
}

/** @type {Record<string, string>} */
const TRUTH = { True: "yes", False: "no" };

/**
 * What an entry's `detail` says, as one line.
 *
 * @param {Record<string, string | number>} detail
 */
export const detailText = (detail) =>
  Object.entries(detail)
    .map(([name, value]) => `${name.replaceAll("_", " ")}: ${TRUTH[value] ?? value}`)
    .join(" · ");

/** What each role may do, where one is chosen. */
export const ROLES = [
  { value: "photographer", label: "Photographer", means: "Makes events and sees their own." },
  { value: "admin", label: "Administrator", means: "Sees and changes everybody’s events and accounts, and this administration." },
  { value: "guest", label: "Guest", means: "Makes no events. Guests need no account to find their photos." },
];

/** Those of them that somebody can be invited to: an administrator is made of an account that there is. */
export const INVITED_ROLES = ROLES.filter(({ value }) => value !== "admin");

const BACKEND = {
  database: "The database",
  redis: "Redis",
  volatile: "The volatile Redis",
  blobs: "The storage of the photos",
  keys: "The store of the keys",
};
/** @type {Record<string, string>} */
const WITHOUT = {
  ingest: "new photos are not looked through",
  search: "guests find nothing",
  keeper: "nothing that is over is deleted",
};
/** @type {Record<string, string>} */
const WAITS = { ingest: "Photos wait", search: "Guests wait", keeper: "Housekeeping waits" };
/** @type {Record<string, number>} */
const TOLERABLE_S = { ingest: 120, search: 10, keeper: 3600 };
const SILENT_S = 30;
const DISK = [
  { level: "bad", share: 0.03, bytes: 2e9, advice: "Uploads will fail soon: delete events, or add room." },
  { level: "warning", share: 0.1, bytes: 20e9, advice: "Make room before the next large event." },
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
    .map(({ name }) => ({ level: "bad", text: `${BACKEND[name] ?? name} does not answer.` }));
  // Without Redis nothing is known of queues, and without the volatile one nothing of processes.
  const known = !backends.some(({ name, ok }) => (name === "redis" || name === "volatile") && !ok);
  return [...away, ...(known ? [...missing(workers), ...waitingLong(queues)] : []), ...diskFull(disk), ...damage(damaged)];
}

/** @param {number} damaged */
function damage(damaged) {
  return damaged > 0
    ? [{ level: "warning", text: `${count(damaged, "stored thing is", "stored things are")} damaged. See below.` }]
    : [];
}

/** What is damaged, and what becomes of it. */
export const DAMAGE = {
  faces: ["Faces of a photo", "Made anew from the photo by itself."],
  template: ["Template of a search", "The guest is told of no new photo and has to search again."],
  match: ["Place on a photo", "The guest does not see that photo."],
  key: ["Key", "Nothing sealed under it opens: bring the key back from a copy."],
};

/** @param {Api.Worker[]} workers */
function missing(workers) {
  const alive = aliveKinds(workers);
  const kinds = Object.keys(WITHOUT).filter((kind) => !alive.has(/** @type {Api.Worker["kind"]} */ (kind)));
  return kinds.map((kind) => ({ level: "bad", text: `No ${kind} worker is running: ${WITHOUT[kind]}.` }));
}

/** @param {Api.Queue[]} queues */
function waitingLong(queues) {
  const long = queues.filter(({ name, oldest_s }) => Number(oldest_s) > (TOLERABLE_S[name] ?? 600));
  return long.map(({ name, oldest_s, waiting }) => ({
    level: "warning",
    text: `${WAITS[name] ?? `Queue ${name} waits`} for ${duration(Math.round(Number(oldest_s)))}: ${count(waiting, "job", "jobs")} in line.`,
  }));
}

/** @param {{total: number, free: number, reserve: number, short: boolean}} of */
function diskFull({ total, free, reserve, short }) {
  if (short) {
    const text = `No photos are taken in: less than ${bytes(reserve)} are free on the disk, and that is kept for the database. Delete events, or add room; it goes on by itself.`;
    return [{ level: "bad", text }];
  }
  const found = DISK.find((limit) => free < Math.min(limit.bytes, total * limit.share));
  return found
    ? [{ level: found.level, text: `Only ${bytes(free)} of ${bytes(total)} are free on the disk. ${found.advice}` }]
    : [];
}

/**
 * A moment as the reader's clock and calendar write it, to the second.
 *
 * @param {string} time
 */
export const moment = (time) => new Date(time).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "medium" });

/** The reader's time zone, by its name. */
export const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
