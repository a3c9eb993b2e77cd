import { expect, test } from 'vitest';
import { mergeAnswers, suggested, withDefaults, type Draft } from '../../../src/answers/draft.ts';
import { fit } from '../../../src/resolve/fit.ts';
import { answers, catalogOf, layer, level, small } from '../../support/catalogs.ts';

const around = { name: 'shop', packageManager: 'pnpm' } as const;
const settle = (draft: Draft) => withDefaults(draft, around, small);

const withDefault = catalogOf(
  ...small.layers.map((one) =>
    one.kind === 'level' && one.id === '3' ? { ...one, isDefault: true } : one,
  ),
);

test('without an answer the defaults of the catalog are taken', () => {
  expect(withDefaults({}, around, withDefault)).toMatchObject({
    level: 3,
    database: 'pears',
    features: [],
    name: 'shop',
    packageManager: 'pnpm',
    install: true,
    git: true,
    example: true,
    lessons: true,
  });
});

test.each<[string, Draft, Draft]>([
  [
    'a level without a default database takes one that fits',
    { level: 2 },
    { level: 2, database: 'none' },
  ],
  [
    'a database that starts higher raises the default level',
    { database: 'plums' },
    { level: 3, database: 'plums' },
  ],
  [
    'a feature that starts higher raises the default level',
    { features: ['queue'] },
    { level: 4, features: ['queue'] },
  ],
  [
    'a feature for one database only takes that database',
    { features: ['pickle'] },
    { level: 3, database: 'plums' },
  ],
  [
    'what was said stays, even where it does not fit',
    { level: 2, database: 'plums' },
    { level: 2, database: 'plums' },
  ],
  ['nothing is added to features that were chosen', { level: 3, features: [] }, { features: [] }],
])('%s', (_, draft, expected) => {
  expect(settle(draft)).toMatchObject(expected);
});

test.each(
  ['2', '3', '4'].flatMap((id) => [{ level: Number(id) }, { level: Number(id), features: [] }]),
)('the defaults for %j hold together', (draft) => {
  expect(fit(settle(draft), small)).toEqual([]);
});

test('a feature is suggested from its level on, where it fits', () => {
  const catalog = catalogOf(
    level(2),
    level(3, { needs: { features: ['brought'] } }),
    layer('database', 'none'),
    layer('feature', 'early', { suggestedFrom: 2 }),
    layer('feature', 'late', { suggestedFrom: 3 }),
    layer('feature', 'elsewhere', { suggestedFrom: 2, needs: { databases: ['plums'] } }),
    layer('feature', 'asked'),
    layer('feature', 'brought', { suggestedFrom: 2 }),
  );
  const ids = (at: number) => suggested(answers({ level: at }), catalog).map(({ id }) => id);
  expect(ids(2)).toEqual(['early', 'brought']);
  expect(ids(3)).toEqual(['early', 'late']);
});

test('a later source wins, answer by answer', () => {
  expect(mergeAnswers({ level: 2, database: 'none' }, { level: 3 })).toEqual({
    level: 3,
    database: 'none',
  });
});
