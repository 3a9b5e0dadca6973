/** Links for guests and kiosks of an event: make, show, take back. */
import { h, one, say } from "../dom.js";
import { get, post, remove } from "../http.js";
import { ask } from "./ask.js";

const COPIED_MS = 2000;

export class SharingView {
  #eventId;
  #report;
  #abort = new AbortController();

  /** `report(error)` shows what went wrong; an error of null takes it away. */
  constructor(eventId, report) {
    this.#eventId = eventId;
    this.#report = report;
    this.#onSubmit("#link-form", (form) => this.#makeLink(form));
    this.#onSubmit("#kiosk-form", (form) => this.#addKiosk(form));
    say(one("#pairing"), "");
    for (const list of ["#links", "#kiosks"]) one(list).replaceChildren();
    this.#attempt(() => Promise.all([this.#showLinks(), this.#showKiosks()]));
  }

  /** Stop listening to the page. */
  close() {
    this.#abort.abort();
  }

  #onSubmit(selector, act) {
    const submitted = (event) => {
      event.preventDefault();
      this.#attempt(() => act(event.target));
    };
    one(selector).addEventListener("submit", submitted, { signal: this.#abort.signal });
  }

  async #makeLink(form) {
    const { label, pin, expires } = Object.fromEntries(new FormData(form));
    const json = {
      ...(label ? { label } : {}),
      ...(pin ? { pin } : {}),
      ...(expires ? { expires_at: new Date(`${expires}T23:59:59`).toISOString() } : {}),
    };
    await post(`/events/${this.#eventId}/share-links`, { json });
    form.reset();
    await this.#showLinks();
  }

  async #showLinks() {
    const links = itemsOf(await get(`/events/${this.#eventId}/share-links`));
    one("#links").replaceChildren(...links.map((link) => this.#link(link)));
  }

  #link(link) {
    const over = Boolean(link.revoked_at) || Date.parse(link.expires_at) <= Date.now();
    const facts = [link.label, link.has_pin && "with PIN", stateOf(link)].filter(Boolean).join(" · ");
    const copy = h("button", { type: "button", class: "compact", on: { click: () => copyText(copy, link.url) } }, "Copy");
    const revoke = h("button", { type: "button", class: "compact quiet", on: { click: () => this.#revokeLink(link) } }, "Revoke");
    return h(
      "li",
      { data: { link: link.id } },
      over ? h("span", { class: "address over" }, link.url) : h("a", { class: "address", href: link.url, target: "_blank", rel: "noopener" }, link.url),
      h("span", { class: "soft small" }, facts),
      over ? null : h("div", { class: "row" }, copy, revoke),
    );
  }

  async #revokeLink(link) {
    const sure = await ask({ title: "Revoke this link?", text: "It stops working for everyone who has it.", yes: "Revoke" });
    if (!sure) return;
    await this.#attempt(async () => {
      await remove(`/share-links/${link.id}`);
      await this.#showLinks();
    });
  }

  async #addKiosk(form) {
    const { name } = Object.fromEntries(new FormData(form));
    const { pairing_code: code, expires_at: expiresAt } = await post(`/events/${this.#eventId}/kiosks`, { json: { name } });
    form.reset();
    const time = new Date(expiresAt).toLocaleTimeString(undefined, { timeStyle: "short" });
    one("#pairing").replaceChildren(
      `On the device, open ${location.origin}/kiosk and enter `,
      h("strong", { class: "code", id: "pairing-code" }, code),
      `It works once, until ${time}.`,
    );
    await this.#showKiosks();
  }

  async #showKiosks() {
    const kiosks = itemsOf(await get(`/events/${this.#eventId}/kiosks`));
    one("#kiosks").replaceChildren(...kiosks.map((kiosk) => this.#kiosk(kiosk)));
  }

  #kiosk(kiosk) {
    const revoke = h("button", { type: "button", class: "compact quiet", on: { click: () => this.#revokeKiosk(kiosk) } }, "Revoke");
    return h(
      "li",
      {},
      h("strong", {}, kiosk.name),
      h("span", { class: "soft small" }, kioskState(kiosk)),
      kiosk.revoked_at ? null : h("div", { class: "row" }, revoke),
    );
  }

  async #revokeKiosk(kiosk) {
    const sure = await ask({ title: "Revoke this kiosk?", text: `“${kiosk.name}” locks at once and has to be paired anew.`, yes: "Revoke" });
    if (!sure) return;
    await this.#attempt(async () => {
      await remove(`/kiosks/${kiosk.id}`);
      await this.#showKiosks();
    });
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

const itemsOf = (answer) => (Array.isArray(answer) ? answer : answer.items);
const dateOf = (time) => new Date(time).toLocaleDateString(undefined, { dateStyle: "medium" });
const timeOf = (time) => new Date(time).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });

function stateOf(link) {
  if (link.revoked_at) return "revoked";
  return Date.parse(link.expires_at) <= Date.now() ? "expired" : `until ${dateOf(link.expires_at)}`;
}

function kioskState(kiosk) {
  if (kiosk.revoked_at) return "Revoked";
  if (!kiosk.paired_at) return "Waiting for its code";
  return kiosk.last_seen_at ? `Last seen ${timeOf(kiosk.last_seen_at)}` : "Paired";
}

async function copyText(button, text) {
  await navigator.clipboard.writeText(text);
  say(button, "Copied");
  setTimeout(() => say(button, "Copy"), COPIED_MS);
}
