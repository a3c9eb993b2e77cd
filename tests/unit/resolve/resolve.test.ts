import { describe, expect, test } from 'vitest';
import { featuresAt } from '../../../src/resolve/features.ts';
import { featuresFor, fit } from '../../../src/resolve/fit.ts';
import { resolve } from '../../../src/resolve/resolve.ts';
import { answers, catalogOf, layer, level, small } from '../../support/catalogs.ts';

const idsOf = (blueprint: ReturnType<typeof resolve>) =>
  blueprint.chosen.map(({ layer: { kind, id } }) => `${kind} ${id}`);

test('layers come lowest first, each with the reason it is there', () => {
  const blueprint = resolve(answers({ level: 4, database: 'pears', features: ['queue'] }), small);
  expect(idsOf(blueprint)).toEqual([
    'level 2',
    'level 3',
    'level 4',
    'database pears',
    'module module',
    'feature lid',
    'feature redis',
    'feature queue',
  ]);
  expect(blueprint.chosen.map(({ reason }) => reason)).toEqual([
    'level 4 stands on it',
    'level 4 stands on it',
    'you chose it',
    'you chose it',
    'what every module has',
    'needed by level 4',
    'needed by queue',
    'you chose it',
  ]);
});

test('a starter brings the features it needs, and is the reason for them', () => {
  const feature = layer('feature', 'oven');
  const starter = layer('starter', 'bakery', { needs: { features: ['oven'] } });
  const bakery = catalogOf(
    level(2),
    layer('database', 'none'),
    layer('module', 'module'),
    feature,
    starter,
  );
  const { chosen } = resolve(answers({ level: 2, database: 'none', starter: 'bakery' }), bakery);
  expect(chosen.find(({ layer: { id } }) => id === 'oven')?.reason).toBe('needed by bakery');
});

test('what a level brings is not said to be implied when it was asked for', () => {
  const asked = answers({ level: 4, database: 'pears', features: ['lid'] });
  const { chosen } = resolve(asked, small);
  expect(chosen.find(({ layer: { id } }) => id === 'lid')?.reason).toBe('you chose it');
});

test.each([
  ['plums', ['straw', 'crate']],
  ['pears', ['crate']],
])('on %s the features are %s: a need may hang on a condition', (database, expected) => {
  const { chosen } = resolve(answers({ level: 3, database, features: ['crate'] }), small);
  const features = chosen.filter(({ layer: { kind } }) => kind === 'feature');
  expect(features.map(({ layer: { id } }) => id)).toEqual(expected);
});

test('a feature that was asked for is not said to be implied', () => {
  const { chosen } = resolve(
    answers({ level: 4, database: 'pears', features: ['queue', 'redis'] }),
    small,
  );
  expect(chosen.find(({ layer: { id } }) => id === 'redis')?.reason).toBe('you chose it');
});

test('nothing is called what the option of a module takes beside it', () => {
  const modules = [
    { name: 'books', fields: [], options: ['tagged'] },
    { name: 'tagged-books', fields: [] },
  ];
  const asked = answers({ level: 3, database: 'pears', modules });
  expect(() => resolve(asked, small)).toThrow('books has tagged-books beside it');
});

test('an option of a module fits from its level on, or is left out', () => {
  const modules = [{ name: 'books', fields: [], options: ['tagged'] }];
  const [misfit, ...others] = fit(answers({ modules }), small);
  expect(others).toEqual([]);
  expect(misfit?.reason).toBe('--tagged starts at level 3; you chose level 2: a tag is kept.');
  expect(misfit?.mends.map(({ flags }) => flags)).toEqual(['--level 3', 'no --tagged']);
  expect(misfit?.mends.at(-1)?.answers.modules).toEqual([
    { name: 'books', fields: [], options: [] },
  ]);
  expect(fit(answers({ level: 3, database: 'pears', modules }), small)).toEqual([]);
});

describe('what does not fit', () => {
  test.each([
    [
      { level: 2, database: 'pears' },
      'PEARS starts at level 3; you chose level 2.',
      ['--level 3', '--database none'],
    ],
    [
      { level: 3, database: 'none' },
      'NONE goes up to level 2; you chose level 3: from level 3 on there is something to keep.',
      ['--database pears', '--database plums', '--level 2'],
    ],
    [
      { level: 3, database: 'pears', features: ['queue'] },
      'QUEUE starts at level 4; you chose level 3.',
      ['--level 4', '--features none'],
    ],
    [
      { level: 3, database: 'pears', features: ['pickle'] },
      'PICKLE works with plums; you chose pears.',
      ['--database plums', '--features none'],
    ],
  ])('%o is explained and can be mended', (wrong, reason, flags) => {
    const [misfit] = fit(answers(wrong), small);
    expect(misfit?.reason).toBe(reason);
    expect(misfit?.mends.map((mend) => mend.flags)).toEqual(flags);
    expect(() => resolve(answers(wrong), small)).toThrow(reason);
  });

  test('a feature whose implied feature does not fit is not offered', () => {
    expect(featuresFor(answers({ level: 2 }), small).map(({ id }) => id)).toEqual([
      'crate',
      'straw',
    ]);
  });
});

test('two modules of one name are refused with a way out', () => {
  const module = { name: 'todos', fields: ['title:string'] };
  const catalog = catalogOf(
    level(2),
    layer('database', 'none'),
    layer('example', 'example', { modules: [module] }),
  );
  expect(() => resolve(answers({ modules: [module] }), catalog)).toThrow(
    'There is a module todos already.',
  );
  const { modules } = resolve(answers({ modules: [module], example: false }), catalog);
  expect(modules).toEqual([{ ...module, number: '0101' }]);
});

test('a reference leads to a module that is there before it, or to its own', () => {
  const catalog = catalogOf(level(2), layer('database', 'none'));
  const authors = { name: 'authors', fields: ['name:string', 'mentor:ref:authors?'] };
  const books = { name: 'books', fields: ['title:string', 'author:ref:authors'] };
  expect(resolve(answers({ modules: [authors, books] }), catalog).modules).toHaveLength(2);
  expect(() => resolve(answers({ modules: [books, authors] }), catalog)).toThrow(
    'books refers to authors, and there is no module authors before it.',
  );
});

test('what a layer brings never moves the migration of a module of the user', () => {
  const own = [{ name: 'books', fields: ['title'] }];
  const numbersWith = (...brought: readonly string[]) => {
    const modules = brought.map((name) => ({ name, fields: ['title'] }));
    const catalog = catalogOf(
      level(2),
      layer('database', 'none'),
      layer('example', 'example', { modules }),
    );
    return resolve(answers({ modules: own }), catalog).modules.map(({ number }) => number);
  };
  expect(numbersWith('todos')).toEqual(['0001', '0101']);
  expect(numbersWith('todos', 'notes', 'pens')).toEqual(['0001', '0002', '0003', '0101']);
});

describe('modules and the example come with a level', () => {
  const module = { name: 'books', fields: ['title:string'] };
  const needs = { level: 2, reason: 'somebody has to serve it' };
  const catalog = catalogOf(
    level(1),
    level(2),
    layer('database', 'none'),
    layer('module', 'module', { title: 'A module', needs }),
    layer('example', 'example', { needs, modules: [module] }),
  );

  test('below it a module is refused with two ways out', () => {
    const [misfit] = fit(answers({ level: 1, modules: [module] }), catalog);
    expect(misfit?.reason).toBe(
      'A module starts at level 2; you chose level 1: somebody has to serve it.',
    );
    expect(misfit?.mends.map(({ flags }) => flags)).toEqual(['--level 2', 'no --module']);
    expect(misfit?.mends.map((mend) => fit(mend.answers, catalog))).toEqual([[], []]);
  });

  test('below it the example is left out, whether it was asked for or not', () => {
    expect(resolve(answers({ level: 1 }), catalog).modules).toEqual([]);
    expect(resolve(answers({ level: 2 }), catalog).modules).toMatchObject([module]);
  });
});

test('what the old level brought and the new one does not is asked for by name from then on', () => {
  const catalog = catalogOf(
    level(1, { needs: { features: ['straw'] } }),
    level(2),
    layer('database', 'none'),
    layer('feature', 'straw'),
    layer('feature', 'crate'),
  );
  expect(featuresAt(2, answers({ level: 1, features: ['crate'] }), catalog)).toEqual([
    'crate',
    'straw',
  ]);
  expect(featuresAt(2, answers({ level: 2 }), catalog)).toEqual([]);
});
