import { expect, test } from 'vitest';
import { UserError } from '../../../src/errors.ts';
import { parseField } from '../../../src/modules/fields.ts';

const refused: readonly (readonly [typed: string, part: string, message: string, hint: string])[] =
  [
    ['title:strng', 'strng', 'There is no type "strng".', 'Did you mean string?'],
    ['count:int', 'int', 'There is no type "int".', 'Did you mean integer?'],
    ['on:bool', 'bool', 'There is no type "bool".', 'Did you mean boolean?'],
    ['x:__proto__', '__proto__', 'There is no type "__proto__".', 'Types: string text integer'],
    ['x:', '', 'The type comes right after the name.', 'For example: x:string'],
    ['x:unique', 'unique', 'The type comes right after the name.', 'For example: x:string:unique'],
    ['x?:date', '?', 'The ? comes after the type.', 'For example: x:date?'],
    ['Due_at:date', 'Due_at', '"Due_at" is no field name', 'For example: dueAt'],
    [':date', ':', 'A field needs a name.', 'For example: title'],
    ['prix€:int', 'prix€', '"prix€" is no field name', 'For example: prix'],
    ['id:uuid', 'id', 'A field cannot be called id: it is there in every record already.', 'itsId'],
    ['createdAt', 'createdAt', 'A field cannot be called createdAt', ''],
    ['constructor', 'constructor', 'A field cannot be called constructor', ''],
    ['__proto__', '__proto__', '"__proto__" is no field name', 'For example: proto'],
    [
      'errors:json',
      'errors',
      'A field cannot be called errors: it has a meaning of its own in mongoose.',
      '',
    ],
    [
      'limit:integer',
      'limit',
      'A field cannot be called limit: it is a query parameter of every list.',
      '',
    ],
    [
      'class',
      'class',
      'A field cannot be called class: it is a reserved word of TypeScript.',
      'itsClass',
    ],
    ['x:string:uniq', 'uniq', '"uniq" says nothing about a field.', 'Did you mean unique?'],
    ['x:string:unique:unique', 'unique', '"unique" is said twice.', ''],
    ['x:string:min', 'min', 'min is a whole number.', ':min=10'],
    ['x:string:max=many', 'many', 'max is a whole number.', ':max=10'],
    ['x:string:max=2000', '2000', 'max lies between 0 and 1000 for this type.', ''],
    ['x:integer:max=99999999999', '99999999999', 'max is a whole number.', ''],
    [
      'x:integer:max=4000000000',
      '4000000000',
      'max lies between -2147483648 and 2147483647 for this type.',
      '',
    ],
    ['x:integer:min=5:max=2', '2', 'Nothing lies between 5 and 2.', ''],
    ['x:decimal:min=0.001', '0.001', 'min is a number with at most 2 decimals.', ''],
    ['x:boolean:min=1', 'min', 'A field of type boolean has no min.', ''],
    ['x:email:min=5', 'min', 'A field of type email has no min.', ''],
    [
      'x:text:index',
      'index',
      'An index holds texts of up to 600 characters; this one may have 10000.',
      'Add :max=600',
    ],
    ['x:json:unique', 'unique', 'A field of type json cannot be unique.', ''],
    ['x:enum', 'enum', 'An enum lists its values.', ''],
    ['x:enum()', ')', '"" is no value of an enum', ''],
    ['x:enum(a', '(a', 'This part of the field is not understood.', 'Close the parenthesis'],
    ['x:enum(a,B)', 'B', '"B" is no value of an enum', ''],
    ["x:enum(a,b')", "b'", `"b'" is no value of an enum`, ''],
    ['x:enum(a,b,a)', 'a', 'a is listed twice.', ''],
    ['x:string(3)', '3', 'Only an enum lists values, not string.', ''],
    ['x:string[]', '[]', 'Only a reference can be a list, not string.', ''],
    ['x:ref', 'ref', 'A reference says to which module.', 'x:ref:customers'],
    ['x:ref:index', 'index', 'A reference says to which module.', ''],
    ['x:ref:Customers', 'Customers', 'A module cannot be called "Customers"', 'customers'],
    ['x:ref[]:tags?', '?', 'A list of references is never missing, only empty.', ''],
    ['x:ref:tags=1', '1', 'A field of type ref has no default.', ''],
    ['x:string?=a', 'a', 'A field with a default is never missing.', ''],
    ['x:string:unique=a', 'a', 'Only one record could have the default of a unique field.', ''],
    ['x:integer=1.5', '1.5', '"1.5" is not a whole number.', ''],
    ['x:integer:max=3=4', '4', '"4" is outside -2147483648 to 3.', ''],
    ['x:boolean=toString', 'toString', '"toString" is not true or false.', ''],
    ['x:string=', '', '"" is outside 1 to 200.', ''],
    ['x:string:max=3=abcd', 'abcd', '"abcd" is outside 1 to 3.', ''],
    ['x:string=a\u202eb', 'a\\u202eb', '"a\\u202eb" is not text.', ''],
    ['x:date=2025-02-29', '2025-02-29', '"2025-02-29" is not a date', ''],
    ['x:datetime=2026-01-31T25:00:00Z', '2026-01-31T25:00:00Z', 'is not a time in UTC', ''],
    ['x:uuid=abc', 'abc', '"abc" is not a lower-case UUID.', ''],
    ['x:email=a@b', 'a@b', '"a@b" is not an email address.', ''],
    ['x:url=javascript:alert(1)', 'javascript:alert(1)', 'is not an http or https address.', ''],
    ['x:enum(a,b)=c', 'c', '"c" is not one of a, b.', 'For example: =a'],
    ['x:json={', '{', '"{" is not JSON.', ''],
    ['x:json={"__proto__":1}', '{"__proto__":1}', 'is not JSON.', ''],
  ];

const rows = refused.map(([typed, part, message, hint]) => ({ typed, part, message, hint }));

test.each(rows)('$typed is refused, with carets under $part', ({ typed, part, message, hint }) => {
  const error = errorOf(typed);
  expect(error?.kind).toBe('USAGE');
  expect(error?.message).toContain(message);
  expect(error?.hint).toContain(hint);
  const [shown = '', carets = ''] = error?.message.split('\n').slice(-2) ?? [];
  expect(carets).toMatch(/^ *\^+$/);
  expect(shown.slice(carets.indexOf('^'), carets.length)).toBe(part);
});

function errorOf(typed: string): UserError | undefined {
  try {
    parseField(typed);
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}
