import { fail, refuse } from './errors.mjs';
import { compileExpression } from './expressions.mjs';
import { compileElement, isOperators } from './match.mjs';
import { isNumeric, toNumber } from './numbers.mjs';
import { assign, ownValue } from './paths.mjs';
import { matchedIndex, readPath } from './update-paths.mjs';
import { isPlain, isTrue } from './values.mjs';

/** @typedef {import('./values.mjs').Doc} Doc */
/** @typedef {Map<string, Tree | true>} Tree the fields named, nested */
/** @typedef {{ path: string, kind: 'in' | 'out' | 'computed', value: any }} Entry */
/**
 * @typedef {{ variables?: Doc, filter?: Doc }} Scope `filter` only for a find, whose projections know more forms
 */

/** @type {Record<string, (path: string, operand: any) => (result: Doc, doc: Doc) => Doc>} */
const FIND_ONLY = {
  $slice: compileSlice,
  $elemMatch: compileFirstMatch,
};

/** @param {Doc} projection @param {Scope} scope @returns {(doc: Doc) => Doc} */
export function compileProjection(projection, scope) {
  const entries = readEntries(projection, '');
  const isExclusion = excludes(entries);
  const tree = buildTree(entries.filter(({ kind }) => kind === (isExclusion ? 'out' : 'in')));
  const dropId = entries.some(({ path, kind }) => path === '_id' && kind === 'out');
  if (!isExclusion && !dropId && !tree.has('_id') && !computesId(entries)) tree.set('_id', true);
  const reshape = isExclusion ? without : only;
  const late = entries
    .filter(({ kind }) => kind === 'computed')
    .map((entry) => compileEntry(entry, scope));
  return (doc) => late.reduce((result, apply) => apply(result, doc), reshape(doc, tree));
}

/** @param {Entry[]} entries */
const computesId = (entries) =>
  entries.some(({ path, kind }) => path === '_id' && kind === 'computed');

/** @param {Doc} projection @param {string} prefix @returns {Entry[]} */
function readEntries(projection, prefix) {
  if (!isPlain(projection)) fail('TypeMismatch', 'the projection must be an object');
  return Object.entries(projection).flatMap(([name, value]) => {
    const path = prefix + name;
    if (path.endsWith('.$')) return [{ path, kind: 'computed', value: { $: 1 } }];
    if (isPlain(value) && !isOperators(value)) {
      if (Object.keys(value).length === 0)
        fail(51270, 'An empty sub-projection is not a valid value');
      return readEntries(value, `${path}.`);
    }
    if (typeof value === 'boolean' || isNumeric(value))
      return [{ path, kind: isTrue(value) ? 'in' : 'out', value }];
    return [{ path, kind: 'computed', value }];
  });
}

/** @param {Entry[]} entries */
function excludes(entries) {
  const others = entries.filter(({ path, value }) => path !== '_id' && !isSlice(value));
  const out = others.find(({ kind }) => kind === 'out');
  const kept = others.find(({ kind }) => kind !== 'out');
  if (out && kept) {
    const [first] = others;
    if (first.kind === 'out')
      fail(31253, `Cannot do inclusion on field ${kept.path} in exclusion projection`);
    fail(31254, `Cannot do exclusion on field ${out.path} in inclusion projection`);
  }
  if (others.length > 0) return out !== undefined;
  return !entries.some(({ path, kind }) => path === '_id' && kind === 'in');
}

/** A `$slice` alone keeps all other fields. @param {any} value */
const isSlice = (value) =>
  isPlain(value) &&
  '$slice' in value &&
  !Array.isArray(value.$slice?.[0]) &&
  typeof [value.$slice].flat()[0] !== 'string';

/** @param {{ path: string }[]} entries @returns {Tree} */
function buildTree(entries) {
  /** @type {Tree} */
  const root = new Map();
  for (const { path } of entries) {
    let node = root;
    const names = path.split('.');
    names.forEach((name, depth) => {
      const isLast = depth === names.length - 1;
      const next = node.get(name);
      if (next === true || (isLast && next)) fail(31250, `Path collision at ${path}`);
      if (!next) node.set(name, isLast ? true : new Map());
      if (!isLast) node = /** @type {Tree} */ (node.get(name));
    });
  }
  return root;
}

/** @param {any} value @param {Tree} tree @returns {any} */
function only(value, tree) {
  if (Array.isArray(value))
    return value.map((item) => only(item, tree)).filter((item) => item !== undefined);
  if (!isPlain(value)) return undefined;
  const kept = Object.entries(value).flatMap(([name, item]) => {
    const next = tree.get(name);
    const result = next === true ? item : next && only(item, next);
    return result === undefined ? [] : [[name, result]];
  });
  return Object.fromEntries(kept);
}

/** @param {any} value @param {Tree} tree @returns {any} */
function without(value, tree) {
  if (Array.isArray(value)) return value.map((item) => without(item, tree));
  if (!isPlain(value)) return value;
  const kept = Object.entries(value).filter(([name]) => tree.get(name) !== true);
  return Object.fromEntries(
    kept.map(([name, item]) => {
      const next = tree.get(name);
      return [name, next instanceof Map ? without(item, next) : item];
    }),
  );
}

/** @param {Entry} entry @param {Scope} scope @returns {(result: Doc, doc: Doc) => Doc} */
function compileEntry({ path, value }, scope) {
  if (isPlain(value) && '$meta' in value) refuse('$meta in a projection');
  if (scope.filter) {
    if (path.endsWith('.$')) return positional(path.slice(0, -2), scope.filter);
    const name = Object.keys(FIND_ONLY).find((operator) => isPlain(value) && operator in value);
    if (name === '$elemMatch' || (name && isSlice(value)))
      return FIND_ONLY[name](path, value[name]);
  }
  const evaluate = compileExpression(value, scope.variables);
  return (result, doc) => setComputed(result, path.split('.'), evaluate(doc));
}

/** @param {string} path @param {Doc} filter */
function positional(path, filter) {
  return (/** @type {Doc} */ result, /** @type {Doc} */ doc) => {
    const array = readPath(doc, path.split('.'));
    return setComputed(result, path.split('.'), [array[matchedIndex(doc, path, filter)]]);
  };
}

/** @param {string} path @param {any} operand */
function compileSlice(path, operand) {
  const [first, count] = [operand]
    .flat()
    .map((n) => (isNumeric(n) ? toNumber(n) : fail(28667, 'Invalid $slice syntax')));
  return (/** @type {Doc} */ result, /** @type {Doc} */ doc) => {
    const array = readPath(doc, path.split('.'));
    return Array.isArray(array)
      ? setComputed(result, path.split('.'), slice(array, first, count))
      : result;
  };
}

/** @param {any[]} array @param {number} first @param {number} [count] */
function slice(array, first, count) {
  if (count === undefined) return first < 0 ? array.slice(first) : array.slice(0, first);
  const start = first < 0 ? Math.max(0, array.length + first) : first;
  return array.slice(start, start + count);
}

/** @param {string} path @param {any} operand */
function compileFirstMatch(path, operand) {
  const test = compileElement(operand, {});
  return (/** @type {Doc} */ result, /** @type {Doc} */ doc) => {
    const match = [readPath(doc, path.split('.'))].flat().findIndex(test);
    return match < 0
      ? result
      : setComputed(result, path.split('.'), [readPath(doc, path.split('.'))[match]]);
  };
}

/**
 * As `$addFields`: through arrays, making what is missing; `undefined` removes.
 * @param {any} value
 * @param {string[]} names
 * @param {unknown} computed
 * @returns {any}
 */
export function setComputed(value, [name, ...rest], computed) {
  if (Array.isArray(value))
    return value.map((item) => setComputed(item, [name, ...rest], computed));
  const result = isPlain(value) ? { ...value } : {};
  if (rest.length > 0) assign(result, name, setComputed(ownValue(result, name), rest, computed));
  else if (computed === undefined) delete result[name];
  else assign(result, name, computed);
  return result;
}
