import { expect, test } from 'vitest';
import { UserError } from '../../../src/errors.ts';
import { codeOf } from '../../../src/modules/field-code.ts';
import { parseField } from '../../../src/modules/fields.ts';
import { moduleNames } from '../../../src/modules/names.ts';
import type { FieldCode } from '../../../src/types.ts';
import { layer } from '../../support/catalogs.ts';

const speaking = (id: string, fieldCode: Readonly<Record<string, FieldCode>>) =>
  layer('feature', id, { fieldCode });

const zod = speaking('zod', {
  input: {
    types: {
      string: 'z.string().min({{min}}).max({{max}})',
      integer: 'z.int()',
      enum: 'z.enum({{js values}})',
      ref: 'z.uuid()',
    },
    suffixes: [
      { when: 'not-min', text: ' /* any size */' },
      { when: 'optional', text: '.nullable().default(null)' },
      { when: 'default', text: '.default({{defaultJs}})' },
    ],
  },
});

test.each([
  ['title:string', 'z.string().min(1).max(200)'],
  ['title:string?', 'z.string().min(1).max(200).nullable().default(null)'],
  ["title:string:max=9=it's", 'z.string().min(1).max(9).default("it\'s")'],
  ['stock:integer=5', 'z.int().default(5)'],
  ['role:enum(a,b)=b', "z.enum(['a', 'b']) /* any size */.default('b')"],
])('%s is written as %s', (typed, code) => {
  expect(codeOf(parseField(typed), [zod])).toEqual({ input: code });
});

test('the higher layer has the last word for a type, and for the suffixes if it names any', () => {
  const sql = speaking('sql', { input: { types: { ref: 'references({{ref.camelPlural}})' } } });
  const short = speaking('short', {
    input: { types: {}, suffixes: [{ when: 'optional', text: '?' }] },
  });
  const code = (typed: string) => codeOf(parseField(typed), [zod, sql, short])['input'];
  expect(code('customer:ref:customers')).toBe('references(customers)');
  expect(code('title:string?')).toBe('z.string().min(1).max(200)?');
});

test('a snippet knows the module the field belongs to, and samples', () => {
  const sql = speaking('sql', {
    check: { types: { string: '{{module.snakePlural}}_{{column}} {{sampleJs}}' } },
  });
  expect(
    codeOf(parseField('firstName'), [sql], { names: moduleNames('order-item'), options: [] }),
  ).toEqual({
    check: "order_items_first_name 'First first name'",
  });
});

test('a type without text is our bug, and says whose', () => {
  expect(() => codeOf(parseField('due:date'), [zod])).toThrow(
    new Error('no text for type date in fieldCode input of feature zod'),
  );
});

test('a list of references is refused while no layer can write it', () => {
  const refuse = () => codeOf(parseField('tags:ref[]:tags'), [zod]);
  expect(refuse).toThrow(UserError);
  expect(refuse).toThrow('tags:ref[]:tags: lists of references cannot be generated yet.');
});

test('a mistake in a snippet names layer, code and type', () => {
  const wrong = speaking('wrong', { input: { types: { string: '{{nothing}}' } } });
  expect(() => codeOf(parseField('title'), [wrong])).toThrow(
    'feature wrong, fieldCode input.string:1: "nothing" not defined',
  );
});

test('what a suffix is bound to may be several claims, and options of the module', () => {
  const code = { types: { string: 'text' }, suffixes: [{ when: 'unique+not-kept', text: '!' }] };
  const layers = [
    layer('module', 'module', { options: { kept: { hint: 'kept' } } }),
    speaking('sql', { column: code }),
  ];
  const column = (typed: string, options: readonly string[] = []) =>
    codeOf(parseField(typed), layers, { names: moduleNames('books'), options })['column'];
  expect(column('title:string:unique')).toBe('text!');
  expect(column('title:string')).toBe('text');
  expect(column('title:string:unique', ['kept'])).toBe('text');
});

test('a suffix bound to what nothing claims is a mistake of the layer', () => {
  const wrong = { types: { string: '' }, suffixes: [{ when: 'unick', text: '!' }] };
  expect(() => codeOf(parseField('title'), [speaking('sql', { column: wrong })])).toThrow(
    'fieldCode column: nothing claims unick',
  );
});
