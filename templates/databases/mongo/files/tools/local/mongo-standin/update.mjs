import { ObjectId } from 'bson';
import { fail, refuse } from './errors.mjs';
import { compileElement, compileFilter, isOperators } from './match.mjs';
import { assign, ownValue } from './paths.mjs';
import { compilePipeline, UPDATE_STAGES } from './pipeline.mjs';
import { expandPath } from './update-paths.mjs';
import { OPERATORS } from './update-operators.mjs';
import { clone, equal, isPlain, show } from './values.mjs';

/** @typedef {import('./values.mjs').Doc} Doc */
/** @typedef {{ arrayFilters?: Doc[], variables?: Doc, filter: Doc }} Scope */
/** @typedef {(doc: Doc, isInsert: boolean) => Doc} Change */

const REFUSED = new Set(['$bit']);

/** @param {any} update @param {Scope} scope @returns {Change} */
export function compileUpdate(update, scope) {
  const change = pickKind(update, scope);
  return (doc, isInsert) => keepId(doc, change(doc, isInsert));
}

/** @param {any} update @param {Scope} scope @returns {Change} */
function pickKind(update, scope) {
  if (Array.isArray(update)) return compileStages(update, scope);
  if (!isPlain(update))
    fail('FailedToParse', 'Update argument must be either an object or an array');
  if (isOperators(update)) return compileOperators(update, scope);
  const wrong = Object.keys(update).find((name) => name.startsWith('$'));
  if (wrong)
    fail(
      'DollarPrefixedFieldName',
      `The dollar ($) prefixed field '${wrong}' is not allowed in a replacement`,
    );
  if (scope.arrayFilters?.length)
    fail('FailedToParse', 'arrayFilters may not be specified with a replacement');
  return () => clone(update);
}

/** @param {Doc[]} stages @param {Scope} scope @returns {Change} */
function compileStages(stages, scope) {
  if (scope.arrayFilters?.length)
    fail('FailedToParse', 'arrayFilters may not be specified for pipeline-style updates');
  const wrong = stages
    .map((stage) => Object.keys(stage)[0])
    .find((name) => !UPDATE_STAGES.has(name));
  if (wrong) fail('InvalidOptions', `${wrong} is not allowed to be used within an update`);
  const run = compilePipeline(stages, { variables: scope.variables, read: () => [] });
  return (doc) => run([doc])[0];
}

/** The _id comes first and never changes. @param {Doc} before @param {Doc} after */
function keepId(before, after) {
  const id = ownValue(before, '_id');
  const next = ownValue(after, '_id');
  if (id !== undefined && next !== undefined && !equal(id, next)) {
    fail(
      'ImmutableField',
      `After applying the update, the (immutable) field '_id' was found to have been altered to _id: ${show(next)}`,
    );
  }
  return { _id: id ?? next ?? new ObjectId(), ...after, ...(id === undefined ? {} : { _id: id }) };
}

/** @param {Doc} update @param {Scope} scope @returns {Change} */
function compileOperators(update, scope) {
  const steps = Object.entries(update).flatMap(([name, fields]) => readOperator(name, fields));
  rejectConflicts(
    steps.flatMap(({ path, operator, operand }) =>
      operator === '$rename' ? [path, operand] : [path],
    ),
  );
  const filters = compileArrayFilters(scope.arrayFilters ?? [], steps);
  steps.sort((a, b) => (a.path < b.path ? -1 : 1));
  const now = new Date();
  return (doc, isInsert) => {
    const next = clone(doc);
    for (const step of steps) {
      if (step.operator === '$setOnInsert' && !isInsert) continue;
      for (const names of expandPath(next, step.path, {
        filters,
        filter: scope.filter,
        before: doc,
      })) {
        OPERATORS[step.operator].apply(next, names, step.operand, { now, path: step.path });
      }
    }
    if ('_id' in doc && !('_id' in next)) {
      fail(
        'ImmutableField',
        "Performing an update on the path '_id' would modify the immutable field '_id'",
      );
    }
    return next;
  };
}

/** @param {string} operator @param {any} fields */
function readOperator(operator, fields) {
  if (REFUSED.has(operator)) refuse(operator);
  const known = ownValue(OPERATORS, operator);
  if (!known)
    fail(
      'FailedToParse',
      `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
    );
  if (!isPlain(fields))
    fail('FailedToParse', `Modifiers operate on fields but we found type ${typeof fields} instead`);
  return Object.entries(fields).map(([path, operand]) => {
    if (path.split('.').includes(''))
      fail(
        'EmptyFieldName',
        `The update path '${path}' contains an empty field name, which is not allowed.`,
      );
    known.check?.(operand, path);
    return { operator, path, operand };
  });
}

/** @param {string[]} paths */
function rejectConflicts(paths) {
  const sorted = [...paths].sort();
  sorted.forEach((path, index) => {
    const other = sorted
      .slice(index + 1)
      .find((next) => next === path || next.startsWith(`${path}.`));
    if (other)
      fail(
        'ConflictingUpdateOperators',
        `Updating the path '${other}' would create a conflict at '${path}'`,
      );
  });
}

/** @param {Doc[]} arrayFilters @param {{ path: string }[]} steps */
function compileArrayFilters(arrayFilters, steps) {
  const filters = new Map(arrayFilters.map(readArrayFilter));
  const used = steps.flatMap(({ path }) =>
    [...path.matchAll(/\$\[(\w+)\]/g)].map(([, name]) => name),
  );
  const missing = used.find((name) => !filters.has(name));
  if (missing) fail('BadValue', `No array filter found for identifier '${missing}'`);
  const idle = [...filters.keys()].find((name) => !used.includes(name));
  if (idle)
    fail('FailedToParse', `The array filter for identifier '${idle}' was not used in the update`);
  return filters;
}

/** @param {Doc} filter @returns {[string, (element: any) => boolean]} */
function readArrayFilter(filter) {
  const names = new Set(fieldsOf(filter).map((path) => path.split('.')[0]));
  if (names.size !== 1)
    fail('FailedToParse', 'Error parsing array filter :: Expected a single top-level field name');
  const [name] = names;
  const bare = isOperators(filter[name]) && Object.keys(filter).length === 1;
  if (bare) return [name, compileElement(filter[name], {})];
  const test = compileFilter(filter);
  return [name, (element) => test({ [name]: element })];
}

/** @param {Doc} filter @returns {string[]} */
const fieldsOf = (filter) =>
  Object.entries(filter).flatMap(([name, part]) =>
    name.startsWith('$') ? part.flatMap(fieldsOf) : [name],
  );

/**
 * The document an upsert starts from: what the filter says with equality.
 * @param {Doc} filter
 * @param {boolean} isReplacement
 */
export function seedFrom(filter, isReplacement) {
  const doc = {};
  for (const [path, value] of equalities(filter)) {
    if (!isReplacement || path === '_id') plant(doc, path.split('.'), clone(value));
  }
  return doc;
}

/** @param {Doc} filter @returns {[string, any][]} */
function equalities(filter) {
  return Object.entries(filter).flatMap(([name, condition]) => {
    if (name === '$and' || (name === '$or' && condition.length === 1))
      return condition.flatMap(equalities);
    if (name.startsWith('$') || condition?._bsontype === 'BSONRegExp') return [];
    if (!isOperators(condition)) return [[name, condition]];
    const single = condition.$all?.length === 1 || condition.$in?.length === 1;
    if ('$eq' in condition) return [[name, condition.$eq]];
    return single ? [[name, (condition.$all ?? condition.$in)[0]]] : [];
  });
}

/** @param {Doc} holder @param {string[]} names @param {unknown} value */
function plant(holder, [name, ...rest], value) {
  if (rest.length === 0) return assign(holder, name, value);
  if (!isPlain(ownValue(holder, name))) assign(holder, name, {});
  plant(ownValue(holder, name), rest, value);
}
