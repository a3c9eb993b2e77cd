import { randomUUID } from 'node:crypto';
import { UUID } from 'bson';
import { writeConflict } from './errors.mjs';
import { duplicate, entriesOf, idIndex, isUnique } from './indexes.mjs';
import { keyOf } from './values.mjs';

/** @typedef {import('./values.mjs').Doc} Doc */
/** @typedef {import('./indexes.mjs').Index} Index */
/** @typedef {import('./indexes.mjs').Entry} Entry */
/** @typedef {import('./transactions.mjs').Transaction} Transaction */
/**
 * @typedef {{ doc: Doc | null, at: number, before?: Version }} Version `null` is a deleted document
 */
/** @typedef {{ id: string, before?: Doc, after?: Doc, removed: Entry[], added: Entry[] }} Change */

/** Thrown to a write outside of transactions when it must wait for one to end. */
export class Held extends Error {
  /** @param {Transaction} holder */
  constructor(holder) {
    super('held by a transaction');
    this.holder = holder;
  }
}

/**
 * Documents are never changed in place: a write puts a new version in front of the old one, which
 * stays for as long as an open transaction may read it.
 */
export class Collection {
  isListed = false;
  uuid = new UUID(randomUUID());
  /** @type {Index[]} */
  indexes = [idIndex()];
  /** @type {Map<string, Version>} */
  #records = new Map();
  /** @type {Map<string, Transaction>} who is about to change a document or a unique key */
  #locks = new Map();
  /**
   * @type {Map<string, number>} when a document or a unique key changed; empty without transactions
   */
  #changedAt = new Map();
  /** @type {Set<string>} records with a history */
  #aged = new Set();

  /**
   * @param {string} namespace
   * @param {{ tick: () => number, hasTransactions: () => boolean }} clock
   */
  constructor(namespace, clock) {
    this.namespace = namespace;
    this.clock = clock;
  }

  /** @param {Transaction} [transaction] @returns {Doc[]} */
  all(transaction) {
    const own = transaction?.writesTo(this);
    const docs = [];
    for (const [id, version] of this.#records) {
      const doc = own?.has(id) ? own.get(id) : visible(version, transaction);
      if (doc) docs.push(doc);
    }
    for (const [id, doc] of own ?? []) if (doc && !this.#records.has(id)) docs.push(doc);
    return docs;
  }

  /** @param {any} id @param {Transaction} [transaction] */
  get(id, transaction) {
    return this.#find(keyOf(id), transaction);
  }

  /** @param {string} key @param {Transaction} [transaction] @returns {Doc | null | undefined} */
  #find(key, transaction) {
    const own = transaction?.writesTo(this);
    return own?.has(key) ? own.get(key) : visible(this.#records.get(key), transaction);
  }

  /**
   * The document that owns a unique key, as last committed.
   * @param {Index} index
   * @param {string} key
   */
  owner(index, key) {
    const id = index.owners.get(key);
    return id === undefined ? undefined : this.#find(id);
  }

  /** @param {Doc | undefined} before @param {Doc | undefined} after @returns {Change} */
  plan(before, after) {
    const unique = this.indexes.filter(isUnique);
    const [old, next] = [before, after].map((doc) =>
      doc ? unique.flatMap((index) => entriesOf(index, doc)) : [],
    );
    if (after)
      this.indexes.filter((index) => !isUnique(index)).forEach((index) => entriesOf(index, after));
    const keeps = (/** @type {Entry[]} */ list) => new Set(list.map(({ lock }) => lock));
    const [oldLocks, nextLocks] = [keeps(old), keeps(next)];
    return {
      id: keyOf((before ?? after ?? {})._id),
      before,
      after,
      removed: old.filter(({ lock }) => !nextLocks.has(lock)),
      added: next.filter(({ lock }) => !oldLocks.has(lock)),
    };
  }

  /**
   * @param {Change} change
   * @param {Transaction} [transaction] throws when somebody else is changing the same
   */
  claim(change, transaction) {
    for (const key of locksOf(change)) {
      const holder = this.#locks.get(key);
      if (holder && holder !== transaction) {
        if (transaction) writeConflict();
        throw new Held(holder);
      }
      if (transaction && (this.#changedAt.get(key) ?? 0) > transaction.startedAt) writeConflict();
    }
  }

  /** @param {Change} change */
  isFree(change) {
    return !locksOf(change).some((key) => this.#locks.has(key));
  }

  /** @param {Change} change @param {Transaction} [transaction] */
  apply(change, transaction) {
    this.claim(change, transaction);
    this.#rejectDuplicates(change, transaction);
    if (!transaction) return this.commit([change]);
    transaction.add(this, change);
    locksOf(change).forEach((key) => this.#locks.set(key, transaction));
  }

  /** @param {Change} change @param {Transaction} [transaction] */
  #rejectDuplicates({ id, before, after, added }, transaction) {
    if (!before && after && this.#find(id, transaction)) {
      duplicate(this.namespace, { index: this.indexes[0], values: [after._id], key: id, lock: id });
    }
    const own = transaction?.keysIn(this);
    for (const entry of added) {
      const owner = own?.has(entry.lock) ? own.get(entry.lock) : entry.index.owners.get(entry.key);
      if (owner && owner !== id) duplicate(this.namespace, entry);
    }
  }

  /** @param {Change[]} changes */
  commit(changes) {
    const at = this.clock.tick();
    for (const change of changes) {
      this.#put(change.id, change.after ?? null, at);
      // In a transaction a key may already have gone to another document.
      change.removed.forEach(
        ({ index, key }) => index.owners.get(key) === change.id && index.owners.delete(key),
      );
      change.added.forEach(({ index, key }) => index.owners.set(key, change.id));
      if (this.clock.hasTransactions())
        locksOf(change).forEach((key) => this.#changedAt.set(key, at));
    }
    this.isListed = true;
  }

  /** @param {string} id @param {Doc | null} doc @param {number} at */
  #put(id, doc, at) {
    const before = this.clock.hasTransactions() ? this.#records.get(id) : undefined;
    if (!doc && !before) return void this.#records.delete(id);
    this.#records.set(id, before ? { doc, at, before } : { doc, at });
    if (before) this.#aged.add(id);
  }

  /** @param {Transaction} transaction */
  release(transaction) {
    for (const [key, holder] of this.#locks) if (holder === transaction) this.#locks.delete(key);
  }

  /**
   * Forgets what no transaction can see any more.
   * @param {number} oldest when the oldest open one started
   */
  prune(oldest) {
    for (const [key, at] of this.#changedAt) if (at <= oldest) this.#changedAt.delete(key);
    for (const id of this.#aged) {
      let version = /** @type {Version} */ (this.#records.get(id));
      const isRecent = version.at > oldest;
      while (version.at > oldest && version.before) version = version.before;
      delete version.before;
      if (isRecent) continue;
      this.#aged.delete(id);
      if (!version.doc) this.#records.delete(id);
    }
  }

  /** @param {Index} index */
  addIndex(index) {
    for (const doc of this.all()) {
      for (const entry of entriesOf(index, doc)) {
        const id = keyOf(doc._id);
        if (isUnique(index) && (index.owners.get(entry.key) ?? id) !== id)
          duplicate(this.namespace, entry);
        if (isUnique(index)) index.owners.set(entry.key, id);
      }
    }
    this.indexes.push(index);
  }
}

/** @param {Version | undefined} version @param {Transaction} [transaction] */
function visible(version, transaction) {
  if (!transaction) return version?.doc;
  let seen = version;
  while (seen && seen.at > transaction.startedAt) seen = seen.before;
  return seen?.doc;
}

/** @param {Change} change */
const locksOf = ({ id, removed, added }) => [
  id,
  ...removed.map(({ lock }) => lock),
  ...added.map(({ lock }) => lock),
];
