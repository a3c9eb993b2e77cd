import { calculateObjectSize, ObjectId } from 'bson';
import { Held } from './collection.mjs';
import { fail } from './errors.mjs';
import { select } from './queries.mjs';
import { collectionOf } from './reads.mjs';
import { sortDocs } from './sort.mjs';
import { compileUpdate, seedFrom } from './update.mjs';
import { encode, isPlain, LIMITS } from './values.mjs';

/** @typedef {import('./values.mjs').Doc} Doc */
/** @typedef {import('./commands.mjs').Scope} Scope */
/**
 * @typedef {{ matched: number, modified: number, upserted?: any, before?: Doc, after?: Doc }} Outcome
 */

/**
 * Tries again when a transaction that was in the way has ended.
 * @template T
 * @param {Scope} scope
 * @param {() => T} work
 * @returns {Promise<T>}
 */
export async function whenFree(scope, work) {
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof Held)) throw error;
      await scope.waitFor(error.holder.ended);
    }
  }
}

/** @param {Doc} doc @param {number} code @param {string} message */
function checkSize(doc, code, message) {
  const size = calculateObjectSize(doc, { ignoreUndefined: true });
  if (size > LIMITS.document) fail(code, message.replace('%', String(size)));
}

/** @param {Doc} doc @returns {Doc} */
export function withId(doc) {
  const { _id = new ObjectId() } = doc;
  if (Array.isArray(_id) || _id?._bsontype === 'BSONRegExp')
    fail('InvalidIdField', "The '_id' value cannot be of type array or regex");
  if (isPlain(_id) && Object.keys(_id).some((name) => name.startsWith('$')))
    fail('DollarPrefixedFieldName', '_id fields may not contain $-prefixed fields');
  const complete = Object.keys(doc)[0] === '_id' ? doc : { _id, ...doc };
  checkSize(
    complete,
    2,
    `object to insert too large. size in bytes: %, max size: ${LIMITS.document}`,
  );
  return complete;
}

/** @param {string} name @param {Doc} doc @param {Scope} scope */
export function insertOne(name, doc, { db, store, transaction }) {
  const collection = store.ensure(db, name, transaction);
  collection.apply(collection.plan(undefined, doc), transaction);
}

/** @param {string} name @param {Doc} statement @param {Scope} scope @returns {Outcome} */
export function change(
  name,
  { filter, update: wanted, c, multi, upsert, arrayFilters, hint, sort },
  scope,
) {
  const isOperators =
    Array.isArray(wanted) || Object.keys(wanted).some((field) => field.startsWith('$'));
  if (multi && !isOperators)
    fail('FailedToParse', 'multi update is not supported for replacement-style update');
  const variables = { ...scope.variables, ...c };
  const apply = compileUpdate(wanted, { arrayFilters, variables, filter });
  const collection = collectionOf(name, scope);
  const found = select(collection, { filter, hint, transaction: scope.transaction, variables });
  const targets = multi ? found : (sort ? sortDocs(found, sort) : found).slice(0, 1);
  if (targets.length > 0 && collection) return modify(collection, targets, { apply, scope });
  if (!upsert) return { matched: 0, modified: 0 };
  const doc = withId(apply(seedFrom(filter, !isOperators), true));
  insertOne(name, doc, scope);
  return { matched: 1, modified: 0, upserted: { _id: doc._id }, after: doc };
}

/**
 * @param {import('./collection.mjs').Collection} collection
 * @param {Doc[]} targets
 * @param {{ apply: import('./update.mjs').Change, scope: Scope }} work
 * @returns {Outcome}
 */
function modify(collection, targets, { apply, scope }) {
  const pairs = targets.map((before) => ({ before, after: apply(before, false) }));
  const edits = pairs.filter(
    ({ before, after }) => Buffer.compare(bytesOf(before), bytesOf(after)) !== 0,
  );
  const changes = edits.map(({ before, after }) => collection.plan(before, after));
  // All or none of them may have to wait, or an increment would be done twice.
  changes.forEach((planned) => collection.claim(planned, scope.transaction));
  changes.forEach((planned) => collection.apply(planned, scope.transaction));
  return { matched: pairs.length, modified: changes.length, ...pairs[0] };
}

/** @param {Doc} doc */
function bytesOf(doc) {
  checkSize(doc, 17419, `Resulting document after update is larger than ${LIMITS.document}`);
  return encode(doc);
}

/**
 * @param {string} name
 * @param {{ filter: Doc, hint?: any, limit: number, sort?: Doc }} query
 * @param {Scope} scope
 */
export function removeMatching(name, { filter, hint, limit, sort }, scope) {
  const collection = collectionOf(name, scope);
  const found = select(collection, { filter, hint, ...scope });
  const targets = limit === 1 ? (sort ? sortDocs(found, sort) : found).slice(0, 1) : found;
  const changes = targets.map((doc) => collection?.plan(doc, undefined));
  changes.forEach((planned) => planned && collection?.claim(planned, scope.transaction));
  changes.forEach((planned) => planned && collection?.apply(planned, scope.transaction));
  return targets;
}
