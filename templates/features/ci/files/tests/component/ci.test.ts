import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly 'timeout-minutes'?: number;
  readonly strategy?: { readonly matrix: { readonly node?: readonly string[] } };
  readonly steps: readonly { readonly run?: string; readonly uses?: string }[];
}

interface Workflow {
  readonly permissions?: unknown;
  readonly concurrency?: { readonly group: string };
  readonly jobs: Readonly<Record<string, Job>>;
}

const FOLDER = '.github/workflows';
const workflows = readdirSync(FOLDER).map((name) => {
  const text = readFileSync(`${FOLDER}/${name}`, 'utf8');
  return { name, text, ...(parse(text) as Workflow) };
});
const { scripts, engines } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  scripts: Record<string, string>;
  engines: { node: string };
};

describe.each(workflows)('$name', ({ text, permissions, concurrency, jobs }) => {
  const commands = Object.values(jobs).flatMap(({ steps }) =>
    steps.flatMap(({ run }) => run ?? []),
  );

  test('may read, and nothing else, unless a job asks for more', () => {
    expect(permissions).toEqual({ contents: 'read' });
  });

  test('runs once at a time', () => {
    expect(concurrency?.group).toBeTruthy();
  });

  test('gives every job an end', () => {
    expect(Object.values(jobs).filter((job) => !job['timeout-minutes'])).toEqual([]);
  });

  test('takes actions by their commit, and says which version that is', () => {
    const used = [...text.matchAll(/uses: (.*)/g)].map(([, action = '']) => action);
    expect(
      used.filter((action) => !/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action)),
    ).toEqual([]);
  });

  test('takes the images of its tools by their content', () => {
    const images = [...text.matchAll(/\S+\/[\w-]+:v?\d\S*/g)].map(([image]) => image);
    expect(images.filter((image) => !/:v?\d[\w.]*@sha256:[0-9a-f]{64}$/.test(image))).toEqual([]);
  });

  test('installs what the lockfile says, and runs no script of a package', () => {
    const installs = commands.filter((command) => /\bnpm (?:ci|i|install)\b/.test(command));
    expect(installs.filter((command) => command !== 'npm ci --ignore-scripts')).toEqual([]);
  });

  test('leaves no token behind for what runs later', () => {
    const checkouts = text.split('actions/checkout@').length - 1;
    expect(text.split('persist-credentials: false').length - 1).toBe(checkouts);
  });

  test('puts nothing that others can choose into a command', () => {
    expect(commands.filter((command) => command.includes('${{'))).toEqual([]);
  });

  test('runs scripts that exist', () => {
    const named = commands.flatMap((command) => [...command.matchAll(/npm run ([\w:-]+)/g)]);
    expect(named.map(([, name = '']) => name).filter((name) => !(name in scripts))).toEqual([]);
  });
});

test('the tests run on the oldest Node that package.json allows, and on newer ones', () => {
  const nodes = workflows.flatMap(({ jobs }) => jobs['test']?.strategy?.matrix.node ?? []);
  expect(nodes[0]).toBe(engines.node.replace('>=', ''));
  expect(nodes.length).toBeGreaterThan(2);
});

test('updates wait for a week', () => {
  const { updates } = parse(readFileSync('.github/dependabot.yml', 'utf8')) as {
    updates: readonly { readonly cooldown?: { readonly 'default-days': number } }[];
  };
  expect(updates.map(({ cooldown }) => cooldown?.['default-days'])).toEqual(updates.map(() => 7));
});
