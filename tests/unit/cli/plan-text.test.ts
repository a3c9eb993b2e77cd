import { expect, test } from 'vitest';
import { createDocument } from '../../../src/cli/create-document.ts';
import { nextSteps, nextStepsText } from '../../../src/cli/next-steps.ts';
import { planText } from '../../../src/cli/plan-text.ts';
import type { Plan } from '../../../src/cli/plan.ts';
import { resolve } from '../../../src/resolve/resolve.ts';
import type { Tree } from '../../../src/types.ts';
import { BACKENDBYTES } from '../../../src/version.ts';
import { answers, catalogOf, small } from '../../support/catalogs.ts';

const scripts = { dev: 'serves it', test: 'runs the tests', ghost: 'is in no package.json' };
const catalog = catalogOf(
  ...small.layers.map((one) => (one.kind === 'level' ? { ...one, scripts } : one)),
);
const tree: Tree = new Map([
  ['.env', { text: 'SECRET=<secret:SECRET>\n', isPrivate: true }],
  ['package.json', { text: JSON.stringify({ scripts: { dev: 'node x', test: 'node --test' } }) }],
  ['src/index.ts', { text: 'é\n' }],
]);

function plan(more: Partial<Plan> = {}): Plan {
  const wanted = answers({
    level: 4,
    database: 'pears',
    features: ['queue'],
    modules: [{ name: 'books', fields: ['title:string'] }],
  });
  return {
    place: 'shop',
    target: {
      kind: 'absent',
      dir: '/home/me/shop',
      name: 'shop',
      existing: '/home/me',
      missing: ['shop'],
      entries: [],
      warnings: ['a warning'],
    },
    answers: { ...wanted, install: true, git: true },
    blueprint: resolve(wanted, catalog),
    tree,
    command: 'npx create-backendbytes@1.2.3 shop --level 4',
    ...more,
  };
}
const plain = (_: string, text: string): string => text;
const text = (more: Partial<Plan> = {}): string => planText(plan(more), plain).join('\n');

test('the plan says what each part is for, and why an implied one came along', () => {
  expect(text()).toMatch(/QUEUE +what queue is for \(you chose it\)/);
  expect(text()).toMatch(/REDIS +what redis is for \(needed by queue\)/);
});

test.each([
  '/home/me/shop',
  'module books title:string',
  '3 files',
  '└─ package.json',
  'npx create-backendbytes@1.2.3 shop --level 4',
])('the plan shows %s', (part) => {
  expect(text()).toContain(part);
});

test('a folder with a hostile name is printed escaped', () => {
  expect(text({ target: { ...plan().target, dir: '/tmp/a\u202eb/shop' } })).toContain(
    '/tmp/a\\u202eb/shop',
  );
});

test('next steps are commands that exist', () => {
  expect(nextSteps(plan(), { isInstalled: true })).toEqual([
    { command: 'cd shop', about: '' },
    { command: 'npm run dev', about: 'serves it' },
    { command: 'npm test', about: 'runs the tests' },
  ]);
});

test('without an install it is the next step', () => {
  expect(nextSteps(plan(), { isInstalled: false })[1]?.command).toBe('npm install');
});

test('who learns begins with the first step of the workshop', () => {
  const learner = { ...plan().answers, workshop: { solved: [] } };
  const commands = nextSteps(plan({ answers: learner }), { isInstalled: false }).map(
    ({ command }) => command,
  );
  expect(commands.slice(0, 3)).toEqual(['cd shop', 'npm install', `${BACKENDBYTES} next`]);
});

test.each([
  ['npm', 'npm run dev', 'npm test'],
  ['pnpm', 'pnpm dev', 'pnpm test'],
  ['yarn', 'yarn dev', 'yarn test'],
  ['bun', 'bun run dev', 'bun run test'],
] as const)('%s runs scripts with %s', (packageManager, dev, tests) => {
  const commands = nextSteps(plan({ answers: { ...plan().answers, packageManager } }), {
    isInstalled: true,
  }).map(({ command }) => command);
  expect(commands).toEqual(['cd shop', dev, tests]);
});

test.each([
  ['$(touch PWNED)/shop', "cd '$(touch PWNED)/shop'"],
  ["it's/shop", String.raw`cd 'it'\''s/shop'`],
  ['-odd/shop', 'cd ./-odd/shop'],
])('the way to %s is safe to paste', (place, command) => {
  expect(nextSteps(plan({ place }), { isInstalled: true })[0]?.command).toBe(command);
});

test('here is where we are already', () => {
  expect(nextSteps(plan({ place: '.' }), { isInstalled: true })[0]?.command).toBe('npm run dev');
});

test('the explanations stand in a column', () => {
  expect(nextStepsText(nextSteps(plan(), { isInstalled: true }))).toEqual([
    '  cd shop',
    '  npm run dev  serves it',
    '  npm test     runs the tests',
  ]);
});

test('the document for programs holds the plan and no content', () => {
  const document = createDocument(plan(), {
    exitCode: 5,
    isDryRun: false,
    steps: [{ name: 'install', outcome: 'failed', note: 'no npm' }],
  });
  expect(document).toMatchObject({
    schema: 1,
    ok: false,
    exitCode: 5,
    dryRun: false,
    dir: '/home/me/shop',
    warnings: ['a warning'],
  });
  expect(document.files).toContainEqual({ path: 'src/index.ts', bytes: 3, isPrivate: false });
  expect(document.layers).toContainEqual(
    expect.objectContaining({ id: 'redis', reason: 'needed by queue' }),
  );
  expect(document.nextSteps.map(({ command }) => command)).toContain('npm install');
  expect(JSON.stringify(document)).not.toContain('secret:');
});
