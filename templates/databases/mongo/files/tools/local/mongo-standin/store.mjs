import { Collection } from './collection.mjs';
import { fail, writeConflict } from './errors.mjs';
import { toNumber } from './numbers.mjs';
import { indexedValues } from './paths.mjs';
import { Transaction } from './transactions.mjs';

/** @typedef {import('./values.mjs').Doc} Doc */

export const TRANSACTION_LIFETIME = 60_000;

/** All databases of a stand-in. */
export class Store {
  /** @type {Map<string, Collection>} */
  #collections = new Map();
  /** @type {Set<Transaction>} */
  #transactions = new Set();
  /** @type {Map<string, number>} when a collection was dropped; empty without transactions */
  #droppedAt = new Map();
  #now = 1;

  /** @param {() => void} onChange */
  constructor(onChange = () => {}) {
    this.onChange = onChange;
  }

  tick() {
    this.onChange();
    this.#now += 1;
    return this.#now;
  }

  hasTransactions() {
    return this.#transactions.size > 0;
  }

  begin() {
    const transaction = new Transaction(this.#now, (ended) => this.#forget(ended));
    this.#transactions.add(transaction);
    return transaction;
  }

  /** @param {Transaction} transaction */
  #forget(transaction) {
    this.#transactions.delete(transaction);
    const oldest = Math.min(
      this.#now,
      ...[...this.#transactions].map(({ startedAt }) => startedAt),
    );
    for (const collection of this.#collections.values()) collection.prune(oldest);
    for (const [namespace, at] of this.#droppedAt)
      if (at <= oldest) this.#droppedAt.delete(namespace);
  }

  /** @param {string} db @param {string} name @param {Transaction} [transaction] */
  find(db, name, transaction) {
    const namespace = `${db}.${name}`;
    if (transaction && (this.#droppedAt.get(namespace) ?? 0) > transaction.startedAt)
      writeConflict();
    return this.#collections.get(namespace);
  }

  /** @param {string} db @param {string} name @param {Transaction} [transaction] */
  ensure(db, name, transaction) {
    const found = this.find(db, name, transaction);
    if (found) return found;
    checkName(db, name);
    const collection = new Collection(`${db}.${name}`, this);
    this.#collections.set(collection.namespace, collection);
    return collection;
  }

  /** @param {string} [db] @returns {Collection[]} */
  listed(db) {
    return [...this.#collections.values()].filter(
      ({ isListed, namespace }) => isListed && (db === undefined || databaseOf(namespace) === db),
    );
  }

  /** @param {Collection} collection waits until no transaction has written to it */
  async quiet(collection) {
    const writers = [...this.#transactions].filter((transaction) =>
      transaction.writesTo(collection),
    );
    await Promise.all(writers.map(({ ended }) => ended));
  }

  /** @param {Collection} collection */
  async drop(collection) {
    await this.quiet(collection);
    const at = this.tick();
    this.#collections.delete(collection.namespace);
    if (this.hasTransactions()) this.#droppedAt.set(collection.namespace, at);
  }

  /** Deletes what TTL indexes say has expired, and ends transactions that were left open. */
  sweep(now = Date.now()) {
    for (const transaction of this.#transactions) {
      if (now - transaction.begunAt > TRANSACTION_LIFETIME) transaction.abort();
    }
    for (const collection of this.#collections.values()) expire(collection, now);
  }

  close() {
    for (const transaction of this.#transactions) transaction.abort();
  }
}

/** @param {string} namespace */
export const databaseOf = (namespace) => namespace.slice(0, namespace.indexOf('.'));

/** @param {string} db @param {string} name */
export function checkName(db, name) {
  if (!/^[^/\\. "$*<>:|?\0]{1,63}$/.test(db))
    fail('InvalidNamespace', `Invalid database name: '${db}'`);
  const isValid = name !== '' && !/[$\0]/.test(name) && !/^\.|\.$|^system\./.test(name);
  if (!isValid) fail('InvalidNamespace', `Invalid collection name: ${name}`);
}

/** @param {Collection} collection @param {number} now */
function expire(collection, now) {
  for (const { key, spec, covers } of collection.indexes) {
    if (spec.expireAfterSeconds === undefined) continue;
    const limit = now - toNumber(spec.expireAfterSeconds) * 1000;
    const [path] = Object.keys(key);
    collection
      .all()
      .filter((doc) => covers(doc) && hasExpired(doc, path, limit))
      .forEach((doc) => removeUnlessHeld(collection, doc));
  }
}

/** @param {Doc} doc @param {string} path @param {number} limit */
const hasExpired = (doc, path, limit) =>
  indexedValues(doc, path).some((value) => value instanceof Date && value.getTime() <= limit);

/**
 * @param {Collection} collection
 * @param {Doc} doc a document that is held expires in a later sweep
 */
function removeUnlessHeld(collection, doc) {
  const change = collection.plan(doc, undefined);
  if (collection.isFree(change)) collection.apply(change);
}
