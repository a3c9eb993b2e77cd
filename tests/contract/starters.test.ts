/** Starters: one rule, one test, over all of them. */
import { describe, expect, test } from 'vitest';
import { withDefaults } from '../../src/answers/draft.ts';
import { reproduceArguments } from '../../src/answers/reproduce.ts';
import { answersFromFlags } from '../../src/answers/from-flags.ts';
import { holds } from '../../src/catalog/conditions.ts';
import { findLayer, layersOf } from '../../src/catalog/find.ts';
import { complete, CREATE } from '../../src/cli/flags.ts';
import { parse } from '../../src/cli/parse.ts';
import { fit } from '../../src/resolve/fit.ts';
import { factsOf, resolve } from '../../src/resolve/resolve.ts';
import type { Answers, Layer, StretchGoal } from '../../src/types.ts';
import { catalog, render, renderAnew, shop, textOf } from '../support/answers.ts';
import { starterAnswers } from '../support/combinations.ts';
import { projectOnDisk } from '../support/project.ts';

const starters = layersOf(catalog, 'starter').map((layer) => [layer.id, layer] as const);
const around = { name: 'shop', packageManager: 'npm' } as const;
const begun = (starter: string, more = {}) => withDefaults({ starter, ...more }, around, catalog);

const levels = layersOf(catalog, 'level').map(({ id }) => Number(id));
const databases = layersOf(catalog, 'database').map(({ id }) => id);

test('the starters and where they make sense are those the tests predict', () => {
  const predicted = new Set(
    starterAnswers().map(({ starter, level, database }) => `${starter} ${level} ${database}`),
  );
  const found = starters.flatMap(([starter]) =>
    levels.flatMap((level) =>
      databases
        .filter((database) => fit(shop({ starter, level, database }), catalog).length === 0)
        .map((database) => `${starter} ${level} ${database}`),
    ),
  );
  expect(new Set(found)).toEqual(predicted);
});

describe.each(starters)('%s', (id, layer) => {
  test('says with what it starts, and that fits', () => {
    expect(layer.starts).toBeDefined();
    const answers = begun(id);
    expect(answers).toMatchObject({ ...layer.starts, example: false });
    expect(fit(answers, catalog)).toEqual([]);
  });

  test('takes another level with the database that fits it', () => {
    const level = Math.max(3, layer.needs?.level ?? 0);
    const { database } = begun(id, { level });
    expect(fit(shop({ ...begun(id, { level }) }), catalog)).toEqual([]);
    expect(database).not.toBe('none');
  });

  test('is there by reason, and its tests and its section of the README with it', async () => {
    const { chosen } = resolve(begun(id), catalog);
    expect(chosen.find(({ layer: { kind } }) => kind === 'starter')?.reason).toBe('you chose it');
    const tree = await render(begun(id));
    expect(textOf(tree, 'README.md')).toContain('## The project');
    const tests = layer.parts.flatMap(({ files }) =>
      files.filter(({ path }) => path.startsWith('tests/')),
    );
    expect(tests.length).toBeGreaterThan(0);
  });

  test('gives thirty learners the same bytes', async () => {
    const [one, other] = await Promise.all([renderAnew(begun(id)), renderAnew(begun(id))]);
    expect(other).toEqual(one);
  });

  test('is made again by the command that is printed', () => {
    const answers = begun(id);
    const parsed = parse(reproduceArguments('shop', answers), complete(CREATE, catalog));
    const again = withDefaults(answersFromFlags(parsed.given, catalog), around, catalog);
    expect(again).toEqual(answers);
  });

  test.each(goalsOf(layer, begun(id)))('goes on with: $command', async ({ command }) => {
    const project = await projectOnDisk(begun(id));
    const ran = await project.run(...command.split(' '), '--yes');
    expect(ran.exit, ran.said).toBe(0);
    expect(ran.said).not.toContain('Nothing to do');
  });
});

/** Those that the project shows. */
function goalsOf({ stretch = [] }: Layer, answers: Answers): readonly StretchGoal[] {
  const facts = factsOf(resolve(answers, catalog));
  return stretch.filter(({ when }) => holds(when, facts));
}

test('a starter that goes up a level is what it would have been from the beginning', async () => {
  const project = await projectOnDisk(begun('todo'));
  const ran = await project.run('level-up', '3', '--database', 'postgres', '--yes');
  expect(ran.exit, ran.said).toBe(0);
  const fresh = await render(begun('todo', { level: 3, database: 'postgres' }));
  const compared = [...fresh].filter(([file]) => !/^\.env$/.test(file));
  expect(compared.filter(([file, { text }]) => project.read(file) !== text)).toEqual([]);
});

test('a starter that is not there is named, with those that are', () => {
  expect(findLayer(catalog, 'starter', 'demo')).toBeUndefined();
  const parsed = parse(['--starter', 'demo'], complete(CREATE, catalog));
  expect(() => answersFromFlags(parsed.given, catalog)).toThrow(/"demo" is not one of: .*todo/);
});
