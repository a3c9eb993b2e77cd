/** What a field is called in code, in SQL and in prose. */
import pluralize from 'pluralize';
import { fieldError, quoted } from './field-error.ts';
import type { FieldParts } from './field-scanner.ts';
import type { Field, FieldRef } from './fields.ts';
import { whyNoField } from './reserved.ts';

const FIELD_NAME = /^[a-z][a-zA-Z0-9]*$/;
const LONGEST = 50;

type Names = Pick<Field, 'name' | 'column' | 'title'> & { readonly ref?: FieldRef };

/** Before all else, so that the first mistake is the first one shown. */
export function refuseShape(parts: FieldParts): void {
  if (!FIELD_NAME.test(parts.name.text)) throw badName(parts);
}

/** A reference is called after what it holds: `customer:ref:customers` is `customerId`. */
export function nameOf(parts: FieldParts, ref: Omit<FieldRef, 'property'> | undefined): Names {
  const { typed, name } = parts;
  const property = ref ? propertyOf(name.text, ref.many) : name.text;
  const called = ref
    ? `${ref.many ? pluralize.singular(property) : property}Id${ref.many ? 's' : ''}`
    : property;
  const column = snakeCase(called);
  if (column.length > LONGEST) {
    throw fieldError(typed, name, [
      `${column} has ${column.length} characters; ${LONGEST} fit.`,
      'Choose a shorter name.',
    ]);
  }
  const why = [name.text, called, property]
    .map((one) => ({ one, reason: whyNoField(one) }))
    .find(({ reason }) => reason);
  if (why)
    throw fieldError(typed, name, [
      `A field cannot be called ${why.one}: it ${why.reason}.`,
      `For example: ${suggest(name.text)}`,
    ]);
  return {
    name: called,
    column,
    title: titleOf(property),
    ...(ref && { ref: { ...ref, property } }),
  };
}

function propertyOf(name: string, many: boolean): string {
  const property = name.replace(many ? /(?<=.)Ids?$/ : /(?<=.)Id$/, '');
  return many ? pluralize.plural(pluralize.singular(property)) : property;
}

function badName({ typed, name }: FieldParts) {
  const bare = name.text.replace(/\?$/, '');
  if (bare !== name.text && FIELD_NAME.test(bare)) {
    const hint = `For example: ${bare}:${/:([a-z]+)/.exec(typed)?.[1] ?? 'string'}?`;
    return fieldError(typed, { text: '?', start: name.start + bare.length }, [
      'The ? comes after the type.',
      hint,
    ]);
  }
  const message =
    name.text === ''
      ? 'A field needs a name.'
      : `${quoted(name.text)} is no field name: letters and digits in camelCase, starting with a small letter.`;
  return fieldError(typed, name, [message, `For example: ${fieldCase(name.text)}`]);
}

/** `Due_at` → `dueAt`; a name that holds no letter becomes `title`. */
export function fieldCase(name: string): string {
  const words =
    name
      .slice(0, LONGEST)
      .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  const joined = words
    .map((word, place) => (place === 0 ? word : upper(word)))
    .join('')
    .replace(/^\d+/, '');
  return joined === '' ? 'title' : joined.charAt(0).toLowerCase() + joined.slice(1);
}

const suggest = (name: string): string => `its${upper(fieldCase(name))}`;

const snakeCase = (name: string): string =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();

const titleOf = (name: string): string => upper(snakeCase(name).replaceAll('_', ' '));

const upper = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
