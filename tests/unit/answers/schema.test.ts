import { describe, expect, test } from 'vitest';
import { readAnswers, readDraft } from '../../../src/answers/schema.ts';
import { UserError } from '../../../src/errors.ts';
import { answers, small } from '../../support/catalogs.ts';

const read = (value: unknown) => readDraft(value, (key) => `--${key}`, small);

test.each([
  [{ level: '3' }, { level: 3 }],
  [{ level: 3 }, { level: 3 }],
  [{ database: 'fruit' }, { database: 'pears' }],
  [{ features: ['redis', 'crate', 'redis'] }, { features: ['crate', 'redis'] }],
  [{ name: '@team/shop' }, { name: '@team/shop' }],
  [
    { modules: ['books title:string  pages:integer'] },
    { modules: [{ name: 'books', fields: ['title:string', 'pages:integer'] }] },
  ],
  [
    { modules: [{ name: 'book', fields: ['title:string'] }] },
    { modules: [{ name: 'books', fields: ['title:string'] }] },
  ],
  [
    { modules: ['books title:string --tagged --peeled --tagged'] },
    { modules: [{ name: 'books', fields: ['title:string'], options: ['peeled', 'tagged'] }] },
  ],
  [
    { modules: [{ name: 'books', fields: [], options: [] }] },
    { modules: [{ name: 'books', fields: [] }] },
  ],
  [{ modules: ['person/persons'] }, { modules: [{ name: 'person/persons', fields: [] }] }],
  [
    { install: false, git: true },
    { install: false, git: true },
  ],
  [{}, {}],
])('%j is read as %j', (value, draft) => {
  expect(read(value)).toEqual(draft);
});

test.each([
  [{ level: 'nine' }, '--level: "nine" is not one of: 2, 3, 4'],
  [{ level: 3.5 }, '--level: 3.5 is not one of'],
  [{ level: '__proto__' }, '--level: "__proto__" is not one of'],
  [
    { database: 'plum' },
    '--database: "plum" is not one of: none, pears, plums, fruit. Did you mean plums?',
  ],
  [{ database: 'constructor' }, 'is not one of'],
  [{ features: ['redsi'] }, 'Did you mean redis?'],
  [{ features: 'redis' }, '--features wants a list, not "redis"'],
  [{ packageManager: 'nmp' }, 'Did you mean npm?'],
  [{ name: 'My App' }, '--name: "My App" cannot be the name: only a-z 0-9 . _ - are allowed'],
  [{ name: 'a\u202eb' }, '\\u202e'],
  [{ name: 7 }, '--name wants text, not 7'],
  [{ example: 'no' }, '--example wants true or false, not "no"'],
  [{ modules: [{ name: 'books', columns: [] }] }, 'a module has no "columns"'],
  [{ modules: ['books', 'book'] }, 'books'],
  [{ modules: ['books --peled'] }, '"peled" is not one of: peeled, tagged. Did you mean peeled?'],
  [{ modules: ['books peeledAt:date --peeled'] }, 'Two fields are called peeledAt'],
  [{ modules: [''] }, 'module'],
  [{ featrues: [] }, '--featrues: there is no such answer. Did you mean features?'],
  [{ secret: 1 }, 'Known keys: name, description, level'],
  [[], 'wants an object, not []'],
  ['text', 'wants an object, not "text"'],
  [null, 'wants an object, not null'],
])('%j is refused: %s', (value, message) => {
  expect(() => read(value)).toThrow(UserError);
  expect(said(() => read(value))).toContain(message);
});

describe('a description', () => {
  test.each([
    '',
    'Bob\'s "API" & <b> $& `x` ${y} */ {{z}} --- # \\n \u2028',
    'Магазин 🛒',
    'a'.repeat(500),
  ])('may be %j', (description) => {
    expect(read({ description })).toEqual({ description });
  });

  test.each(['two\nlines', 'a\0b', 'a\x1b[31mred', 'a\u202eb', '\ud800', 'a'.repeat(501)])(
    'may not be %j',
    (description) => {
      expect(() => read({ description })).toThrow(UserError);
    },
  );
});

test('complete answers lack nothing', () => {
  expect(readAnswers(answers(), String, small)).toEqual(answers());
});

test('what is missing in complete answers is named', () => {
  const rest = Object.fromEntries(
    Object.entries(answers()).filter(([key]) => !['level', 'example'].includes(key)),
  );
  expect(said(() => readAnswers(rest, (key) => key, small))).toContain('level, example missing');
});

test('later steps are no part of complete answers', () => {
  expect(readAnswers({ ...answers(), install: true, git: false }, String, small)).toEqual(
    answers(),
  );
});

function said(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return error instanceof UserError ? `${error.message} ${error.hint}` : String(error);
  }
  return 'nothing';
}
