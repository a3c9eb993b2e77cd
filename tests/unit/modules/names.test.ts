import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../../src/errors.ts';
import { formatName, moduleNames, refuseClashes } from '../../../src/modules/names.ts';
import { isReservedWord } from '../../../src/names.ts';

test.each([
  ['orders', 'orders', 'order'],
  ['order', 'orders', 'order'],
  ['order-items', 'order-items', 'order-item'],
  ['categories', 'categories', 'category'],
  ['status', 'statuses', 'status'],
  ['address', 'addresses', 'address'],
  ['person', 'people', 'person'],
  ['sales-people', 'sales-people', 'sales-person'],
  ['children', 'children', 'child'],
  ['db-schema', 'db-schemas', 'db-schema'],
  ['indices', 'indexes', 'index'],
  ['lens', 'lenses', 'lens'],
  ['news', 'news', 'news-item'],
  ['equipment', 'equipment', 'equipment-item'],
  ['lab-equipment', 'lab-equipment', 'lab-equipment-item'],
  ['data', 'data', 'data-item'],
  ['order2', 'order2s', 'order2'],
  ['person/persons', 'persons', 'person'],
  ['datum/data', 'data', 'datum'],
  ['user', 'users', 'user'],
  ['select', 'selects', 'select'],
])('%s is the module %s of the model %s', (typed, plural, singular) => {
  expect(moduleNames(typed)).toMatchObject({ plural, singular });
});

test('a name is known in every spelling', () => {
  expect(moduleNames('order-items')).toEqual({
    plural: 'order-items',
    singular: 'order-item',
    camelPlural: 'orderItems',
    camel: 'orderItem',
    pascalPlural: 'OrderItems',
    pascal: 'OrderItem',
    snakePlural: 'order_items',
    snake: 'order_item',
    titlePlural: 'Order items',
    title: 'Order item',
  });
});

test.each([
  ['Order', 'A module cannot be called "Order": only a-z 0-9 - are allowed, not the capital "O".'],
  ['', 'A module cannot be called "": a module name is required.'],
  ['../etc', 'A module cannot be called "../etc" (..): only a-z 0-9 - are allowed, not ".".'],
  ['a/b/c', '"a/b/c": one slash at most, as in person/persons.'],
  ['a/', 'A module cannot be called "a/" (): a module name is required.'],
  ['sheep/sheep', '"sheep/sheep": the one and the many need two different words.'],
  [
    '123abc',
    'A module cannot be called "123abc": it must be words joined by single dashes, as in order-items.',
  ],
  ['class', 'A module cannot be called "class": "class" is a reserved word of TypeScript.'],
  [
    'classes',
    'A module cannot be called "classes" (class): "class" is a reserved word of TypeScript.',
  ],
  [
    'errors',
    'A module cannot be called "errors": Error hides a name that the generated code uses.',
  ],
  [
    'request',
    'A module cannot be called "request": Request hides a name that the generated code uses.',
  ],
  ['con', 'A module cannot be called "con": "con" is the name of a device on Windows.'],
  ['x\u202e', 'A module cannot be called "x\\u202e": only a-z 0-9 - are allowed, not "\\u202e".'],
])('%j is refused: %s', (typed, message) => {
  expect(() => moduleNames(typed)).toThrow(expect.objectContaining({ kind: 'USAGE', message }));
});

const word = fc.oneof(
  fc.stringMatching(/^[a-z][a-z0-9]{0,9}(-[a-z0-9]{1,9}){0,2}$/),
  fc.constantFrom(
    'news',
    'series',
    'people',
    'boxes',
    'analyses',
    'quizzes',
    'sms',
    'gas',
    'ss',
    's',
    'sis',
    'bus',
  ),
);

const read = (typed: string) => {
  try {
    return moduleNames(typed);
  } catch (error) {
    if (error instanceof UserError && error.kind === 'USAGE') return undefined;
    throw error;
  }
};

test.each(['docs', 'health', 'doc'])(
  '%s is refused: its address is taken in every project',
  (name) => {
    expect(() => moduleNames(name)).toThrow('has an address in every project already');
  },
);

describe('of any name that is accepted', () => {
  test('the short form gives the same names again', () => {
    fc.assert(
      fc.property(word, (typed) => {
        const names = read(typed);
        if (names) expect(moduleNames(formatName(names))).toEqual(names);
      }),
      { numRuns: 2000 },
    );
  });

  test('the one and the many differ in every spelling, and are identifiers', () => {
    fc.assert(
      fc.property(word, (typed) => {
        const names = read(typed);
        if (!names) return;
        expect(names.plural).not.toBe(names.singular);
        expect(names.camel).not.toBe(names.camelPlural);
        expect(names.snake).not.toBe(names.snakePlural);
        [names.camel, names.camelPlural, names.pascal, names.pascalPlural].forEach((name) => {
          expect(name).toMatch(/^[a-zA-Z][a-zA-Z0-9]*$/);
          expect(isReservedWord(name)).toBe(false);
        });
      }),
      { numRuns: 2000 },
    );
  });

  test('any other text is refused as wrong use', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const names = read(typed);
        if (names) expect(typed).toMatch(/^[a-z0-9/-]+$/);
      }),
    );
  });
});

test.each([
  [['orders', 'order'], 'orders and orders would both use the name order'],
  [['news', 'news-items'], 'news and news-items would both use the name newsItem'],
  [['person', 'person/persons'], 'people and persons would both use the name person'],
  [['order-2/order-2-s', 'order2'], 'order-2-s and order2s would both use the name order2'],
])('%j clash', (modules, message) => {
  expect(() => refuseClashes(modules.map(moduleNames))).toThrow(message);
});

test('modules with names of their own do not clash', () => {
  expect(() =>
    refuseClashes(['orders', 'order-items', 'news', 'people'].map(moduleNames)),
  ).not.toThrow();
});
