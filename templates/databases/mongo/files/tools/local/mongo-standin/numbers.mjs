import { Decimal128 } from 'bson';

// A number is a JavaScript number, a bigint (Int64) or a Decimal128. Decimals are computed on
// `coefficient * 10 ** exponent` with a bigint coefficient and rounded to 34 digits, half to even.

/** @typedef {{ coefficient: bigint, exponent: number }} Exact */

const DIGITS = 34;

/** @param {any} value */
export const isDecimal = (value) => value?._bsontype === 'Decimal128';

/** @param {any} value */
export const isNumeric = (value) =>
  typeof value === 'number' || typeof value === 'bigint' || isDecimal(value);

/** @param {any} value */
export const isNaNValue = (value) =>
  typeof value === 'number' ? Number.isNaN(value) : isDecimal(value) && value.toString() === 'NaN';

/** @param {any} value */
export const toNumber = (value) => (typeof value === 'number' ? value : Number(value.toString()));

/** @param {any} value */
const isFinite = (value) => !isDecimal(value) || /\d/.test(value.toString());

/** @param {any} value @returns {Exact} */
function toExact(value) {
  const text = typeof value === 'number' ? shortest(value) : value.toString();
  const [mantissa = '', power = '0'] = text.split(/e/i);
  const [whole = '', fraction = ''] = mantissa.split('.');
  return { coefficient: BigInt(whole + fraction), exponent: Number(power) - fraction.length };
}

// The server turns a double into a decimal of 15 digits before it computes with decimals.
/** @param {number} value */
const shortest = (value) => (Number.isInteger(value) ? String(value) : value.toPrecision(15));

/** @param {Exact} a @param {Exact} b @returns {[bigint, bigint, number]} */
function align(a, b) {
  const exponent = Math.min(a.exponent, b.exponent);
  const scale = (/** @type {Exact} */ n) => n.coefficient * 10n ** BigInt(n.exponent - exponent);
  return [scale(a), scale(b), exponent];
}

/** @param {bigint} dividend @param {bigint} divisor a positive one */
function divideHalfEven(dividend, divisor) {
  const quotient = dividend / divisor;
  const twice = (dividend % divisor) * 2n;
  const size = twice < 0n ? -twice : twice;
  if (size < divisor || (size === divisor && quotient % 2n === 0n)) return quotient;
  return quotient + (dividend < 0n ? -1n : 1n);
}

/** @param {Exact} exact */
function toDecimal({ coefficient, exponent }) {
  const excess = String(coefficient).replace('-', '').length - DIGITS;
  if (excess <= 0) return Decimal128.fromString(`${coefficient}E${exponent}`);
  return toDecimal({
    coefficient: divideHalfEven(coefficient, 10n ** BigInt(excess)),
    exponent: exponent + excess,
  });
}

/** @param {any} a @param {any} b */
export function compareNumbers(a, b) {
  if (isNaNValue(a) || isNaNValue(b)) return Number(isNaNValue(b)) - Number(isNaNValue(a));
  if (!isDecimal(a) && !isDecimal(b)) return a < b ? -1 : a > b ? 1 : 0;
  if (!isFinite(a) || !isFinite(b)) return Math.sign(signOf(a) - signOf(b));
  const [left, right] = align(exactValue(a), exactValue(b));
  return left < right ? -1 : left > right ? 1 : 0;
}

/** @param {any} value ±2 for the infinities, so that they lie outside of every finite number */
function signOf(value) {
  const number = toNumber(value);
  return isFinite(value) && Number.isFinite(number) ? 0 : Math.sign(number) * 2;
}

/** @param {any} value unlike `toExact`, every binary digit of a double counts @returns {Exact} */
function exactValue(value) {
  if (typeof value !== 'number' || Number.isInteger(value)) return toExact(value);
  let exponent = 0;
  let scaled = value;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    exponent += 1;
  }
  return { coefficient: BigInt(scaled) * 5n ** BigInt(exponent), exponent: -exponent };
}

/** @param {any} value equal numbers of any type have equal keys */
export function numberKey(value) {
  if (isNaNValue(value)) return 'n NaN';
  if (Number.isInteger(value))
    return `n ${Number.isSafeInteger(value) ? value + 0 : BigInt(value)}`;
  if (!isDecimal(value)) return `n ${value}`;
  const near = toNumber(value);
  if (compareNumbers(near, value) === 0) return numberKey(near);
  const { coefficient, exponent } = toExact(value);
  const digits = String(coefficient).replace(/0+$/, '');
  return `n ${digits}E${exponent + String(coefficient).length - digits.length}`;
}

/** @param {any} result an Int32 sum that grows too big becomes an Int64, as on the server */
function settle(result) {
  if (typeof result !== 'bigint') return result;
  const wrapped = BigInt.asIntN(64, result);
  return wrapped === result ? result : Number(result);
}

/**
 * @param {any} a
 * @param {any} b
 * @param {{ plain: (a: any, b: any) => any, exact: (a: Exact, b: Exact) => Exact }} operation
 */
function calculate(a, b, { plain, exact }) {
  if (isDecimal(a) || isDecimal(b)) {
    if ([a, b].some((n) => !Number.isFinite(toNumber(n)) && !isHuge(n))) {
      return Decimal128.fromString(String(plain(toNumber(a), toNumber(b))));
    }
    return toDecimal(exact(toExact(a), toExact(b)));
  }
  if (typeof a === typeof b) return settle(plain(a, b));
  const integers = [a, b].every((n) => typeof n === 'bigint' || Number.isInteger(n));
  return integers ? settle(plain(BigInt(a), BigInt(b))) : plain(Number(a), Number(b));
}

/** @param {any} value a finite decimal beyond the range of a double */
const isHuge = (value) => isDecimal(value) && /\d/.test(value.toString());

/** @param {any} a @param {any} b */
export const add = (a, b) =>
  calculate(a, b, {
    plain: (x, y) => x + y,
    exact: (x, y) => {
      const [left, right, exponent] = align(x, y);
      return { coefficient: left + right, exponent };
    },
  });

/** @param {any} a @param {any} b */
export const multiply = (a, b) =>
  calculate(a, b, {
    plain: (x, y) => x * y,
    exact: (x, y) => ({
      coefficient: x.coefficient * y.coefficient,
      exponent: x.exponent + y.exponent,
    }),
  });

/** @param {any} value */
export const negate = (value) => multiply(value, typeof value === 'bigint' ? -1n : -1);

/** @param {any} a @param {any} b @returns {any} */
export function divide(a, b) {
  if (!isDecimal(a) && !isDecimal(b)) return Number(a) / Number(b);
  const [x, y] = [toExact(a), toExact(b)];
  const sign = y.coefficient < 0n ? -1n : 1n;
  const padding = DIGITS + String(y.coefficient).length;
  const dividend = sign * x.coefficient * 10n ** BigInt(padding);
  const coefficient = divideHalfEven(dividend, sign * y.coefficient);
  return trimZeros(
    { coefficient, exponent: x.exponent - y.exponent - padding },
    x.exponent - y.exponent,
  );
}

/** @param {Exact} exact @param {number} ideal the exponent up to which zeros are taken off */
function trimZeros({ coefficient, exponent }, ideal) {
  while (coefficient % 10n === 0n && exponent < Math.min(ideal, 0)) {
    coefficient /= 10n;
    exponent += 1;
  }
  return toDecimal({ coefficient, exponent });
}

/** @param {any} a @param {any} b */
export const remainder = (a, b) =>
  calculate(a, b, {
    plain: (x, y) => x % y,
    exact: (x, y) => {
      const [left, right, exponent] = align(x, y);
      return { coefficient: left % right, exponent };
    },
  });

/**
 * @param {any} value
 * @param {number} places
 * @param {'round' | 'floor' | 'ceil' | 'trunc'} mode
 */
export function roundTo(value, places, mode) {
  if (typeof value === 'bigint') return value;
  if (!isFinite(value) || !Number.isFinite(toNumber(value))) return value;
  if (typeof value === 'number' && Number.isInteger(value) && places >= 0) return value;
  const { coefficient, exponent } = toExact(value);
  if (exponent >= -places) return value;
  const rounded = roundCoefficient(coefficient, 10n ** BigInt(-places - exponent), mode);
  if (isDecimal(value)) return toDecimal({ coefficient: rounded, exponent: -places });
  return Number(`${rounded}E${-places}`);
}

/** @param {bigint} n @param {bigint} step @param {'round' | 'floor' | 'ceil' | 'trunc'} mode */
function roundCoefficient(n, step, mode) {
  if (mode === 'round') return divideHalfEven(n, step);
  const whole = n / step;
  if (mode === 'floor' && n % step < 0n) return whole - 1n;
  if (mode === 'ceil' && n % step > 0n) return whole + 1n;
  return whole;
}
