/** How pages are drawn: Preact with htm templates, and state in stores that are EventTargets. */
import { useEffect, useReducer } from "../../vendor/preact/preact.js";

export * from "../../vendor/preact/preact.js";

/** Draw the calling component again whenever one of `stores` dispatches `type`; null is a store that never changes. */
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

/** Like `useStore`, but at most once in `everyMs`, for what changes faster than anybody can read; the last change always shows. */
export function useStoreEvery(stores, everyMs) {
  const [, redraw] = useReducer((times) => times + 1, 0);
  const list = [stores].flat();
  useEffect(() => {
    let timer = null;
    const changed = () => {
      timer ??= setTimeout(() => {
        timer = null;
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
