/** The laws over random lives: valid answers, changed step by step. A fixed seed, so that a red run is red again. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evolve } from '../../src/evolve/evolve.ts';
import { generatorsOf } from '../../src/resolve/generators.ts';
import { resolve } from '../../src/resolve/resolve.ts';
import type { Answers, Change, ModuleAnswer, Tree } from '../../src/types.ts';
import { catalog, render, shop } from '../support/answers.ts';
import { isValid } from '../support/combinations.ts';

type Texts = ReadonlyMap<string, string>;

const texts = (tree: Tree): Texts => new Map([...tree].map(([path, { text }]) => [path, text]));

function applied(mine: Texts, changes: readonly Change[]): Texts {
  const after = new Map(mine);
  for (const change of changes) {
    if (change.kind === 'delete') after.delete(change.path);
    else if (change.kind !== 'conflict') after.set(change.path, change.file.text);
  }
  return new Map([...after].sort(([a], [b]) => (a < b ? -1 : 1)));
}

// Of migrations the schema counts that results; .env keeps what its owner may have set.
const IS_HISTORY = /(^|\/)\.env$|\/migrations\/(?!meta\/)/;
const comparable = (all: Texts): Texts =>
  new Map([...all].filter(([path]) => !IS_HISTORY.test(path)));

type Step = (answers: Answers) => Answers;

const MODULES: readonly ModuleAnswer[] = [
  { name: 'books', fields: ['title:string:unique', 'price:decimal:min=0', 'boughtAt:datetime?'] },
  { name: 'tags', fields: ['label:string:max=40'] },
  { name: 'notes', fields: ['body:text', 'mood:enum(good,bad)=good', 'meta:json?'] },
];

const toggled =
  (module: ModuleAnswer): Step =>
  (answers) => {
    const rest = answers.modules.filter(({ name }) => name !== module.name);
    const isThere = rest.length < answers.modules.length;
    return { ...answers, modules: isThere ? rest : [...rest, module] };
  };

const toggledFeature =
  (id: string): Step =>
  (answers) => {
    const rest = answers.features.filter((one) => one !== id);
    const features = rest.length < answers.features.length ? rest : [...rest, id].sort();
    return isValid({ ...answers, features }) ? { ...answers, features } : answers;
  };

const toggledMiddleware: Step = ({ generated = [], ...answers }) => {
  const rest = generated.filter(({ name }) => name !== 'audit-log');
  const isThere = rest.length < generated.length;
  const made = { generator: 'middleware', name: 'audit-log' };
  return { ...answers, generated: isThere ? rest : [...rest, made] };
};

const raised =
  (database: string): Step =>
  (answers) =>
    answers.level === 2 ? { ...answers, level: 3, database } : answers;

const step = fc.constantFrom<Step>(
  ...MODULES.map(toggled),
  toggledFeature('docker'),
  toggledMiddleware,
  raised('postgres'),
  raised('mongo'),
);
const start = fc.constantFrom(
  shop(),
  shop({ example: false }),
  shop({ level: 3, database: 'postgres' }),
  shop({ level: 3, database: 'mongo', example: false }),
);

const BOUNDS = { seed: 20_261_124, numRuns: 12 } as const;

test('untouched = fresh, however many steps it took, and nothing is ever in conflict', async () => {
  await fc.assert(
    fc.asyncProperty(
      start,
      fc.array(step, { minLength: 1, maxLength: 5 }),
      async (first, steps) => {
        let answers = first;
        let mine = texts(await render(answers));
        for (const take of steps) {
          const [base, next] = [await render(answers), await render(take(answers))];
          const changes = evolve({ base, mine, next });
          expect(changes.filter(({ kind }) => kind === 'conflict')).toEqual([]);
          mine = applied(mine, changes);
          answers = take(answers);
          // Rest: the same again has nothing to do.
          expect(evolve({ base: next, mine, next })).toEqual([]);
        }
        expect(comparable(mine)).toEqual(comparable(texts(await render(answers))));
      },
    ),
    BOUNDS,
  );
});

test('there and back is where it began, from any point of a life', async () => {
  await fc.assert(
    fc.asyncProperty(start, fc.array(step, { maxLength: 3 }), step, async (first, steps, last) => {
      const answers = steps.reduce((before, take) => take(before), first);
      const [here, there] = [await render(answers), await render(last(answers))];
      const gone = applied(texts(here), evolve({ base: here, mine: texts(here), next: there }));
      const back = applied(gone, evolve({ base: there, mine: gone, next: here }));
      expect(comparable(back)).toEqual(comparable(texts(here)));
    }),
    BOUNDS,
  );
});

test('lines of the user survive anywhere in any file, or the file is a conflict that is told', async () => {
  const place = fc.record({ file: fc.nat(), line: fc.nat() });
  await fc.assert(
    fc.asyncProperty(
      start,
      step,
      fc.array(place, { minLength: 3, maxLength: 8 }),
      async (first, take, places) => {
        const [base, next] = [await render(first), await render(take(first))];
        const mine = new Map(texts(base));
        const editable = [...mine.keys()].filter((path) => /\.(ts|md|mjs)$/.test(path));
        places.forEach(({ file, line }, index) => {
          const path = editable[file % editable.length] ?? '';
          const lines = (mine.get(path) ?? '').split('\n');
          lines.splice(line % lines.length, 0, `// mine, number ${index}`);
          mine.set(path, lines.join('\n'));
        });
        const changes = evolve({ base, mine, next });
        const result = applied(mine, changes);
        places.forEach((_, index) =>
          expect(
            [...result.values()].some((text) => text.includes(`// mine, number ${index}`)),
          ).toBe(true),
        );
      },
    ),
    BOUNDS,
  );
});

test('every generator is offered somewhere', () => {
  const offered = generatorsOf(resolve(shop({ level: 3, database: 'postgres' }), catalog));
  expect(offered.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['middleware', 'migration', 'seed', 'test']),
  );
});
