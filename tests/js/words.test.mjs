/** The catalogues: the same texts in every language, all forms of each, and no text anywhere else. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

import { LANGUAGES, localeOf } from "../../static/js/ui/languages.js";
import { Words } from "../../static/js/ui/words.js";
import { ADMIN, CARD, STUDIO } from "../../static/js/words/catalogues.js";
import { FluentResource } from "../../static/vendor/fluent/fluent.js";

const STATIC = new URL("../../static/", import.meta.url);
const PRODUCT = "eventphotos"; // Is called so in every language.
const OF_STUDIO = /^js\/(studio|admin|words)\//;
/** Who reads what: `files(code)` are the catalogues of a page, `modules` those that take their texts from them. */
const READERS = [
  { of: "guests", files: (code) => [code], modules: (path) => !OF_STUDIO.test(path) },
  {
    of: "the studio and the administration",
    files: (code) => [...new Set([...STUDIO(code), ...ADMIN(code), ...CARD(code)])],
    modules: (path) =>
      OF_STUDIO.test(path) || ["js/ui/language.js", "js/ui/tile-size.js", "js/ui/undo.js", "js/ui/words.js"].includes(path),
  },
];

const read = (path) => readFileSync(new URL(path, STATIC), "utf8");
const textOf = (files) => files.map((file) => read(`words/${file}.ftl`)).join("\n");
const catalogue = (files) => new Map(new FluentResource(textOf(files)).body.map((message) => [message.id, message.value]));
const modules = readdirSync(new URL("js/", STATIC), { recursive: true })
  .filter((name) => name.endsWith(".js"))
  .map((name) => `js/${name}`);
const withWords = modules.filter((path) => read(path).includes("ui/words.js"));

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

for (const { of, files } of READERS) {
  for (const { code } of LANGUAGES) {
    test(`${code}, ${of}: the same texts with the same variables as in English`, () => {
      const [own, english] = [catalogue(files(code)), catalogue(files("en"))];
      assert.deepEqual([...own.keys()].sort(), [...english.keys()].sort());
      for (const [id, pattern] of english) assert.deepEqual(variables(own.get(id)), variables(pattern), id);
    });

    test(`${code}, ${of}: every number comes in all the forms that people use`, () => {
      const spoken = Array.from({ length: 1000 }, (_, number) => new Intl.PluralRules(code).select(number));
      for (const [id, pattern] of catalogue(files(code))) {
        for (const part of parts(pattern)) {
          if (part.type !== "select") continue;
          const forms = part.variants.map(({ key }) => key.value);
          assert.deepEqual([...new Set(forms)].sort(), [...new Set(spoken)].sort(), id);
        }
      }
    });

    test(`${code}, ${of}: catalogues without mistakes, in which each text can be said`, () => {
      const words = new Words();
      words.use(code, "ltr", textOf(files(code)));
      for (const [id, pattern] of catalogue(files(code))) {
        const said = words.text(id, Object.fromEntries(variables(pattern).map((name) => [name, 3])));
        assert.ok(said.trim() && !/[{}]/.test(said), `${id}: ${said}`);
      }
    });

    test(`${code}, ${of}: no two lines say a text, and none is repeated`, () => {
      const ids = [...textOf(files(code)).matchAll(/^([a-zA-Z][\w-]*) *=/gm)].map(([, id]) => id);
      assert.deepEqual(ids, [...new Set(ids)]);
    });
  }

  test(`${of}: every text that is asked for is there, and every text that is there is asked for`, () => {
    const english = catalogue(files("en"));
    const own = modules.filter(READERS.find((reader) => reader.of === of).modules);
    // What a module that is not moved yet asks for is a guest's text, or is found when it is.
    const asking = own.filter((path) => withWords.includes(path));
    const asked = [
      ...asking
        .map(read)
        .join("\n")
        .matchAll(/\bt\(\s*"([^"]+)"/g),
    ].map(([, id]) => id);
    assert.ok(asked.length > 50);
    assert.deepEqual(
      asked.filter((id) => !english.has(id)),
      [],
    );
    const sources = (of === "guests" ? modules : own).map(read).join("\n");
    const composed = [...sources.matchAll(/[`"]([a-z][\w-]*-)\$\{/g)].map(([, beginning]) => beginning);
    const offered = [...sources.matchAll(/(?:optionsOf\(|<\$\{Options\} name=)"([\w-]+)"/g)].map(([, name]) => `${name}-`);
    const data = [...read("admin.html").matchAll(/data-place="([^"]+)"/g)].map(([, id]) => id);
    const wanted = (id) =>
      sources.includes(`"${id}"`) || data.includes(id) || [...composed, ...offered].some((beginning) => id.startsWith(beginning));
    assert.deepEqual(
      [...english.keys()].filter((id) => !wanted(id)),
      [],
    );
  });
}

test("every catalogue of the studio is read by a page", () => {
  for (const { code } of LANGUAGES) {
    const there = readdirSync(new URL(`words/studio/${code}/`, STATIC)).map(
      (name) => `studio/${code}/${name.replace(/\.ftl$/, "")}`,
    );
    assert.deepEqual(there.sort(), [...new Set([...STUDIO(code), ...ADMIN(code), ...CARD(code)])].sort());
  }
});

test("numbers and dates are written as in the region that the device says", () => {
  assert.equal(localeOf("en", ["de-CH", "en-GB", "en-US"]), "en-GB");
  assert.equal(localeOf("ar", ["ar-EG"]), "ar-EG");
  assert.equal(localeOf("fr", ["en-GB"]), "fr");
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
const spokenAttributes =
  /\b(?:alt|title|placeholder|label|legend|hint|button|doing|missing|yes|aria-label|aria-description|aria-roledescription)="[^"]*\p{L}[^"]*"/u;

test("no text stands in the modules that draw the pages", () => {
  for (const path of withWords) {
    for (const template of templates(read(path))) {
      assert.doesNotMatch(between(template).replace(PRODUCT, ""), /\p{L}{2,}/u, `${path}: ${template}`);
      assert.doesNotMatch(template, spokenAttributes, `${path}: ${template}`);
    }
  }
});

const ENGLISH = "js/words/studio.js"; // Puts right what the server says, for those who read English.

test("no sentence stands in the code of these modules either", () => {
  for (const path of withWords.filter((one) => one !== ENGLISH)) {
    const code = read(path)
      .replace(/\/\*.*?\*\//gs, "")
      .replace(/(^|\s)\/\/.*$/gm, "")
      .replace(/(?:new \w*Error|console\.\w+)\([^\n]*/g, ""); // These are for whoever develops.
    assert.doesNotMatch(code, /"\p{Lu}[^"\n]*\p{Ll} \p{L}[^"\n]*"/u, path);
  }
});

test("no text stands in their pages, but the title until the words are there, and what is said where nothing can be loaded", () => {
  for (const page of readdirSync(STATIC).filter((name) => name.endsWith(".html"))) {
    const body = read(page).replace(/<(title|noscript|form)\b[^>]*>.*?<\/\1>/gs, "");
    assert.doesNotMatch(between(body.replace(/<!doctype[^>]*>/i, "")), /\p{L}/u, page);
    assert.doesNotMatch(body.replace(/<link[^>]*>/g, ""), spokenAttributes, page);
  }
});
