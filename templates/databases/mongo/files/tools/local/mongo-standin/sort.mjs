import { fail, refuse } from './errors.mjs';
import { isNumeric, toNumber } from './numbers.mjs';
import { EMPTY_ARRAY, indexedValues } from './paths.mjs';
import { compare, isPlain } from './values.mjs';

/** @typedef {import('./values.mjs').Doc} Doc */

/** @param {any} value how a value sorts: missing as null, an empty array before both */
const sortable = (value) => (value === EMPTY_ARRAY ? undefined : (value ?? null));

/**
 * An array sorts by its smallest element, or by its largest when descending.
 * @param {Doc} doc
 * @param {string} path
 * @param {number} direction
 */
function sortKey(doc, path, direction) {
  return indexedValues(doc, path)
    .map(sortable)
    .reduce((best, value) => (compare(value, best) * direction < 0 ? value : best));
}

/** @param {Doc} order @returns {[path: string, direction: number][]} */
function readOrder(order) {
  if (!isPlain(order)) fail('TypeMismatch', 'the sort specification must be an object');
  return Object.entries(order).map(([path, direction]) => {
    if (isPlain(direction)) refuse('$meta in a sort');
    const value = isNumeric(direction) ? toNumber(direction) : 0;
    if (value !== 1 && value !== -1)
      fail(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
    return [path, value];
  });
}

/** @param {Doc} order @returns {(a: Doc, b: Doc) => number} */
export function sortComparer(order) {
  const keys = readOrder(order);
  return (a, b) => {
    for (const [path, direction] of keys) {
      const result = compare(sortKey(a, path, direction), sortKey(b, path, direction)) * direction;
      if (result !== 0) return result;
    }
    return 0;
  };
}

/** @template {Doc} T @param {T[]} docs @param {Doc} order @returns {T[]} */
export function sortDocs(docs, order) {
  const keys = readOrder(order);
  const rows = docs.map((doc) => ({
    doc,
    keys: keys.map(([path, direction]) => sortKey(doc, path, direction)),
  }));
  rows.sort((a, b) => {
    for (let i = 0; i < keys.length; i += 1) {
      const result = compare(a.keys[i], b.keys[i]) * keys[i][1];
      if (result !== 0) return result;
    }
    return 0;
  });
  return rows.map((row) => row.doc);
}
