import { js } from '../compose/escapes.ts';
import { fieldError, quoted, type Said } from './field-error.ts';
import type { FieldParts } from './field-scanner.ts';
import { TYPES, type Default } from './field-types.ts';
import type { Field } from './fields.ts';

type Defaults = Pick<Field, 'hasDefault' | 'default' | 'defaultJs' | 'defaultSql'>;

/** What stands after `=`, in the type of the field. */
export function readDefault({ typed, default: part }: FieldParts, field: Field): Defaults {
  if (!part) return { hasDefault: false };
  const value = TYPES[field.type].read?.(part.text);
  const said = whyNone(field) ?? whyNot(part.text, value, field);
  if (said) throw fieldError(typed, part, said);
  if (value === undefined) throw new Error(`${typed}: no default and no reason why`);
  const defaultJs = literal(value, field);
  return { hasDefault: true, default: value, defaultJs, defaultSql: sqlLiteral(value) };
}

function whyNone({ type, optional, unique }: Field): Said | undefined {
  if (!TYPES[type].read) return [`A field of type ${type} has no default.`, 'Leave it out.'];
  if (optional)
    return ['A field with a default is never missing.', 'Leave out the ? or the default.'];
  if (!unique) return undefined;
  return [
    'Only one record could have the default of a unique field.',
    'Leave out :unique or the default.',
  ];
}

function whyNot(text: string, value: Default | undefined, field: Field): Said | undefined {
  const { name, type, values, min, max } = field;
  const wants = TYPES[type].wants ?? '';
  if (value === undefined)
    return [`${quoted(text)} is not ${wants}.`, `The default of ${name} is ${wants}.`];
  if (type === 'enum' && !values.includes(text)) {
    return [`${quoted(text)} is not one of ${values.join(', ')}.`, `For example: =${values[0]}`];
  }
  if (fits(value, field)) return undefined;
  return [`${quoted(text)} is outside ${min} to ${max}.`, 'Change the default, :min= or :max='];
}

function fits(value: Default, { type, min = -Infinity, max = Infinity }: Field): boolean {
  if (type === 'json') return true;
  const size = typeof value === 'string' ? value.length : Number(value);
  return typeof value === 'boolean' || (size >= min && size <= max);
}

/** JSON text is a JavaScript expression as it is; a decimal is text, so that it stays exact. */
function literal(value: Default, { type }: Field): string {
  if (type === 'json') return String(value);
  return js(type === 'decimal' && typeof value === 'number' ? value.toFixed(2) : value);
}

const sqlLiteral = (value: Default): string =>
  typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
