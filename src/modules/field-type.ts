import { nearest } from '../answers/nearest.ts';
import { UserError } from '../errors.ts';
import { fieldError, quoted } from './field-error.ts';
import { fieldCase } from './field-names.ts';
import { WORDS, type FieldParts } from './field-scanner.ts';
import { TYPE_NAMES, type FieldType } from './field-types.ts';
import type { FieldRef } from './fields.ts';
import { moduleNames } from './names.ts';

export function readType({ typed, name, type }: FieldParts): FieldType {
  if (typed[name.text.length] !== ':') return 'string';
  const known = TYPE_NAMES.find((one) => one === type.text);
  if (known) return known;
  const rest = typed.slice(type.start);
  if (type.text === '' || WORDS.includes(type.text)) {
    const hint = `For example: ${fieldCase(name.text)}:string${rest.replace(/^:?(?=[a-z])/, ':')}`;
    throw fieldError(typed, type, ['The type comes right after the name.', hint]);
  }
  const meant = OTHER_WORDS.get(type.text.toLowerCase()) ?? nearest(type.text, TYPE_NAMES);
  const hint = meant ? `Did you mean ${meant}?` : `Types: ${TYPE_NAMES.join(' ')}`;
  throw fieldError(typed, type, [`There is no type ${quoted(type.text)}.`, hint]);
}

/** What other tools call our types. */
const OTHER_WORDS: ReadonlyMap<string, FieldType> = new Map(
  Object.entries({
    varchar: 'string',
    int: 'integer',
    number: 'decimal',
    float: 'decimal',
    double: 'decimal',
    numeric: 'decimal',
    money: 'decimal',
    bool: 'boolean',
    time: 'datetime',
    timestamp: 'datetime',
    link: 'url',
    object: 'json',
    array: 'json',
    reference: 'ref',
    belongsto: 'ref',
  } as const),
);

export function readRef({
  typed,
  name,
  type,
  many,
  target,
}: FieldParts): Omit<FieldRef, 'property'> {
  if (!target || target.text === '' || WORDS.includes(target.text)) {
    throw fieldError(typed, target ?? type, [
      'A reference says to which module.',
      `For example: ${fieldCase(name.text)}:ref:customers`,
    ]);
  }
  try {
    return { ...moduleNames(target.text), many: many !== undefined };
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    throw fieldError(typed, target, [cause.message, cause.hint]);
  }
}

const SLUG = /^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*$/;

export function readValues(
  { typed, type, values }: FieldParts,
  kind: FieldType,
): readonly string[] {
  if (kind !== 'enum') {
    if (!values) return [];
    const [first] = values;
    throw fieldError(typed, first ?? type, [
      `Only an enum lists values, not ${kind}.`,
      'For example: status:enum(draft,paid)',
    ]);
  }
  if (!values)
    throw fieldError(typed, type, [
      'An enum lists its values.',
      'For example: status:enum(draft,paid)',
    ]);
  values.forEach((value, place) => {
    if (!SLUG.test(value.text) || value.text.length > 50) {
      throw fieldError(typed, value, [
        `${quoted(value.text)} is no value of an enum: small letters, digits, - and _ between them, starting with a letter.`,
        'For example: status:enum(draft,in-review,paid)',
      ]);
    }
    const isTwice = values.findIndex(({ text }) => text === value.text) !== place;
    if (isTwice)
      throw fieldError(typed, value, [`${value.text} is listed twice.`, 'List it once.']);
  });
  return values.map(({ text }) => text);
}
