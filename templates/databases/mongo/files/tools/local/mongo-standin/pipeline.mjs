import { fail, refuse } from './errors.mjs';
import { compileAccumulator, compileExpression } from './expressions.mjs';
import { compileLookup } from './lookup.mjs';
import { compileFilter } from './match.mjs';
import { isNumeric, toNumber } from './numbers.mjs';
import { ownValue } from './paths.mjs';
import { compileProjection, setComputed } from './project.mjs';
import { sortDocs } from './sort.mjs';
import { isPlain, keyOf, show } from './values.mjs';

/** @typedef {import('./values.mjs').Doc} Doc */
/** @typedef {(docs: Doc[]) => Doc[]} Stage */
/** @typedef {{ variables?: Doc, read: (collection: string) => Doc[] }} Scope */

const REFUSED = new Set([
  ...['$bucket', '$bucketAuto', '$changeStream', '$changeStreamSplitLargeEvent', '$collStats'],
  ...['$currentOp', '$densify', '$documents', '$fill', '$geoNear', '$graphLookup', '$indexStats'],
  ...['$listLocalSessions', '$listSessions', '$merge', '$out', '$planCacheStats', '$redact'],
  ...['$search', '$searchMeta', '$setWindowFields', '$vectorSearch', '$listSampledQueries'],
]);

export const UPDATE_STAGES = new Set([
  '$set',
  '$addFields',
  '$unset',
  '$project',
  '$replaceRoot',
  '$replaceWith',
]);

/** @param {any} pipeline @param {Scope} scope @returns {Stage} */
export function compilePipeline(pipeline, scope) {
  if (!Array.isArray(pipeline))
    fail('TypeMismatch', "'pipeline' option must be specified as an array");
  const stages = pipeline.map((stage) => compileStage(stage, scope));
  return (docs) => stages.reduce((rows, run) => run(rows), docs);
}

/** @param {any} stage @param {Scope} scope */
function compileStage(stage, scope) {
  if (!isPlain(stage) || Object.keys(stage).length !== 1) {
    fail(40323, 'A pipeline stage specification object must contain exactly one field.');
  }
  const [[name, operand]] = Object.entries(stage);
  if (REFUSED.has(name)) refuse(`the aggregation stage ${name}`);
  const compile =
    ownValue(STAGES, name) ?? fail(40324, `Unrecognized pipeline stage name: '${name}'`);
  return compile(operand, scope);
}

/** @param {Doc} fields @param {Scope} scope @returns {Stage} */
function addFields(fields, scope) {
  if (!isPlain(fields)) fail(40272, '$addFields specification stage must be an object');
  const entries = Object.entries(fields).map(([path, value]) => ({
    names: path.split('.'),
    evaluate: compileExpression(value, scope.variables),
  }));
  return (docs) =>
    docs.map((doc) =>
      entries.reduce(
        (result, { names, evaluate }) => setComputed(result, names, evaluate(doc)),
        doc,
      ),
    );
}

/** @param {any} paths @returns {Stage} */
function unset(paths) {
  const names = [paths].flat();
  if (!names.length || names.some((name) => typeof name !== 'string'))
    fail(31002, '$unset specification must be a string or an array of strings');
  return project(Object.fromEntries(names.map((name) => [name, 0])), { read: () => [] });
}

/** @param {Doc} fields @param {Scope} scope @returns {Stage} */
function project(fields, scope) {
  if (isPlain(fields) && Object.keys(fields).length === 0)
    fail(51272, 'projection specification must have at least one field');
  const apply = compileProjection(fields, { variables: scope.variables });
  return (docs) => docs.map(apply);
}

/** @param {any} root @param {Scope} scope @returns {Stage} */
function replaceRoot(root, scope) {
  const evaluate = compileExpression(root, scope.variables);
  return (docs) =>
    docs.map((doc) => {
      const next = evaluate(doc);
      return isPlain(next)
        ? next
        : fail(
            40228,
            `'newRoot' expression must evaluate to an object, but resulting value was: ${show(next)}`,
          );
    });
}

/** @param {Doc} fields @param {Scope} scope @returns {Stage} */
function group(fields, scope) {
  if (!isPlain(fields) || !('_id' in fields))
    fail(15955, 'a group specification must include an _id');
  const { _id, ...outputs } = fields;
  const identify = compileExpression(_id, scope.variables);
  const accumulators = Object.entries(outputs).map(([name, spec]) => {
    if (!isPlain(spec) || Object.keys(spec).length !== 1)
      fail(40234, `The field '${name}' must be an accumulator object`);
    const [[operator, operand]] = Object.entries(spec);
    return { name, summarize: compileAccumulator(operator, operand, scope.variables) };
  });
  return (docs) =>
    [...partition(docs, identify).values()].map(({ id, members }) => ({
      _id: id,
      ...Object.fromEntries(accumulators.map(({ name, summarize }) => [name, summarize(members)])),
    }));
}

/** @param {Doc[]} docs @param {(doc: Doc) => any} identify */
function partition(docs, identify) {
  /** @type {Map<string, { id: any, members: Doc[] }>} */
  const groups = new Map();
  for (const doc of docs) {
    const id = identify(doc) ?? null;
    const key = keyOf(id);
    const found = groups.get(key);
    if (found) found.members.push(doc);
    else groups.set(key, { id, members: [doc] });
  }
  return groups;
}

/** @param {any} operand @returns {Stage} */
function unwind(operand) {
  const { path, includeArrayIndex, preserveNullAndEmptyArrays } = isPlain(operand)
    ? operand
    : { path: operand };
  if (typeof path !== 'string' || !path.startsWith('$'))
    fail(28818, `path option to $unwind stage should be prefixed with a '$': ${path}`);
  const names = path.slice(1).split('.');
  return (docs) =>
    docs.flatMap((doc) => {
      const value = names.reduce(
        (inner, name) => (isPlain(inner) ? ownValue(inner, name) : undefined),
        /** @type {any} */ (doc),
      );
      return unwound(doc, names, value, preserveNullAndEmptyArrays).map(([row, index]) =>
        includeArrayIndex ? setComputed(row, includeArrayIndex.split('.'), index) : row,
      );
    });
}

/**
 * @param {Doc} doc
 * @param {string[]} names
 * @param {any} value
 * @param {boolean} keepEmpty
 * @returns {[Doc, any][]}
 */
function unwound(doc, names, value, keepEmpty) {
  if (Array.isArray(value) && value.length > 0) {
    return value.map((item, index) => [setComputed(doc, names, item), BigInt(index)]);
  }
  if (!Array.isArray(value) && value !== null && value !== undefined) return [[doc, null]];
  if (!keepEmpty) return [];
  return [[Array.isArray(value) ? setComputed(doc, names, undefined) : doc, null]];
}

/** @param {Doc} facets @param {Scope} scope @returns {Stage} */
function facet(facets, scope) {
  if (!isPlain(facets) || Object.keys(facets).length === 0)
    fail(40169, 'the $facet specification must be a non-empty object');
  const runs = Object.entries(facets).map(([name, pipeline]) => {
    if (Array.isArray(pipeline) && pipeline.some((stage) => isPlain(stage) && '$facet' in stage))
      fail(40600, '$facet is not allowed to be used within a $facet stage');
    return { name, run: compilePipeline(pipeline, scope) };
  });
  return (docs) => [Object.fromEntries(runs.map(({ name, run }) => [name, run(docs)]))];
}

/** @param {any} operand @returns {Stage} */
function sample(operand) {
  const size = wholeNumber(operand?.size, '$sample', 0);
  return (docs) => {
    const rows = [...docs];
    const count = Math.min(size, rows.length);
    for (let i = 0; i < count; i += 1) {
      const other = i + Math.floor(Math.random() * (rows.length - i));
      [rows[i], rows[other]] = [rows[other], rows[i]];
    }
    return rows.slice(0, count);
  };
}

/** @param {any} operand @param {Scope} scope @returns {Stage} */
function unionWith(operand, scope) {
  const { coll, pipeline = [] } = isPlain(operand) ? operand : { coll: operand };
  if (typeof coll !== 'string') refuse('$unionWith without a collection');
  const run = compilePipeline(pipeline, scope);
  return (docs) => [...docs, ...run(scope.read(coll))];
}

/** @param {any} operand @returns {Stage} */
function count(operand) {
  const valid = typeof operand === 'string' && operand !== '' && !/[$.\0]/.test(operand);
  if (!valid) fail(40156, 'the count field must be a non-empty string without $ and .');
  return (docs) => (docs.length === 0 ? [] : [{ [operand]: docs.length }]);
}

/** @param {any} value @param {string} name @param {number} least */
function wholeNumber(value, name, least) {
  const number = isNumeric(value) ? toNumber(value) : Number.NaN;
  if (!Number.isInteger(number) || number < least)
    fail(15957, `invalid argument to ${name} stage: ${show(value)}`);
  return number;
}

/** @type {Record<string, (operand: any, scope: Scope) => Stage>} */
const STAGES = {
  $match: (filter, scope) => {
    const test = compileFilter(filter, scope);
    return (docs) => docs.filter(test);
  },
  $sort: (order) => {
    if (isPlain(order) && Object.keys(order).length === 0)
      fail(15976, '$sort stage must have at least one sort key');
    return (docs) => sortDocs(docs, order);
  },
  $limit: (operand) => {
    const size = wholeNumber(operand, '$limit', 1);
    return (docs) => docs.slice(0, size);
  },
  $skip: (operand) => {
    const size = wholeNumber(operand, '$skip', 0);
    return (docs) => docs.slice(size);
  },
  $project: project,
  $set: addFields,
  $addFields: addFields,
  $unset: unset,
  $replaceRoot: (operand, scope) => replaceRoot(operand?.newRoot, scope),
  $replaceWith: replaceRoot,
  $group: group,
  $unwind: unwind,
  $count: count,
  $sortByCount: (operand, scope) => {
    const run = group({ _id: operand, count: { $sum: 1 } }, scope);
    return (docs) => sortDocs(run(docs), { count: -1 });
  },
  $facet: facet,
  $sample: sample,
  $lookup: (operand, scope) => compileLookup(operand, scope, compilePipeline),
  $unionWith: unionWith,
};
