import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { generatePassword, strength } from '../password-generator.ts';
import { runProgram } from './support/program.ts';

const rules = { length: 20, digits: true, symbols: true, readable: false };
const many = (more: Partial<typeof rules> = {}, count = 200): readonly string[] =>
  Array.from({ length: count }, () => generatePassword({ ...rules, ...more }));

test('every password has a letter of each kind, and the length that was asked for', () => {
  for (const password of many({ length: 6 })) {
    assert.equal(password.length, 6);
    for (const kind of [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z0-9]/]) assert.match(password, kind);
  }
});

test('what was left out never comes', () => {
  assert.ok(
    many({ symbols: false, digits: false }).every((password) => /^[a-zA-Z]+$/.test(password)),
  );
  assert.ok(many({ readable: true }).every((password) => !/[0O1lI]/.test(password)));
});

test('no two are alike', () => {
  const passwords = many({}, 500);
  assert.equal(new Set(passwords).size, passwords.length);
});

test('every place can hold every kind: the order of kinds is no secret given away', () => {
  const first = new Set(many({ length: 4 }).map((password) => kindOf(password.charAt(0))));
  assert.equal(first.size, 4);
});

test('letters come equally often, the last of the alphabet as often as the first', () => {
  const text = many({ symbols: false, digits: false, length: 100 }, 300).join('');
  const expected = text.length / 52;
  for (const letter of ['a', 'z', 'A', 'Z']) {
    const count = text.split(letter).length - 1;
    assert.ok(Math.abs(count - expected) < expected * 0.3, `${letter}: ${count} of ${expected}`);
  }
});

test('more rules and more letters are more work for a guesser', () => {
  assert.ok(strength(rules) > strength({ ...rules, symbols: false }));
  assert.ok(strength(rules) > 120);
});

for (const length of [3, 257, Number.NaN, 7.5])
  test(`a length of ${length} is refused`, () => {
    assert.throws(() => generatePassword({ ...rules, length }), { code: 'invalid' });
  });

test('no random number comes from Math.random', () => {
  const source = readFileSync(new URL('../password-generator.ts', import.meta.url), 'utf8');
  assert.doesNotMatch(source.replaceAll(/\/\*\*[\s\S]*?\*\/|\/\/.*/g, ''), /Math\.random/);
});

test('the program prints what was asked for', async () => {
  const { code, output } = await runProgram('bin/pwgen.ts', [
    '--length',
    '24',
    '--count',
    '2',
    '--no-symbols',
  ]);
  assert.equal(code, 0);
  assert.match(output, /^[a-zA-Z0-9]{24}\n[a-zA-Z0-9]{24}\n/);
  assert.equal((await runProgram('bin/pwgen.ts', ['--length', '2'])).code, 1);
});

const kindOf = (letter: string): number =>
  [/[a-z]/, /[A-Z]/, /\d/, /./].findIndex((kind) => kind.test(letter));
