import { fail } from './errors.mjs';
import { isUnique } from './indexes.mjs';
import { compileFilter, isOperators } from './match.mjs';
import { isPlain, keyOf } from './values.mjs';

/** @typedef {import('./values.mjs').Doc} Doc */
/** @typedef {import('./collection.mjs').Collection} Collection */
/** @typedef {import('./transactions.mjs').Transaction} Transaction */
/** @typedef {{ filter: Doc, transaction?: Transaction, variables?: Doc, hint?: any }} Query */

/**
 * @param {Collection | undefined} collection
 * @param {Query} query
 * @returns {Doc[]} in natural order
 */
export function select(collection, { filter, transaction, variables, hint }) {
  const test = compileFilter(filter, { variables });
  if (!collection) return [];
  checkHint(collection, hint);
  const candidates =
    fromId(collection, filter, transaction) ?? fromUniqueKey(collection, filter, transaction);
  return (candidates ?? collection.all(transaction)).filter(test);
}

/** @param {Collection} collection @param {any} hint */
function checkHint(collection, hint) {
  if (
    hint === undefined ||
    (isPlain(hint) && (Object.keys(hint).length === 0 || '$natural' in hint))
  )
    return;
  const isKnown = collection.indexes.some(
    ({ name, key }) => name === hint || keyOf(key) === keyOf(hint),
  );
  if (!isKnown) fail('BadValue', 'hint provided does not correspond to an existing index');
}

/** @param {any} value one that only equal values match */
const isExact = (value) =>
  value !== null && !Array.isArray(value) && !isPlain(value) && value?._bsontype !== 'BSONRegExp';

/** @param {any} condition */
const exactValue = (condition) =>
  isOperators(condition) && Object.keys(condition).join() === '$eq' ? condition.$eq : condition;

/** @param {Collection} collection @param {Doc} filter @param {Transaction} [transaction] */
function fromId(collection, filter, transaction) {
  if (!('_id' in filter)) return undefined;
  const condition = exactValue(filter._id);
  if (isExact(condition))
    return [collection.get(condition, transaction)].filter(
      (doc) => doc !== undefined && doc !== null,
    );
  return undefined;
}

// Entries of a unique index tell what is committed last, so a transaction does not use them.
/** @param {Collection} collection @param {Doc} filter @param {Transaction} [transaction] */
function fromUniqueKey(collection, filter, transaction) {
  if (transaction) return undefined;
  const index = collection.indexes.find(
    (candidate) => isUnique(candidate) && answers(candidate, filter),
  );
  if (!index) return undefined;
  const values = Object.keys(index.key).map((path) => exactValue(filter[path]));
  const doc = collection.owner(index, values.map(keyOf).join('|'));
  return doc ? [doc] : [];
}

/** @param {import('./indexes.mjs').Index} index @param {Doc} filter */
const answers = ({ key, spec }, filter) =>
  !spec.partialFilterExpression &&
  Object.keys(key).every(
    (path) => Object.hasOwn(filter, path) && isExact(exactValue(filter[path])),
  );
