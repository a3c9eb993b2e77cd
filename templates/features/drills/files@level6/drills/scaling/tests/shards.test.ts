import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byLetter, byRemainder, moved, onRing, spread, type Placement } from '../shards.ts';

const three = ['one', 'two', 'three'];
const four = [...three, 'four'];
const keys = Array.from({ length: 12_000 }, (_, place) => `user-${place}`);

/** Of the fullest shard, as a share of what each would have if all had the same. */
function fullest(list: readonly string[], placement: Placement, shards: number): number {
  return Math.max(...spread(list, placement).values()) / (list.length / shards);
}

test('A to M and N to Z are two halves of the alphabet, in any case', () => {
  const placement = byLetter('west', 'east');
  assert.deepEqual(['Ada', 'mary', 'Nina', 'zoe'].map(placement), ['west', 'west', 'east', 'east']);
});

test('halves of the alphabet are no halves of the people', () => {
  const names = ['Ada', 'Ben', 'Cleo', 'Dan', 'Eve', 'Finn', 'Grace', 'John', 'Kim', 'Zoe'];
  assert.equal(fullest(names, byLetter('west', 'east'), 2), 1.8);
});

for (const [way, place] of [
  ['by remainder', byRemainder],
  ['on a ring', onRing],
] as const) {
  test(`${way}, one key is always in one place`, () => {
    assert.deepEqual(keys.map(place(three)), keys.map(place([...three])));
  });

  test(`${way}, no shard has a quarter more than its part`, () => {
    assert.ok(fullest(keys, place(three), 3) < 1.25);
    assert.ok(fullest(keys, place(four), 4) < 1.25);
  });

  test(`${way}, a key without any shard is refused`, () => {
    assert.throws(() => place([])('ada'), RangeError);
  });
}

test('by remainder, a fourth shard moves about three of four keys', () => {
  const share = moved(keys, byRemainder(three), byRemainder(four)).length / keys.length;
  assert.ok(share > 0.7 && share < 0.8);
});

test('on a ring, a fourth shard takes about one of four keys, and all that move go there', () => {
  const after = onRing(four);
  const carried = moved(keys, onRing(three), after);
  const share = carried.length / keys.length;
  assert.ok(share > 0.2 && share < 0.3);
  assert.deepEqual([...new Set(carried.map(after))], ['four']);
});

test('on a ring, only the keys of a shard that goes are carried away', () => {
  const before = onRing(four);
  const carried = moved(keys, before, onRing(three));
  assert.deepEqual([...new Set(carried.map(before))], ['four']);
});

test('on a ring, the order in which shards are named changes nothing', () => {
  assert.deepEqual(moved(keys, onRing(four), onRing([...four].reverse())), []);
});

test('on a ring with one point each, somebody has far more than their part', () => {
  assert.ok(fullest(keys, (key) => onRing(four, 1)(key), 4) > 1.25);
});
