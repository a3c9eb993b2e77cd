/** @typedef {import('./collection.mjs').Collection} Collection */
/** @typedef {import('./collection.mjs').Change} Change */
/** @typedef {import('./values.mjs').Doc} Doc */
/**
 * @typedef {{ docs: Map<string, Doc | null>, keys: Map<string, string | null>, origins: Map<string, Doc | undefined> }} Writes
 */

/**
 * A snapshot of the store and the writes on top of it, which nobody else sees before the commit.
 */
export class Transaction {
  isOpen = true;
  begunAt = Date.now();
  /** @type {Map<Collection, Writes>} */
  #writes = new Map();
  /** @type {() => void} */
  #end = () => {};
  /** @type {Promise<void>} */
  ended = new Promise((resolve) => (this.#end = resolve));

  /** @param {number} startedAt @param {(transaction: Transaction) => void} onEnd */
  constructor(startedAt, onEnd) {
    this.startedAt = startedAt;
    this.onEnd = onEnd;
  }

  /** @param {Collection} collection */
  writesTo(collection) {
    return this.#writes.get(collection)?.docs;
  }

  /** @param {Collection} collection */
  keysIn(collection) {
    return this.#writes.get(collection)?.keys;
  }

  /** @param {Collection} collection @param {Change} change */
  add(collection, change) {
    const writes = this.#writes.get(collection) ?? {
      docs: new Map(),
      keys: new Map(),
      origins: new Map(),
    };
    this.#writes.set(collection, writes);
    if (!writes.origins.has(change.id)) writes.origins.set(change.id, change.before);
    writes.docs.set(change.id, change.after ?? null);
    change.removed.forEach(({ lock }) => writes.keys.set(lock, null));
    change.added.forEach(({ lock }) => writes.keys.set(lock, change.id));
  }

  commit() {
    for (const [collection, { docs, origins }] of this.#writes) {
      const changes = [...docs].map(([id, doc]) =>
        collection.plan(origins.get(id), doc ?? undefined),
      );
      collection.commit(changes.filter(({ before, after }) => before ?? after));
    }
    this.#finish();
  }

  abort() {
    if (this.isOpen) this.#finish();
  }

  #finish() {
    this.isOpen = false;
    for (const collection of this.#writes.keys()) collection.release(this);
    this.onEnd(this);
    this.#end();
  }
}
