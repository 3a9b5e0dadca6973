/** The studio's and the administration's words in English, for tests of modules that say something. */
import { readFileSync } from "node:fs";

import { words } from "../../static/js/ui/words.js";
import { ADMIN, CARD, STUDIO } from "../../static/js/words/catalogues.js";

const read = (file) => readFileSync(new URL(`../../static/words/${file}.ftl`, import.meta.url), "utf8");

const files = new Set([...STUDIO("en"), ...ADMIN("en"), ...CARD("en")]);
words.use("en", "ltr", [...files].map(read).join("\n"));
