/** A list that the server gives in pages: the first for a filter, then older ones on demand. */
import { get } from "../http.js";
import { Observable } from "../observable.js";
import { Problem } from "../studio/forms.js";
import { Waiting } from "../studio/pieces.js";
import { session } from "../studio/session.js";
import { html, useEffect, useMemo, useStore } from "../ui/html.js";
import { t } from "../ui/words.js";

/** @import { Drawn } from "../ui/html.js" */
/** @import { Ask, Failure } from "../http.js" */

const PAGE = 50;

/**
 * A `change` event follows every change.
 *
 * @template {{id: string | number}} Item
 */
export class Paged extends Observable {
  /** @type {Item[] | null} What was read so far; null until the first answer. */
  items = null;
  /** @type {{next_cursor?: string | null, total_bytes?: number, actions?: string[]}} The last answer: what it says besides its items. */
  answer = {};
  busy = false;
  /** @type {Failure | null} Why the last reading failed; `items` are then from the reading before. */
  error = null;
  #path;
  /** @type {Record<string, string | undefined>} */
  #params = {};
  #asked = 0;
  /** @type {[string | null | undefined, (items: Item[]) => Item[]]} */
  #last = ["", (items) => items];
  #read;

  /**
   * `read` is how an address of the API is read.
   *
   * @param {string} path
   * @param {Ask} [read]
   */
  constructor(path, read = get) {
    super();
    this.#path = path;
    this.#read = read;
  }

  get more() {
    return Boolean(this.answer.next_cursor);
  }

  /** Begin again with these filters. What is shown stays until the answer is there. */
  ask(params = this.#params) {
    this.#params = params;
    return this.#load("", (items) => items);
  }

  /** Go on where the list ends. */
  older() {
    return this.#load(this.answer.next_cursor, (items) => [...(this.items ?? []), ...items]);
  }

  /** Repeat the reading that failed. */
  again() {
    return this.#load(...this.#last);
  }

  /**
   * Put one that was changed in its place.
   *
   * @param {Item} item
   */
  put(item) {
    this.become({ items: this.items?.map((known) => (known.id === item.id ? item : known)) ?? null });
  }

  /**
   * @param {string | null | undefined} cursor
   * @param {(items: Item[]) => Item[]} merge
   */
  async #load(cursor, merge) {
    this.#last = [cursor, merge];
    const number = ++this.#asked;
    this.become({ busy: true, error: null });
    const params = { ...this.#params, cursor, limit: `${PAGE}` };
    const given = Object.entries(params).flatMap(([name, value]) => (value ? [[name, value]] : []));
    const query = new URLSearchParams(given);
    try {
      const answer = await this.#read(`${this.#path}?${query}`);
      if (number === this.#asked) this.become({ items: merge(answer.items), answer, busy: false });
    } catch (error) {
      if (number === this.#asked) this.become({ error, busy: false });
    }
  }
}

/**
 * A Paged of `path` for as long as the calling component is drawn, asked again when `params` change.
 *
 * @template {{id: string | number}} Item
 * @param {string} path
 * @param {Record<string, string | undefined>} params
 * @returns {Paged<Item>}
 */
export function usePaged(path, params) {
  /** @type {Paged<Item>} */
  const store = useMemo(() => new Paged(path), [path]);
  useStore([store, session]);
  const signedIn = Boolean(session.user);
  useEffect(() => {
    if (signedIn) store.ask(params);
  }, [store, signedIn, JSON.stringify(params)]);
  useEffect(() => {
    if (store.error) session.endedBy(store.error);
  }, [store.error]);
  return store;
}

/**
 * What a Paged has: `children(items)` in their table, `none` where there are none, and the way to older ones.
 *
 * @template {{id: string | number}} Item
 * @param {{store: Paged<Item>, none: string, children: (items: Item[]) => Drawn}} props
 */
export function List({ store, none, children }) {
  const { items, busy, error, more } = store;
  return html`
    ${error && html`<${Problem} error=${error} onRetry=${() => store.again()} />`}
    ${!items && !error && html`<${Waiting} />`}
    ${items?.length === 0 && html`<p class="empty" data-empty>${none}</p>`}
    ${items && items.length > 0 && children(items)}
    ${more && !error && html`<button type="button" aria-disabled=${busy} onClick=${() => busy || store.older()}>${t("admin-more")}</button>`}
  `;
}
