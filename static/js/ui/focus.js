/** Where the focus goes when what had it is gone: never to nowhere. */
import { useLayoutEffect, useRef } from "./html.js";

/**
 * Properties of a part of the page whose things come and go: when the one that has the focus goes, the focus goes to the element
 * that `instead()` finds, else to the page's main part. `how` is said to its `focus`. To be used by what draws these things.
 *
 * @param {() => HTMLElement | null | undefined} instead
 * @param {FocusOptions} [how]
 */
export function useFocusKept(instead, how) {
  const last = useRef(null);
  useLayoutEffect(() => {
    if (!last.current || last.current.isConnected) return;
    const { activeElement } = document;
    if (activeElement?.closest("dialog")) return; // It comes back from there.
    last.current = null;
    if (activeElement !== document.body) return; // Gone elsewhere by itself.
    const element = instead();
    if (element) element.focus(how);
    else document.getElementById("main")?.focus({ preventScroll: true });
  });
  const left = () => {
    // Who lets go of it on purpose, by a click beside, does not want it back.
    if (last.current?.isConnected && document.activeElement === document.body) last.current = null;
  };
  return {
    onFocusIn: (/** @type {{target: HTMLElement}} */ { target }) => {
      last.current = target;
    },
    onFocusOut: () => setTimeout(left),
  };
}

/** The same for a group of buttons that take each other's place: the first that can be pressed gets the focus, and nothing moves. */
export function useButtonFocusKept() {
  const group = useRef(null);
  const kept = useFocusKept(() => group.current.querySelector("button:enabled"), { preventScroll: true });
  return { ref: group, ...kept };
}
