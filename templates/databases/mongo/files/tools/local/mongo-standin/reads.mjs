import { fail, refuse } from './errors.mjs';
import { isNumeric, toNumber } from './numbers.mjs';
import { EMPTY_ARRAY, indexedValues } from './paths.mjs';
import { compilePipeline } from './pipeline.mjs';
import { compileProjection } from './project.mjs';
import { select } from './queries.mjs';
import { sortDocs } from './sort.mjs';
import { checkName } from './store.mjs';
import { isPlain, keyOf } from './values.mjs';

/** @typedef {import('./values.mjs').Doc} Doc */
/** @typedef {import('./commands.mjs').Scope} Scope */

/** @param {any} value @param {string} name @param {number} [least] */
export function wholeNumber(value, name, least = 0) {
  if (value === undefined) return undefined;
  const number = isNumeric(value) ? Math.trunc(toNumber(value)) : Number.NaN;
  if (Number.isNaN(number))
    fail('TypeMismatch', `BSON field '${name}' is the wrong type, expected a number`);
  if (number < least)
    fail(51024, `BSON field '${name}' value must be >= ${least}, actual value '${number}'`);
  return number;
}

/** @param {any} name @param {Scope} scope */
export function collectionOf(name, { db, store, transaction }) {
  if (typeof name !== 'string' || name === '')
    fail('InvalidNamespace', `Invalid namespace specified '${db}.${name ?? ''}'`);
  checkName(db, name);
  return store.find(db, name, transaction);
}

/** @param {Doc} body @param {Scope} scope */
export function find(body, scope) {
  const { filter = {}, sort, skip, limit, projection = {}, batchSize, singleBatch, hint } = body;
  const project =
    Object.keys(projection).length > 0
      ? compileProjection(projection, { filter, variables: scope.variables })
      : undefined;
  const found = select(collectionOf(body.find, scope), { filter, hint, ...scope });
  const sorted =
    sort && Object.keys(sort).length > 0 && !('$natural' in sort)
      ? sortDocs(found, sort)
      : natural(found, sort);
  const start = wholeNumber(skip, 'skip') ?? 0;
  const count = wholeNumber(limit, 'limit') || Infinity;
  const page = sorted.slice(start, start + count);
  const options = { batchSize: wholeNumber(batchSize, 'batchSize'), singleBatch };
  return {
    cursor: scope.cursors.open(
      `${scope.db}.${body.find}`,
      project ? page.map(project) : page,
      options,
    ),
  };
}

/** @param {Doc[]} docs @param {Doc} [sort] */
const natural = (docs, sort) =>
  sort?.$natural && toNumber(sort.$natural) < 0 ? [...docs].reverse() : docs;

/** @param {Doc} body @param {Scope} scope */
export function getMore(body, { db, cursors }) {
  if (typeof body.getMore !== 'bigint')
    fail('TypeMismatch', "BSON field 'getMore.getMore' is the wrong type, expected type 'long'");
  return {
    cursor: cursors.more(
      body.getMore,
      `${db}.${body.collection}`,
      wholeNumber(body.batchSize, 'batchSize'),
    ),
  };
}

/** @param {Doc} body @param {Scope} scope */
export function killCursors(body, { cursors }) {
  const ids = body.cursors.map((/** @type {any} */ id) => BigInt(id));
  const killed = ids.filter((/** @type {bigint} */ id) => cursors.kill(id));
  const isGone = (/** @type {bigint} */ id) => !killed.includes(id);
  return {
    cursorsKilled: killed,
    cursorsNotFound: ids.filter(isGone),
    cursorsAlive: [],
    cursorsUnknown: [],
  };
}

/** @param {Doc} body @param {Scope} scope */
export function count(body, scope) {
  const { query = {}, skip, limit, hint } = body;
  const found = select(collectionOf(body.count, scope), { filter: query, hint, ...scope }).length;
  const rest = Math.max(0, found - (wholeNumber(skip, 'skip') ?? 0));
  const most = Math.abs(wholeNumber(limit, 'limit', -Infinity) ?? 0) || Infinity;
  return { n: Math.min(rest, most) };
}

/** @param {Doc} body @param {Scope} scope */
export function distinct(body, scope) {
  if (typeof body.key !== 'string')
    fail('TypeMismatch', "BSON field 'distinct.key' is the wrong type, expected type 'string'");
  const found = select(collectionOf(body.distinct, scope), {
    filter: body.query ?? {},
    hint: body.hint,
    ...scope,
  });
  const values = found.flatMap((doc) => indexedValues(doc, body.key)).filter(isValue);
  const unique = [...new Map(values.map((value) => [keyOf(value), value])).values()];
  return {
    values: sortDocs(
      unique.map((value) => ({ value })),
      { value: 1 },
    ).map(({ value }) => value),
  };
}

/** @param {any} value */
const isValue = (value) => value !== undefined && value !== EMPTY_ARRAY;

/** @param {Doc} body @param {Scope} scope */
export function aggregate(body, scope) {
  const { pipeline, cursor, hint } = body;
  if (body.explain) refuse('explain');
  if (!isPlain(cursor))
    fail(
      'FailedToParse',
      "The 'cursor' option is required, except for aggregate with the explain argument",
    );
  const { db, store, transaction, variables } = scope;
  const read = (/** @type {string} */ name) =>
    store.find(db, name, transaction)?.all(transaction) ?? [];
  const run = compilePipeline(pipeline, { variables, read });
  if (isNumeric(body.aggregate))
    fail(
      'InvalidNamespace',
      '{aggregate: 1} is not valid for these stages; a collection is required.',
    );
  const filter = pipeline[0]?.$match ?? {};
  const docs = run(
    select(collectionOf(body.aggregate, scope), { filter, hint, transaction, variables }),
  );
  return {
    cursor: scope.cursors.open(`${db}.${body.aggregate}`, docs, {
      batchSize: wholeNumber(cursor.batchSize, 'batchSize'),
    }),
  };
}
