import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeJson, mergeYaml } from '../../../src/evolve/document-merge.ts';
import { mergeEnv } from '../../../src/evolve/env-merge.ts';
import { evolve } from '../../../src/evolve/evolve.ts';
import { mergeText } from '../../../src/evolve/three-way.ts';
import type { Tree } from '../../../src/types.ts';

const tree = (files: Readonly<Record<string, string>>): Tree =>
  new Map(Object.entries(files).map(([path, text]) => [path, { text }]));
const mine = (files: Readonly<Record<string, string>>) => new Map(Object.entries(files));
const kinds = (
  base: Record<string, string>,
  user: Record<string, string>,
  next: Record<string, string>,
) =>
  evolve({ base: tree(base), mine: mine(user), next: tree(next) }).map(
    ({ kind, path }) => `${kind} ${path}`,
  );

describe('a path', () => {
  test.each([
    ['that we do not change is left alone', { a: '1' }, { a: 'edited' }, { a: '1' }, []],
    ['that is new is created', {}, {}, { a: '1' }, ['create a']],
    [
      'that is new and there already with the same text is left alone',
      {},
      { a: '1' },
      { a: '1' },
      [],
    ],
    [
      'that is new and taken by a file of the user is a conflict',
      {},
      { a: 'theirs' },
      { a: '1' },
      ['conflict a'],
    ],
    ['that the user deleted stays deleted', { a: '1' }, {}, { a: '2' }, []],
    ['that is untouched is updated', { a: '1' }, { a: '1' }, { a: '2' }, ['update a']],
    ['that goes away untouched is deleted', { a: '1' }, { a: '1' }, {}, ['delete a']],
    [
      'that goes away and was edited is a conflict',
      { a: '1' },
      { a: 'edited' },
      {},
      ['conflict a'],
    ],
    ['that was edited to what we want is left alone', { a: '1' }, { a: '2\r\n' }, { a: '2\n' }, []],
    [
      'in the history of migrations is never written again, touched or not',
      { 'db/migrations/1.sql': '1' },
      { 'db/migrations/1.sql': '1' },
      { 'db/migrations/1.sql': '2' },
      [],
    ],
    [
      'that lists seeds is merged, the seeds are not',
      { 'seeds/index.ts': '1\n2\n3', 'seeds/a.seed.ts': '1' },
      { 'seeds/index.ts': 'mine\n1\n2\n3', 'seeds/a.seed.ts': 'mine' },
      { 'seeds/index.ts': '1\n2\n3\n4', 'seeds/a.seed.ts': '2' },
      ['update seeds/index.ts'],
    ],
    [
      'in the history of migrations that was edited is not written either',
      { 'db/migrations/1.sql': '1' },
      { 'db/migrations/1.sql': 'mine' },
      { 'db/migrations/1.sql': '2' },
      [],
    ],
  ])('%s', (_, base, user, next, expected) => {
    expect(
      kinds(
        base as Record<string, string>,
        user as Record<string, string>,
        next as Record<string, string>,
      ),
    ).toEqual(expected);
  });
});

test('a private file nobody touched is added to, never replaced', () => {
  const [base, next] = ['A=1\nC=3\n', 'A=1\nB=2\nC=3\n'].map(
    (text) => new Map([['.env', { text, isPrivate: true }]]),
  );
  const changes = evolve({
    base: base ?? new Map(),
    mine: mine({ '.env': 'A=1\nC=3\n' }),
    next: next ?? new Map(),
  });
  expect(changes).toMatchObject([{ kind: 'update', file: { text: 'A=1\nC=3\nB=2\n' } }]);
});

describe('text', () => {
  const base = 'one\ntwo\nthree\nfour\nfive\n';

  test('edits of both sides in different places are both kept', () => {
    expect(
      mergeText({ base, mine: base.replace('one', 'ONE'), next: base.replace('five', 'FIVE') }),
    ).toEqual({
      kind: 'clean',
      text: 'ONE\ntwo\nthree\nfour\nFIVE\n',
    });
  });

  test('line endings and BOM of the user are kept', () => {
    const user = `\uFEFF${base.replace('one', 'ONE').replaceAll('\n', '\r\n')}`;
    expect(mergeText({ base, mine: user, next: base.replace('five', 'FIVE') })).toEqual({
      kind: 'clean',
      text: `\uFEFF${'ONE\ntwo\nthree\nfour\nFIVE\n'.replaceAll('\n', '\r\n')}`,
    });
  });

  test('edits of the same line are a conflict with both versions in it', () => {
    const merged = mergeText({
      base,
      mine: base.replace('two', 'mine'),
      next: base.replace('two', 'ours'),
    });
    expect(merged).toMatchObject({ kind: 'conflict', count: 1 });
    expect(merged.text).toContain(
      '<<<<<<< yours\nmine\n||||||| before\ntwo\n=======\nours\n>>>>>>> backendbytes',
    );
  });

  test('an import of each side in the same gap are both kept, other code is not guessed about', () => {
    const list = (entry: string) => `import a from 'a';\n${entry}\nconst list = [a];\n`;
    const at = (mine: string, next: string) =>
      mergeText({ base: list('').replace('\n\n', '\n'), mine: list(mine), next: list(next) });
    expect(at("import mine from 'm'; // mine", "import ours from 'o';")).toEqual({
      kind: 'clean',
      text: list("import mine from 'm'; // mine\nimport ours from 'o';"),
    });
    expect(at('mine();', "import ours from 'o';").kind).toBe('conflict');
  });

  test('every line the user added is still there after a clean merge', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'c', '}', ''), { maxLength: 12 });
    fc.assert(
      fc.property(lines, lines, fc.nat(12), (before, after, place) => {
        const own = [...before.slice(0, place), 'mine, not yours', ...before.slice(place)].join(
          '\n',
        );
        const merged = mergeText({ base: before.join('\n'), mine: own, next: after.join('\n') });
        expect(merged.text).toContain('mine, not yours');
      }),
    );
  });
});

describe('documents', () => {
  const base =
    '{\n  "scripts": { "dev": "a" },\n  "dependencies": {\n    "express": "5.0.0",\n    "zod": "4.0.0"\n  }\n}\n';

  test('a dependency of ours and one of the user in the same gap are both kept, in the layout of the user', () => {
    const user = base.replace('"zod"', '"kleur": "4.1.5",\n    "zod"').replaceAll('  ', '\t');
    const merged = mergeJson({
      base,
      mine: user,
      next: base.replace('"zod"', '"ioredis": "6.0.0",\n    "zod"'),
    });
    expect(merged.kind === 'clean' && merged.text).toBe(
      user.replace('"kleur"', '"ioredis": "6.0.0",\n\t\t"kleur"'),
    );
  });

  test('one key set by both is a conflict that names it, never markers', () => {
    const merged = mergeJson({
      base,
      mine: base.replace('"a"', '"mine"'),
      next: base.replace('"a"', '"ours"'),
    });
    expect(merged).toEqual({ kind: 'conflict', keys: ['scripts.dev'] });
  });

  test('comments of a tsconfig stay', () => {
    const user = '{\n  // mine\n  "strict": true\n}\n';
    const merged = mergeJson({
      base: '{"strict":true}',
      mine: user,
      next: '{"strict":true,"noEmit":true}',
    });
    expect(merged.kind === 'clean' && merged.text).toBe(
      '{\n  // mine\n  "strict": true,\n  "noEmit": true\n}\n',
    );
  });

  test('a broken file of the user is a conflict with the reason, and not touched', () => {
    expect(mergeJson({ base, mine: '{ "a": ', next: '{}' })).toEqual({
      kind: 'broken',
      reason: 'it is not valid JSON',
    });
  });

  test('a service is added to a compose file that the user commented', () => {
    const merged = mergeYaml({
      base: 'services:\n  app:\n    image: a\n',
      mine: 'services:\n  # mine\n  app:\n    image: a\n    ports: [80]\n',
      next: 'services:\n  app:\n    image: a\n  redis:\n    image: redis:8\n',
    });
    expect(merged.kind === 'clean' && merged.text).toBe(
      'services:\n  # mine\n  app:\n    image: a\n    ports: [ 80 ]\n  redis:\n    image: redis:8\n',
    );
  });

  test('.env keeps every byte of the user and gets what is new once', () => {
    const user = 'PORT=3000 # mine\nexport KEY="x"';
    const once = mergeEnv({ mine: user, next: 'PORT=1\nKEY=\nREDIS_URL=redis://localhost\n' });
    expect(once).toBe(`${user}\nREDIS_URL=redis://localhost\n`);
    expect(mergeEnv({ mine: once, next: 'REDIS_URL=other\n' })).toBe(once);
  });
});
