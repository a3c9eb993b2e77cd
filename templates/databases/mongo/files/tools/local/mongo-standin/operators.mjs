import { evalExpr } from 'mingo/core';
import { average, largest, smallest, sum } from './accumulators.mjs';
import { CONVERTERS } from './conversions.mjs';
import { fail } from './errors.mjs';
import * as numbers from './numbers.mjs';
import { ownValue } from './paths.mjs';
import { compare, equal, isTrue, keyOf, typeName } from './values.mjs';

/** @typedef {(doc: any, operand: any, options: any) => any} Operator as mingo calls them */

const { isNumeric, toNumber } = numbers;
const isNil = (/** @type {any} */ value) => value === null || value === undefined;

/** @param {(...values: any[]) => any} compute @returns {Operator} */
const withArguments = (compute) => (doc, operand, options) => {
  const operands = Array.isArray(operand) ? operand : [operand];
  return compute(...operands.map((part) => evalExpr(doc, part, options)));
};

/**
 * @param {string} name
 * @param {(...values: any[]) => any} compute
 * @returns {Operator} null in, null out
 */
const numeric = (name, compute) =>
  withArguments((...values) => {
    if (values.some(isNil)) return null;
    const wrong = values.find((value) => !isNumeric(value));
    if (wrong !== undefined)
      fail('TypeMismatch', `${name} only supports numeric types, not ${typeName(wrong)}`);
    return compute(...values);
  });

/** @param {...any} values */
function sumWithDate(...values) {
  if (values.some(isNil)) return null;
  const dates = values.filter((value) => value instanceof Date);
  const plain = values.map((value) => (value instanceof Date ? value.getTime() : value));
  const wrong = plain.find((value) => !isNumeric(value));
  if (wrong !== undefined)
    fail('TypeMismatch', `$add only supports numeric or date types, not ${typeName(wrong)}`);
  if (dates.length > 1) fail(16612, 'only one date allowed in an $add expression');
  const total = plain.reduce(numbers.add, 0);
  return dates.length ? new Date(Math.round(toNumber(total))) : total;
}

/** @param {any} a @param {any} b */
function difference(a, b) {
  if (isNil(a) || isNil(b)) return null;
  if (a instanceof Date && b instanceof Date) return BigInt(a.getTime() - b.getTime());
  if (b instanceof Date || !isNumeric(b))
    fail(16556, `can't $subtract ${typeName(b)} from ${typeName(a)}`);
  return sumWithDate(a, numbers.negate(b));
}

/** @param {any} a @param {any} b */
function quotient(a, b) {
  if (toNumber(b) === 0) fail('BadValue', "can't $divide by zero");
  return numbers.divide(a, b);
}

/** @param {any} a @param {any} b */
function modulus(a, b) {
  if (toNumber(b) === 0) fail(16610, "can't $mod by zero");
  return numbers.remainder(a, b);
}

/** @param {'round' | 'floor' | 'ceil' | 'trunc'} mode */
const rounding = (mode) =>
  numeric(`$${mode}`, (value, places = 0) => numbers.roundTo(value, toNumber(places), mode));

/** @param {(order: number) => any} accept */
const comparing = (accept) => withArguments((a, b) => accept(compare(a, b)));

/** @type {Record<string, number>} */
const NO_ARRAY = { $size: 17124, $in: 40081, $arrayElemAt: 28689 };

/** @param {string} name @param {any} value */
const needArray = (name, value) =>
  Array.isArray(value)
    ? value
    : fail(NO_ARRAY[name] ?? 'BadValue', `${name} needs an array, found: ${typeName(value)}`);

/** @param {string} name @param {(items: any[]) => any} pickItem */
const itemOf = (name, pickItem) =>
  withArguments((value) => (isNil(value) ? null : pickItem(needArray(name, value))));

/** @param {any[]} pairs */
const toObject = (pairs) =>
  Object.fromEntries(
    pairs.map((pair) => (Array.isArray(pair) ? [pair[0], pair[1]] : [pair.k, pair.v])),
  );

/** @param {any[]} items */
const distinct = (items) => [...new Map(items.map((item) => [keyOf(item), item])).values()];

/** @param {any[]} items */
const keySet = (items) => new Set(items.map(keyOf));

/** @param {string} name @param {(...sets: any[][]) => any} compute @returns {Operator} */
const onSets = (name, compute) =>
  withArguments((...sets) =>
    sets.some(isNil) ? null : compute(...sets.map((set) => needArray(name, set))),
  );

/** @param {any[]} a @param {any[]} b */
const isSubset = (a, b) => a.every((item) => keySet(b).has(keyOf(item)));

/** @param {string} to */
const conversion = (to) => withArguments((value) => (isNil(value) ? null : CONVERTERS[to](value)));

/** @type {Operator} */
function convert(doc, operand, options) {
  const input = evalExpr(doc, operand.input, options);
  if (isNil(input)) return evalExpr(doc, operand.onNull ?? null, options);
  const type = /** @type {string} */ (evalExpr(doc, operand.to, options));
  const to = ownValue(CONVERTERS, type) ?? fail('BadValue', `Unknown type name: ${type}`);
  try {
    return to(input);
  } catch (error) {
    if (operand.onError === undefined) throw error;
    return evalExpr(doc, operand.onError, options);
  }
}

/** @type {Operator} */
function choose(doc, operand, options) {
  const [condition, yes, no] = Array.isArray(operand)
    ? operand
    : [operand.if, operand.then, operand.else];
  return evalExpr(doc, isTrue(evalExpr(doc, condition, options)) ? yes : no, options);
}

/**
 * `$sum: '$list'` adds up the list, `$sum: ['$a', '$b']` the fields.
 * @param {(items: any[]) => any} summarize
 * @returns {Operator}
 */
function overItems(summarize) {
  return (doc, operand, options) => {
    const value = /** @type {any} */ (evalExpr(doc, operand, options));
    const isWrapped = Array.isArray(operand) && operand.length === 1 && Array.isArray(value[0]);
    return summarize(isWrapped ? value[0] : [value].flat());
  };
}

/** @type {Record<string, Operator>} */
export const OPERATORS = {
  $add: withArguments(sumWithDate),
  $subtract: withArguments(difference),
  $multiply: numeric('$multiply', (...values) => values.reduce(numbers.multiply, 1)),
  $divide: numeric('$divide', quotient),
  $mod: numeric('$mod', modulus),
  $abs: numeric('$abs', (value) =>
    numbers.compareNumbers(value, 0) < 0 ? numbers.negate(value) : value,
  ),
  $round: rounding('round'),
  $trunc: rounding('trunc'),
  $floor: rounding('floor'),
  $ceil: rounding('ceil'),
  $eq: comparing((order) => order === 0),
  $ne: comparing((order) => order !== 0),
  $gt: comparing((order) => order > 0),
  $gte: comparing((order) => order >= 0),
  $lt: comparing((order) => order < 0),
  $lte: comparing((order) => order <= 0),
  $cmp: comparing((order) => order),
  $and: withArguments((...values) => values.every(isTrue)),
  $or: withArguments((...values) => values.some(isTrue)),
  $not: withArguments((value) => !isTrue(value)),
  $cond: choose,
  $sum: overItems(sum),
  $avg: overItems(average),
  $min: overItems(smallest),
  $max: overItems(largest),
  $in: withArguments((value, items) => needArray('$in', items).some((item) => equal(item, value))),
  $size: withArguments((value) => needArray('$size', value).length),
  $isArray: withArguments((value) => Array.isArray(value)),
  $arrayElemAt: withArguments((value, index) =>
    isNil(value) ? null : needArray('$arrayElemAt', value).at(index),
  ),
  $first: itemOf('$first', (items) => items[0]),
  $last: itemOf('$last', (items) => items.at(-1)),
  $indexOfArray: withArguments((value, item) =>
    isNil(value)
      ? null
      : needArray('$indexOfArray', value).findIndex((other) => equal(other, item)),
  ),
  $arrayToObject: itemOf('$arrayToObject', toObject),
  $setUnion: onSets('$setUnion', (...sets) => distinct(sets.flat())),
  $setIntersection: onSets('$setIntersection', (first, ...others) =>
    distinct(first).filter((item) => others.every((other) => keySet(other).has(keyOf(item)))),
  ),
  $setDifference: onSets('$setDifference', (a, b) =>
    distinct(a).filter((item) => !keySet(b).has(keyOf(item))),
  ),
  $setIsSubset: onSets('$setIsSubset', isSubset),
  $setEquals: onSets('$setEquals', (a, b) => isSubset(a, b) && isSubset(b, a)),
  $type: withArguments(typeName),
  $isNumber: withArguments(isNumeric),
  $toString: conversion('string'),
  $toInt: conversion('int'),
  $toLong: conversion('long'),
  $toDouble: conversion('double'),
  $toDecimal: conversion('decimal'),
  $toBool: conversion('bool'),
  $toDate: conversion('date'),
  $toObjectId: conversion('objectId'),
  $convert: convert,
};
