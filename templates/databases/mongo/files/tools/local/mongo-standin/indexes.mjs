import { fail, refuse } from './errors.mjs';
import { compileFilter } from './match.mjs';
import { isNumeric, toNumber } from './numbers.mjs';
import { EMPTY_ARRAY, indexedValues, reach } from './paths.mjs';
import { equal, isPlain, isTrue, keyOf, show } from './values.mjs';

/** @typedef {import('./values.mjs').Doc} Doc */
/** @typedef {{ key: string, values: any[], lock: string, index: Index }} Entry */
/**
 * @typedef {object} Index
 * @property {string} name
 * @property {Doc} key
 * @property {Doc} spec as `listIndexes` shows it
 * @property {Map<string, string>} owners which document has an entry; kept for unique indexes only
 * @property {(doc: Doc) => boolean} covers the partial filter
 */

const OPTIONS = new Set([
  ...['name', 'key', 'v', 'ns', 'unique', 'sparse', 'background', 'expireAfterSeconds'],
  ...['partialFilterExpression', 'hidden', 'collation'],
]);

/** @param {Doc} spec @returns {Index} */
export function readIndex(spec) {
  if (!isPlain(spec.key) || Object.keys(spec.key).length === 0)
    fail('CannotCreateIndex', 'Index keys cannot be empty.');
  Object.values(spec.key).forEach(checkDirection);
  const unknown = Object.keys(spec).find((name) => !OPTIONS.has(name));
  if (unknown) {
    fail(
      'InvalidIndexSpecificationOption',
      `The field '${unknown}' is not valid for an index specification. Specification: ${show(spec)}`,
    );
  }
  if (spec.hidden === true) refuse('a hidden index');
  checkCollation(spec.collation);
  checkExpiry(spec);
  return makeIndex({ v: 2, ...cleanSpec(spec) });
}

/** @param {any} direction */
function checkDirection(direction) {
  if (typeof direction === 'string') refuse(`an index of type "${direction}"`);
  if (!isNumeric(direction) || toNumber(direction) === 0) {
    fail(
      'CannotCreateIndex',
      `Values in v:2 index key pattern cannot be of type ${typeof direction}`,
    );
  }
}

/** @param {any} collation */
export function checkCollation(collation) {
  if (collation && Object.keys(collation).length > 0 && collation.locale !== 'simple')
    refuse('a collation');
}

/** @param {Doc} spec */
function checkExpiry({ expireAfterSeconds, key }) {
  if (expireAfterSeconds === undefined) return;
  const seconds = isNumeric(expireAfterSeconds) ? toNumber(expireAfterSeconds) : -1;
  if (seconds < 0)
    fail('CannotCreateIndex', "TTL index 'expireAfterSeconds' must be a number of at least 0");
  if (Object.keys(key).length > 1)
    fail(
      'CannotCreateIndex',
      'TTL indexes are single-field indexes, compound indexes do not support TTL',
    );
}

/** @param {Doc} spec */
function cleanSpec({ key, name, ns, background, hidden, collation, v, ...options }) {
  const shown = Object.entries(options).filter(([, value]) => value !== false);
  return { key, name: name ?? defaultName(key), ...Object.fromEntries(shown) };
}

/** @param {Doc} key */
const defaultName = (key) => Object.entries(key).flat().join('_');

/** @param {Doc} spec @returns {Index} */
function makeIndex(spec) {
  const covers = spec.partialFilterExpression
    ? compileFilter(spec.partialFilterExpression)
    : () => true;
  return { name: spec.name, key: spec.key, spec, owners: new Map(), covers };
}

export const idIndex = () => makeIndex({ v: 2, key: { _id: 1 }, name: '_id_' });

/** @param {Index} index */
export const isUnique = (index) => isTrue(index.spec.unique);

/**
 * @param {Index} wanted
 * @param {Index[]} existing
 * @returns {boolean} whether the same index is there already
 */
export function isPresent(wanted, existing) {
  const named = existing.find(({ name }) => name === wanted.name);
  const alike = existing.find(
    ({ key }) => equal(key, wanted.key) && sameDirections(key, wanted.key),
  );
  if (named && named !== alike) {
    fail(
      'IndexKeySpecsConflict',
      `An existing index has the same name as the requested index. Requested index: ${show(wanted.spec)}, existing index: ${show(named.spec)}`,
    );
  }
  if (alike && alike.name !== wanted.name && wanted.name !== '_id_1') {
    fail('IndexOptionsConflict', `Index already exists with a different name: ${alike.name}`);
  }
  if (alike && alike.name !== '_id_' && !equal(optionsOf(alike), optionsOf(wanted))) {
    fail(
      'IndexOptionsConflict',
      `An equivalent index already exists with the same name but different options. Requested index: ${show(wanted.spec)}, existing index: ${show(alike.spec)}`,
    );
  }
  return alike !== undefined;
}

/** @param {Doc} a @param {Doc} b */
const sameDirections = (a, b) => Object.keys(a).join() === Object.keys(b).join();

/** @param {Index} index */
const optionsOf = ({ spec: { unique, sparse, expireAfterSeconds, partialFilterExpression } }) => ({
  unique: isTrue(unique),
  sparse: isTrue(sparse),
  expireAfterSeconds: expireAfterSeconds ?? null,
  partialFilterExpression: partialFilterExpression ?? null,
});

/** @param {Index} index @param {Doc} doc @returns {Entry[]} */
export function entriesOf(index, doc) {
  const paths = Object.keys(index.key);
  if (!index.covers(doc)) return [];
  if (isTrue(index.spec.sparse) && paths.every((path) => isMissing(doc, path))) return [];
  return rowsOf(paths, doc).map((values) => {
    const key = values.map((value) => (value === EMPTY_ARRAY ? 'empty' : keyOf(value))).join('|');
    return { key, values, lock: `${index.name}|${key}`, index };
  });
}

/** @param {string[]} paths @param {Doc} doc @returns {any[][]} */
function rowsOf(paths, doc) {
  const columns = paths.map((path) => indexedValues(doc, path).map((value) => value ?? null));
  const roots = paths.filter((_, i) => columns[i].length > 1).map((path) => path.split('.')[0]);
  if (roots.length > 1) {
    const [root] = roots;
    if (roots.some((other) => other !== root) || !Array.isArray(doc[root])) {
      fail('CannotIndexParallelArrays', `cannot index parallel arrays [${roots.join('] [')}]`);
    }
    return doc[root].flatMap((element) => rowsOf(paths, { ...doc, [root]: element }));
  }
  return columns.reduce(
    (rows, values) => rows.flatMap((row) => values.map((value) => [...row, value])),
    /** @type {any[][]} */ ([[]]),
  );
}

/** @param {Doc} doc @param {string} path */
const isMissing = (doc, path) => reach(doc, path.split('.')).every((value) => value === undefined);

/** @param {string} namespace @param {Entry} entry @returns {never} */
export function duplicate(namespace, { index, values }) {
  const fields = Object.keys(index.key);
  const keyValue = Object.fromEntries(
    fields.map((field, i) => [field, values[i] === EMPTY_ARRAY ? [] : values[i]]),
  );
  return fail(
    'DuplicateKey',
    `E11000 duplicate key error collection: ${namespace} index: ${index.name} dup key: ${show(keyValue)}`,
    { keyPattern: index.key, keyValue },
  );
}
