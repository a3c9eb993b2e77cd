/** Four things the disk layer does, on small trees: for the crash tests, in this process and in a child. */
import { join } from 'node:path';
import { createProject } from '../../src/disk/create.ts';
import { prepareTarget } from '../../src/disk/target.ts';
import { commit, recover, type Committed } from '../../src/disk/transaction.ts';
import type { Change } from '../../src/types.ts';
import { treeOf, write } from './disk.ts';

export interface Scenario {
  readonly prepare: (root: string) => void;
  readonly act: (root: string) => Promise<Committed>;
  /** what the user runs next after a crash */
  readonly next: (root: string) => Promise<unknown>;
}

const TREE = treeOf({
  '.backendbytes.json': '{}\n',
  '.env': { text: 'PORT=3000\nJWT_SECRET=<secret:JWT_SECRET>\n', isPrivate: true },
  '.gitignore': '.env\nnode_modules\n',
  'package.json': '{ "name": "app" }\n',
  'src/app.ts': 'export const app = 1;\n',
  'src/routes/todos.ts': 'export const todos = [];\n',
  'tools/start.sh': { text: '#!/bin/sh\n', isExecutable: true },
});

const ENV = 'PORT=3000\n';
const BEFORE = {
  '.backendbytes.json': '{ "modules": [] }\n',
  '.env': ENV,
  'src/app.ts': 'const routes = [];\n',
  'src/list.ts': 'old list\n',
  'src/old/only.ts': 'to be deleted\n',
  'notes.txt': 'mine\n',
};

const CHANGES: readonly Change[] = [
  {
    kind: 'create',
    path: 'src/modules/users/users.ts',
    file: { text: 'export const users = 1;\n' },
  },
  { kind: 'create', path: 'tools/run.sh', file: { text: '#!/bin/sh\n', isExecutable: true } },
  update('src/app.ts', 'const routes = [users];\n'),
  update('.backendbytes.json', '{ "modules": ["users"] }\n'),
  { kind: 'delete', path: 'src/old/only.ts', before: BEFORE['src/old/only.ts'] },
  {
    kind: 'update',
    path: '.env',
    file: { text: `${ENV}TOKEN=<secret:TOKEN>\nLAST=1\n`, isPrivate: true },
    before: ENV,
  },
];

function update(path: keyof typeof BEFORE, text: string): Change {
  return { kind: 'update', path, file: { text }, before: BEFORE[path] };
}

const createAt = (argument: string) => async (root: string) =>
  createProject(await prepareTarget(argument, { cwd: root }), TREE);

export const SCENARIOS = {
  create: { prepare: () => {}, act: createAt('app'), next: createAt('app') },
  'create in new folders': {
    prepare: () => {},
    act: createAt('a/b/app'),
    next: createAt('a/b/app'),
  },
  'create where .git is': {
    prepare: (root) => write(root, { 'app/.git/HEAD': 'ref', 'app/.DS_Store': '' }),
    act: createAt('app'),
    next: createAt('app'),
  },
  change: {
    prepare: (root) => write(root, BEFORE),
    act: (root) => commit(root, CHANGES),
    next: (root) => recover(root),
  },
} satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof SCENARIOS;

export const projectIn = (root: string, name: ScenarioName): string =>
  name === 'change' ? root : join(root, name === 'create in new folders' ? 'a/b/app' : 'app');
