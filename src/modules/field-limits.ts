import { fieldError } from './field-error.ts';
import type { Attribute, FieldParts } from './field-scanner.ts';
import { LONGEST_KEY, TYPES, type FieldType, type TypeRule } from './field-types.ts';
import type { Field } from './fields.ts';

type Range = NonNullable<TypeRule['limits']>;

/** min and max: those of the type, moved by `:min=` and `:max=`. */
export function readLimits(
  parts: FieldParts,
  type: FieldType,
  isKey: boolean,
): Pick<Field, 'min' | 'max'> {
  const { typed, attributes } = parts;
  const { limits } = TYPES[type];
  const given = attributes.filter(({ text }) => text === 'min' || text === 'max');
  const extra = given.find(({ text }) => !limits || (limits.isShaped && text === 'min'));
  if (extra)
    throw fieldError(typed, extra, [
      `A field of type ${type} has no ${extra.text}.`,
      'Leave it out.',
    ]);
  if (!limits) return {};
  const moved = Object.fromEntries(given.map((one) => [one.text, readLimit(typed, one, limits)]));
  const { min, max } = { min: limits.min, max: limits.max, ...moved };
  const last = given.at(-1);
  if (last && isEmpty(limits, min, max)) {
    throw fieldError(typed, last.value ?? last, [
      `Nothing lies between ${min} and ${max}.`,
      'min is below max.',
    ]);
  }
  if (isKey && limits.of === 'length' && max > LONGEST_KEY) throw tooLongForKey(parts, max);
  return { min, max };
}

function tooLongForKey({ typed, attributes, type }: FieldParts, max: number) {
  const key = attributes.find(({ text }) => text === 'unique' || text === 'index') ?? type;
  const message = `An index holds texts of up to ${LONGEST_KEY} characters; this one may have ${max}.`;
  return fieldError(typed, key, [message, `Add :max=${LONGEST_KEY}`]);
}

/** A length may be exact; a number with one possible value is a mistake. */
const isEmpty = ({ of }: Range, min: number, max: number): boolean =>
  of === 'length' ? min > max || max === 0 : min >= max;

function readLimit(typed: string, { text, start, value }: Attribute, limits: Range): number {
  const part = value ?? { text, start };
  const pattern = limits.decimals > 0 ? /^-?\d{1,10}(\.\d{1,2})?$/ : /^-?\d{1,10}$/;
  const example = `For example: :${text}=${limits.of === 'length' ? Math.max(10, limits.lowest) : 0}`;
  if (!pattern.test(part.text)) {
    const wanted = limits.decimals > 0 ? 'a number with at most 2 decimals' : 'a whole number';
    throw fieldError(typed, part, [`${text} is ${wanted}.`, example]);
  }
  const number = Number(part.text) + 0;
  if (number >= limits.lowest && number <= limits.highest) return number;
  throw fieldError(typed, part, [
    `${text} lies between ${limits.lowest} and ${limits.highest} for this type.`,
    example,
  ]);
}
