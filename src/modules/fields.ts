/** The grammar of a field: `name:type?:unique:index:min=1:max=9=default`, `status:enum(a,b)`, `customer:ref:customers`. */
import { nameOf, refuseShape } from './field-names.ts';
import { fieldError, quoted } from './field-error.ts';
import { scanField } from './field-scanner.ts';
import { TYPES, type Default, type FieldType } from './field-types.ts';
import { readFlags } from './field-flags.ts';
import { readRef, readType, readValues } from './field-type.ts';
import { readDefault } from './field-default.ts';
import { readLimits } from './field-limits.ts';
import { onceEach } from '../once.ts';
import { formatName, type ModuleNames } from './names.ts';

/** One field of a module, checked. */
export interface Field {
  /** camelCase, as in code and JSON; a reference ends in Id: `customerId` */
  readonly name: string;
  /** snake_case, as in SQL */
  readonly column: string;
  /** for people: `Due at` */
  readonly title: string;
  readonly type: FieldType;
  readonly optional: boolean;
  readonly unique: boolean;
  readonly index: boolean;
  readonly hasDefault: boolean;
  readonly default?: Default;
  /** the default as a JavaScript literal */
  readonly defaultJs?: string;
  /** the default as a SQL literal */
  readonly defaultSql?: string;
  /** of the number, or of the length; always there for types that have a size */
  readonly min?: number;
  readonly max?: number;
  /** of an enum; empty for other types */
  readonly values: readonly string[];
  readonly ref?: FieldRef;
  /** as typed: no two records have the same value of both */
  readonly pairWith?: string;
  /** the field meant by it */
  readonly pair?: Pick<Field, 'name' | 'column'>;
}

/** The module a reference points at, in all its spellings. */
export interface FieldRef extends ModuleNames {
  /** what the user called it, without Id: `customer` */
  readonly property: string;
  /** `ref[]`: many of them */
  readonly many: boolean;
}

/** @throws UserError with a caret under what is wrong */
export const parseField = onceEach(parse);

function parse(typed: string): Field {
  const parts = scanField(typed);
  refuseShape(parts);
  const type = readType(parts);
  const ref = type === 'ref' ? readRef(parts) : undefined;
  const names = nameOf(parts, ref);
  const flags = readFlags(parts, type);
  const values = readValues(parts, type);
  const limits = readLimits(parts, type, flags.unique || flags.index);
  const value = readDefault(parts, {
    ...names,
    ...flags,
    ...limits,
    type,
    values,
    hasDefault: false,
  });
  return { ...names, type, ...flags, ...value, ...limits, values };
}

/** @throws UserError when a field is wrong or two have one name */
export function parseFields(texts: readonly string[]): readonly Field[] {
  const parsed = texts.map(parseField);
  const fields = parsed.map((field, place) => withPair(field, parsed, texts[place] ?? ''));
  fields.forEach((field, place) => {
    const first = fields.findIndex(
      ({ name, column }) => name === field.name || column === field.column,
    );
    if (first === place) return;
    const typed = texts[place] ?? '';
    const part = scanField(typed).name;
    const message = `Two fields are called ${field.name}; the first is ${quoted(texts[first] ?? '')}.`;
    throw fieldError(typed, part, [message, 'Rename or drop one of them.']);
  });
  return fields;
}

function withPair(field: Field, all: readonly Field[], typed: string): Field {
  const { pairWith } = field;
  if (pairWith === undefined) return field;
  const partner = all.find(
    (other) => other !== field && (other.name === pairWith || other.ref?.property === pairWith),
  );
  const start = typed.indexOf(`unique-with=${pairWith}`) + 'unique-with='.length;
  if (partner?.unique) {
    throw fieldError(typed, { text: pairWith, start }, [
      `${pairWith} is unique by itself, so every pair with it is.`,
      'Leave out one of the two.',
    ]);
  }
  if (partner) return { ...field, pair: { name: partner.name, column: partner.column } };
  throw fieldError(typed, { text: pairWith, start }, [
    `There is no other field ${quoted(pairWith)}.`,
    'Name a field of the same module.',
  ]);
}

/** The shortest text that is read as this field. */
export function formatField(field: Field): string {
  const { limits } = TYPES[field.type];
  const values = field.values.length > 0 ? `(${field.values.join(',')})` : '';
  const target = field.ref ? `${field.ref.many ? '[]' : ''}:${formatName(field.ref)}` : '';
  return [
    `${field.ref?.property ?? field.name}:${field.type}${values}${target}${field.optional ? '?' : ''}`,
    ...(field.unique ? [':unique'] : []),
    ...(field.pairWith === undefined ? [] : [`:unique-with=${field.pairWith}`]),
    ...(field.index ? [':index'] : []),
    ...(field.min === limits?.min ? [] : [`:min=${field.min}`]),
    ...(field.max === limits?.max ? [] : [`:max=${field.max}`]),
    ...(field.hasDefault ? [`=${field.default}`] : []),
  ].join('');
}
