import assert from "node:assert/strict";
import test from "node:test";

import { PhotoPages } from "../../static/js/guest/photo-pages.js";
import { Away } from "../../static/js/http.js";

const A_PAGE = 30;

/** A list of so many photos, the first number first. */
class Service {
  failing = null;

  constructor(count) {
    this.ids = Array.from({ length: count }, (_, number) => `p${number}`);
  }

  ask = async (query) => {
    if (this.failing) throw this.failing;
    const from = Number(query.get("cursor") ?? 0);
    const to = from + A_PAGE;
    return {
      items: this.ids.slice(from, to).map((id) => ({ photo_id: id })),
      next_cursor: to < this.ids.length ? String(to) : null,
    };
  };
}

const shown = ({ photos }) => photos.map(({ photo_id: id }) => id);

test("pages follow each other to the end, each photo once", async () => {
  const service = new Service(70);
  const pages = new PhotoPages(service.ask);
  for (let turn = 0; turn < 5; turn += 1) await pages.more();
  assert.deepEqual([shown(pages), pages.done], [service.ids, true]);
});

test("a page that does not come is said, and asked for again", async () => {
  const service = new Service(3);
  const pages = new PhotoPages(service.ask);
  service.failing = new Away({ status: 0, code: "unreachable" });
  await pages.more();
  assert.deepEqual([pages.problem?.code, pages.photos], ["unreachable", []]);
  service.failing = null;
  await pages.more();
  assert.deepEqual([pages.problem, shown(pages)], [null, service.ids]);
});

test("after a renewal what has left is not there any more", async () => {
  const service = new Service(3);
  const pages = new PhotoPages(service.ask);
  await pages.more();
  service.ids.splice(1, 1);
  await pages.renew();
  assert.deepEqual([shown(pages), pages.renewed], [["p0", "p2"], 1]);
});
