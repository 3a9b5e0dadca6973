import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { fetchModule, moduleAt } from "../../static/js/ui/modules.js";

const files = {
  "/js/a.js": 'import { b } from "./b.js";\nimport {\n  c,\n} from "../c.js";\nexport const a = b + c;',
  "/js/b.js": '/** @import { D } from "./d.js" */\nimport "../c.js";\nexport const b = 1;',
  "/c.js": "export const c = 2;",
};
const real = { fetch: globalThis.fetch, location: globalThis.location, document: globalThis.document };
let asked = [];
const askedEver = [];
let broken = null;

before(() => {
  globalThis.location = { href: "https://here/s/link" };
  globalThis.document = { querySelector: () => null };
  globalThis.fetch = async (href) => {
    const { pathname } = new URL(href);
    asked.push(pathname);
    askedEver.push(pathname);
    if (pathname === broken) throw new TypeError("fetch failed");
    return new Response(files[pathname]);
  };
});
after(() => Object.assign(globalThis, real));

test("a module is fetched with all that it imports; what failed is tried again, and what came is not", async () => {
  broken = "/c.js";
  await assert.rejects(fetchModule("/js/a.js"));
  assert.ok(asked.includes("/js/b.js"));
  broken = null;
  asked = [];
  await fetchModule("/js/a.js");
  assert.deepEqual(
    ["/js/a.js", "/c.js"].filter((path) => asked.includes(path)),
    ["/js/a.js", "/c.js"],
  );
  asked = [];
  await fetchModule("/js/a.js");
  assert.deepEqual(asked, []);
});

test("what a module imports for its types alone is not fetched", () => {
  assert.ok(!askedEver.includes("/js/d.js"));
  assert.ok(askedEver.includes("/js/b.js"));
});

test("what was fetched and cannot be imported is stuck, and fetched again on the next try", async () => {
  files["/js/stuck.js"] = "";
  for (let times = 1; times <= 2; times += 1) {
    asked = [];
    await assert.rejects(moduleAt("/js/stuck.js"), { stuck: true });
    assert.deepEqual(asked, ["/js/stuck.js"]);
  }
});
