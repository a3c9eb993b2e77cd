import { deserialize, EJSON, serialize } from 'bson';
import { compareNumbers, isNumeric, numberKey, toNumber } from './numbers.mjs';
import { refuse } from './errors.mjs';

/** @typedef {Record<string, any>} Doc */

// Int64 travels as bigint, so that numbers and bigints are all the integers there are in here.
const READ = { useBigInt64: true, bsonRegExp: true };
const BYTE_LIMIT_OF_BSON = 17 * 1024 * 1024;

/** @param {Uint8Array} bytes @returns {Doc} */
export const decode = (bytes) => deserialize(bytes, READ);

/** @param {Doc} doc */
export const encode = (doc) => serialize(doc, { ignoreUndefined: true });

/** @param {Doc} doc */
export const toText = (doc) => EJSON.stringify(doc, { relaxed: false });

/** @param {string} text @returns {Doc} */
export const fromText = (text) => EJSON.parse(text, { relaxed: true, useBigInt64: true });

export const LIMITS = {
  document: 16 * 1024 * 1024,
  message: 48_000_000,
  buffer: BYTE_LIMIT_OF_BSON,
};

/** @param {unknown} value @returns {value is Doc} */
export const isPlain = (value) =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** @type {Record<string, [type: string, rank: number]>} */
const RANKS = {
  MinKey: ['minKey', -1],
  Decimal128: ['decimal', 10],
  BSONSymbol: ['symbol', 15],
  DBRef: ['object', 20],
  Binary: ['binData', 30],
  ObjectId: ['objectId', 35],
  Timestamp: ['timestamp', 47],
  BSONRegExp: ['regex', 50],
  Code: ['javascript', 60],
  MaxKey: ['maxKey', 127],
};

/**
 * @param {any} value
 * @returns {[type: string, rank: number]} the name and sort rank the server gives it
 */
function describe(value) {
  if (value === undefined) return ['missing', 0];
  if (value === null) return ['null', 5];
  if (typeof value === 'string') return ['string', 15];
  if (typeof value === 'number') return [isInt32(value) ? 'int' : 'double', 10];
  if (typeof value === 'bigint') return ['long', 10];
  if (typeof value === 'boolean') return ['bool', 40];
  if (Array.isArray(value)) return ['array', 25];
  if (value instanceof Date) return ['date', 45];
  if (isPlain(value)) return ['object', 20];
  return RANKS[value._bsontype] ?? refuse(`the value type ${value._bsontype ?? typeof value}`);
}

/** @param {number} n */
const isInt32 = (n) => Number.isInteger(n) && n === (n | 0) && !Object.is(n, -0);

/** @param {unknown} value */
export const typeName = (value) => describe(value)[0];

/** @param {unknown} value */
export const typeRank = (value) => describe(value)[1];

/** @param {any} a @param {any} b */
const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The order of the server: first by type, then by value.
 * @param {any} a
 * @param {any} b
 * @returns {number}
 */
export function compare(a, b) {
  if (a === b) return 0;
  const rank = typeRank(a);
  return order(rank, typeRank(b)) || COMPARERS[rank]?.(a, b) || 0;
}

/** @param {unknown} a @param {unknown} b */
export const equal = (a, b) => compare(a, b) === 0;

/** @type {Record<number, (a: any, b: any) => number>} */
const COMPARERS = {
  10: compareNumbers,
  15: (a, b) => compareText(String(a), String(b)),
  20: (a, b) => compareObjects(Object.entries(a), Object.entries(b)),
  25: compareArrays,
  30: (a, b) =>
    order(a.length(), b.length()) ||
    order(a.sub_type, b.sub_type) ||
    Buffer.compare(a.value(), b.value()),
  35: (a, b) => order(a.toHexString(), b.toHexString()),
  40: order,
  45: (a, b) => order(a.getTime(), b.getTime()),
  47: (a, b) => order(a.toBigInt(), b.toBigInt()),
  50: (a, b) => compareText(a.pattern, b.pattern) || compareText(a.options, b.options),
  60: (a, b) => compareText(a.code, b.code),
};

// The server compares UTF-8 bytes; UTF-16 order differs only when surrogates are involved.
/** @param {string} a @param {string} b */
function compareText(a, b) {
  const differs = /[\ud800-\uffff]/;
  if (differs.test(a) && differs.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return order(a, b);
}

/** @param {unknown[]} a @param {unknown[]} b */
function compareArrays(a, b) {
  for (let i = 0; i < Math.min(a.length, b.length); i += 1) {
    const result = compare(a[i], b[i]);
    if (result !== 0) return result;
  }
  return order(a.length, b.length);
}

/** @param {[string, unknown][]} a @param {[string, unknown][]} b */
function compareObjects(a, b) {
  for (let i = 0; i < Math.min(a.length, b.length); i += 1) {
    const [[nameA, valueA], [nameB, valueB]] = [a[i], b[i]];
    const result =
      order(typeRank(valueA), typeRank(valueB)) ||
      compareText(nameA, nameB) ||
      compare(valueA, valueB);
    if (result !== 0) return result;
  }
  return order(a.length, b.length);
}

/** Equal values, and only those, have equal keys. @param {any} value @returns {string} */
export function keyOf(value) {
  if (typeof value === 'string') return JSON.stringify(value);
  if (isNumeric(value)) return numberKey(value);
  if (Array.isArray(value)) return `[${value.map(keyOf).join()}]`;
  if (isPlain(value)) {
    return `{${Object.entries(value).map(([name, item]) => `${JSON.stringify(name)}:${keyOf(item)}`)}}`;
  }
  if (value instanceof Date) return `date ${value.getTime()}`;
  if (value?._bsontype === 'ObjectId') return `id ${value.toHexString()}`;
  return value === undefined ? 'missing' : toText({ value });
}

/** The truth of an aggregation: all but false, null, missing and zero. @param {any} value */
export const isTrue = (value) =>
  value !== false &&
  value !== null &&
  value !== undefined &&
  !(isNumeric(value) && toNumber(value) === 0);

/** @template T @param {T} value @returns {T} */
export function clone(value) {
  if (Array.isArray(value)) return /** @type {T} */ (value.map(clone));
  if (!isPlain(value)) return value;
  return /** @type {T} */ (
    Object.fromEntries(Object.entries(value).map(([name, item]) => [name, clone(item)]))
  );
}

/** How the server prints a value in messages. @param {any} value @returns {string} */
export function show(value) {
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return value.length ? `[ ${value.map(show).join(', ')} ]` : '[]';
  if (isPlain(value)) return showDoc(value);
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (value?._bsontype === 'ObjectId') return `ObjectId('${value.toHexString()}')`;
  if (value?._bsontype === 'Decimal128') return `NumberDecimal("${value}")`;
  return String(value);
}

/** @param {Doc} doc */
function showDoc(doc) {
  const fields = Object.entries(doc).map(([name, value]) => `${name}: ${show(value)}`);
  return fields.length ? `{ ${fields.join(', ')} }` : '{}';
}
