import { isPlain } from './values.mjs';

const INDEX = /^(0|[1-9]\d*)$/;

/** @param {string} name */
export const isIndex = (name) => INDEX.test(name);

/** @param {any} holder @param {string} name */
export const ownValue = (holder, name) => (Object.hasOwn(holder, name) ? holder[name] : undefined);

/**
 * `__proto__` must become a field like any other.
 * @param {any} holder
 * @param {string} name
 * @param {unknown} value
 */
export function assign(holder, name, value) {
  if (name !== '__proto__') holder[name] = value;
  else
    Object.defineProperty(holder, name, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
}

/**
 * Every value a query path reaches. Arrays on the way are searched element by element, an array at
 * the end is one value. A missing field is `undefined`; a path that ends in scalars of an array
 * reaches nothing.
 * @param {any} value
 * @param {readonly string[]} names
 * @param {any[]} found
 */
export function reach(value, names, found = []) {
  const [name, ...rest] = names;
  if (name === undefined) {
    found.push(value);
  } else if (Array.isArray(value)) {
    if (isIndex(name) && Number(name) < value.length) reach(value[Number(name)], rest, found);
    value.filter(isPlain).forEach((item) => reach(item, names, found));
  } else {
    reach(isPlain(value) ? ownValue(value, name) : undefined, rest, found);
  }
  return found;
}

/**
 * The values an index or a sort sees: as `reach`, with the arrays at the end opened.
 * @param {any} doc
 * @param {string} path
 */
export function indexedValues(doc, path) {
  const found = reach(doc, path.split('.'));
  if (found.length === 0) return [undefined];
  return found.flatMap((value) => {
    if (!Array.isArray(value)) return [value];
    return value.length === 0 ? [EMPTY_ARRAY] : value;
  });
}

// To an index an empty array is a value of its own, below null.
export const EMPTY_ARRAY = Object.freeze({ _bsontype: 'EmptyArray' });
