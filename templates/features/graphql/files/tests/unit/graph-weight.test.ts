import { buildSchema, parse } from '../../src/graphql/engine.ts';
import { describe, expect, test } from 'vitest';
import { limits } from '../../src/constants/limits.ts';
import { weigh } from '../../src/graphql/weight.ts';

const schema = buildSchema(`
  type Query {
    one: Item
    some(first: Int = 20): [Item!]!
    any(first: Int): [Item!]!
  }
  type Mutation { make: Item }
  type Item { id: ID! part: Item parts(first: Int = 10): [Item!]! }
`);

const weightOf = (text: string) => weigh(schema, parse(text));

describe('the weight of a query', () => {
  test.each([
    ['{ one { id } }', { depth: 2, aliases: 0, cost: 2 }],
    ['{ a: one { b: id } }', { depth: 2, aliases: 2, cost: 2 }],
    ['{ some { id } }', { depth: 2, aliases: 0, cost: 21 }],
    ['{ some(first: 3) { id part { id } } }', { depth: 3, aliases: 0, cost: 10 }],
    ['{ some(first: 5) { parts(first: 4) { id } } }', { depth: 3, aliases: 0, cost: 26 }],
    ['query ($n: Int) { some(first: $n) { id } }', { depth: 2, aliases: 0, cost: limits.page + 1 }],
    ['{ any { id } }', { depth: 2, aliases: 0, cost: limits.page + 1 }],
    [
      '{ one { ...F } } fragment F on Item { a: id part { id } }',
      { depth: 3, aliases: 1, cost: 4 },
    ],
    ['{ one { ... on Item { id } ... { id } } }', { depth: 2, aliases: 0, cost: 3 }],
    ['{ __schema { types { fields { name } } } }', { depth: 1, aliases: 0, cost: 1 }],
    ['mutation { make { id } }', { depth: 2, aliases: 0, cost: 2 }],
    ['{ nothing { like { this } } }', { depth: 3, aliases: 0, cost: 3 }],
    ['query A { one { id } } query B { some { id } }', { depth: 2, aliases: 0, cost: 21 }],
    ['fragment F on Item { id }', { depth: 0, aliases: 0, cost: 0 }],
  ])('%s', (text, weight) => {
    expect(weightOf(text)).toEqual(weight);
  });

  test('of fragments that double each other is known at once', () => {
    const count = 200;
    const fragments = Array.from(
      { length: count },
      (_, n) => `fragment F${n} on Item { ...F${n + 1} ...F${n + 1} }`,
    );
    const text = `{ one { ...F0 } } ${fragments.join('\n')} fragment F${count} on Item { id }`;
    expect(weightOf(text).cost).toBeGreaterThanOrEqual(2 ** count);
  });

  test('of a circle has an end', () => {
    const text = '{ one { ...A } } fragment A on Item { id ...B } fragment B on Item { id ...A }';
    expect(weightOf(text)).toEqual({ depth: 2, aliases: 0, cost: 3 });
  });
});
