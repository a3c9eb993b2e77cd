import { Context, evalExpr } from 'mingo/core';
import * as mingoAccumulators from 'mingo/operators/accumulator';
import * as mingoExpressions from 'mingo/operators/expression';
import { CommandError, fail, refuse } from './errors.mjs';
import { ACCUMULATORS } from './accumulators.mjs';
import { OPERATORS } from './operators.mjs';
import { isPlain } from './values.mjs';

/** @typedef {import('./values.mjs').Doc} Doc */

// What mingo answers as the server does. Numbers, comparisons, arrays and conversions are ours
// (operators.mjs), because mingo knows neither Decimal128 nor the order of BSON types.
const FROM_MINGO = [
  ...['$switch', '$let', '$literal', '$ifNull', '$map', '$filter', '$reduce'],
  ...['$concat', '$split', '$toLower', '$toUpper', '$trim', '$ltrim', '$rtrim', '$replaceOne'],
  ...['$replaceAll', '$strLenCP', '$strLenBytes', '$substrCP', '$substrBytes', '$strcasecmp'],
  ...[
    '$dateAdd',
    '$dateDiff',
    '$dateFromParts',
    '$dateFromString',
    '$dateSubtract',
    '$dateToParts',
  ],
  ...['$dateToString', '$dateTrunc', '$dayOfMonth', '$dayOfWeek', '$dayOfYear', '$hour', '$minute'],
  ...['$isoDayOfWeek', '$isoWeek', '$isoWeekYear', '$millisecond', '$month', '$second', '$week'],
  ...['$year', '$range', '$reverseArray', '$concatArrays', '$slice', '$mergeObjects', '$setField'],
  ...[
    '$unsetField',
    '$objectToArray',
    '$getField',
    '$pow',
    '$sqrt',
    '$exp',
    '$ln',
    '$log',
    '$log10',
  ],
];

const REFUSED = new Set([
  ...[
    '$function',
    '$accumulator',
    '$rand',
    '$meta',
    '$zip',
    '$sortArray',
    '$regexFind',
    '$regexFindAll',
  ],
  ...['$regexMatch', '$maxN', '$minN', '$firstN', '$lastN', '$top', '$topN', '$bottom', '$bottomN'],
  ...[
    '$median',
    '$percentile',
    '$binarySize',
    '$bsonSize',
    '$indexOfBytes',
    '$indexOfCP',
    '$substr',
  ],
  ...[
    '$allElementsTrue',
    '$anyElementTrue',
    '$bitAnd',
    '$bitNot',
    '$bitOr',
    '$bitXor',
    '$sampleRate',
  ],
  ...['$sin', '$cos', '$tan', '$asin', '$acos', '$atan', '$atan2', '$sinh', '$cosh', '$tanh'],
  ...['$asinh', '$acosh', '$atanh', '$degreesToRadians', '$radiansToDegrees', '$tsSecond'],
  ...['$tsIncrement', '$toHashedIndexKey', '$toUUID', '$toArray', '$toObject', '$rank', '$shift'],
]);

/** @param {Record<string, any>} operators @param {readonly string[]} names */
const pick = (operators, names) => Object.fromEntries(names.map((name) => [name, operators[name]]));

const expression = { ...pick(mingoExpressions, FROM_MINGO), ...OPERATORS };
const accumulator = { ...pick(mingoAccumulators, ['$stdDevPop', '$stdDevSamp']), ...ACCUMULATORS };
const known = new Set([...Object.keys(expression), ...Object.keys(accumulator)]);

/** @param {any} part throws for an operator that would not be computed */
export function checkExpression(part) {
  if (Array.isArray(part)) return part.forEach(checkExpression);
  if (!isPlain(part)) return;
  for (const [name, operand] of Object.entries(part)) {
    if (name.startsWith('$')) checkOperator(name, part);
    if (name !== '$literal') checkExpression(operand);
  }
}

/** @param {string} name @param {Doc} holder */
function checkOperator(name, holder) {
  if (Object.keys(holder).length > 1) {
    fail(15983, 'An object representing an expression must have exactly one field');
  }
  if (REFUSED.has(name)) refuse(`the expression ${name}`);
  if (!known.has(name)) fail('InvalidPipelineOperator', `Unrecognized expression '${name}'`);
}

// mingo prepares its options once per call; an operator gets the prepared ones, and this is how we
// take hold of them to use them for every document.
/** @param {Doc} variables @returns {any} */
function prepare(variables) {
  const context = Context.init({ expression, accumulator }).addExpressionOps({
    $options: (/** @type {any} */ _doc, /** @type {any} */ _operand, /** @type {any} */ options) =>
      options,
  });
  return evalExpr(
    {},
    { $options: 1 },
    /** @type {any} */ ({ context, variables, scriptEnabled: false }),
  );
}

/**
 * @param {any} source
 * @param {Doc} [variables]
 * @returns {(doc: any) => any}
 */
export function compileExpression(source, variables = {}) {
  checkExpression(source);
  const options = prepare(variables);
  return (doc) => guarded(() => tidy(evalExpr(doc, source, options.update({ root: doc }))));
}

/**
 * @param {string} name
 * @param {any} operand
 * @param {Doc} [variables]
 * @returns {(docs: any[]) => any}
 */
export function compileAccumulator(name, operand, variables = {}) {
  if (!Object.hasOwn(accumulator, name)) {
    if (REFUSED.has(name)) refuse(`the group operator ${name}`);
    fail(15952, `unknown group operator '${name}'`);
  }
  checkExpression(operand);
  const options = prepare(variables);
  return (docs) => guarded(() => tidy(accumulator[name](docs, operand, options)));
}

/** @template T @param {() => T} work @returns {T} */
function guarded(work) {
  try {
    return work();
  } catch (error) {
    if (error instanceof CommandError) throw error;
    const { message } = /** @type {Error} */ (error);
    const cause = message.startsWith('Use of undefined variable') ? 17276 : 'BadValue';
    return fail(cause, `PlanExecutor error during aggregation :: ${message}`);
  }
}

/** Missing fields vanish from objects and are null in arrays. @param {any} value @returns {any} */
function tidy(value) {
  if (Array.isArray(value)) return value.map((item) => tidy(item) ?? null);
  if (!isPlain(value)) return value;
  const fields = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(fields.map(([name, item]) => [name, tidy(item)]));
}
