/**
 * A class of ten, each somewhere else in a workshop, and what `backendbytes check` says of them beside what is true. One
 * install is enough for all.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { sitDown, type Desk, type Found } from './support/learners.ts';
import { createProject, freePort, type Project } from './support/project.ts';

const TODO = [
  'create',
  'read',
  'change',
  'version',
  'remove',
  'validate',
  'filter',
  'sort',
  'page',
];
const CONTROLLER = 'src/controllers/todos.controller.ts';
const ENTRY = 'src/index.ts';

const todo = ['--starter', 'todo'];
const todoOnPostgres = [...todo, '--level', '3', '--database', 'postgres'];
const auth = ['--starter', 'auth'];
const AUTH =
  'register,confirm,login,hash,known,throttle,who,token,guard,roles,refresh,reuse,logout,reset,once';

interface Learner {
  readonly name: string;
  readonly about: string;
  readonly workshop: readonly string[];
  readonly work?: (desk: Desk) => Promise<void> | void;
  readonly env?: () => Promise<NodeJS.ProcessEnv>;
  /** what is true of them */
  readonly passed: readonly string[];
  readonly cause?: string;
  readonly exit: number;
  readonly differing?: readonly string[];
}

/** A line more, right before the app listens. */
const beforeListening = (line: string) => (text: string) =>
  text.replace(/^( *)const server = await listen/m, `$1${line}\n$&`);

const CLASS: readonly Learner[] = [
  {
    name: 'Ada',
    about: 'has finished',
    workshop: todo,
    work: ({ write }) => write(...TODO),
    passed: TODO,
    exit: 0,
  },
  { name: 'Ben', about: 'has not begun', workshop: todo, passed: [], exit: 3 },
  {
    name: 'Cleo',
    about: 'has written all, and one of it wrong',
    workshop: todo,
    work: async ({ write, edit }) => {
      await write(...TODO);
      edit(CONTROLLER, (text) =>
        text.replace('if (!isRemoved) throw missing();', 'void isRemoved;'),
      );
    },
    passed: TODO.filter((step) => step !== 'remove'),
    exit: 3,
  },
  {
    name: 'Dan',
    about: 'does not compile',
    workshop: todo,
    work: async ({ write, edit }) => {
      await write(...TODO);
      edit(CONTROLLER, (text) => `${text}export const half: number = 'a half';\n`);
    },
    passed: [],
    cause: 'does-not-compile',
    exit: 3,
  },
  {
    name: 'Eve',
    about: 'crashes at the start',
    workshop: todo,
    work: async ({ write, edit }) => {
      await write(...TODO);
      edit(ENTRY, beforeListening("if (env.PORT > 0) throw new Error('not today');"));
    },
    passed: [],
    cause: 'crashed',
    exit: 3,
  },
  {
    name: 'Finn',
    about: 'listens on another port',
    workshop: todo,
    work: async ({ write, edit }) => {
      await write('create', 'read');
      edit(ENTRY, (text) => text.replace('port: env.PORT', 'port: 0'));
    },
    passed: [],
    cause: 'wrong-port',
    exit: 3,
  },
  {
    name: 'Gil',
    about: 'has a database that is down',
    workshop: todoOnPostgres,
    work: ({ write }) => write('create'),
    env: async () => ({
      DATABASE_URL: `postgres://nobody:nothing@127.0.0.1:${await freePort()}/nothing`,
    }),
    passed: [],
    cause: 'service-down',
    exit: 4,
  },
  {
    name: 'Hana',
    about: 'is half way, and made the rest of the checks green',
    workshop: auth,
    work: async ({ dir, write }) => {
      await write('register', 'confirm', 'login', 'hash');
      for (const number of ['05-known', '07-who'])
        writeFileSync(path.join(dir, `tests/workshop/${number}.test.ts`), GREEN);
    },
    passed: ['register', 'confirm', 'login', 'hash'],
    exit: 3,
    differing: ['tests/workshop/05-known.test.ts', 'tests/workshop/07-who.test.ts'],
  },
  {
    name: 'Ivo',
    about: 'took every solution',
    workshop: todo,
    work: async (desk) => {
      for (const step of TODO) await takeSolution(desk, step);
    },
    passed: TODO,
    exit: 0,
  },
  {
    name: 'Jo',
    about: 'skipped ahead',
    workshop: todo,
    work: ({ write }) => write('create', 'filter', 'sort'),
    passed: ['create', 'filter', 'sort'],
    exit: 3,
  },
];

const GREEN = "import { test } from 'vitest';\n\ntest('all is well', () => undefined);\n";

async function takeSolution({ dir, run }: Desk, step: string): Promise<void> {
  const { files } = JSON.parse(await run('solution', step, '--json')) as {
    readonly files: readonly { readonly path: string; readonly after: string }[];
  };
  files.forEach((file) => writeFileSync(path.join(dir, file.path), file.after));
}

let installed: Project;
const found = new Map<string, Found>();

beforeAll(async () => {
  installed = await createProject(inject('packed'), [...auth, '--no-git']);
  const waiting = [...CLASS];
  // Two at once: as many as there are cores on a small machine.
  await Promise.all([1, 2].map(() => lookAtAll(waiting)));
});

afterAll(() => {
  installed.remove();
  process.stdout.write(tableOf(CLASS.map((learner) => rowOf(learner, found.get(learner.name)))));
});

async function lookAtAll(waiting: Learner[]): Promise<void> {
  for (let one = waiting.shift(); one; one = waiting.shift()) await lookAt(one);
}

async function lookAt({ name, workshop, work, env }: Learner): Promise<void> {
  const desk = await sitDown(workshop, installed.dir);
  try {
    await work?.(desk);
    found.set(name, await desk.check(await env?.()));
  } finally {
    desk.leave();
  }
}

test.each(CLASS.map((learner) => [learner.name, learner.about, learner] as const))(
  '%s, who %s, is told the truth',
  (name, _, { workshop, passed, cause, exit, differing = [] }) => {
    const others = cause === undefined ? 'failed' : 'not-run';
    expect(found.get(name)).toEqual({
      exit,
      steps: stepsOf(workshop).map((id) => `${id} ${passed.includes(id) ? 'passed' : others}`),
      ...(cause !== undefined && { cause }),
      differing,
      progress: passed,
    });
  },
);

function stepsOf(workshop: readonly string[]): readonly string[] {
  if (workshop === auth) return AUTH.split(',');
  return workshop === todoOnPostgres ? [...TODO, 'missing'] : TODO;
}

type Row = readonly string[];

const rowOf = ({ name, about, workshop, passed }: Learner, said?: Found): Row => [
  `${name}, who ${about}`,
  workshop[1] ?? '',
  `${passed.length} of ${stepsOf(workshop).length}`,
  `${said?.progress.length ?? '?'} of ${said?.steps.length ?? '?'}`,
  said?.cause ?? '',
];

function tableOf(rows: readonly Row[]): string {
  const all = [['learner', 'workshop', 'true', 'found', 'cause'], ...rows];
  const widths = all[0]?.map((_, at) => Math.max(...all.map((row) => row[at]?.length ?? 0))) ?? [];
  const lines = all.map((row) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  '));
  return `\n${lines.map((line) => line.trimEnd()).join('\n')}\n\n`;
}
