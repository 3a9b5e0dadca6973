/** The catalogues of guest and kiosk: the same texts everywhere, all forms of each language, and no text anywhere else. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

import { LANGUAGES, Words } from "../../static/js/ui/words.js";
import { FluentResource } from "../../static/vendor/fluent/fluent.js";

const STATIC = new URL("../../static/", import.meta.url);
const PAGES = ["guest.html", "kiosk.html", "index.html", "trust.html"];
const PRODUCT = "eventphotos"; // Is called so in every language.
const OF_STUDIO = /^js\/(studio|admin|words)\//;

const read = (path) => readFileSync(new URL(path, STATIC), "utf8");
const catalogue = (code) =>
  new Map(new FluentResource(read(`words/${code}.ftl`)).body.map((message) => [message.id, message.value]));
const modules = readdirSync(new URL("js/", STATIC), { recursive: true })
  .filter((name) => name.endsWith(".js"))
  .map((name) => `js/${name}`);
const withWords = modules.filter((path) => !OF_STUDIO.test(path) && read(path).includes("ui/words.js"));

/** Everything in a pattern, also inside of what is chosen from. */
function* parts(pattern) {
  for (const part of Array.isArray(pattern) ? pattern : []) {
    yield part;
    if (part.type === "select") yield* parts([part.selector]);
    if (part.type === "func") yield* parts(part.args);
    for (const variant of part.variants ?? []) yield* parts(variant.value);
  }
}

const variables = (pattern) =>
  [...new Set([...parts(pattern)].filter(({ type }) => type === "var").map(({ name }) => name))].sort();

for (const { code } of LANGUAGES) {
  test(`${code}: the same texts with the same variables as in English`, () => {
    const [own, english] = [catalogue(code), catalogue("en")];
    assert.deepEqual([...own.keys()].sort(), [...english.keys()].sort());
    for (const [id, pattern] of english) assert.deepEqual(variables(own.get(id)), variables(pattern), id);
  });

  test(`${code}: every number comes in all the forms that people use`, () => {
    const spoken = Array.from({ length: 1000 }, (_, number) => new Intl.PluralRules(code).select(number));
    for (const [id, pattern] of catalogue(code)) {
      for (const part of parts(pattern)) {
        if (part.type !== "select") continue;
        const forms = part.variants.map(({ key }) => key.value);
        assert.deepEqual([...new Set(forms)].sort(), [...new Set(spoken)].sort(), id);
      }
    }
  });

  test(`${code}: a catalogue without mistakes, in which each text can be said`, () => {
    const words = new Words();
    words.use(code, "ltr", read(`words/${code}.ftl`));
    for (const [id, pattern] of catalogue(code)) {
      const said = words.text(id, Object.fromEntries(variables(pattern).map((name) => [name, 3])));
      assert.ok(said.trim() && !/[{}]/.test(said), `${id}: ${said}`);
    }
  });

  test(`${code}: no two lines say a text, and none is repeated`, () => {
    const ids = [...read(`words/${code}.ftl`).matchAll(/^([a-zA-Z][\w-]*) *=/gm)].map(([, id]) => id);
    assert.deepEqual(ids, [...new Set(ids)]);
  });
}

test("every text that a page asks for is there, and every text that is there is asked for", () => {
  const english = catalogue("en");
  const sources = modules.map(read).join("\n");
  const asked = [
    ...withWords
      .map(read)
      .join("\n")
      .matchAll(/\bt\(\s*"([^"]+)"/g),
  ].map(([, id]) => id);
  assert.ok(asked.length > 100);
  assert.deepEqual(
    asked.filter((id) => !english.has(id)),
    [],
  );
  const composed = [...sources.matchAll(/[`"]([a-z][\w-]*-)\$\{/g)].map(([, beginning]) => beginning);
  const wanted = (id) => sources.includes(`"${id}"`) || composed.some((beginning) => id.startsWith(beginning));
  assert.deepEqual(
    [...english.keys()].filter((id) => !wanted(id)),
    [],
  );
});

/** The text of every html`` template of a module, without what is put into it. */
function* templates(source) {
  for (let at = source.indexOf("html`"); at >= 0; at = source.indexOf("html`", at + 1)) yield textFrom(source, at + 5);
}

function textFrom(source, begin) {
  let text = "";
  let depth = 0; // Of braces: what is put in may be a template again.
  for (let at = begin; at < source.length; at += 1) {
    const here = source[at];
    if (depth === 0 && here === "`") return text;
    if (here === "{" && (depth > 0 || source[at - 1] === "$")) depth += 1;
    else if (here === "}" && depth > 0) depth -= 1;
    else if (depth === 0 && !(here === "$" && source[at + 1] === "{")) text += here;
  }
  throw new Error("a template without an end");
}

const between = (markup) => markup.replace(/<!--.*?-->/gs, "").replace(/<\/?[^>]*>/gs, "\n");
const spokenAttributes = /\b(?:alt|title|placeholder|label|aria-label|aria-description|aria-roledescription)="[^"]*\p{L}[^"]*"/u;

test("no text stands in the modules that draw the guest's page and the kiosk", () => {
  for (const path of withWords) {
    for (const template of templates(read(path))) {
      assert.doesNotMatch(between(template).replace(PRODUCT, ""), /\p{L}{2,}/u, `${path}: ${template}`);
      assert.doesNotMatch(template, spokenAttributes, `${path}: ${template}`);
    }
  }
});

test("no text stands in their pages, but the title until the words are there, and what is said where nothing can be loaded", () => {
  for (const page of PAGES) {
    const body = read(page).replace(/<(title|noscript|form)\b[^>]*>.*?<\/\1>/gs, "");
    assert.doesNotMatch(between(body.replace(/<!doctype[^>]*>/i, "")), /\p{L}/u, page);
    assert.doesNotMatch(body.replace(/<link[^>]*>/g, ""), spokenAttributes, page);
  }
});
