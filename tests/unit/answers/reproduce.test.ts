import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describe as describeProject, type Complete } from '../../../src/answers/draft.ts';
import { answersFromFlags } from '../../../src/answers/from-flags.ts';
import { reproduce, reproduceArguments } from '../../../src/answers/reproduce.ts';
import { CREATE } from '../../../src/cli/flags.ts';
import { parse } from '../../../src/cli/parse.ts';
import { answers, small } from '../../support/catalogs.ts';

const name = fc
  .stringMatching(/^[a-z][a-z0-9-]{0,10}[a-z0-9]$/)
  .filter(
    (text) =>
      !/^(con|prn|aux|nul|com\d|lpt\d|fs|os|vm|v8|url|dns|net|tls|tty|sys|http|path|repl|util|wasi|zlib)$/.test(
        text,
      ),
  );
const word = fc.constantFrom(
  'title:string',
  'pages:integer',
  'price:decimal:min=0',
  'status:enum(draft,sent)=draft',
);
const description = fc
  .string({ unit: 'grapheme', maxLength: 60 })
  .filter(
    (text) =>
      !/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.test(text) && text.isWellFormed(),
  );

const complete: fc.Arbitrary<Complete> = fc.record({
  name: fc.oneof(
    name,
    name.map((text) => `@team/${text}`),
  ),
  description,
  level: fc.constantFrom(2, 3, 4),
  database: fc.constantFrom('none', 'pears', 'plums'),
  features: fc.subarray(['crate', 'pickle', 'queue', 'redis']),
  modules: fc
    .subarray(['books', 'order-items', 'person/persons'])
    .chain((names) =>
      fc.tuple(
        ...names.map((one) =>
          fc
            .uniqueArray(word, { selector: (text) => text.split(':')[0] })
            .chain((fields) =>
              fc
                .subarray(fields.length > 0 ? ['peeled', 'tagged'] : ['peeled'])
                .map((options) => ({ name: one, fields, ...(options.length > 0 && { options }) })),
            ),
        ),
      ),
    ),
  example: fc.boolean(),
  lessons: fc.boolean(),
  packageManager: fc.constantFrom('npm', 'pnpm', 'yarn', 'bun'),
  install: fc.boolean(),
  git: fc.boolean(),
});

/** What `create` makes of a command line: the flags, and the two answers that come from the folder. */
function read(args: readonly string[]): unknown {
  const { given, positionals } = parse(args, CREATE);
  const draft = answersFromFlags(given, small);
  const called = draft.name ?? positionals[0]?.split('/').at(-1) ?? '';
  return {
    description: describeProject(called),
    modules: [],
    example: true,
    lessons: true,
    ...draft,
    name: called,
  };
}

test('the printed command, read back, is the same answers', () => {
  const dirs = fc.constantFrom('shop', 'a/b/shop', './shop', '/tmp/x', '-odd/shop', '.');
  fc.assert(
    fc.property(complete, dirs, (wanted, dir) => {
      expect(read(reproduceArguments(dir, wanted))).toEqual(wanted);
    }),
  );
});

test('a shell hands the printed command over as it was meant', () => {
  const line = fc.tuple(
    complete,
    fc.constantFrom('shop', "it's/a b/shop", '$(touch PWNED)/shop', '-odd/shop'),
  );
  fc.assert(
    fc.property(line, ([wanted, dir]) => {
      const command = reproduce(dir, wanted).replace(/^npx \S+/, String.raw`printf '%s\0'`);
      const args = execFileSync('sh', ['-c', command], { encoding: 'utf8' })
        .split('\0')
        .slice(0, -1);
      expect(args).toEqual(reproduceArguments(dir, wanted));
    }),
    { numRuns: 40 },
  );
});

test('it asks for this very version, and needs no answer', () => {
  const wanted = { ...answers({ description: 'The shop backend.' }), install: false, git: false };
  expect(reproduce('shop', wanted)).toMatch(
    /^npx create-backendbytes@\d+\.\d+\.\d+\S* shop --level 2 --database none --features none --package-manager npm --no-install --no-git$/,
  );
});
