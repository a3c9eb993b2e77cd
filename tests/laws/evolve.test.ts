/** Laws 1, 2, 4 and 5 of the architecture, over the catalog as it is. */
import { describe, expect, test } from 'vitest';
import { evolve } from '../../src/evolve/evolve.ts';
import type { Answers, Change, Tree } from '../../src/types.ts';
import { render, shop } from '../support/answers.ts';
import { labelOf } from '../support/combinations.ts';

const module = { name: 'people', fields: ['name:string', 'email:email:unique'] };
/** What `level-up` makes of a project of the drills: they stay, asked for by name from then on. */
const DRILLS = [
  shop({ level: 0 }),
  shop({ level: 1 }),
  shop({ level: 2, features: ['drills'] }),
  shop({ level: 3, database: 'postgres', features: ['drills'] }),
];
const LEVEL_2 = [
  shop(),
  shop({ features: ['docker'] }),
  shop({ modules: [module] }),
  shop({ example: false }),
];
const at3 = (database: string): readonly Answers[] => [
  shop({ level: 3, database }),
  shop({ level: 3, database, features: ['docker'] }),
  shop({ level: 3, database, modules: [module] }),
  shop({ level: 3, database, features: ['docker'], modules: [module] }),
];
const LESSONS = [shop(), shop({ lessons: false }), shop({ level: 1, lessons: false })];
const GROUPS = [
  DRILLS,
  LESSONS,
  [...LEVEL_2, ...at3('postgres')],
  [...LEVEL_2.slice(0, 2), ...at3('mongo')],
];
const PAIRS = GROUPS.flatMap((group) =>
  group.flatMap((before) => group.map((after) => [before, after] as const)),
);
const LABELLED = PAIRS.map(
  ([before, after]) => [`${labelOf(before)} → ${labelOf(after)}`, before, after] as const,
);

type Texts = ReadonlyMap<string, string>;

const texts = (tree: Tree): Texts => new Map([...tree].map(([path, { text }]) => [path, text]));

/** What the disk would hold; a conflict leaves the file as it is. */
function apply(mine: Texts, changes: readonly Change[]): Texts {
  const after = new Map(mine);
  for (const change of changes) {
    if (change.kind === 'delete') after.delete(change.path);
    else if (change.kind !== 'conflict') after.set(change.path, change.file.text);
  }
  return new Map([...after].sort(([a], [b]) => (a < b ? -1 : 1)));
}

// The schema a project got to is what counts; .env keeps what its owner may have set.
const IS_HISTORY = /(^|\/)(\.env|.*\/migrations\/.*|.*\/seeds\/.*)$/;
const comparable = (all: Texts): Texts =>
  new Map([...all].filter(([path]) => !IS_HISTORY.test(path)));

test.each(LABELLED)('untouched = fresh: %s', async (_, before, after) => {
  const [base, next] = [await render(before), await render(after)];
  const changes = evolve({ base, mine: texts(base), next });
  expect(changes.filter(({ kind }) => kind === 'conflict')).toEqual([]);
  expect(comparable(apply(texts(base), changes))).toEqual(comparable(texts(next)));
});

test.each(LABELLED)('there and back: %s and back', async (_, before, after) => {
  const [base, next] = [await render(before), await render(after)];
  const there = apply(texts(base), evolve({ base, mine: texts(base), next }));
  const back = apply(there, evolve({ base: next, mine: there, next: base }));
  expect(comparable(back)).toEqual(comparable(texts(base)));
});

test.each(GROUPS.flat().map((answers) => [labelOf(answers), answers] as const))(
  'rest: changing nothing changes nothing: %s',
  async (_, answers) => {
    const tree = await render(answers);
    expect(evolve({ base: tree, mine: texts(tree), next: tree })).toEqual([]);
  },
);

describe('user lines survive', () => {
  const LINE = '// a line of the user';
  const EDITS: readonly (readonly [string, (text: string, path: string) => string])[] = [
    ['first line', (text) => `${LINE}\n${text}`],
    ['last line', (text) => `${text}${LINE}\n`],
    ['a line in the middle', (text) => text.replace(/\n\n/, `\n\n${LINE}\n`)],
    ['Windows line ends', (text) => `${LINE}\n${text}`.replaceAll('\n', '\r\n')],
    ['a byte order mark', (text) => `\uFEFF${text}${LINE}\n`],
  ];
  const CHANGES: readonly (readonly [string, Answers, Answers])[] = [
    [
      'add docker',
      shop({ level: 3, database: 'postgres' }),
      shop({ level: 3, database: 'postgres', features: ['docker'] }),
    ],
    [
      'generate module',
      shop({ level: 3, database: 'mongo' }),
      shop({ level: 3, database: 'mongo', modules: [module] }),
    ],
    ['remove docker', shop({ features: ['docker'] }), shop()],
    ['level-up', shop(), shop({ level: 3, database: 'postgres' })],
  ];
  const cases = EDITS.flatMap(([edit, change]) =>
    CHANGES.map(
      ([operation, before, after]) =>
        [`${edit}, then ${operation}`, change, before, after] as const,
    ),
  );

  test.each(cases)('%s', async (_, edit, before, after) => {
    const [base, next] = [await render(before), await render(after)];
    const edited = new Map(
      [...texts(base)].map(([path, text]) => [path, /\.ts$/.test(path) ? edit(text, path) : text]),
    );
    const changes = evolve({ base, mine: edited, next });
    const result = apply(edited, changes);
    const lost = [...edited].filter(
      ([path, text]) => text.includes(LINE) && !result.get(path)?.includes(LINE),
    );
    expect(lost.map(([path]) => path)).toEqual([]);
    const conflicts = changes.filter(({ kind }) => kind === 'conflict').map(({ path }) => path);
    expect(conflicts.filter((path) => result.get(path) !== edited.get(path))).toEqual([]);
  });
});

describe('a learner goes up', () => {
  const ticked = (text: string): string => text.replaceAll('- [ ]', '- [x]');
  const WAY = DRILLS.slice(1).map((after, place) => [DRILLS[place] ?? after, after] as const);

  test.each(
    WAY.map(
      ([before, after]) => [`${labelOf(before)} → ${labelOf(after)}`, before, after] as const,
    ),
  )('every tick and every edited drill is still there: %s', async (_, before, after) => {
    const [base, next] = [await render(before), await render(after)];
    const mine = new Map(
      [...texts(base)].map(([path, text]) => [
        path,
        path.startsWith('drills/') && path.endsWith('.ts') ? `${text}// mine\n` : ticked(text),
      ]),
    );
    const changes = evolve({ base, mine, next });
    expect(changes.filter(({ kind }) => kind === 'conflict')).toEqual([]);
    const result = apply(mine, changes);
    for (const [path, text] of mine) {
      if (path.startsWith('drills/')) expect(result.get(path), path).toBe(text);
    }
    const ticks = (text = ''): number => text.split('- [x]').length;
    expect(ticks(result.get('docs/checklist.md'))).toBe(ticks(mine.get('docs/checklist.md')));
  });
});
