import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../../src/errors.ts';
import { formatField, parseField, parseFields, type Field } from '../../../src/modules/fields.ts';

const plain = { optional: false, unique: false, index: false, values: [] };

test.each<[string, Partial<Field>]>([
  ['title', { name: 'title', type: 'string', min: 1, max: 200 }],
  ['title:string', { name: 'title', column: 'title', title: 'Title', type: 'string' }],
  ['title:string:max=80', { max: 80 }],
  ['sku:string:unique:min=8:max=8', { unique: true, min: 8, max: 8 }],
  ['note:text?', { type: 'text', optional: true, min: 0, max: 10_000 }],
  ['price:decimal:min=0', { type: 'decimal', min: 0, max: 9_999_999_999.99 }],
  [
    'rate:decimal:min=-0.5:max=0.5=0.25',
    { min: -0.5, max: 0.5, default: 0.25, defaultJs: "'0.25'", defaultSql: '0.25' },
  ],
  [
    'stock:integer=0',
    { type: 'integer', min: -2_147_483_648, max: 2_147_483_647, default: 0, hasDefault: true },
  ],
  [
    'completed:boolean=false',
    { type: 'boolean', default: false, defaultJs: 'false', defaultSql: 'false' },
  ],
  [
    'dueAt:date?',
    { name: 'dueAt', column: 'due_at', title: 'Due at', type: 'date', optional: true },
  ],
  [
    'from:datetime=2026-02-28T23:59:59Z',
    { default: '2026-02-28T23:59:59Z', defaultSql: "'2026-02-28T23:59:59Z'" },
  ],
  [
    'status:enum(draft,in-review,paid):index=draft',
    { values: ['draft', 'in-review', 'paid'], index: true, default: 'draft' },
  ],
  ['home:url=https://a.example:80/b=c', { default: 'https://a.example:80/b=c' }],
  ['mail:email:unique', { unique: true, max: 254 }],
  [
    'title:string=It\'s "here": a=b',
    {
      default: 'It\'s "here": a=b',
      defaultJs: `'It\\'s "here": a=b'`,
      defaultSql: `'It''s "here": a=b'`,
    },
  ],
  [
    'meta:json={ "a": [1] }',
    { default: '{"a":[1]}', defaultJs: '{"a":[1]}', defaultSql: `'{"a":[1]}'` },
  ],
  ['code:string:unique:index', { unique: true, index: false }],
  ['htmlURL:url', { name: 'htmlURL', column: 'html_url', title: 'Html url' }],
])('%s is read as %o', (typed, field) => {
  expect(parseField(typed)).toMatchObject({
    ...plain,
    hasDefault: field.default !== undefined,
    ...field,
  });
});

test.each([
  ['customer:ref:customers', { name: 'customerId', column: 'customer_id', title: 'Customer' }],
  ['customerId:ref:customer', { name: 'customerId', ref: { plural: 'customers', many: false } }],
  ['boss:ref:person/persons?:unique', { name: 'bossId', unique: true, ref: { plural: 'persons' } }],
  ['tags:ref[]:tags', { name: 'tagIds', column: 'tag_ids', title: 'Tags', ref: { many: true } }],
  ['tagIds:ref[]:tags', { name: 'tagIds', ref: { plural: 'tags', property: 'tags', many: true } }],
])('%s is the reference %o', (typed, field) => {
  expect(parseField(typed)).toMatchObject({ ...field, type: 'ref' });
});

test('the ? of a reference may stand on either side of the module', () => {
  expect(parseField('customer:ref?:customers')).toEqual(parseField('customer:ref:customers?'));
});

test('the sentence of the documentation is read', () => {
  const typed =
    'title:string price:decimal:min=0 status:enum(draft,paid) dueAt:date? customer:ref:customers';
  expect(parseFields(typed.split(' ')).map(formatField).join(' ')).toBe(typed);
});

test.each([
  [['title', 'title:text'], 'Two fields are called title; the first is "title".'],
  [
    ['customer:ref:customers', 'customerId:uuid'],
    'Two fields are called customerId; the first is "customer:ref:customers".',
  ],
  [['dueAt:date', 'dueAT:date'], 'Two fields are called dueAT; the first is "dueAt:date".'],
])('%j are refused together', (typed, message) => {
  expect(() => parseFields(typed)).toThrow(message);
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

describe('of any text', () => {
  const piece = fc.constantFrom(
    ...[
      'x',
      'dueAt',
      'title',
      ':',
      '=',
      '?',
      '(',
      ')',
      '[]',
      ',',
      'a',
      'B',
      '1',
      '-5',
      '0.5',
      ' ',
      '\n',
      '😀',
    ],
    ...[
      'string',
      'text',
      'integer',
      'decimal',
      'boolean',
      'enum(a,b)',
      'ref:tags',
      'ref[]:tags',
      'json',
      'date',
    ],
    ...[
      ':unique',
      ':index',
      ':min=',
      ':max=',
      '=true',
      '=a',
      '={}',
      ':string',
      ':integer',
      ':email',
    ],
  );
  const texts = fc.oneof(
    fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
    fc.array(piece, { maxLength: 5 }).map((pieces) => `name:${pieces.join('')}`),
    fc.string({ unit: 'binary' }),
  );

  test('it is a field that survives being written and read, or wrong use', () => {
    fc.assert(
      fc.property(texts, (typed) => {
        if (errorOf(typed)) return;
        const field = parseField(typed);
        expect(parseField(formatField(field))).toEqual(field);
        expect(formatField(parseField(formatField(field)))).toBe(formatField(field));
      }),
      { numRuns: 5000 },
    );
  });

  test('a default survives in JavaScript and in SQL', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 100 }), (text) => {
        const typed = `name:string:min=0=${text}`;
        if (errorOf(typed)) return;
        const { defaultJs = '', defaultSql = '' } = parseField(typed);
        expect(runInNewContext(`(${defaultJs})`)).toBe(text);
        expect(/^'((?:[^']|'')*)'$/.exec(defaultSql)?.[1]?.replaceAll("''", "'")).toBe(text);
      }),
      { numRuns: 500 },
    );
  });
});
