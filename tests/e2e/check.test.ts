/** `backendbytes check`, as a learner meets it: what passes, and each way in which an app can fail to start. */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createProject, freePort, type Project } from './support/project.ts';
import { launch, run } from './support/run.ts';

const STEPS = 'create,read,change,version,remove,validate,filter,sort,page';
const ENTRY = 'src/index.ts';
const CONTROLLER = 'src/controllers/todos.controller.ts';

/** A line more, right before the app listens. */
const before = (line: string) => (text: string) =>
  text.replace(/^( *)const server = await listen/m, `$1${line}\n$&`);

let project: Project;
beforeAll(async () => {
  project = await createProject(inject('packed'), ['--starter', 'todo', '--solved', STEPS]);
});
afterAll(() => project.remove());

const at = (file: string) => path.join(project.dir, file);

async function check(args: readonly string[] = [], env: NodeJS.ProcessEnv = {}) {
  const bin = path.join(inject('packed'), 'bin/backendbytes.js');
  const { code, stdout, stderr } = await run('node', [bin, 'check', ...args, '--json'], {
    cwd: project.dir,
    env,
  });
  const document = JSON.parse(stdout) as {
    readonly ok: boolean;
    readonly cause?: { readonly kind: string; readonly message: string; readonly detail: string[] };
    readonly steps: readonly { readonly id: string; readonly state: string }[];
    readonly differing: readonly string[];
  };
  return { code, document, stderr, states: new Set(document.steps.map(({ state }) => state)) };
}

/** The file as it will be for one check, then as it was. */
async function withEdit(file: string, change: (text: string) => string, work: () => Promise<void>) {
  const before = readFileSync(at(file), 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(at(file), after);
  try {
    await work();
  } finally {
    writeFileSync(at(file), before);
  }
}

describe('an app in which everything is written', () => {
  test('passes every step, and remembers it in the project', async () => {
    const { code, document } = await check(['--junit', 'report.xml']);
    expect(document).toMatchObject({ ok: true, differing: [] });
    expect(document.steps.map(({ id, state }) => `${id} ${state}`)).toEqual(
      STEPS.split(',').map((id) => `${id} passed`),
    );
    expect(code).toBe(0);
    const { steps } = JSON.parse(readFileSync(at('docs/workshop/progress.json'), 'utf8'));
    expect(Object.keys(steps)).toEqual(STEPS.split(','));
    const suites = readFileSync(at('report.xml'), 'utf8').match(
      /<testsuite name="\w+" tests="\d+" failures="0" errors="0">/g,
    );
    expect(suites).toHaveLength(9);
  });

  test('is checked by the packaged checks, whatever the copies say', async () => {
    const file = 'tests/workshop/05-remove.test.ts';
    await withEdit(
      file,
      () => "import { test } from 'vitest';\n\ntest('nothing', () => undefined);\n",
      () =>
        withEdit(
          CONTROLLER,
          (text) => text.replace('if (!isRemoved) throw missing();', 'void isRemoved;'),
          async () => {
            const { code, document } = await check(['remove']);
            expect(document).toMatchObject({ ok: false, differing: [file] });
            expect(document.steps).toMatchObject([{ id: 'remove', state: 'failed' }]);
            expect(code).toBe(3);
          },
        ),
    );
  });
});

test('an edit during a check is checked, too', async () => {
  const bin = path.join(inject('packed'), 'bin/backendbytes.js');
  rmSync(at('.local/check'), { recursive: true, force: true });
  const watching = launch('node', [bin, 'check', 'create', '--watch'], { cwd: project.dir });
  try {
    await expect.poll(() => existsSync(at('.local/check')), { timeout: 30_000 }).toBe(true);
    await withEdit(
      CONTROLLER,
      (text) => `${text}\n`,
      async () => {
        await watching.printed(/✔ 1\. [^✔]*Edited meanwhile: once more\.\n✔ 1\. [^✔]*Waiting/);
      },
    );
  } finally {
    watching.interrupt();
  }
  expect(await watching.exited).toBe(130);
});

describe('nothing passes', () => {
  test.each([
    ['crashed', before("if (env.PORT > 0) throw new Error('no luck today');"), /The app crashed/],
    ['wrong-port', (text: string) => text.replace('port: env.PORT', 'port: 0'), /PORT said/],
    [
      'not-listening',
      before('await new Promise<void>(() => setInterval(() => undefined, 1000));'),
      /listened on no port/,
    ],
    ['does-not-compile', (text: string) => `${text}export const a: number = '';\n`, /type-check/],
    ['does-not-compile', (text: string) => `${text}const a = ;\n`, /not valid TypeScript/],
  ])('and it is said why: %s', async (kind, change, message) => {
    await withEdit(ENTRY, change, async () => {
      const { code, document, states } = await check();
      expect(document.cause).toMatchObject({ kind });
      expect(document.cause?.message).toMatch(message);
      expect([code, ...states]).toEqual([3, 'not-run']);
      const detail = document.cause?.detail.join('\n');
      if (kind === 'crashed') expect(detail).toMatch(/no luck today[\s\S]*index\.ts/);
    });
  });

  test('when the packages are not there', async () => {
    renameSync(at('node_modules'), at('elsewhere'));
    try {
      const { code, document } = await check();
      expect([code, document.cause?.kind]).toEqual([4, 'not-installed']);
    } finally {
      renameSync(at('elsewhere'), at('node_modules'));
    }
  });
});

describe('with a database', () => {
  let other: Project;
  beforeAll(async () => {
    other = await createProject(inject('packed'), [
      ...['--starter', 'todo', '--level', '3', '--database', 'postgres'],
      ...['--solved', `${STEPS},missing`],
    ]);
  });
  afterAll(() => other.remove());

  const checkOther = async (env: NodeJS.ProcessEnv = {}) => {
    const bin = path.join(inject('packed'), 'bin/backendbytes.js');
    const args = [bin, 'check', 'create', '--json'];
    const { code, stdout } = await run('node', args, { cwd: other.dir, env });
    return { code, document: JSON.parse(stdout) };
  };

  test('its own server is started, and a step passes', async () => {
    const { code, document } = await checkOther();
    expect(document).toMatchObject({ ok: true, steps: [{ id: 'create', state: 'passed' }] });
    expect(code).toBe(0);
    expect(existsSync(path.join(other.dir, '.local/postgres'))).toBe(false);
  });

  test('one that is down is named, and nothing passes', async () => {
    const url = `postgres://nobody:nothing@127.0.0.1:${await freePort()}/nothing`;
    const { code, document } = await checkOther({ DATABASE_URL: url });
    expect(document.cause.kind).toBe('service-down');
    expect(document.cause.message).toMatch(/database cannot be reached/);
    expect([code, document.steps[0].state]).toEqual([4, 'not-run']);
  });
});
