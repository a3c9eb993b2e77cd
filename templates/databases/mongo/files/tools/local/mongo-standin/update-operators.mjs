import { Timestamp } from 'bson';
import { fail } from './errors.mjs';
import { compileElement, compileFilter, isOperators } from './match.mjs';
import { add, isNumeric, multiply, toNumber } from './numbers.mjs';
import { sortComparer } from './sort.mjs';
import { readArray, readPath, reachesArray, removePath, writePath } from './update-paths.mjs';
import { clone, compare, equal, isPlain, keyOf, show, typeName } from './values.mjs';

/** @typedef {import('./values.mjs').Doc} Doc */
/** @typedef {{ now: Date, path: string }} Scope */
/**
 * @typedef {object} Operator
 * @property {(operand: any, path: string) => void} [check]
 * @property {(doc: Doc, names: string[], operand: any, scope: Scope) => void} apply
 */

/** @type {Operator['apply']} */
const set = (doc, names, operand) => writePath(doc, names, clone(operand));

/**
 * @param {string} name
 * @param {string} verb
 * @param {(current: any, operand: any) => any} compute
 * @returns {Operator}
 */
const arithmetic = (name, verb, compute) => ({
  check: (operand, path) => {
    if (!isNumeric(operand))
      fail('TypeMismatch', `Cannot ${verb} with non-numeric argument: {${path}: ${show(operand)}}`);
  },
  apply: (doc, names, operand) => {
    const current = readPath(doc, names) ?? missingNumber(doc, names);
    if (!isNumeric(current)) {
      fail(
        'TypeMismatch',
        `Cannot apply ${name} to a value of non-numeric type. {_id: ${show(doc._id)}} has the field '${names.at(-1)}' of non-numeric type ${typeName(current)}`,
      );
    }
    writePath(doc, names, compute(current, operand));
  },
});

/**
 * A field that is null is not a number, one that is missing counts as zero.
 * @param {Doc} doc
 * @param {string[]} names
 */
const missingNumber = (doc, names) => (readPath(doc, names) === null ? null : 0);

/** @param {1 | -1} direction @returns {Operator} */
const extreme = (direction) => ({
  apply: (doc, names, operand) => {
    const current = readPath(doc, names);
    if (current === undefined || compare(operand, current) * direction > 0)
      writePath(doc, names, clone(operand));
  },
});

/** @type {Operator} */
const rename = {
  check: (operand, path) => {
    if (typeof operand !== 'string')
      fail('BadValue', `The 'to' field for $rename must be a string: ${path}`);
  },
  apply: (doc, names, target) => {
    if ([names.join('.'), target].some((path) => reachesArray(doc, path))) {
      fail('BadValue', 'The source and the target field of $rename cannot be in an array');
    }
    const value = readPath(doc, names);
    if (value === undefined) return;
    removePath(doc, names);
    writePath(doc, target.split('.'), value);
  },
};

/** @type {Operator} */
const currentDate = {
  check: (operand) => {
    const isValid = typeof operand === 'boolean' || ['date', 'timestamp'].includes(operand?.$type);
    if (!isValid)
      fail('BadValue', "The '$type' string field is required to be 'date' or 'timestamp'");
  },
  apply: (doc, names, operand, { now }) => {
    const seconds = Math.floor(now.getTime() / 1000);
    writePath(
      doc,
      names,
      operand?.$type === 'timestamp' ? new Timestamp({ t: seconds, i: 1 }) : now,
    );
  },
};

const PUSH_MODIFIERS = new Set(['$each', '$slice', '$sort', '$position']);

/** @param {any} operand @returns {Doc} */
const withEach = (operand) =>
  isPlain(operand) && '$each' in operand ? operand : { $each: [operand] };

/** @type {Operator} */
const push = {
  check: (operand) => {
    const { $each, ...modifiers } = withEach(operand);
    if (!Array.isArray($each))
      fail(
        'BadValue',
        `The argument to $each in $push must be an array but it was of type ${typeName($each)}`,
      );
    const unknown = Object.keys(modifiers).find((name) => !PUSH_MODIFIERS.has(name));
    if (unknown) fail('BadValue', `Unrecognized clause in $push: ${unknown}`);
  },
  apply: (doc, names, operand) => {
    const { $each, $position, $sort, $slice } = withEach(operand);
    const items = [...(readArray(doc, names, '$push') ?? [])];
    items.splice(
      $position === undefined ? items.length : toNumber($position),
      0,
      ...$each.map(clone),
    );
    if ($sort !== undefined) items.sort(elementComparer($sort));
    writePath(doc, names, $slice === undefined ? items : cut(items, toNumber($slice)));
  },
};

/** @param {any} order */
const elementComparer = (order) =>
  isPlain(order)
    ? sortComparer(order)
    : (/** @type {any} */ a, /** @type {any} */ b) => compare(a, b) * toNumber(order);

/** @param {any[]} items @param {number} count */
const cut = (items, count) => (count < 0 ? items.slice(count) : items.slice(0, count));

/** @type {Operator} */
const addToSet = {
  check: (operand) => {
    if (isPlain(operand) && '$each' in operand && !Array.isArray(operand.$each))
      fail('TypeMismatch', 'The argument to $each in $addToSet must be an array');
  },
  apply: (doc, names, operand) => {
    const items = [...(readArray(doc, names, '$addToSet') ?? [])];
    const keys = new Set(items.map(keyOf));
    for (const item of withEach(operand).$each) {
      if (keys.has(keyOf(item))) continue;
      keys.add(keyOf(item));
      items.push(clone(item));
    }
    writePath(doc, names, items);
  },
};

/** @type {Operator} */
const pop = {
  check: (operand) => {
    if (![1, -1].includes(isNumeric(operand) ? toNumber(operand) : 0))
      fail('FailedToParse', `$pop expects 1 or -1, found: ${show(operand)}`);
  },
  apply: (doc, names, operand) => {
    const items = readArray(doc, names, '$pop');
    if (items?.length)
      writePath(doc, names, toNumber(operand) > 0 ? items.slice(0, -1) : items.slice(1));
  },
};

/** @param {any} operand @returns {(element: any) => boolean} */
function pullTest(operand) {
  if (isOperators(operand)) return compileElement(operand, {});
  if (operand?._bsontype === 'BSONRegExp') return compileElement({ $regex: operand }, {});
  if (!isPlain(operand)) return (element) => equal(element, operand);
  const test = compileFilter(operand);
  return (element) => isPlain(element) && test(element);
}

/** @type {Operator} */
const pull = {
  check: (operand) => void pullTest(operand),
  apply: (doc, names, operand) => {
    const items = readArray(doc, names, '$pull');
    const test = pullTest(operand);
    if (items)
      writePath(
        doc,
        names,
        items.filter((/** @type {any} */ item) => !test(item)),
      );
  },
};

/** @type {Operator} */
const pullAll = {
  check: (operand) => {
    if (!Array.isArray(operand))
      fail('BadValue', `$pullAll requires an array argument but was given a ${typeName(operand)}`);
  },
  apply: (doc, names, operand) => {
    const items = readArray(doc, names, '$pullAll');
    const keys = new Set(operand.map(keyOf));
    if (items)
      writePath(
        doc,
        names,
        items.filter((/** @type {any} */ item) => !keys.has(keyOf(item))),
      );
  },
};

/** @type {Record<string, Operator>} */
export const OPERATORS = {
  $set: { apply: set },
  $setOnInsert: { apply: set },
  $unset: { apply: (doc, names) => removePath(doc, names) },
  $inc: arithmetic('$inc', 'increment', add),
  $mul: arithmetic('$mul', 'multiply', multiply),
  $min: extreme(-1),
  $max: extreme(1),
  $rename: rename,
  $currentDate: currentDate,
  $push: push,
  $addToSet: addToSet,
  $pop: pop,
  $pull: pull,
  $pullAll: pullAll,
};
