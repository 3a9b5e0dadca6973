/** News of a live topic that say that something is another, and no more: whoever shows it reads it anew. */
import { useEffect, useState } from "../ui/html.js";

/** @import { LiveSocket } from "../socket.js" */

const GATHERED_MS = 300; // Twenty guests who choose at a time are one reading.

/**
 * Counts the news of the topic for as long as the calling component is drawn; none where `topic` is null. One is heard whenever
 * listening begins, also after a break: what happened before that may not have been read.
 *
 * @param {LiveSocket} socket
 * @param {string | null} topic
 */
export function useNews(socket, topic) {
  const [heard, hear] = useState(0);
  useEffect(() => {
    if (topic === null) return undefined;
    /** @type {ReturnType<typeof setTimeout> | null} */
    let timer = null;
    const news = () => {
      timer ??= setTimeout(() => {
        timer = null;
        hear((count) => count + 1);
      }, GATHERED_MS);
    };
    const stop = socket.subscribe(topic, { snapshot: news, publication: news, ended: () => undefined });
    return () => {
      clearTimeout(timer ?? undefined);
      stop();
    };
  }, [socket, topic]);
  return heard;
}
