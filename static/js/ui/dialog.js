/** A question or panel above the page: modal while it is drawn, Escape and a click beside it call `onClose`. */
import { html, useEffect, useRef } from "./html.js";

/** `label` names it for screen readers. Focus goes in when it opens and back to where it was when it is gone. */
export function Dialog({ label, onClose, children, ...rest }) {
  const element = useRef(null);
  useEffect(() => {
    const before = document.activeElement;
    const dialog = element.current;
    dialog.showModal();
    return () => {
      dialog.close();
      before?.focus?.();
    };
  }, []);
  const cancelled = (event) => {
    event.preventDefault(); // The owner decides: it stops drawing the dialog.
    onClose();
  };
  const clicked = (event) => event.target === element.current && onClose();
  return html`<dialog ...${rest} ref=${element} aria-label=${label} onCancel=${cancelled} onClick=${clicked}>${children}</dialog>`;
}
