import { Decimal128, ObjectId } from 'bson';
import { fail } from './errors.mjs';
import { isDecimal, isNumeric, toNumber } from './numbers.mjs';
import { isPlain, isTrue, typeName } from './values.mjs';

/** @param {string} to @param {any} value @returns {never} */
const cannotConvert = (to, value) =>
  fail('ConversionFailure', `Unsupported conversion from ${typeName(value)} to ${to} in $convert`);

/** @param {string} to @param {any} value */
function parseNumber(to, value) {
  if (typeof value === 'boolean') return Number(value);
  if (value instanceof Date && to !== 'int') return value.getTime();
  if (isNumeric(value)) return value;
  const valid =
    typeof value === 'string' &&
    value.trim() === value &&
    value !== '' &&
    !Number.isNaN(Number(value));
  return valid ? value : cannotConvert(to, value);
}

/** @param {string} to @param {any} value @param {bigint} limit */
function parseInteger(to, value, limit) {
  const source = parseNumber(to, value);
  const isFraction = typeof source === 'string' && !/^[+-]?\d+$/.test(source);
  const number = toNumber(source);
  if (isFraction || !Number.isFinite(number)) cannotConvert(to, value);
  const whole = typeof source === 'number' ? BigInt(Math.trunc(number)) : wholePart(source);
  return whole >= -limit && whole < limit ? whole : cannotConvert(to, value);
}

/** @param {any} source */
const wholePart = (source) =>
  BigInt(isDecimal(source) ? Math.trunc(toNumber(source)) : source.toString().replace(/^\+/, ''));

/** @param {any} value */
function parseDate(value) {
  if (value instanceof Date) return value;
  if (value?._bsontype === 'ObjectId') return value.getTimestamp();
  const isInstant =
    typeof value === 'string' || typeof value === 'bigint' || typeof value === 'number';
  const date = new Date(typeof value === 'bigint' ? Number(value) : value);
  return isInstant && !Number.isNaN(date.getTime()) ? date : cannotConvert('date', value);
}

/** @param {any} value */
function parseString(value) {
  if (value instanceof Date) return value.toISOString();
  if (isPlain(value) || Array.isArray(value)) cannotConvert('string', value);
  if (typeof value !== 'object') return String(value);
  return isDecimal(value) || value._bsontype === 'ObjectId'
    ? value.toString()
    : cannotConvert('string', value);
}

/** @param {any} value */
function parseObjectId(value) {
  if (value?._bsontype === 'ObjectId') return value;
  const valid = typeof value === 'string' && /^[0-9a-f]{24}$/i.test(value);
  return valid ? new ObjectId(value) : cannotConvert('objectId', value);
}

/** @type {Record<string, (value: any) => any>} */
export const CONVERTERS = {
  int: (value) => Number(parseInteger('int', value, 2n ** 31n)),
  long: (value) => parseInteger('long', value, 2n ** 63n),
  double: (value) => toNumber(parseNumber('double', value)),
  decimal: (value) => Decimal128.fromString(parseNumber('decimal', value).toString()),
  bool: isTrue,
  date: parseDate,
  string: parseString,
  objectId: parseObjectId,
};
