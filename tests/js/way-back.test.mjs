/** The device's way back, with a browser that takes each step a moment after it was asked to. */
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

const page = new EventTarget();
globalThis.addEventListener = page.addEventListener.bind(page);
const { WayBack } = await import("../../static/js/guest/way-back.js");

/** What a browser remembers of a page. */
class Entries {
  #all = [null];
  #at = 0;
  #asked = 0;

  get state() {
    return this.#all[this.#at];
  }

  pushState(state) {
    this.#all = [...this.#all.slice(0, this.#at + 1), state];
    this.#at += 1;
  }

  back() {
    this.#asked += 1;
  }

  get places() {
    return this.#all.slice(0, this.#at + 1).map((state) => state?.place ?? "begin");
  }

  /** Take the steps that were asked for, those too that are asked for upon one of them. */
  async settle() {
    while (this.#asked) {
      this.#at -= this.#asked;
      this.#asked = 0;
      assert.ok(this.#at >= 0, "the event was left");
      page.dispatchEvent(new Event("popstate"));
      await new Promise((soon) => setTimeout(soon));
    }
  }
}

let left = [];
const leave = (place) => () => left.push(place);
beforeEach(() => {
  left = [];
  globalThis.history = new Entries();
});

test("the browser does not scroll what follows a step to where the screen before it was", async () => {
  const way = new WayBack();
  await way.enter("step", leave("step"));
  assert.equal(history.scrollRestoration, "manual");
  page.dispatchEvent(new Event("pagehide"));
  assert.equal(history.scrollRestoration, "auto");
  way.left("step");
  await history.settle();
});

test("a step that is left while the browser still leaves a photo leads nowhere later", async () => {
  const way = new WayBack();
  await way.enter("step", leave("step"));
  await way.enter("photo", leave("photo"));
  way.left("photo");
  way.left("step");

  await history.settle();

  assert.deepEqual(history.places, ["begin"]);
  assert.deepEqual(left, []);
});

test("a photo that is opened and closed while the browser still leaves another is one step, not two", async () => {
  const way = new WayBack();
  await way.enter("step", leave("step"));
  await way.enter("photo", leave("one"));
  way.left("photo");
  way.enter("photo", leave("other"));
  way.left("photo");

  await history.settle();

  assert.deepEqual(history.places, ["begin", "step"]);
  history.back();
  await history.settle();
  assert.deepEqual(left, ["step"]);
});

test("a step that is entered again while the browser still leaves a photo stays one step", async () => {
  const way = new WayBack();
  await way.enter("step", leave("one"));
  await way.enter("photo", leave("photo"));
  way.left("photo");
  way.left("step");
  way.enter("step", leave("other"));

  await history.settle();

  assert.deepEqual(history.places, ["begin", "step"]);
  history.back();
  await history.settle();
  assert.deepEqual(left, ["other"]);
});
