/** Modules that are fetched when they are needed, over networks that come and go. */

const fetched = new Map();
const WITHIN_MS = 30_000; // In a silence of the network an answer would never come, and never fail.
const IMPORTS = /\b(?:from|import)\s*"(\.[^"]+)";/g; // Not those of types, in comments. They lead to no circle: the linter sees to that.

/**
 * The module at `address`, with all that it imports. Rejects when it cannot be had; with an error that is `stuck` where it was
 * fetched and yet not imported: the browser remembers that it failed before, until the page is loaded anew.
 *
 * @param {string} address
 */
export async function moduleAt(address) {
  await fetchModule(address);
  try {
    return await import(address);
  } catch (error) {
    fetched.delete(new URL(address, location.href).href); // The next try says whether the service can be reached at all.
    throw Object.assign(new Error(`no module: ${address}`, { cause: error }), { stuck: true });
  }
}

/**
 * Fetch a module and what it imports, once, and have none of it run. To be done before it is imported: a browser that could not
 * import a module never asks for it again, and a fetch that failed may be tried again.
 *
 * @param {string} address
 */
export function fetchModule(address) {
  const { href } = new URL(address, location.href);
  if (!fetched.has(href)) {
    const all = fetchAll(href);
    fetched.set(href, all);
    all.catch(() => fetched.delete(href));
  }
  return fetched.get(href);
}

/** @param {string} href */
async function fetchAll(href) {
  if (document.querySelector(`link[rel="modulepreload"][href="${new URL(href).pathname}"]`)) return; // Here since the page began.
  const response = await fetch(href, { signal: AbortSignal.timeout(WITHIN_MS) });
  if (!response.ok) throw new Error(`no module: ${href}: ${response.status}`);
  const imports = (await response.text()).matchAll(IMPORTS);
  await Promise.all(Array.from(imports, ([, path]) => fetchModule(new URL(path, href).href)));
}
