/** An event's photos going in: sending, progress, failures and the contact sheet. */
import { h, one, reconcile, say, setAttribute, show } from "../dom.js";
import { get, post, remove } from "../http.js";
import { html, useEffect, useState } from "../ui/html.js";
import { STAGES, duration, faces, failure, photos, skippedFiles } from "../words/studio.js";
import { Confirm } from "./confirm.js";
import { Problem } from "./forms.js";
import { UploadQueue, droppedFiles, mayRetry } from "./uploads.js";

const PAGE = 100;

/** The live part of an event's page: `ingest` is the event's IngestStore. */
export function Ingest({ event, ingest }) {
  const [error, report] = useState(null);
  const [question, ask] = useState(null);
  useEffect(() => {
    const view = new IngestView(event, ingest, report, ask);
    return () => view.close();
  }, []);
  return html`<${Problem} error=${error} />
    ${question && html`<${Confirm} ...${question} onClose=${() => ask(null)} />`}
    <div class="stack">
    <section id="drop" class="drop" aria-labelledby="drop-title">
      <h2 id="drop-title">Drop photos or a folder here</h2>
      <p class="soft">Interrupted uploads go on where they stopped. Photos that are here already are skipped.</p>
      <div class="row">
        <button id="choose-files" class="primary" type="button">Choose photos</button>
        <button id="choose-folder" type="button">Choose a folder</button>
      </div>
      <input id="photo-files" type="file" multiple hidden accept="image/*,.heic,.heif,.avif,.tif,.tiff" aria-label="Photos to upload" />
      <input id="photo-folder" type="file" multiple hidden webkitdirectory aria-label="Folder to upload" />
    </section>

    <section class="panel stack" aria-labelledby="progress-title">
      <h2 id="progress-title" class="unseen">Progress</h2>
      <div id="sending" class="meter" hidden>
        <p class="row between"><label for="sending-bar">Sending</label><span id="sending-text" class="figures small"></span></p>
        <progress id="sending-bar" max="1" value="0"></progress>
        <p id="sending-note" class="small soft" role="status"></p>
      </div>
      <div class="meter">
        <p class="row between"><label for="ingest-bar">Looking through the photos</label><span id="ingest-text" class="figures small"></span></p>
        <progress id="ingest-bar" max="1" value="0"></progress>
      </div>
      <dl class="numbers">
        <div><dt>Photos</dt><dd id="n-total">0</dd></div>
        <div><dt>Ready</dt><dd id="n-indexed">0</dd></div>
        <div><dt>Faces</dt><dd id="n-faces">0</dd></div>
        <div><dt>Photos/s</dt><dd id="n-pace">0</dd></div>
        <div><dt>Time left</dt><dd id="n-eta">none</dd></div>
      </dl>
      <p id="underway" class="small soft figures"></p>
    </section>

    <section id="failures" class="panel stack" aria-labelledby="failures-title" hidden>
      <div class="row between wide">
        <h2 id="failures-title">Did not work</h2>
        <button id="retry-all" class="compact" type="button">Retry all</button>
      </div>
      <ul id="failed" class="failed"></ul>
    </section>

    <section class="sheet" aria-labelledby="sheet-title">
      <h2 id="sheet-title">Contact sheet</h2>
      <p id="sheet-empty">Nothing here yet. Photos show up as soon as they have been looked through.</p>
      <ul id="photos" class="frames"></ul>
      <button id="older" type="button" hidden>Show older photos</button>
    </section>
    </div>`;
}

class IngestView {
  #event;
  #report;
  #ask;
  #uploads;
  #cursor = null;
  #drawing = false;
  #abort = new AbortController();
  #redraw = () => this.#drawSoon();

  /** `report(error)` shows what went wrong; an error of null takes it away. `ask(question)` asks as Confirm does. */
  constructor(event, store, report, ask) {
    this.#event = event;
    this.store = store;
    this.#report = report;
    this.#ask = ask;
    this.#uploads = new UploadQueue(event.id);
    this.store.addEventListener("change", this.#redraw);
    this.#uploads.addEventListener("change", this.#redraw);
    this.#listen();
    for (const list of ["#photos", "#failed"]) one(list).replaceChildren();
    this.#draw();
    this.#readOlder();
  }

  /** Stop listening to the page. Uploads that have begun go on. */
  close() {
    this.#abort.abort();
    this.store.removeEventListener("change", this.#redraw);
  }

  #listen() {
    const on = (selector, type, act) => one(selector).addEventListener(type, act, { signal: this.#abort.signal });
    on("#choose-files", "click", () => one("#photo-files").click());
    on("#choose-folder", "click", () => one("#photo-folder").click());
    for (const input of ["#photo-files", "#photo-folder"]) on(input, "change", (event) => this.#chosen(event.target));
    on("#drop", "dragover", (event) => this.#hover(event, true));
    on("#drop", "dragleave", (event) => this.#hover(event, false));
    on("#drop", "drop", (event) => this.#dropped(event));
    on("#retry-all", "click", () => this.#retryAll());
    on("#older", "click", () => this.#readOlder());
    addEventListener("beforeunload", (event) => this.#uploads.busy && event.preventDefault(), { signal: this.#abort.signal });
  }

  #chosen(input) {
    this.#uploads.add([...input.files]);
    input.value = "";
  }

  #hover(event, over) {
    event.preventDefault();
    one("#drop").classList.toggle("over", over);
  }

  async #dropped(event) {
    this.#hover(event, false);
    this.#uploads.add(await droppedFiles(event.dataTransfer));
  }

  async #readOlder() {
    const after = this.#cursor ? `&cursor=${encodeURIComponent(this.#cursor)}` : "";
    await this.#attempt(async () => {
      const page = await get(`/events/${this.#event.id}/photos?limit=${PAGE}${after}`);
      if (this.#cursor) this.store.limit += PAGE;
      this.#cursor = page.next_cursor;
      this.store.add(...page.items);
      show(one("#older"), this.#cursor !== null);
    });
  }

  // Hundreds of publications a second are one picture a frame.
  #drawSoon() {
    if (this.#drawing || this.#abort.signal.aborted) return;
    this.#drawing = true;
    requestAnimationFrame(() => {
      this.#drawing = false;
      if (!this.#abort.signal.aborted) this.#draw();
    });
  }

  #draw() {
    this.#drawSending();
    this.#drawProgress();
    this.#drawFailures();
    this.#drawSheet();
  }

  #drawSending() {
    const { sent, total, skipped, bytesSent, bytesTotal, busy } = this.#uploads;
    show(one("#sending"), total + skipped > 0);
    one("#sending-bar").value = bytesTotal ? bytesSent / bytesTotal : 1;
    say(one("#sending-text"), `${sent} of ${total} · ${megabytes(bytesSent)} of ${megabytes(bytesTotal)} MB`);
    say(one("#sending-note"), (busy ? "Keep this page open until everything is sent." : "Everything is sent.") + skippedFiles(skipped));
  }

  #drawProgress() {
    const { total, indexed, failed, faces: found, photos_per_s: pace, eta_s: eta } = this.store.progress;
    const done = indexed + failed;
    one("#ingest-bar").value = total ? done / total : 0;
    say(one("#ingest-text"), `${done.toLocaleString("en")} of ${photos(total)}`);
    say(one("#n-total"), total.toLocaleString("en"));
    say(one("#n-indexed"), indexed.toLocaleString("en"));
    say(one("#n-faces"), found.toLocaleString("en"));
    say(one("#n-pace"), pace.toFixed(1));
    say(one("#n-eta"), duration(total === done ? 0 : eta));
    const now = [...this.store.underway.values()].filter(({ stage }) => stage !== "stored");
    say(one("#underway"), now.slice(-2).map(({ name, stage }) => `${name}: ${STAGES[stage]}`).join("  ·  "));
  }

  #drawFailures() {
    const unsent = this.#uploads.failed.map(({ key, name, error }) => ({
      id: `upload-${key}`,
      name,
      error,
      retry: mayRetry(error) && (() => this.#uploads.retry(key)),
      drop: () => this.#uploads.dismiss(key),
    }));
    const failed = this.store.failed.map(({ id, name, error }) => ({
      id,
      name,
      error,
      retry: error.retryable && (() => this.#retry(id)),
      drop: () => this.#delete(id, name),
    }));
    const all = [...unsent, ...failed];
    show(one("#failures"), all.length > 0);
    show(one("#retry-all"), all.filter(({ retry }) => retry).length > 1);
    reconcile(one("#failed"), all, { key: ({ id }) => id, make: failedItem });
  }

  #drawSheet() {
    const shown = this.store.photos;
    show(one("#sheet-empty"), shown.length === 0);
    reconcile(one("#photos"), shown, {
      key: ({ id }) => id,
      make: (photo) => this.#frame(photo),
      update: (element, photo) => this.#updateFrame(element, photo),
    });
  }

  #frame(photo) {
    const toggle = () => this.#toggleHidden(photo.id);
    return h(
      "li",
      { class: "frame new", data: { photo: photo.id } },
      h("a", { target: "_blank", rel: "noopener" }, h("img", { alt: `Photo ${photo.name}`, loading: "lazy", decoding: "async", width: 480, height: 320 })),
      h("div", { class: "edge" }, h("span", { title: photo.name }, photo.name), h("span", {}, faces(photo.faces))),
      h(
        "div",
        { class: "acts" },
        h("button", { type: "button", class: "hide", on: { click: toggle } }),
        h("button", { type: "button", "aria-label": `Delete ${photo.name}`, on: { click: () => this.#delete(photo.id, photo.name) } }, "Delete"),
      ),
    );
  }

  #updateFrame(element, photo) {
    const image = one("img", element);
    if (photo.thumb_url && image.getAttribute("src") !== photo.thumb_url) image.src = photo.thumb_url;
    setAttribute(one("a", element), "href", photo.preview_url);
    const hidden = photo.status === "hidden";
    element.classList.toggle("hidden-photo", hidden);
    const button = one(".hide", element);
    say(button, hidden ? "Show" : "Hide");
    setAttribute(button, "aria-label", `${hidden ? "Show" : "Hide"} ${photo.name}`);
  }

  async #toggleHidden(photoId) {
    const photo = this.store.photos.find(({ id }) => id === photoId);
    const act = photo.status === "hidden" ? "unhide" : "hide";
    await this.#attempt(async () => this.store.add(await post(`/photos/${photoId}/${act}`)));
  }

  #delete(photoId, name) {
    const act = async () => {
      await remove(`/photos/${photoId}`);
      this.store.drop(photoId);
    };
    this.#ask({ title: "Delete this photo?", text: `${name} leaves every gallery at once and cannot be brought back.`, yes: "Delete", act });
  }

  #retry(photoId) {
    return this.#attempt(async () => this.store.add(await post(`/photos/${photoId}/retry`)));
  }

  /** Everything that can succeed on a second try. */
  #retryAll() {
    this.#uploads.retryAll();
    for (const { id, error } of this.store.failed) if (error.retryable) this.#retry(id);
  }

  async #attempt(act) {
    try {
      await act();
      this.#report(null);
    } catch (error) {
      this.#report(error);
    }
  }
}

const megabytes = (bytes) => (bytes / 1e6).toFixed(1);

function failedItem({ name, error, retry, drop }) {
  return h(
    "li",
    {},
    h("div", {}, h("strong", {}, name), h("p", {}, failure(error))),
    h(
      "div",
      { class: "row" },
      retry && h("button", { type: "button", class: "compact", "aria-label": `Retry ${name}`, on: { click: retry } }, "Retry"),
      h("button", { type: "button", class: "compact quiet", "aria-label": `Remove ${name}`, on: { click: drop } }, "Remove"),
    ),
  );
}
