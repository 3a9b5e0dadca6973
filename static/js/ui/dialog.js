/** A question or panel above the page: modal while it is drawn, Escape and a click beside it call `onClose`. */
import { html, useEffect, useRef } from "./html.js";

/** @import { Drawn } from "./html.js" */

/**
 * `label` names it for screen readers. Focus goes in when it opens and back to where it was when it is gone.
 *
 * @param {{label: string, onClose: () => void, children: Drawn, [more: string]: unknown}} props
 */
export function Dialog({ label, onClose, children, ...rest }) {
  const element = useRef(null);
  const pressedBeside = useRef(false);
  useEffect(() => {
    const before = /** @type {HTMLElement | null} */ (document.activeElement);
    const dialog = element.current;
    dialog.showModal();
    return () => {
      dialog.close();
      before?.focus?.();
    };
  }, []);
  const cancelled = (/** @type {Event} */ event) => {
    event.preventDefault(); // The owner decides: it stops drawing the dialog.
    onClose();
  };
  // Text is selected with the pointer leaving the field, and a dialog has edges: only what begins and ends beside it is beside it.
  const pressed = (/** @type {PointerEvent} */ event) => {
    pressedBeside.current = isBeside(event, element.current);
  };
  const clicked = (/** @type {MouseEvent} */ event) => pressedBeside.current && isBeside(event, element.current) && onClose();
  return html`<dialog
    ...${rest}
    ref=${element}
    aria-label=${label}
    onCancel=${cancelled}
    onPointerDown=${pressed}
    onClick=${clicked}
  >
    ${children}
  </dialog>`;
}

/**
 * @param {{target: EventTarget | null, clientX: number, clientY: number}} of
 * @param {HTMLElement} dialog
 */
function isBeside({ target, clientX, clientY }, dialog) {
  const { left, right, top, bottom } = dialog.getBoundingClientRect();
  return target === dialog && (clientX < left || clientX > right || clientY < top || clientY > bottom);
}
