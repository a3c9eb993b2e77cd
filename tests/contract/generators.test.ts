/** What generators of layers make: rendered, formatted, wired and type-checked, wherever they are offered. */
import { describe, expect, test } from 'vitest';
import { generatorsOf } from '../../src/resolve/generators.ts';
import { resolve } from '../../src/resolve/resolve.ts';
import type { Answers } from '../../src/types.ts';
import { catalog, render, shop } from '../support/answers.ts';
import { isLaidOut } from '../support/layout.ts';
import { typeCheckAll } from '../support/type-check.ts';

const books = {
  name: 'books',
  fields: ['title', 'price:decimal', 'boughtAt:datetime?', 'mood:enum(good,bad)'],
};
const highest = Math.max(
  ...catalog.layers.filter(({ kind }) => kind === 'level').map(({ id }) => Number(id)),
);
// What level 2 generates is there at every level.
const PROJECTS = [
  shop({ level: 3, database: 'mongo', modules: [books] }),
  shop({ level: highest, database: 'postgres', modules: [books] }),
  shop({ level: 5, database: 'postgres', modules: [books] }),
  shop({ level: highest, database: 'mongo', features: ['queue'], modules: [books] }),
];

/** Where what they make is called. */
const LISTS = [
  { generator: 'policy', file: 'src/policies/index.ts', symbol: 'statisticsPolicy' },
  { generator: 'policy', file: 'src/routes/index.ts', symbol: 'statisticsRoutes' },
  { generator: 'event', file: 'src/services/index.ts', symbol: 'stockRanLowService' },
  { generator: 'seed', file: 'src/db/seeds/index.ts', symbol: 'booksSeed' },
  { generator: 'job', file: 'src/jobs/index.ts', symbol: 'sendReminderJob' },
];

/** One of everything that can be generated there. */
const withEverything = (answers: Answers): Answers => ({
  ...answers,
  generated: generatorsOf(resolve(answers, catalog)).map(
    ({ id, example, isNumbered, ofModule }) => ({
      generator: id,
      name: ofModule ? books.name : example,
      ...(isNumbered && { number: '0102' }),
    }),
  ),
});

const nameOf = ({ level, database }: Answers): string => `level ${level} · ${database}`;

test('what every generator makes type-checks, wherever it is offered', async () => {
  const trees = await Promise.all(PROJECTS.map((answers) => render(withEverything(answers))));
  const problems = await typeCheckAll(trees);
  expect(
    Object.fromEntries(PROJECTS.map((answers, at) => [nameOf(answers), problems[at]])),
  ).toEqual(Object.fromEntries(PROJECTS.map((answers) => [nameOf(answers), []])));
});

describe.each(PROJECTS.map((answers) => [nameOf(answers), answers] as const))(
  '%s',
  (_, answers) => {
    test('has files of every generator, formatted', async () => {
      const [before, after] = [await render(answers), await render(withEverything(answers))];
      const made = [...after].filter(([path]) => !before.has(path));
      expect(made.length).toBeGreaterThanOrEqual(generatorsOf(resolve(answers, catalog)).length);
      for (const [path, { text }] of made.filter(([file]) => !file.endsWith('.sql'))) {
        expect(await isLaidOut(path, text), path).toBe(true);
      }
    });

    test('leaves no generator unwired that has a plug', async () => {
      const after = await render(withEverything(answers));
      const list = after.get('src/middleware/index.ts')?.text;
      expect(list).toMatch(/from '.\/audit-log.ts'/);
      expect(list?.indexOf('  auditLog,')).toBeGreaterThan(
        list?.indexOf('  jsonBody,') ?? Infinity,
      );
      const offered = generatorsOf(resolve(answers, catalog)).map(({ id }) => id);
      const wired = LISTS.filter(({ generator }) => offered.includes(generator));
      for (const { file, symbol } of wired) {
        const [, imported, listed] = after.get(file)?.text.split(symbol) ?? [];
        expect([file, imported !== undefined, listed !== undefined]).toEqual([file, true, true]);
      }
      expect(wired.length).toBeGreaterThan(0);
    });
  },
);

test('each says what it is and gives a name to try, in templates that exist', () => {
  const all = catalog.layers.flatMap((layer) =>
    Object.entries(layer.generators ?? {}).map(([id, generator]) => ({ id, generator, layer })),
  );
  expect(all.length).toBeGreaterThan(3);
  const empty = all.filter(
    ({ id, layer, generator }) =>
      generator.about === '' ||
      !layer.parts.some(
        ({ kind, files }) =>
          kind === 'generators' && files.some(({ path }) => path.startsWith(`${id}/`)),
      ),
  );
  expect(empty.map(({ id }) => id)).toEqual([]);
});

test.each([[[]], [['soft-delete']]])(
  'a document has no two indexes on one key, with options %j',
  async (options) => {
    const kin = [
      'one:ref:kinds:unique',
      'two:ref:kinds:index',
      'three:ref:kinds',
      'four:ref:kinds?',
    ];
    const others = ['code:string:unique', 'rank:integer:index', 'place:integer:unique-with=rank'];
    const kinds = { name: 'kinds', fields: [...kin, ...others], options };
    const tree = await render(shop({ level: 3, database: 'mongo', modules: [kinds] }));
    const migration = tree.get('src/db/migrations/01010-kinds.ts')?.text ?? '';
    const keys = [...migration.matchAll(/createIndex\(\s*(\{[^}]*\})/g)].map(([, key]) => key);
    expect(keys).toHaveLength(8);
    expect(new Set(keys).size).toBe(keys.length);
  },
);
