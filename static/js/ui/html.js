/** How pages are drawn: Preact with htm templates, and state in stores that are EventTargets. */
import { useEffect, useReducer } from "../../vendor/preact/preact.js";

export * from "../../vendor/preact/preact.js";

/**
 * Draw the calling component again whenever one of `stores` dispatches `type`; null is a store that never changes.
 *
 * @param {any} stores
 * @param {string} [type]
 */
export function useStore(stores, type = "change") {
  const [, redraw] = useReducer((times) => times + 1, 0);
  const list = [stores].flat();
  useEffect(() => {
    redraw(); // It may have changed between the drawing and now.
    for (const store of list) store?.addEventListener(type, redraw);
    return () => {
      for (const store of list) store?.removeEventListener(type, redraw);
    };
  }, list);
}

/**
 * Like `useStore`, but at most once in `everyMs`, for what changes faster than anybody can read; the last change always shows.
 *
 * @param {any} stores
 * @param {number} everyMs
 */
export function useStoreEvery(stores, everyMs) {
  const [, redraw] = useReducer((times) => times + 1, 0);
  const list = [stores].flat();
  useEffect(() => {
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    const changed = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        redraw();
      }, everyMs);
    };
    redraw();
    for (const store of list) store.addEventListener("change", changed);
    return () => {
      clearTimeout(timer);
      for (const store of list) store.removeEventListener("change", changed);
    };
  }, [...list, everyMs]);
}
