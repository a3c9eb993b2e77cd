import { evalExpr } from 'mingo/core';
import { add, divide, isNumeric } from './numbers.mjs';
import { compare, keyOf } from './values.mjs';

/** @typedef {(docs: any[], operand: any, options: any) => any} Accumulator */

const isNil = (/** @type {any} */ value) => value === null || value === undefined;

/** @param {any[]} items */
export const sum = (items) => items.filter(isNumeric).reduce(add, 0);

/** @param {any[]} items */
export function average(items) {
  const values = items.filter(isNumeric);
  return values.length === 0 ? null : divide(values.reduce(add, 0), values.length);
}

/** @param {any[]} items @param {1 | -1} direction */
function extreme(items, direction) {
  const values = items.filter((item) => !isNil(item));
  if (values.length === 0) return null;
  return values.reduce((best, item) => (compare(item, best) * direction > 0 ? item : best));
}

/** @param {any[]} items */
export const smallest = (items) => extreme(items, -1);

/** @param {any[]} items */
export const largest = (items) => extreme(items, 1);

/** @param {(items: any[]) => any} summarize @returns {Accumulator} */
const over = (summarize) => (docs, operand, options) =>
  summarize(docs.map((doc) => evalExpr(doc, operand, options.update({ root: doc }))));

const present = (/** @type {any[]} */ items) => items.filter((item) => item !== undefined);

/** @type {Record<string, Accumulator>} */
export const ACCUMULATORS = {
  $sum: over(sum),
  $avg: over(average),
  $min: over(smallest),
  $max: over(largest),
  $push: over(present),
  $addToSet: over((items) => [
    ...new Map(present(items).map((item) => [keyOf(item), item])).values(),
  ]),
  $first: over((items) => items[0] ?? null),
  $last: over((items) => items.at(-1) ?? null),
  $mergeObjects: over((items) => Object.assign({}, ...items)),
  $count: (docs) => docs.length,
};
