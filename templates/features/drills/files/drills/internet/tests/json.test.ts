import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { exercise } from '../../exercise.ts';
import { isProfile, parseJson } from '../json.ts';

const sample = new URL('../data/sample.json.txt', import.meta.url);

for (const [mistake, text] of [
  ['a comma too much', '[1, 2,]'],
  ['a comma too little', '{"a": 1 "b": 2}'],
  ['single quotes', "{'a': 1}"],
  ['a name without quotes', '{a: 1}'],
  ['a number with a zero in front', '[025]'],
  ['undefined', '{"a": undefined}'],
  ['a comment', '[1] // one'],
  ['nothing at all', ''],
] as const)
  test(`${mistake} is no JSON, and is told apart without a crash`, () => {
    assert.equal(parseJson(text).ok, false);
  });

test('what parses is not yet what was asked for', () => {
  const alice = { name: 'Alice', age: 25, languages: ['English'], website: null };
  assert.ok(isProfile(alice));
  assert.ok(!isProfile({ ...alice, age: '25' }));
  assert.ok(!isProfile({ ...alice, languages: [1] }));
  assert.ok(!isProfile({ name: 'Alice' }));
  assert.ok(!isProfile(null));
});

test('JSON has no dates and no undefined: they come back as text, or not at all', () => {
  const value = { at: new Date(0), none: undefined };
  assert.deepEqual(JSON.parse(JSON.stringify(value)), { at: '1970-01-01T00:00:00.000Z' });
});

test('the sample to mend is broken', () => {
  assert.equal(parseJson(readFileSync(sample, 'utf8')).ok, false);
});

exercise({
  name: 'exercise: mend the five mistakes of data/sample.json.txt, and save it as data/sample.json',
  file: new URL('../data/sample.json', import.meta.url),
  check: (text) =>
    assert.deepEqual(JSON.parse(text), {
      name: 'Alice',
      age: 25,
      languages: ['English', 'Hindi'],
      website: null,
      isStudent: true,
    }),
});

exercise({
  name: 'exercise: describe yourself in data/profile.json, in the form of Profile in json.ts',
  file: new URL('../data/profile.json', import.meta.url),
  check: (text) => assert.ok(isProfile(JSON.parse(text))),
});
