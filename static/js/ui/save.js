/** Handing files to the browser, to be kept. */

const KEPT_MS = 60_000; // Browsers read the file after the click.

/** Save `blob` under `name`. */
export function saveFile(blob, name) {
  const url = URL.createObjectURL(blob);
  click({ href: url, download: name });
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}

/** Let the browser fetch what the service answers as an attachment. */
export function follow(url) {
  click({ href: url, download: "" });
}

function click(properties) {
  Object.assign(document.createElement("a"), properties).click();
}
