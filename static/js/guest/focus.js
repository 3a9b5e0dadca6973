/** Where the focus goes when the button that had it is gone. */
import { useEffect, useLayoutEffect, useRef } from "../ui/html.js";

/** For the `ref` of an element: the focus of a button in it that leaves goes to the first one that is there then. */
export function useKeptFocus() {
  const place = useRef(null);
  const last = useRef(null);
  useEffect(() => {
    const element = place.current;
    const focused = ({ target }) => {
      last.current = target;
    };
    element.addEventListener("focusin", focused);
    return () => element.removeEventListener("focusin", focused);
  }, []);
  useLayoutEffect(() => {
    if (!last.current || last.current.isConnected) return;
    last.current = null;
    if (document.activeElement !== document.body) return; // Gone elsewhere by itself.
    place.current.querySelector("button:enabled")?.focus({ preventScroll: true });
  });
  return place;
}
