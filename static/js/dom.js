/** Building and updating the page. Data only ever becomes text or attributes, never markup. */

/**
 * A new element. `properties` sets attributes (`true` and `false` mean present and absent), `on` listeners, `data` the
 * dataset; children are elements or text.
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "on") for (const [type, listener] of Object.entries(value)) element.addEventListener(type, listener);
    else if (name === "data") Object.assign(element.dataset, value);
    else if (name in FIELDS) element[name] = value;
    else setAttribute(element, name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const FIELDS = { value: true, checked: true, muted: true };

/** Set an attribute; null, undefined and false take it away. */
export function setAttribute(element, name, value) {
  if (value === null || value === undefined || value === false) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? "" : String(value));
}

/** The one element that matches; its absence is a mistake in the page and said at once. */
export function one(selector, root = document) {
  const element = root.querySelector(selector);
  if (!element) throw new Error(`the page lacks ${selector}`);
  return element;
}

/** Show `element` or hide it from everybody, screen readers too. */
export function show(element, visible = true) {
  element.hidden = !visible;
}

/** Set text only where it changes, so that live regions do not repeat themselves. */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Make `container` hold one element per item, in the items' order. Elements of known keys are kept (so pictures do not load
 * again and focus stays) and given to `update`; `make(item)` makes the others.
 */
export function reconcile(container, items, { key, make, update }) {
  const wanted = new Set(items.map((item) => String(key(item))));
  const known = new Map();
  for (const element of [...container.children]) {
    if (wanted.has(element.dataset.key)) known.set(element.dataset.key, element);
    else element.remove();
  }
  let next = container.firstElementChild;
  for (const item of items) {
    const name = String(key(item));
    const element = known.get(name) ?? make(item);
    element.dataset.key = name;
    update?.(element, item);
    if (element === next) next = next.nextElementSibling;
    else container.insertBefore(element, next);
  }
}

/** Show exactly one of the page's `[data-screen]` sections and move focus to its heading. */
export function showScreen(name, { focus = true } = {}) {
  let changed = false;
  for (const screen of document.querySelectorAll("[data-screen]")) {
    const wanted = screen.dataset.screen === name;
    changed ||= screen.hidden === wanted;
    screen.hidden = !wanted;
  }
  document.body.dataset.showing = name;
  if (!changed || !focus) return;
  const heading = document.querySelector(`[data-screen="${name}"] :is(h1, h2)`);
  heading?.setAttribute("tabindex", "-1");
  heading?.focus({ preventScroll: true });
  globalThis.scrollTo?.(0, 0);
}

/** Save `blob` under `name`, as if a link to it had been clicked. */
export function saveFile(blob, name) {
  const url = URL.createObjectURL(blob);
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
