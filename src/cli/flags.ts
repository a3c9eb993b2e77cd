/** Every flag of every command; help, docs and parsing read this table. */
import { ANSWER_FLAGS, type Flag } from '../answers/flags.ts';
import { knownOptions } from '../modules/options.ts';
import type { Catalog } from '../types.ts';

const CONFIG: Flag = {
  name: 'config',
  value: '<file|->',
  about: 'answers from a JSON file or from stdin; flags win',
};
const JSON_FLAG: Flag = { name: 'json', about: 'one JSON document on stdout, nothing else there' };
const COMMON: readonly Flag[] = [
  { name: 'no-color', about: 'no colours (NO_COLOR=1 does the same)' },
  { name: 'debug', about: 'show the stack of an error' },
  { name: 'help', short: 'h', about: 'this page' },
  { name: 'version', short: 'v', about: 'the version' },
];

export const CONFLICTS = ['error', 'merge'] as const;
export type OnConflict = (typeof CONFLICTS)[number];

const CREATE_FLAGS: readonly Flag[] = [
  ...ANSWER_FLAGS,
  {
    name: 'template',
    value: '<source>',
    about: "somebody's files instead of ours: user/repo/folder#ref, ./folder, ./file.tgz",
  },
  {
    name: 'template-allow',
    value: '<path>',
    isRepeatable: true,
    about: 'of a template: take this file, which tools run by themselves',
  },
  {
    name: 'template-digest',
    value: '<sha256>',
    about: 'of a template: refuse all others',
  },
  CONFIG,
  {
    name: 'directory-conflict',
    value: '<how>',
    allowed: () => CONFLICTS,
    about: 'when the folder holds files: stop, or add to them',
  },
  { name: 'nested', about: 'allow a project inside another one' },
  { name: 'yes', short: 'y', about: 'ask nothing: take the defaults for the rest' },
  { name: 'dry-run', about: 'show the plan, write nothing' },
  JSON_FLAG,
  ...COMMON,
];

export interface Command {
  /** as it is typed: `create-backendbytes`, `backendbytes list` */
  readonly name: string;
  readonly about: string;
  readonly flags: readonly Flag[];
  /** `[dir]` */
  readonly argument?: string;
  /** flags that layers bring */
  readonly layerFlags?: (catalog: Catalog) => readonly Flag[];
}

/** The command with every flag it has. */
export const complete = (command: Command, catalog: Catalog): Command => ({
  ...command,
  flags: [...(command.layerFlags?.(catalog) ?? []), ...command.flags],
});

export const CREATE: Command = {
  name: 'create-backendbytes',
  about: 'Answers a few questions, writes a working backend.',
  argument: '[dir]',
  flags: CREATE_FLAGS,
};

export const LIST: Command = {
  name: 'backendbytes list',
  about: 'levels, databases, features and starters there are to choose from',
  argument: '[levels|databases|features|starters]',
  flags: [JSON_FLAG, ...COMMON],
};

export const RENDER: Command = {
  name: 'backendbytes render',
  about: 'complete answers in, every file out, as one JSON document on stdout',
  flags: [CONFIG, ...COMMON],
};

const CHANGE_FLAGS: readonly Flag[] = [
  {
    name: 'conflict',
    value: '<how>',
    allowed: () => CONFLICT_WAYS,
    about: 'where you and the change edited the same: stop, or write both versions',
  },
  { name: 'diff', about: 'show every change as a unified diff' },
  { name: 'yes', short: 'y', about: 'write without asking' },
  { name: 'dry-run', about: 'show the changes as diffs, write nothing' },
  JSON_FLAG,
  ...COMMON,
];

/** What happens to a file that cannot be merged. */
export const CONFLICT_WAYS = ['abort', 'markers'] as const;

export const GENERATE: Command = {
  name: 'backendbytes generate',
  about:
    'a module with its model, routes, checks, tests and docs, or what else the layers generate; alone: the list',
  argument: '<generator> <name> [field:type …]',
  layerFlags: (catalog) =>
    knownOptions(catalog).map(({ id, hint }) => ({ name: id, about: `of a module: ${hint}` })),
  flags: [
    {
      name: 'plural',
      value: '<word>',
      about: 'of a module, where the dictionary is wrong: persons',
    },
    { name: 'plopfile', about: 'those of your own plopfile, which is run for it' },
    {
      name: 'timestamps',
      about: 'every module has createdAt and updatedAt: says what holds anyway',
    },
    ...CHANGE_FLAGS,
  ],
};

export const DESTROY: Command = {
  name: 'backendbytes destroy',
  about:
    'what was generated; a migration others may have run is followed by one that drops its table',
  argument: '<generator> <name>',
  flags: CHANGE_FLAGS,
};

export const ADD: Command = {
  name: 'backendbytes add',
  about: 'a feature you did not pick at first, merged into what you have edited',
  argument: '<feature…>',
  flags: CHANGE_FLAGS,
};

export const REMOVE: Command = {
  name: 'backendbytes remove',
  about: 'a feature, with everything it brought',
  argument: '<feature…>',
  flags: CHANGE_FLAGS,
};

export const LEVEL_UP: Command = {
  name: 'backendbytes level-up',
  about: 'the next level of the roadmap, in your own project',
  argument: '[level]',
  flags: [
    { name: 'explain', about: 'first what the level teaches, then your own diff, file by file' },
    { name: 'database', value: '<id>', about: 'for a level that needs one' },
    { name: 'allow-dirty', about: 'also with uncommitted edits' },
    ...CHANGE_FLAGS,
  ],
};

export const UPDATE: Command = {
  name: 'backendbytes update',
  about: 'the templates of this version, merged into what you have edited',
  flags: [{ name: 'allow-dirty', about: 'also with uncommitted edits' }, ...CHANGE_FLAGS],
};

export const UNDO: Command = {
  name: 'backendbytes undo',
  about: 'back to before the last command, unless you edited its files since',
  flags: [
    { name: 'dry-run', about: 'show what would go back, write nothing' },
    JSON_FLAG,
    ...COMMON,
  ],
};

export const LEARN: Command = {
  name: 'backendbytes learn',
  about: 'the map: where this project is, what is next, what each level adds',
  flags: [JSON_FLAG, ...COMMON],
};

export const EXPLAIN: Command = {
  name: 'backendbytes explain',
  about: 'a concept, a file or a command, in the words of your own project; needs no network',
  argument: '<concept|file|command>',
  flags: [JSON_FLAG, ...COMMON],
};

export const DOCTOR: Command = {
  name: 'backendbytes doctor',
  about: 'looks the project over: version, edits, commands that were cut short',
  flags: [JSON_FLAG, ...COMMON],
};

/** What `backendbytes` takes when no command is named. */
export const PROGRAM: Command = {
  name: 'backendbytes',
  about: 'Works on projects made by create-backendbytes.',
  argument: '<command>',
  flags: COMMON,
};

export const SUBCOMMANDS: readonly Command[] = [
  GENERATE,
  DESTROY,
  ADD,
  REMOVE,
  LEVEL_UP,
  UPDATE,
  UNDO,
  LEARN,
  EXPLAIN,
  DOCTOR,
  LIST,
  RENDER,
];
