/**
 * Put `text` on the clipboard. Over plain http, and inside some apps, browsers offer only the old way: copy what is selected.
 *
 * @param {string} text
 */
export async function copied(text) {
  try {
    return await navigator.clipboard.writeText(text);
  } catch {
    return copiedBySelecting(text);
  }
}

/** @param {string} text */
function copiedBySelecting(text) {
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "unseen";
  const before = /** @type {HTMLElement} */ (document.activeElement);
  before.parentNode?.append(field); // Beside the button: in a dialog, what is outside of it cannot be selected.
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  before.focus();
  if (!done) throw new Error("not copied");
}
