/** A list that the server gives in pages: the first for a filter, then older ones on demand. */
import { get } from "../http.js";
import { Problem } from "../studio/forms.js";
import { Waiting } from "../studio/pieces.js";
import { session } from "../studio/session.js";
import { html, useEffect, useMemo, useStore } from "../ui/html.js";

const PAGE = 50;

/** A `change` event follows every change. */
export class Paged extends EventTarget {
  /** What was read so far; null until the first answer. */
  items = null;
  /** The last answer: what it says besides its items. */
  answer = {};
  busy = false;
  /** Why the last reading failed; `items` are then of before. */
  error = null;
  #path;
  #params = {};
  #asked = 0;
  #last;
  #read;

  /** `read` is how an address of the API is read. */
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
    return this.#load(this.answer.next_cursor, (items) => [...this.items, ...items]);
  }

  /** Repeat the reading that failed. */
  again() {
    return this.#load(...this.#last);
  }

  /** Put one that was changed in its place. */
  put(item) {
    this.#become({ items: this.items.map((known) => (known.id === item.id ? item : known)) });
  }

  async #load(cursor, merge) {
    this.#last = [cursor, merge];
    const number = ++this.#asked;
    this.#become({ busy: true, error: null });
    const params = { ...this.#params, cursor, limit: PAGE };
    const query = new URLSearchParams(Object.entries(params).filter(([, value]) => value));
    try {
      const answer = await this.#read(`${this.#path}?${query}`);
      if (number === this.#asked) this.#become({ items: merge(answer.items), answer, busy: false });
    } catch (error) {
      if (number === this.#asked) this.#become({ error, busy: false });
    }
  }

  #become(change) {
    Object.assign(this, change);
    this.dispatchEvent(new Event("change"));
  }
}

/** A Paged of `path` for as long as the calling component is drawn, asked again when `params` change. */
export function usePaged(path, params) {
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

/** What a Paged has: `children(items)` in their table, `none` where there are none, and the way to older ones. */
export function List({ store, none, children }) {
  const { items, busy, error, more } = store;
  return html`
    ${error && html`<${Problem} error=${error} onRetry=${() => store.again()} />`}
    ${!items && !error && html`<${Waiting} />`}
    ${items?.length === 0 && html`<p class="empty" data-empty>${none}</p>`}
    ${items?.length > 0 && children(items)}
    ${more && !error && html`<button type="button" aria-disabled=${busy} onClick=${() => busy || store.older()}>Show more</button>`}
  `;
}
