import fc from 'fast-check';
import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import {
  checkModuleName,
  checkPackageName,
  checkProjectName,
  isReservedWord,
  printable,
  shellQuote,
} from '../../src/names.ts';

const LONG = 'a'.repeat(100);
// What people and attackers type, more often than chance would.
const nasty = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'aZ0-_. /\\\'"`$(){}<>&|;*?~!\n\t\0\u202e\u200b\u2028é') }),
);

describe('project names', () => {
  test.each(['shop', 'a', '0', 'my-api', 'my_api', 'api.v2', '2fa', 'con2', 'console-app', LONG])(
    '%s is accepted',
    (name) => {
      expect(checkProjectName(name)).toEqual({ ok: true });
    },
  );

  test.each([
    ['', 'required', undefined],
    ['my app', 'a space', 'my-app'],
    ['MyApp', 'the capital "M"', 'my-app'],
    ['проект', 'only a-z 0-9 . _ -', undefined],
    ['abc\u202etxt', '\\u202e', 'abc-txt'],
    ['cafe\u0301', '\\u0301', 'cafe'],
    ['node_modules', 'npm', 'node_modules-app'],
    ['favicon.ico', 'npm', 'favicon.ico-app'],
    ['http', 'module of Node', 'http-app'],
    ['AUX.txt', 'the capital "A"', 'aux-txt-app'],
    ['aux.txt', 'device', 'aux-txt-app'],
    ['nul', 'device', 'nul-app'],
    ['lpt9', 'device', 'lpt9-app'],
    ['com0.api', 'device', 'com0-api-app'],
    ['foo.', 'start and end', 'foo'],
    ['-rf', 'start and end', 'rf'],
    ['.hidden', 'start and end', 'hidden'],
    ['a..b', 'two dots', 'a.b'],
    ['a'.repeat(101), 'at most 100', 'a'.repeat(90)],
    ['a'.repeat(300), 'at most 100', 'a'.repeat(90)],
    ['$(touch PWNED)', '"$"', 'touch-pwned'],
    ['`touch PWNED`', '"`"', 'touch-pwned'],
    ['{{x}}', '"{"', 'x'],
    ['<%= 1+1 %>', '"<"', '1-1'],
    ['say"hi"', '"""', 'say-hi'],
    ['x","version":"9', '"""', 'x-version-9'],
    ['a\nb', '\\u000a', 'a-b'],
    ['a/b', '"/"', 'a-b'],
    ['~', '"~"', undefined],
    ['__proto__', 'start and end', 'proto'],
    ['constructor', 'every JavaScript object', 'constructor-app'],
    ['toString', 'the capital "S"', 'to-string'],
  ])('%j is refused', (name, reason, suggestion) => {
    const check = checkProjectName(name);
    expect(check).toMatchObject({ ok: false });
    expect(check).toHaveProperty('reason', expect.stringContaining(reason));
    expect('suggestion' in check ? check.suggestion : undefined).toBe(suggestion);
  });
});

describe('package names', () => {
  test.each(['shop', '@team/shop', '@team/http', '@a/b'])('%s is accepted', (name) => {
    expect(checkPackageName(name)).toEqual({ ok: true });
  });

  test.each([
    '@team',
    '@team/',
    '@/shop',
    '@Team/shop',
    '@a/b/c',
    '@team/..',
    'a/b',
    'http',
    '@team/nul',
  ])('%s is refused', (name) => {
    expect(checkPackageName(name)).toMatchObject({ ok: false });
  });

  test('a suggestion keeps the scope', () => {
    expect(checkPackageName('@team/My Shop')).toMatchObject({ suggestion: '@team/my-shop' });
  });
});

describe('module names', () => {
  test.each(['orders', 'order-items', 'group', 'select', 'user', 'table', 'a1', 'o-2'])(
    '%s is accepted',
    (name) => {
      expect(checkModuleName(name)).toEqual({ ok: true });
    },
  );

  test.each([
    ['', undefined],
    ['Orders', 'orders'],
    ['order items', 'order-items'],
    ['order--items', 'order-items'],
    ['1st', 'st'],
    ['orders-', 'orders'],
    ['class', 'app-class'],
    ['await', 'app-await'],
    ['fs', 'app-fs'],
    ['child-process', 'app-child-process'],
    ['to-string', 'app-to-string'],
    ['con', 'app-con'],
    ['../x', 'x'],
    ['a'.repeat(51), 'a'.repeat(40)],
    ['заказы', undefined],
  ])('%j is refused, suggesting %s', (name, suggestion) => {
    const check = checkModuleName(name);
    expect(check.ok).toBe(false);
    expect('suggestion' in check ? check.suggestion : undefined).toBe(suggestion);
  });

  test('a reserved word cannot be declared, other words can', () => {
    expect(['class', 'eval', 'order'].map(isReservedWord)).toEqual([true, true, false]);
  });
});

test('a refusal is printable and its suggestion is accepted, whatever was typed', () => {
  fc.assert(
    fc.property(
      nasty,
      fc.constantFrom(checkProjectName, checkPackageName, checkModuleName),
      (text, check) => {
        const result = check(text);
        if (result.ok) return;
        expect(result.reason).toBe(printable(result.reason));
        if (result.suggestion !== undefined) expect(check(result.suggestion)).toEqual({ ok: true });
      },
    ),
    { numRuns: 2000 },
  );
});

test('an accepted project name is one plain part of a path', () => {
  fc.assert(
    fc.property(nasty, (text) => {
      if (checkProjectName(text).ok) expect(text).toMatch(/^(?!.*\.\.)[a-z0-9][a-z0-9._-]*$/);
    }),
  );
});

test('printable text has no character that hides, turns or breaks a line', () => {
  fc.assert(
    fc.property(nasty, (text) => {
      expect(printable(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
    }),
  );
  expect(printable('a\u202eb\u{e0041}\n')).toBe('a\\u202eb\\u{e0041}\\u000a');
  expect(printable('naïve café 日本')).toBe('naïve café 日本');
});

test('a quoted word comes back from a shell unchanged', () => {
  const word = nasty.map((text) => text.replaceAll('\0', '')).filter((text) => text.isWellFormed());
  const words = fc.sample(word, 200);
  const script = `printf '%s\\0' ${['~', '-n', '', ...words].map(shellQuote).join(' ')}`;
  const output = execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' });
  expect(output.split('\0').slice(0, -1)).toEqual(['~', '-n', '', ...words]);
});
