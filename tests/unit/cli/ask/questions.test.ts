import { describe, expect, test } from 'vitest';
import { questions } from '../../../../src/cli/ask/questions.ts';
import { askAll, type State } from '../../../../src/cli/ask/steps.ts';
import { catalogOf, small } from '../../../support/catalogs.ts';
import { BACK, CANCEL, ENTER, scriptedUi, type Key } from '../../../support/scripted-ui.ts';

const around = { name: 'shop', packageManager: 'pnpm' } as const;
const LATER: readonly Key[] = [ENTER, ENTER, ENTER];

async function ask(start: State, ...keys: readonly Key[]) {
  const ui = scriptedUi(...keys);
  const state = await askAll(questions({ catalog: small, around }), start, ui);
  return { draft: state?.draft, asked: ui.asked, messages: ui.asked.map(({ message }) => message) };
}

test('every question is asked in turn, and Enter takes what is marked', async () => {
  const { draft, messages } = await ask({ draft: {} }, 2, ENTER, ENTER, ...LATER);
  expect(draft).toEqual({
    level: 2,
    database: 'none',
    features: [],
    packageManager: 'pnpm',
    install: true,
    git: true,
  });
  expect(messages).toEqual([
    'How far up the roadmap?',
    'Which database?',
    expect.stringContaining('What else?'),
    'Which package manager?',
    'Install the dependencies?',
    'Start a git repository with one first commit?',
  ]);
});

test('what a flag has settled is not asked', async () => {
  const { draft, messages } = await ask(
    { draft: { level: 3, features: ['crate'], install: false, git: false } },
    'plums',
    'npm',
  );
  expect(draft).toEqual({
    level: 3,
    database: 'plums',
    features: ['crate'],
    packageManager: 'npm',
    install: false,
    git: false,
  });
  expect(messages).toEqual(['Which database?', 'Which package manager?']);
});

test('a level shows its promise, time and goal', async () => {
  const { asked } = await ask({ draft: {} }, CANCEL);
  expect(asked[0]?.choices[0]).toEqual({ value: 2, label: '2  2: p', hint: 't; goal: g' });
});

test('a choice that will not fit says so beforehand', async () => {
  const { asked } = await ask({ draft: { level: 2 } }, CANCEL);
  expect(asked[0]?.choices.find(({ value }) => value === 'pears')?.hint).toMatch(
    /PEARS starts at level 3/,
  );
});

test('a question without choices is left out', async () => {
  const bare = catalogOf(...small.layers.filter(({ kind }) => kind !== 'feature'));
  const ui = scriptedUi('npm', true, true);
  const state = await askAll(
    questions({ catalog: bare, around }),
    { draft: { level: 2, database: 'none' } },
    ui,
  );
  expect(state?.draft.packageManager).toBe('npm');
});

describe('a step back', () => {
  test('asks the question before again, with the earlier answer marked', async () => {
    const { draft, asked } = await ask(
      { draft: {} },
      3,
      'plums',
      BACK,
      'pears',
      ['redis'],
      BACK,
      BACK,
      ENTER,
      ENTER,
      ...LATER,
    );
    expect(draft).toMatchObject({ level: 3, database: 'pears', features: ['redis'] });
    const databases = asked.filter(({ message }) => message === 'Which database?');
    expect(databases.map(({ initial }) => initial)).toEqual(['pears', 'plums', 'pears']);
    expect(asked.filter(({ message }) => message.startsWith('What else')).at(-1)?.initial).toEqual([
      'redis',
    ]);
  });

  test('at the first question asks it again', async () => {
    const { draft } = await ask(
      {
        draft: { database: 'none', features: [], packageManager: 'npm', install: true, git: true },
      },
      BACK,
      BACK,
      2,
    );
    expect(draft?.level).toBe(2);
  });

  test('skips what a flag has settled', async () => {
    const { messages } = await ask(
      { draft: { database: 'pears', features: [] } },
      3,
      BACK,
      4,
      ...LATER,
    );
    expect(messages.slice(0, 3)).toEqual([
      'How far up the roadmap?',
      'Which package manager?',
      'How far up the roadmap?',
    ]);
  });

  test('from any question to the first one and forth again ends in the same answers', async () => {
    const forth: readonly Key[] = [3, 'plums', ['crate'], 'npm', false, false];
    const { draft: straight } = await ask({ draft: {} }, ...forth);
    for (const steps of [1, 2, 3, 4, 5]) {
      const back = Array.from({ length: steps }, (): Key => BACK);
      const { draft } = await ask(
        { draft: {} },
        ...forth.slice(0, steps),
        ...back,
        ...forth.slice(0, steps).map((): Key => ENTER),
        ...forth.slice(steps),
      );
      expect(draft, `${steps} steps`).toEqual(straight);
    }
  });
});

describe('a choice that does not fit', () => {
  test('is explained, and the level is raised on request', async () => {
    const { draft, messages } = await ask(
      { draft: {} },
      2,
      'pears',
      'raise the level to 3',
      [],
      ...LATER,
    );
    expect(messages[2]).toBe('PEARS starts at level 3; you chose level 2.');
    expect(draft).toMatchObject({ level: 3, database: 'pears' });
  });

  test('may be chosen again instead', async () => {
    const { draft } = await ask({ draft: {} }, 2, 'pears', '← choose again', 'none', [], ...LATER);
    expect(draft).toMatchObject({ level: 2, database: 'none' });
  });

  test('is mended until everything fits', async () => {
    const { draft, messages } = await ask(
      { draft: {} },
      2,
      'none',
      ['queue'],
      'raise the level to 4',
      'take PEARS',
      ...LATER,
    );
    expect(messages.slice(3, 5)).toEqual([
      'QUEUE starts at level 4; you chose level 2.',
      expect.stringContaining('NONE goes up to level 2'),
    ]);
    expect(draft).toMatchObject({ level: 4, database: 'pears', features: ['queue'] });
  });

  test('may need another database', async () => {
    const { draft } = await ask({ draft: {} }, 3, 'pears', ['pickle'], 'take plums', ...LATER);
    expect(draft).toMatchObject({ database: 'plums', features: ['pickle'] });
  });

  test('may be left out', async () => {
    const { draft } = await ask(
      { draft: {} },
      3,
      'pears',
      ['crate', 'pickle'],
      'leave PICKLE out',
      ...LATER,
    );
    expect(draft).toMatchObject({ database: 'pears', features: ['crate'] });
  });

  test('is mended as well when flags chose it, and there is nothing to go back to', async () => {
    const { draft, asked } = await ask(
      { draft: { level: 2, database: 'pears' } },
      'raise the level to 3',
      [],
      ...LATER,
    );
    expect(asked[0]?.choices.map(({ label }) => label)).not.toContain('← choose again');
    expect(draft).toMatchObject({ level: 3, database: 'pears' });
  });
});

test.each([0, 1, 2, 3, 4, 5])('a cancel at question %i ends it all', async (place) => {
  const { draft } = await ask(
    { draft: {} },
    ...[3, 'plums', [], 'npm', true].slice(0, place),
    CANCEL,
  );
  expect(draft).toBeUndefined();
});

test('a cancel where a way out is offered ends it all', async () => {
  const { draft } = await ask({ draft: {} }, 2, 'pears', CANCEL);
  expect(draft).toBeUndefined();
});
