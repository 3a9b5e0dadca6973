import assert from "node:assert/strict";
import { test } from "node:test";

import { WatchedFolder } from "../../static/js/studio/watched-folder.js";

/** A folder as a browser shows it, whose files are what the test puts in `files`: `{name: {size, lastModified}}`. */
class Folder {
  kind = "directory";
  permission = "granted";
  failing = null;
  opened = [];

  constructor(name, files = {}, folders = []) {
    Object.assign(this, { name, files, folders });
  }

  async *values() {
    if (this.failing) throw this.failing;
    for (const [name, looks] of Object.entries(this.files)) {
      const getFile = async () => {
        this.opened.push(name);
        return { name, type: "", ...looks };
      };
      yield { kind: "file", name, getFile };
    }
    yield* this.folders;
  }

  async queryPermission() {
    return this.permission;
  }

  async requestPermission() {
    return this.permission;
  }
}

/** The world outside of a watched folder. */
class World {
  kept = undefined;
  taken = 0;
  elsewhere = false;
  sent = [];
  timers = [];

  watched() {
    return new WatchedFolder({
      kept: {
        get: async () => this.kept,
        put: async (folder) => (this.kept = folder),
        forget: async () => (this.kept = undefined),
      },
      alone: async () => {
        if (this.elsewhere) return null;
        this.taken += 1;
        return () => (this.taken -= 1);
      },
      add: async (source) => {
        assert.ok(source.watched);
        for await (const files of source.chunks) this.sent.push(...files.map(({ name }) => name));
      },
      setTimeout: (act) => this.timers.push(act),
    });
  }

  /** The time until the next look is over; resolves when that has been taken. */
  async look() {
    const timers = this.timers.splice(0);
    await Promise.all(timers.map((act) => act()));
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const photo = (size = 100) => ({ size, lastModified: 1 });

async function watching(folder) {
  const world = new World();
  const watched = world.watched();
  await watched.watch(folder);
  return { world, watched };
}

test("a photo is sent once it looks the same in two looks, and never again", async () => {
  const folder = new Folder("DCIM", { "1.jpg": photo() });
  const { world, watched } = await watching(folder);
  assert.deepEqual([watched.state, watched.label, world.sent], ["watching", "DCIM", []]);
  await world.look();
  assert.deepEqual([world.sent, watched.found], [["1.jpg"], 1]);
  folder.opened.length = 0;
  await world.look();
  assert.deepEqual([world.sent, folder.opened], [["1.jpg"], []], "what is known is not even opened");
});

test("one that is still being written waits, and so does one with nothing in it yet", async () => {
  const folder = new Folder("DCIM", { "1.jpg": photo(0) });
  const { world } = await watching(folder);
  await world.look();
  folder.files["1.jpg"] = photo(50);
  await world.look();
  folder.files["1.jpg"] = photo(100);
  await world.look();
  assert.deepEqual(world.sent, []);
  await world.look();
  assert.deepEqual(world.sent, ["1.jpg"]);
});

test("folders in it are looked into, but not what is hidden, the computer's own, or no photo", async () => {
  const inner = new Folder("100CANON", { "2.HEIC": photo() });
  const own = new Folder("$RECYCLE.BIN", { "3.jpg": photo() });
  const files = { "1.jpg": photo(), "._1.jpg": photo(), "notes.txt": photo(), "4.jpg.part": photo() };
  const { world } = await watching(new Folder("DCIM", files, [inner, own]));
  await world.look();
  assert.deepEqual(world.sent, ["1.jpg", "2.HEIC"]);
});

test("a card that is taken out is waited for, and another one with the same names is looked at as a whole", async () => {
  const folder = new Folder("DCIM", { "1.jpg": photo() });
  const { world, watched } = await watching(folder);
  await world.look();
  folder.failing = Object.assign(new Error("gone"), { name: "NotFoundError" });
  await world.look();
  assert.equal(watched.state, "away");
  folder.failing = null;
  await world.look();
  await world.look();
  assert.deepEqual([watched.state, world.sent], ["watching", ["1.jpg", "1.jpg"]]);
});

test("a folder in it that cannot be read keeps nothing else from being sent", async () => {
  const inner = new Folder("100CANON", { "2.jpg": photo() });
  inner.failing = Object.assign(new Error("gone"), { name: "NotFoundError" });
  const { world } = await watching(new Folder("DCIM", { "1.jpg": photo() }, [inner]));
  await world.look();
  assert.deepEqual(world.sent, ["1.jpg"]);
  inner.failing = null;
  await world.look();
  await world.look();
  assert.deepEqual(world.sent, ["1.jpg", "2.jpg"]);
});

test("a page that comes back goes on by itself where the browser lets it, and asks where not", async () => {
  const world = new World();
  world.kept = new Folder("DCIM", { "1.jpg": photo() });
  const granted = world.watched();
  await granted.recall();
  assert.equal(granted.state, "watching");
  world.kept.permission = "prompt";
  const asking = world.watched();
  await asking.recall();
  assert.deepEqual([asking.state, asking.label], ["asking", "DCIM"]);
  assert.equal(await asking.goOn(), false);
  assert.equal(asking.state, "asking");
  world.kept.permission = "granted";
  assert.equal(await asking.goOn(), true);
  assert.equal(asking.state, "watching");
});

test("a right that is taken away is asked for again", async () => {
  const folder = new Folder("DCIM", {});
  const { world, watched } = await watching(folder);
  folder.failing = Object.assign(new Error("no"), { name: "NotAllowedError" });
  await world.look();
  assert.deepEqual([watched.state, world.timers.length, world.taken], ["asking", 0, 0]);
});

test("who stops it looks no more, and is not offered it again", async () => {
  const folder = new Folder("DCIM", { "1.jpg": photo() });
  const { world, watched } = await watching(folder);
  await watched.stop();
  await world.look();
  assert.deepEqual([watched.state, world.sent, world.kept, world.taken], ["off", [], undefined, 0]);
  const again = world.watched();
  await again.recall();
  assert.equal(again.state, "off");
});

test("of several tabs one looks, and another takes over when that is closed", async () => {
  const world = new World();
  world.elsewhere = true;
  const watched = world.watched();
  await watched.watch(new Folder("DCIM", { "1.jpg": photo() }));
  assert.equal(watched.state, "elsewhere");
  world.elsewhere = false;
  await world.look();
  assert.equal(watched.state, "watching");
});

test("another folder takes the place of the one before", async () => {
  const { world, watched } = await watching(new Folder("Monday", { "1.jpg": photo() }));
  await watched.watch(new Folder("Tuesday", { "2.jpg": photo() }));
  await world.look();
  await world.look();
  assert.deepEqual([watched.label, world.sent, world.taken], ["Tuesday", ["2.jpg"], 1]);
});
