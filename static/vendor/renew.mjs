/** Makes the vendored files again from the packages beside (`npm install` first): one minified ES module a package, styles and fonts as they are. */
import { copyFile, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
const PACKAGES = join(HERE, "node_modules");

/**
 * Bundles: folder, what the module exports. (`this[0] = 3` tells htm to keep no element for the next time: an element knows the tree
 * that it was drawn in, and at a kiosk that is the photos of a guest who has gone.)
 */
const MODULES = {
  preact: `export { render, Fragment, h } from "preact";
    export { useState, useReducer, useEffect, useLayoutEffect, useRef, useMemo, useCallback } from "preact/hooks";
    import { h } from "preact"; import htm from "htm"; export const html = htm.bind(function (...element) { this[0] = 3; return h(...element); });`,
  fluent: `export { FluentBundle, FluentResource } from "@fluent/bundle";`,
  thumbhash: `export { thumbHashToDataURL } from "thumbhash";`,
  photoswipe: `export { default } from "photoswipe";`,
  idb: `export { openDB } from "idb";`,
  uplot: `export { default } from "uplot";`,
  "noble-hashes": `export { sha256 } from "@noble/hashes/sha2.js"; export { bytesToHex } from "@noble/hashes/utils.js";`,
};

/** Copies: from the package, to here. */
const FILES = {
  "preact/LICENSE": "preact/LICENSE",
  "htm/LICENSE": "preact/LICENSE-htm",
  "photoswipe/LICENSE": "photoswipe/LICENSE",
  "photoswipe/dist/photoswipe.css": "photoswipe/photoswipe.css",
  "uplot/LICENSE": "uplot/LICENSE",
  "uplot/dist/uPlot.min.css": "uplot/uplot.css",
  "idb/LICENSE": "idb/LICENSE",
  "@noble/hashes/LICENSE": "noble-hashes/LICENSE",
  "tus-js-client/LICENSE": "tus-js-client/LICENSE",
  "tus-js-client/dist/tus.min.js": "tus-js-client/tus.min.js",
  "@fontsource/barlow-condensed/LICENSE": "barlow-condensed/LICENSE",
  "@fontsource/barlow-condensed/files/barlow-condensed-latin-600-normal.woff2": "barlow-condensed/barlow-condensed-latin-600-normal.woff2",
  "@fontsource/barlow-condensed/files/barlow-condensed-latin-ext-600-normal.woff2":
    "barlow-condensed/barlow-condensed-latin-ext-600-normal.woff2",
  "@fontsource/cairo/LICENSE": "cairo/LICENSE",
  "@fontsource/cairo/files/cairo-arabic-700-normal.woff2": "cairo/cairo-arabic-700-normal.woff2",
};

for (const [folder, contents] of Object.entries(MODULES)) {
  await build({
    stdin: { contents, resolveDir: HERE },
    outfile: join(HERE, folder, `${folder}.js`),
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    legalComments: "inline",
  });
}
for (const [from, to] of Object.entries(FILES)) {
  await mkdir(join(HERE, dirname(to)), { recursive: true });
  await copyFile(join(PACKAGES, from), join(HERE, to));
}
