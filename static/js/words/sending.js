/** Texts of what a browser sends, and of what becomes of it. */
import { explain, locale, t, words } from "../ui/words.js";
import { bytes, duration } from "./studio.js";

const NAMED = 3;

/**
 * Why nothing is being sent at the moment.
 *
 * @param {any} error
 */
export function trouble(error) {
  if (words.has(`sending-held-${error.code}`)) return t(`sending-held-${error.code}`);
  if (error.status === 401) return t("sending-held-signed-out");
  if (error.status === 403 || error.status === 404) return t("sending-held-refused");
  if (error.status === 429) return t("sending-held-slow");
  return t("sending-held-other", { problem: explain(error) });
}

/**
 * How far sending is, in one line under the bar.
 *
 * @param {{bytesSent: number, bytesTotal: number, speed: number, etaS: number | null}} of
 */
export function sendingFacts({ bytesSent, bytesTotal, speed, etaS }) {
  const facts = [t("sending-of", { sent: bytes(bytesSent), total: bytes(bytesTotal) })];
  if (speed > 0) facts.push(t("sending-speed", { speed: bytes(speed) }));
  if (etaS !== null) facts.push(t("sending-left", { time: duration(etaS) }));
  return facts.join(" · ");
}

/**
 * What became of all files, when nothing is on its way any more.
 *
 * @param {{sent: number, known: number, failed: unknown[]}} of
 */
export function outcome({ sent, known, failed }) {
  if (sent + known === 0) return t(failed.length > 0 ? "sending-none" : "sending-nothing");
  if (sent === 0) return t("sending-all-known", { count: known });
  return `${t("sending-done", { count: sent })}${known > 0 ? ` ${t("sending-skipped", { count: known })}` : ""}`;
}

/**
 * What was left out because it is no photo that can be read, each kind with its number, and what to do about it.
 *
 * @param {{count: number, videos: number, raws: number, names: string[]}} of
 */
export function leftOut({ count, videos, raws, names }) {
  const others = count - videos - raws;
  const kinds = [
    raws > 0 && t("sending-raws", { count: raws }),
    videos > 0 && t("sending-videos", { count: videos }),
    others > 0 && t("sending-others", { count: others }),
  ];
  const list = new Intl.ListFormat(locale(), { type: "unit", style: "short" }).format(kinds.filter((kind) => kind !== false));
  const said = t("sending-left-out", { kinds: list, names: some(names, count) });
  return `${said} ${t(raws > 0 ? "sending-raws-advice" : "sending-videos-advice")}`;
}

/**
 * How a folder that is watched stands.
 *
 * @param {{state: string, label: string, found: number}} of
 */
export function watchedAs({ state, label, found }) {
  switch (state) {
    case "watching":
      return found > 0 ? t("watching-on", { label, count: found }) : t("watching-on-none", { label });
    case "asking":
      return t("watching-asking", { label });
    case "away":
      return t("watching-away", { label });
    case "elsewhere":
      return t("watching-elsewhere", { label });
    default:
      throw new Error(`unknown state: ${state}`);
  }
}

/**
 * What could not be read of a folder.
 *
 * @param {{label: string, names: string[]}} of
 */
export const unread = ({ label, names }) => t("sending-unread", { label, names: some(names, names.length) });

/**
 * The first of them; the others by their number, unless that is one only.
 *
 * @param {string[]} names
 * @param {number} total
 */
function some(names, total) {
  const shown = names.slice(0, total <= NAMED + 1 ? NAMED + 1 : NAMED);
  const first = shown.join(locale()?.startsWith("ar") ? "، " : ", ");
  return total > shown.length ? t("sending-and-more", { names: first, count: total - shown.length }) : first;
}
