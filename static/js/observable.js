/** State that is drawn: whoever draws it, or acts on it, listens for its changes. */

/** The base of all that has such state. A `change` event follows every change, unless a class says which events tell of it. */
export class Observable extends EventTarget {
  /**
   * For the class itself: take these properties over and tell of it, once.
   *
   * @param {object} changes
   */
  become(changes) {
    Object.assign(this, changes);
    this.changed();
  }

  /** For the class itself: it has changed. */
  changed() {
    this.notify("change");
  }

  /**
   * For the class itself: dispatch an event of this type, with `detail` where there is more to say.
   *
   * @param {string} type
   * @param {unknown} [detail]
   */
  notify(type, detail) {
    this.dispatchEvent(detail === undefined ? new Event(type) : new CustomEvent(type, { detail }));
  }
}
