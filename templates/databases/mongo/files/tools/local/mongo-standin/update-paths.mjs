import { fail } from './errors.mjs';
import { compileFilter } from './match.mjs';
import { assign, isIndex, ownValue, reach } from './paths.mjs';
import { isPlain, show, typeName } from './values.mjs';

/** @typedef {import('./values.mjs').Doc} Doc */
/**
 * @typedef {{ filters: Map<string, (element: any) => boolean>, filter: Doc, before: Doc }} Scope
 */

/**
 * Turns `items.$[big].price` into the paths it stands for.
 * @param {Doc} doc
 * @param {string} path
 * @param {Scope} scope
 * @returns {string[][]}
 */
export function expandPath(doc, path, scope) {
  if (!path.includes('$')) return [path.split('.')];
  let paths = [/** @type {string[]} */ ([])];
  for (const name of path.split('.')) {
    paths = paths.flatMap((start) =>
      expandName(doc, start, name, scope).map((next) => [...start, next]),
    );
  }
  return paths;
}

/**
 * @param {Doc} doc
 * @param {string[]} start
 * @param {string} name
 * @param {Scope} scope
 * @returns {string[]}
 */
function expandName(doc, start, name, scope) {
  if (name === '$') return [String(matchedIndex(scope.before, start.join('.'), scope.filter))];
  const identifier = /^\$\[(\w*)\]$/.exec(name)?.[1];
  if (identifier === undefined) return [name];
  const array = readPath(doc, start);
  if (!Array.isArray(array)) {
    fail(
      'BadValue',
      `The path '${start.join('.')}' must exist in the document in order to apply array updates.`,
    );
  }
  const test = identifier === '' ? () => true : /** @type {any} */ (scope.filters.get(identifier));
  return array.flatMap((element, index) => (test(element) ? [String(index)] : []));
}

/**
 * Where the filter matched in an array, for the positional `$`.
 * @param {Doc} doc
 * @param {string} path
 * @param {Doc} filter
 */
export function matchedIndex(doc, path, filter) {
  const conditions = conditionsOn(filter, path);
  const array = readPath(doc, path.split('.'));
  if (conditions.length === 0 || !Array.isArray(array)) {
    fail('BadValue', 'The positional operator did not find the match needed from the query.');
  }
  const tests = conditions.map((condition) => compileFilter(condition));
  const holds = (/** @type {any} */ element) => (/** @type {(doc: Doc) => boolean} */ test) =>
    test(nest(path.split('.'), [element]));
  const best = array.findIndex((element) => tests.every(holds(element)));
  if (best >= 0) return best;
  return Math.max(
    0,
    array.findIndex((element) => tests.some(holds(element))),
  );
}

/** @param {Doc} filter @param {string} path @returns {Doc[]} */
function conditionsOn(filter, path) {
  return Object.entries(filter).flatMap(([name, condition]) => {
    if (name === '$and' || name === '$or')
      return condition.flatMap((/** @type {Doc} */ part) => conditionsOn(part, path));
    return name === path || name.startsWith(`${path}.`) ? [{ [name]: condition }] : [];
  });
}

/** @param {string[]} names @param {unknown} value @returns {any} */
const nest = (names, value) => names.reduceRight((inner, name) => ({ [name]: inner }), value);

/** @param {any} holder @param {string[]} names */
export const readPath = (holder, names) =>
  names.reduce(
    (value, name) =>
      value === null || typeof value !== 'object' ? undefined : ownValue(value, name),
    holder,
  );

/** @param {Doc} doc @param {string[]} names @param {unknown} value */
export function writePath(doc, names, value) {
  let holder = doc;
  names.forEach((name, depth) => {
    rejectScalar(doc, holder, names, depth);
    if (Array.isArray(holder)) fillUpTo(holder, Number(name));
    if (depth === names.length - 1) assign(holder, name, value);
    else if (ownValue(holder, name) === undefined) assign(holder, name, {});
    holder = ownValue(holder, name);
  });
}

/** @param {Doc} doc @param {any} holder @param {string[]} names @param {number} depth */
function rejectScalar(doc, holder, names, depth) {
  const isHolder = isPlain(holder) || (Array.isArray(holder) && isIndex(names[depth]));
  if (isHolder) return;
  const element = `{${names[depth - 1]}: ${show(holder)}}`;
  fail(
    'PathNotViable',
    `Cannot create field '${names[depth]}' in element ${element} (document ${show(doc._id)})`,
  );
}

/** @param {any[]} array @param {number} index */
function fillUpTo(array, index) {
  if (index > array.length + 1_500_000)
    fail('CannotBackfillArray', `can't backfill more than 1500000 elements`);
  while (array.length < index) array.push(null);
}

/** @param {Doc} doc @param {string[]} names */
export function removePath(doc, names) {
  const holder = names.length === 1 ? doc : readPath(doc, names.slice(0, -1));
  const name = names.at(-1) ?? '';
  if (Array.isArray(holder)) {
    if (isIndex(name) && Number(name) < holder.length) holder[Number(name)] = null;
  } else if (isPlain(holder)) {
    delete holder[name];
  }
}

/** @param {Doc} doc @param {string[]} names @param {string} verb */
export function readArray(doc, names, verb) {
  const value = readPath(doc, names);
  if (value === undefined || Array.isArray(value)) return value;
  const where = `The field '${names.join('.')}' must be an array but is of type ${typeName(value)}`;
  return fail('BadValue', `${where} in document {_id: ${show(doc._id)}} (${verb})`);
}

/** @param {Doc} doc @param {string} path */
export const reachesArray = (doc, path) =>
  path.split('.').some((_, depth, names) => reach(doc, names.slice(0, depth)).some(Array.isArray));
