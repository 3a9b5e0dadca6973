import assert from "node:assert/strict";
import { test } from "node:test";

import "./english.mjs";
import { ApiError, Away, NotAcceptable, NotAllowed, NotSignedIn, NotThere, TooOften } from "../../static/js/http.js";
import { Batch } from "../../static/js/studio/remembered.js";
import { choosesFolders, chosenFiles, fromHandles, isPhoto } from "../../static/js/studio/sources.js";
import { mayRetry } from "../../static/js/studio/upload-problems.js";
import { UploadQueue } from "../../static/js/studio/upload-queue.js";
import { digest, FileUnreadable } from "../../static/js/upload/hashing.js";
import { looksLikePhoto } from "../../static/js/upload/magic.js";
import { leftOut } from "../../static/js/words/sending.js";

const photoFile = (name, size = 100) => ({ name, size, type: "image/jpeg", lastModified: 1 });
const files = (count) => Array.from({ length: count }, (_, index) => photoFile(`IMG_${index}.jpg`));
const nothing = () => undefined;
const soon = () => new Promise((resolve) => setTimeout(resolve, 5));

/** The world outside of a queue, in which the test says what happens. */
class World {
  sendings = [];
  asked = [];
  known = {};
  timers = [];
  refusals = [];
  forgotten = [];
  unfinished = [];
  opened = null;
  cancelled = null;
  clock = 0;
  failing = null;

  environment() {
    return {
      digest: async (file) => `hash of ${file.name}`,
      largestPhoto: async () => 1000,
      known: async (hashes) => {
        this.asked.push(hashes);
        if (this.failing) throw this.failing;
        return this.known;
      },
      refused: ({ code }) => this.refusals.push(code),
      startSending: (options) => this.#start(options),
      remembered: {
        list: async () => this.unfinished,
        mayRead: async () => true,
        open: async () => this.opened ?? chosenFiles(files(1)),
        forget: async (id) => {
          this.unfinished = this.unfinished.filter((record) => record.id !== id);
        },
        begin: async () => ({
          id: "batch",
          cancelled: false,
          add: nothing,
          identified: nothing,
          settle: nothing,
          complete: async () => [],
        }),
        hashOf: (file, { digest }) => digest(file),
        forgetHash: async (file) => this.forgotten.push(file.name),
        paused: nothing,
        cancelled: async () => this.cancelled,
      },
      now: () => this.clock,
      setTimeout: (act, ms) => this.timers.push({ act, ms }),
    };
  }

  #start({ file, hash, source, onBytes }) {
    const sending = { file, hash, source, onBytes, stopped: null };
    const done = new Promise((resolve, reject) => Object.assign(sending, { arrive: resolve, fail: reject }));
    this.sendings.push(sending);
    return { done, stop: async (how = {}) => (sending.stopped = how) };
  }

  get names() {
    return this.sendings.map(({ file }) => file.name);
  }
}

async function queueOf(chosen, change = nothing) {
  const world = new World();
  change(world);
  const queue = new UploadQueue(1, world.environment());
  await queue.add(chosenFiles(chosen));
  await soon();
  return { world, queue };
}

async function sendAll(world, queue) {
  for (let at = 0; at < world.sendings.length || queue.left > 0; at += 1) {
    world.sendings[at]?.arrive();
    await soon();
  }
}

test("three photos are on their way at a time, in order, until all are there", async () => {
  const { world, queue } = await queueOf(files(7));
  assert.deepEqual(world.names, ["IMG_0.jpg", "IMG_1.jpg", "IMG_2.jpg"]);
  await sendAll(world, queue);
  assert.equal(world.sendings.length, 7);
  assert.deepEqual([queue.sent, queue.left, queue.state], [7, 0, "idle"]);
  assert.equal(queue.bytesSent, queue.bytesTotal);
});

test("what came by itself from a folder that is kept an eye on is said to", async () => {
  const { world, queue } = await queueOf(files(1));
  await queue.add({ ...chosenFiles([photoFile("late.jpg")]), watched: true });
  await soon();
  assert.deepEqual(
    world.sendings.map(({ source }) => source),
    ["browser", "folder"],
  );
});

test("what the server has by content is not sent, whatever it is called", async () => {
  const { world, queue } = await queueOf(files(3), (at) => (at.known = { "hash of IMG_1.jpg": { id: "x", status: "indexed" } }));
  assert.deepEqual(world.names, ["IMG_0.jpg", "IMG_2.jpg"]);
  assert.deepEqual([queue.known, queue.found, queue.bytesTotal], [1, 3, 200]);
});

test("the same photo twice in what was chosen is counted as one", async () => {
  const { world, queue } = await queueOf([photoFile("IMG_0.jpg"), photoFile("IMG_0.jpg")]);
  await sendAll(world, queue);
  assert.deepEqual([queue.sent, queue.known, queue.found, queue.state], [1, 1, 2, "idle"]);
});

test("texts, films and a Mac's companions of photos are left out, counted and named", async () => {
  const chosen = [
    photoFile("a.jpg"),
    { ...photoFile("notes.txt"), type: "text/plain" },
    photoFile("._a.jpg"),
    { ...photoFile("MVI_1.MOV"), type: "" },
    { ...photoFile("old.CRW"), type: "" },
  ];
  const { queue } = await queueOf(chosen);
  assert.equal(queue.found, 1);
  const names = ["notes.txt", "._a.jpg", "MVI_1.MOV", "old.CRW"];
  assert.deepEqual(queue.unsupported, { count: 4, videos: 1, raws: 1, names });
  const advice = "We can’t read this kind of RAW file: export it as JPEG or DNG.";
  assert.equal(leftOut(queue.unsupported), `Not uploaded: 1 RAW file, 1 video, 2 other files (${names.join(", ")}). ${advice}`);
  const videos = { count: 5, videos: 5, raws: 0, names: ["1.MOV", "2.MOV", "3.MOV", "4.MOV", "5.MOV"] };
  assert.equal(leftOut(videos), "Not uploaded: 5 videos (1.MOV, 2.MOV, 3.MOV and 2 more). Only photos are uploaded.");
  assert.ok(isPhoto({ name: "IMG.HEIC", type: "" }));
});

test("a folder is offered where the browser comes back to one, or lists its files to who has a mouse", () => {
  const browser = (more) =>
    Object.assign(globalThis, { showDirectoryPicker: undefined, matchMedia: () => ({ matches: false }) }, more);
  globalThis.HTMLInputElement = class {};
  HTMLInputElement.prototype.webkitdirectory = false;
  assert.equal(choosesFolders(browser({})), false, "a phone shows single files whatever it says");
  assert.equal(choosesFolders(browser({ matchMedia: () => ({ matches: true }) })), true);
  assert.equal(choosesFolders(browser({ showDirectoryPicker: () => undefined })), true);
  delete HTMLInputElement.prototype.webkitdirectory;
  assert.equal(choosesFolders(browser({ matchMedia: () => ({ matches: true }) })), false);
  for (const name of ["showDirectoryPicker", "matchMedia", "HTMLInputElement"]) delete globalThis[name];
});

test("a camera's RAW files are photos, of which browsers know no type", async () => {
  const names = ["a.CR2", "a.cr3", "a.NEF", "a.arw", "a.RAF", "a.ORF", "a.rw2", "a.DNG", "a.pef"];
  const { queue } = await queueOf(names.map((name) => ({ ...photoFile(name), type: "" })));
  assert.deepEqual([queue.found, queue.unsupported.count], [9, 0]);
});

const onCard = (name) => ({ kind: "file", name, getFile: async () => photoFile(name) });
const damaged = (name) => ({ kind: "file", name, getFile: async () => Promise.reject(new Error("input/output error")) });
const folder = (name, ...children) => ({
  kind: "directory",
  name,
  async *values() {
    for (const child of children) {
      if (child instanceof Error) throw child;
      yield child;
    }
  },
});

test("what cannot be read on a card is named, and all the rest of it goes on", async () => {
  const card = folder(
    "DCIM",
    onCard("IMG_1.jpg"),
    damaged("IMG_2.jpg"),
    folder("101", onCard("IMG_3.jpg"), new Error("gone")),
    folder(".Trashes", onCard("deleted.jpg")),
    folder("102", onCard("IMG_4.jpg")),
  );
  const world = new World();
  const queue = new UploadQueue(1, world.environment());
  await queue.add(fromHandles([card]));
  await soon();
  await sendAll(world, queue);
  assert.deepEqual(world.names, ["IMG_1.jpg", "IMG_3.jpg", "IMG_4.jpg"]);
  assert.deepEqual(queue.unreadable, [{ label: "DCIM", names: ["IMG_2.jpg", "101"] }]);
  assert.equal(queue.state, "idle");
});

test("what a computer keeps on a card for itself is left out also where the browser lists the files", async () => {
  const listed = (path) => ({ ...photoFile(path.split("/").at(-1)), webkitRelativePath: path });
  const { world } = await queueOf([
    listed("CARD/.Trashes/501/a.jpg"),
    listed("CARD/$RECYCLE.BIN/b.jpg"),
    listed("CARD/101/c.jpg"),
  ]);
  assert.deepEqual(world.names, ["c.jpg"]);
});

test("what another tab is sending is looked at again, and taken over when that tab is closed", async () => {
  const world = new World();
  world.unfinished = [{ id: "card", label: "DCIM", left: 9, elsewhere: true }];
  const queue = new UploadQueue(1, world.environment());
  await queue.recall();
  world.unfinished = [{ id: "card", label: "DCIM", left: 1, elsewhere: true }];
  world.timers.at(-1).act();
  await soon();
  assert.deepEqual([queue.unfinished[0].left, world.names], [1, []]);
  world.unfinished = [{ id: "card", label: "DCIM", left: 1, elsewhere: false }];
  world.timers.at(-1).act();
  await soon();
  await soon();
  assert.deepEqual([world.names, queue.unfinished, world.timers.length], [["IMG_0.jpg"], [], 2]);
});

test("a folder of which not everything could be read this time stays among the unfinished, and is not tried over and over", async () => {
  const world = new World();
  const queue = new UploadQueue(1, world.environment());
  const record = { id: "card", label: "DCIM", left: 2, elsewhere: false };
  world.unfinished = [record];
  world.opened = { label: "DCIM", handles: [], chunks: [], skipped: ["DCIM"] };
  await queue.recall();
  assert.deepEqual([queue.unfinished, queue.unreadable.length], [[record], 1]);
  await queue.recall();
  assert.equal(queue.unreadable.length, 1);
  world.opened = chosenFiles(files(2));
  assert.ok(await queue.resume(record));
  assert.deepEqual([queue.unfinished, queue.found], [[], 2]);
});

test("what is given up is forgotten before it is said to be over: who closes the page then is not asked about it again", async () => {
  const { world, queue } = await queueOf(files(3));
  let forgotten;
  world.cancelled = new Promise((resolve) => (forgotten = resolve));
  const over = queue.cancel();
  await soon();
  assert.deepEqual([queue.left, queue.state], [0, "busy"]);
  forgotten();
  await over;
  assert.equal(queue.state, "idle");
});

test("a folder that is given up is forgotten at once, also when it was to be noted in a moment", async () => {
  const kept = [];
  const batch = new Batch({ label: "DCIM", handles: null, alike: [] }, async ({ over }) => kept.push(over));
  batch.add({ key: 1, name: "IMG_1.jpg" });
  assert.deepEqual(kept, []);
  await batch.cancel();
  assert.deepEqual(kept, [true]);
});

test("a folder takes the place of one of before only if all that was left of that is in it: every card is called DCIM", async () => {
  const alike = [
    { id: "card A", names: ["IMG_7.jpg"] },
    { id: "the same", names: ["IMG_1.jpg", "IMG_2.jpg"] },
  ];
  const batch = new Batch({ label: "DCIM", handles: null, alike }, nothing);
  for (const key of [1, 2, 3]) batch.add({ key, name: `IMG_${key}.jpg` });
  batch.settle({ key: 1 });
  assert.deepEqual(
    (await batch.complete()).map(({ id }) => id),
    ["the same"],
  );
});

test("another photo of the same name does not take the place of one that is not sent to its end", async () => {
  const past = (id, hash) => ({ id, names: ["IMG_1.jpg"], hashes: [["IMG_1.jpg", hash]] });
  const batch = new Batch({ label: "IMG_1.jpg", handles: null, alike: [past("A", "of A"), past("B", "of B")] }, nothing);
  const replaced = [];
  batch.onReplaced = ({ id }) => replaced.push(id);
  const item = { key: 1, name: "IMG_1.jpg", hash: null };
  batch.add(item);
  assert.deepEqual(await batch.complete(), []);
  assert.deepEqual(batch.record().hashes, []);
  item.hash = "of B";
  batch.identified(item);
  assert.deepEqual(replaced, ["B"]);
  assert.deepEqual(batch.record().hashes, [["IMG_1.jpg", "of B"]]);
  batch.cancel();
});

test("a file beyond the server's limit, and an empty one, are refused without a byte read or sent", async () => {
  const read = [];
  const world = new World();
  const queue = new UploadQueue(1, { ...world.environment(), digest: async (file) => read.push(file.name) && "hash" });
  await queue.add(chosenFiles([photoFile("film.jpg", 2e9), photoFile("nothing.jpg", 0), photoFile("fine.jpg")]));
  await soon();
  assert.deepEqual(
    queue.failed.map(({ name, error }) => [name, error.code]),
    [
      ["film.jpg", "too_large"],
      ["nothing.jpg", "empty_file"],
    ],
  );
  assert.equal(queue.failed[0].error.limit, 1000);
  assert.deepEqual([read, world.names], [["fine.jpg"], ["fine.jpg"]]);
  assert.ok(queue.failed.every(({ error }) => !mayRetry(error)));
});

test("when the network goes nothing fails: all wait, and go on by themselves where they were", async () => {
  const { world, queue } = await queueOf(files(5));
  world.sendings[0].onBytes(60);
  world.sendings[0].fail(new Away({ status: 0, code: "unreachable" }));
  await soon();
  assert.deepEqual([queue.state, queue.trouble.code, queue.failed.length, queue.left], ["held", "unreachable", 0, 5]);
  assert.ok(world.sendings.slice(1).every(({ stopped }) => stopped && !stopped.forget));
  world.timers.at(-1).act();
  await soon();
  assert.equal(queue.state, "busy");
  assert.deepEqual(new Set(world.names.slice(3)), new Set(["IMG_0.jpg", "IMG_1.jpg", "IMG_2.jpg"]));
  await sendAll(world, queue);
  assert.deepEqual([queue.sent, queue.trouble], [5, null]);
});

test("photos that nothing can be worked out of without a network wait for it too", async () => {
  const world = new World();
  let away = true;
  const hashing = async () => {
    if (away) throw new Away({ status: 0, code: "unreachable" });
    return "hash";
  };
  const queue = new UploadQueue(1, { ...world.environment(), digest: hashing });
  await queue.add(chosenFiles(files(2)));
  await soon();
  assert.deepEqual([queue.state, queue.trouble.code, queue.failed.length, queue.left], ["held", "unreachable", 0, 2]);
  away = false;
  world.timers.at(-1).act();
  await soon();
  assert.deepEqual([queue.state, world.names], ["busy", ["IMG_0.jpg", "IMG_1.jpg"]]);
});

test("hashes come from one worker that stays, and from another where the first could not be fetched", async (t) => {
  const workers = [];
  class FakeWorker extends EventTarget {
    constructor() {
      super();
      workers.push(this);
    }

    postMessage({ id, file }) {
      const data = file === "text" ? { id, noPhoto: true } : { id, hash: file };
      const come = workers.length === 1 ? new Event("error") : Object.assign(new Event("message"), { data });
      queueMicrotask(() => this.dispatchEvent(come));
    }
  }
  globalThis.Worker = FakeWorker;
  t.after(() => delete globalThis.Worker);
  await assert.rejects(digest("a"), Away);
  assert.deepEqual([await digest("b"), await digest("c"), workers.length], ["b", "c", 2]);
  await assert.rejects(digest(null), FileUnreadable);
  await assert.rejects(digest("text"), (error) => error.code === "unsupported_media_type" && !mayRetry(error));
});

test("it waits longer each time, and as long as a busy server asks for", async () => {
  const { world, queue } = await queueOf(files(1), (at) => (at.failing = new Away({ status: 503, code: "unavailable" })));
  for (let times = 0; times < 4; times += 1) {
    world.timers.at(-1).act();
    await soon();
  }
  const waits = world.timers.map(({ ms }) => ms);
  assert.ok(waits[4] > waits[0] * 3, `${waits}`);
  world.failing = new TooOften({ status: 429, code: "too_many_requests", retryAfterS: 7 });
  world.timers.at(-1).act();
  await soon();
  assert.equal(world.timers.at(-1).ms, 7000);
  world.failing = null;
  world.timers.at(-1).act();
  await soon();
  assert.deepEqual([queue.state, world.names], ["busy", ["IMG_0.jpg"]]);
  world.sendings[0].fail(new Away({ status: 0, code: "unreachable" }));
  await soon();
  assert.ok(world.timers.at(-1).ms < waits[4], "the way was free in between");
});

test("a wait that somebody has cut short does not cut short the next one", async () => {
  const { world, queue } = await queueOf(files(1), (at) => (at.failing = new Away({ status: 503, code: "unavailable" })));
  queue.continue();
  await soon();
  const asked = world.asked.length;
  assert.deepEqual([queue.state, world.timers.length], ["held", 2]);
  world.timers[0].act();
  await soon();
  assert.deepEqual([queue.state, world.asked.length], ["held", asked]);
  world.timers[1].act();
  await soon();
  assert.equal(world.asked.length, asked + 1);
});

test("what stood in the way of photos that were given up is not said of the next ones", async () => {
  const { world, queue } = await queueOf(files(1));
  world.sendings[0].fail(new Away({ status: 0, code: "unreachable" }));
  await soon();
  await queue.cancel();
  const adding = queue.add(chosenFiles([photoFile("next.jpg")]));
  assert.deepEqual([queue.state, queue.trouble], ["busy", null]); // Before the server has answered anything.
  await adding;
});

test("signed out, it waits for somebody, and loses nothing", async () => {
  const { world, queue } = await queueOf(files(2));
  world.sendings[0].fail(new NotSignedIn({ status: 401, code: "unauthenticated" }));
  await soon();
  assert.deepEqual([queue.state, queue.left, world.timers.length], ["held", 2, 0]);
  assert.deepEqual([world.refusals, queue.refused], [["unauthenticated"], true]);
  queue.continue();
  await soon();
  assert.equal(queue.state, "busy");
  assert.equal(world.sendings.length, 4);
});

test("a file that changed on its way has failed, its hash is forgotten, and the others go on", async () => {
  const { world, queue } = await queueOf(files(2));
  world.sendings[0].fail(new NotAcceptable({ status: 422, code: "file_changed" }));
  world.sendings[1].arrive();
  await soon();
  assert.deepEqual([queue.state, queue.sent, queue.failed.length, mayRetry(queue.failed[0].error)], ["idle", 1, 1, false]);
  assert.deepEqual(world.forgotten, ["IMG_0.jpg"]);
});

test("a server without room, and a session that is another one now, are waited for, and no photo is to blame for them", async () => {
  const { world, queue } = await queueOf(files(1));
  const passing = [
    new ApiError({ status: 507, code: "insufficient_storage" }),
    new NotAllowed({ status: 403, code: "csrf_failed" }),
    new Away({ status: 0, code: "unreachable" }),
  ];
  for (const error of [...passing, ...passing]) {
    world.sendings.at(-1).fail(error);
    await soon();
    assert.deepEqual([queue.state, queue.failed.length, queue.refused], ["held", 0, false], error.code);
    world.timers.at(-1).act();
    await soon();
  }
  world.sendings.at(-1).fail(Object.assign(new Error("500"), { status: 500, code: "internal" }));
  await soon();
  assert.deepEqual([queue.left, queue.failed.length, world.refusals], [1, 0, []]);
});

test("an event that is not there any more may be a session that is over: it asks, and goes on once somebody is back", async () => {
  const { world, queue } = await queueOf(files(1));
  world.sendings[0].fail(new NotThere({ status: 404, code: "not_found" }));
  await soon();
  assert.deepEqual([world.refusals, queue.refused, queue.failed.length], [["not_found"], true, 0]);
  queue.continue();
  await soon();
  assert.deepEqual([queue.refused, world.names], [false, ["IMG_0.jpg", "IMG_0.jpg"]]);
});

test("a photo that the server refuses fails alone; one that cannot be read may be tried again", async () => {
  const { world, queue } = await queueOf(files(3));
  world.sendings[0].fail(new NotAcceptable({ status: 415, code: "unsupported_media_type" }));
  world.sendings[1].fail(new FileUnreadable());
  world.sendings[2].arrive();
  await soon();
  assert.deepEqual(
    queue.failed.map(({ error }) => mayRetry(error)),
    [false, true],
  );
  assert.deepEqual([queue.sent, queue.found, queue.state], [1, 1, "idle"]);
  queue.retryAll();
  await soon();
  assert.equal(world.names.at(-1), "IMG_1.jpg");
  world.sendings.at(-1).arrive();
  await soon();
  assert.deepEqual([queue.sent, queue.failed.length], [2, 1]);
  queue.dismiss(queue.failed[0].key);
  assert.deepEqual(queue.failed, []);
});

test("a photo that cannot be read is still there after all was given up and it was tried again", async () => {
  const world = new World();
  const queue = new UploadQueue(1, { ...world.environment(), digest: async () => Promise.reject(new FileUnreadable()) });
  await queue.add(chosenFiles(files(1)));
  await soon();
  await queue.cancel();
  queue.retryAll();
  await soon();
  assert.deepEqual([queue.failed.length, queue.left, queue.state], [1, 0, "idle"]);
});

test("a file is no photo by its first bytes, whatever it is called", () => {
  const bytes = (text) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  const photos = ["\xff\xd8\xff\xe1", "\x89PNG\r\n", "RIFF\0\0\0\0WEBPVP8 ", "II*\0", "MM\0*", "\0\0\0\x18ftypheic"];
  photos.push("\0\0\0\x18ftypcrx ", "FUJIFILMCCD-RAW ", "IIRS", "IIU\0", "\xff\x0a'A", "\0\0\0\x0cJXL \r\n");
  assert.ok(photos.every((head) => looksLikePhoto(bytes(head))));
  assert.ok(!["This is no photo.", "RIFF\0\0\0\0AVI ", "%PDF-1.7", ""].some((head) => looksLikePhoto(bytes(head))));
});

test("a photo at which the server breaks off again and again fails instead of holding up the others for ever", async () => {
  const { world, queue } = await queueOf(files(1));
  const broken = Object.assign(new Error("500"), { status: 500, code: "internal" });
  for (let times = 0; times < 4; times += 1) {
    world.sendings.at(-1).fail(broken);
    await soon();
    world.timers.at(-1)?.act();
    await soon();
  }
  assert.deepEqual([queue.failed.length, queue.state], [1, "idle"]);
});

test("paused, nothing moves; continued, it goes on; given up, what is not sent is forgotten, here and there", async () => {
  const { world, queue } = await queueOf(files(6));
  world.sendings[0].arrive();
  await soon();
  queue.pause();
  await soon();
  const before = world.sendings.length;
  assert.deepEqual([queue.state, queue.left, queue.running.length], ["paused", 5, 0]);
  queue.continue();
  await soon();
  assert.equal(world.sendings.length, before + 3);
  await queue.cancel();
  assert.deepEqual([queue.state, queue.left, queue.sent, queue.found], ["idle", 0, 1, 1]);
  assert.ok(world.sendings.slice(before).every(({ stopped }) => stopped.forget));
  await queue.add(chosenFiles(files(1)));
  await soon();
  assert.deepEqual([queue.found, queue.sent], [1, 0]);
});

test("ten thousand files are taken in portions, checked ahead only so far, and asked about in batches that the server takes", async () => {
  const { world, queue } = await queueOf(files(10_000));
  await soon();
  assert.equal(queue.found, 10_000);
  assert.ok(queue.left - queue.unchecked < 400, `${queue.left - queue.unchecked} checked ahead`);
  assert.ok(world.asked.every((hashes) => hashes.length <= 900));
  assert.equal(world.asked[0].length, 4);
});

test("speed and time left come from what was sent of late", async () => {
  const { world, queue } = await queueOf(files(10));
  assert.deepEqual([queue.speed, queue.etaS], [0, null]);
  for (const bytes of [20, 40, 60, 80, 100]) {
    world.clock += 1000;
    world.sendings[0].onBytes(bytes);
  }
  assert.equal(queue.speed, 20);
  assert.equal(queue.etaS, 45);
});
