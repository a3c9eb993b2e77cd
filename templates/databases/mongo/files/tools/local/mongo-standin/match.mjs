import { fail, refuse } from './errors.mjs';
import { compileExpression } from './expressions.mjs';
import { isNaNValue, isNumeric, remainder, toNumber } from './numbers.mjs';
import { ownValue, reach } from './paths.mjs';
import { toRegExp } from './regex.mjs';
import { compare, equal, isPlain, isTrue, keyOf, typeName, typeRank } from './values.mjs';

/** @typedef {import('./values.mjs').Doc} Doc */
/** @typedef {(doc: any) => boolean} Test */
/** @typedef {{ variables?: Doc }} Scope */

const REFUSED = new Set([
  ...['$where', '$jsonSchema', '$geoIntersects', '$geoWithin', '$near', '$nearSphere', '$within'],
  ...['$bitsAllClear', '$bitsAllSet', '$bitsAnyClear', '$bitsAnySet', '$sampleRate', '$rand'],
]);

/** @param {Doc} filter @param {Scope} [scope] @returns {Test} */
export function compileFilter(filter, scope = {}) {
  if (!isPlain(filter)) fail('TypeMismatch', `Expected field filter to be of type object`);
  const tests = Object.entries(filter).map(([name, condition]) =>
    name.startsWith('$')
      ? compileTopLevel(name, condition, scope)
      : compileField(name, condition, scope),
  );
  return tests.length === 1 ? tests[0] : (doc) => tests.every((test) => test(doc));
}

/** @param {string} name @param {any} condition @param {Scope} scope @returns {Test} */
function compileTopLevel(name, condition, scope) {
  if (name === '$comment') return () => true;
  if (name === '$expr') {
    const evaluate = compileExpression(condition, scope.variables);
    return (doc) => isTrue(evaluate(doc));
  }
  if (name === '$text') fail('IndexNotFound', 'text index required for $text query');
  if (REFUSED.has(name)) refuse(name);
  if (!['$and', '$or', '$nor'].includes(name))
    fail('BadValue', `unknown top level operator: ${name}`);
  if (!Array.isArray(condition)) fail('BadValue', `${name} must be an array`);
  if (condition.length === 0) fail('BadValue', '$and/$or/$nor must be a nonempty array');
  const tests = condition.map((part) => compileFilter(part, scope));
  if (name === '$and') return (doc) => tests.every((test) => test(doc));
  if (name === '$or') return (doc) => tests.some((test) => test(doc));
  return (doc) => !tests.some((test) => test(doc));
}

/** @param {string} path @param {any} condition @param {Scope} scope @returns {Test} */
function compileField(path, condition, scope) {
  const names = path.split('.');
  const test = compileCondition(condition, scope);
  return (doc) => test(reach(doc, names));
}

/** @param {any} condition */
export const isOperators = (condition) =>
  isPlain(condition) && Object.keys(condition)[0]?.startsWith('$') === true;

/**
 * @param {any} condition
 * @param {Scope} scope
 * @returns {Test} a test of the values a path reaches
 */
function compileCondition(condition, scope) {
  if (!isOperators(condition)) return anyValue(equality(condition));
  const tests = Object.entries(condition)
    .filter(([name]) => name !== '$options')
    .map(([name, operand]) => {
      if (REFUSED.has(name)) refuse(name);
      const compile = ownValue(OPERATORS, name) ?? fail('BadValue', `unknown operator: ${name}`);
      return compile(operand, { ...scope, siblings: condition });
    });
  if ('$options' in condition && !('$regex' in condition))
    fail('BadValue', '$options needs a $regex');
  return (values) => tests.every((test) => test(values));
}

/**
 * A test holds for an array as a whole or for one of its elements.
 * @param {Test} test
 * @returns {Test}
 */
const anyValue = (test) => (values) =>
  values.some(
    (/** @type {any} */ value) => test(value) || (Array.isArray(value) && value.some(test)),
  );

/** @param {Test} test @returns {Test} */
const not = (test) => (values) => !test(values);

/** @param {any} operand @returns {Test} */
function equality(operand) {
  if (operand?._bsontype === 'BSONRegExp') return regexTest(operand);
  if (operand === null) return (value) => value === null || value === undefined;
  return (value) => equal(value, operand);
}

/** @param {any} pattern @param {string} [options] @returns {Test} */
function regexTest(pattern, options) {
  const expression = toRegExp(pattern, options);
  return (value) =>
    (typeof value === 'string' && expression.test(value)) ||
    (value?._bsontype === 'BSONRegExp' && equal(value, pattern));
}

/** @param {any} operand @param {(order: number) => boolean} accept @returns {Test} */
function comparison(operand, accept) {
  if (operand?._bsontype === 'BSONRegExp') fail('BadValue', "Can't have RegEx as arg to predicate");
  if (operand === null) return accept(0) ? equality(null) : () => false;
  const rank = typeRank(operand);
  const comparable = ['minKey', 'maxKey'].includes(typeName(operand))
    ? () => true
    : (/** @type {any} */ value) =>
        typeRank(value) === rank && isNaNValue(value) === isNaNValue(operand);
  return (value) => value !== undefined && comparable(value) && accept(compare(value, operand));
}

/** @param {any} operand @returns {Test} */
function membership(operand) {
  if (!Array.isArray(operand)) fail('BadValue', '$in needs an array');
  if (operand.some(isOperators)) fail('BadValue', 'cannot nest $ under $in');
  const keys = new Set(operand.map(keyOf));
  const patterns = operand
    .filter((item) => item?._bsontype === 'BSONRegExp')
    .map((item) => regexTest(item));
  const takesMissing = operand.includes(null);
  return (value) =>
    (value === undefined ? takesMissing : keys.has(keyOf(value))) ||
    patterns.some((test) => test(value));
}

/** @param {any} operand @param {Scope} scope @returns {Test} a test of one array */
export function compileElement(operand, scope) {
  if (isOperators(operand) && !['$and', '$or', '$nor', '$expr'].includes(Object.keys(operand)[0])) {
    const test = compileCondition(operand, scope);
    return (element) => test([element]);
  }
  const test = compileFilter(operand, scope);
  return (element) => (isPlain(element) || Array.isArray(element)) && test(element);
}

/** @param {any} operand @param {Scope} scope @returns {Test} */
function elementMatch(operand, scope) {
  if (!isPlain(operand)) fail('BadValue', '$elemMatch needs an Object');
  const test = compileElement(operand, scope);
  return (values) =>
    values.some((/** @type {any} */ value) => Array.isArray(value) && value.some(test));
}

/** @param {any} operand @param {Scope} scope @returns {Test} */
function all(operand, scope) {
  if (!Array.isArray(operand)) fail('BadValue', '$all needs an array');
  if (operand.length === 0) return () => false;
  const tests = operand.map((item) =>
    isOperators(item) ? elementMatch(onlyElemMatch(item), scope) : anyValue(equality(item)),
  );
  return (values) => tests.every((test) => test(values));
}

/** @param {Doc} item */
const onlyElemMatch = (item) => item.$elemMatch ?? fail('BadValue', 'no $ expressions in $all');

/** @param {any} operand @returns {Test} */
function size(operand) {
  if (!isNumeric(operand) || !Number.isInteger(toNumber(operand)) || toNumber(operand) < 0) {
    fail('BadValue', 'Failed to parse $size. Expected a non-negative integer');
  }
  return (values) =>
    values.some(
      (/** @type {any} */ value) => Array.isArray(value) && value.length === toNumber(operand),
    );
}

/** @type {Record<string, string>} */
const TYPE_CODES = {
  ...{ 1: 'double', 2: 'string', 3: 'object', 4: 'array', 5: 'binData', 7: 'objectId', 8: 'bool' },
  ...{ 9: 'date', 10: 'null', 11: 'regex', 13: 'javascript', 14: 'symbol', 16: 'int' },
  ...{ 17: 'timestamp', 18: 'long', 19: 'decimal', '-1': 'minKey', 127: 'maxKey' },
};
const TYPE_NAMES = new Set([...Object.values(TYPE_CODES), 'number']);

/** @param {any} operand @returns {Test} */
function type(operand) {
  const names = [operand]
    .flat()
    .map((item) => (isNumeric(item) ? TYPE_CODES[toNumber(item)] : item));
  const unknown = names.findIndex((name) => !TYPE_NAMES.has(name));
  if (unknown >= 0) fail('BadValue', `Unknown type name alias: ${[operand].flat()[unknown]}`);
  return anyValue(
    (value) => names.includes(typeName(value)) || (names.includes('number') && isNumeric(value)),
  );
}

/** @param {any} operand @returns {Test} */
function modulo(operand) {
  const valid = Array.isArray(operand) && operand.length === 2 && operand.every(isNumeric);
  if (!valid) fail('BadValue', 'malformed mod, needs an array of two numbers');
  const [divisor, rest] = operand.map((/** @type {any} */ n) => Math.trunc(toNumber(n)));
  if (divisor === 0) fail('BadValue', 'divisor cannot be 0');
  return anyValue(
    (value) => isNumeric(value) && Math.trunc(toNumber(remainder(value, divisor))) === rest,
  );
}

/** @param {any} operand @param {Scope} scope @returns {Test} */
function negation(operand, scope) {
  if (operand?._bsontype === 'BSONRegExp') return not(anyValue(regexTest(operand)));
  if (!isOperators(operand)) fail('BadValue', '$not needs a regex or a document');
  return not(compileCondition(operand, scope));
}

/** @type {Record<string, (operand: any, scope: any) => Test>} */
const OPERATORS = {
  $eq: (operand) => anyValue(equality(operand)),
  $ne: (operand) => not(anyValue(equality(operand))),
  $gt: (operand) => anyValue(comparison(operand, (order) => order > 0)),
  $gte: (operand) => anyValue(comparison(operand, (order) => order >= 0)),
  $lt: (operand) => anyValue(comparison(operand, (order) => order < 0)),
  $lte: (operand) => anyValue(comparison(operand, (order) => order <= 0)),
  $in: (operand) => anyValue(membership(operand)),
  $nin: (operand) => not(anyValue(membership(operand))),
  $exists: (operand) => {
    const exists = isTrue(operand);
    return (values) => values.some((/** @type {any} */ value) => value !== undefined) === exists;
  },
  $regex: (operand, { siblings }) => anyValue(regexTest(operand, siblings.$options)),
  $not: negation,
  $elemMatch: elementMatch,
  $all: all,
  $size: size,
  $type: type,
  $mod: modulo,
};
