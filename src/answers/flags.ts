/** A flag for every question: the table that parsing, help, docs and the reproducing command share. */
import { layersOf } from '../catalog/find.ts';
import type { Catalog, LayerKind, PackageManager } from '../types.ts';
import type { Draft } from './draft.ts';

export const PACKAGE_MANAGERS: readonly PackageManager[] = ['npm', 'pnpm', 'yarn', 'bun'];

export interface Flag {
  /** without the dashes */
  readonly name: string;
  readonly short?: string;
  /** other spellings that are understood, and not shown */
  readonly aliases?: readonly string[];
  /** `<n>`: it takes a value; absent: it is a switch */
  readonly value?: string;
  readonly isRepeatable?: boolean;
  readonly about: string;
  /** says what holds anyway: left out of the help screen */
  readonly isDefault?: boolean;
  /** words the value may be, for the help text */
  readonly allowed?: (catalog: Catalog) => readonly string[];
}

export interface AnswerFlag extends Flag {
  readonly key: keyof Draft;
  /** what the flag says when it is given, from its values in order */
  readonly read: (values: readonly string[]) => unknown;
}

const last = (values: readonly string[]): string => values.at(-1) ?? '';
const yes = (): true => true;
const no = (): false => false;

export const NO_FEATURES = 'none';

const words = (values: readonly string[]): readonly string[] =>
  values
    .flatMap((value) => value.split(','))
    .map((word) => word.trim())
    .filter((word) => word !== '' && word !== NO_FEATURES);

const ids =
  (kind: LayerKind) =>
  (catalog: Catalog): readonly string[] =>
    layersOf(catalog, kind).flatMap(({ id, aliases }) => [id, ...(aliases ?? [])]);

export const ANSWER_FLAGS: readonly AnswerFlag[] = [
  {
    name: 'name',
    key: 'name',
    value: '<name>',
    read: last,
    about: 'package name, when it is not the folder: @team/api',
  },
  {
    name: 'description',
    key: 'description',
    value: '<text>',
    read: last,
    about: 'one line for package.json and the README',
  },
  {
    name: 'level',
    key: 'level',
    value: '<n>',
    read: last,
    allowed: ids('level'),
    about: 'how far up the roadmap',
  },
  {
    name: 'database',
    aliases: ['db'],
    key: 'database',
    value: '<id>',
    read: last,
    allowed: ids('database'),
    about: 'where the data lives',
  },
  {
    name: 'features',
    aliases: ['feature'],
    key: 'features',
    value: '<a,b>',
    isRepeatable: true,
    read: words,
    allowed: (catalog) => [...ids('feature')(catalog), NO_FEATURES],
    about: 'what to add',
  },
  {
    name: 'starter',
    key: 'starter',
    value: '<id>',
    read: last,
    allowed: ids('starter'),
    about: 'a project of the roadmap to begin with',
  },
  {
    name: 'module',
    aliases: ['modules'],
    key: 'modules',
    value: '<text>',
    isRepeatable: true,
    read: (values) => values,
    about: 'a resource of your own: "books title:string pages:integer"',
  },
  { name: 'no-example', key: 'example', read: no, about: 'leave the example resources out' },
  {
    name: 'example',
    key: 'example',
    read: yes,
    isDefault: true,
    about: 'keep the example resources',
  },
  { name: 'no-lessons', key: 'lessons', read: no, about: 'leave lessons and checklist out' },
  {
    name: 'lessons',
    key: 'lessons',
    read: yes,
    isDefault: true,
    about: 'keep lessons and checklist',
  },
  {
    name: 'package-manager',
    aliases: ['pm'],
    key: 'packageManager',
    value: '<pm>',
    read: last,
    allowed: () => PACKAGE_MANAGERS,
    about: 'who installs',
  },
  { name: 'no-install', key: 'install', read: no, about: 'do not install the dependencies' },
  {
    name: 'install',
    key: 'install',
    read: yes,
    isDefault: true,
    about: 'install the dependencies',
  },
  { name: 'no-git', key: 'git', read: no, about: 'no git repository' },
  {
    name: 'git',
    key: 'git',
    read: yes,
    isDefault: true,
    about: 'a git repository with one first commit',
  },
];

/** One flag as it was typed, already matched to its row. */
export interface Given<Row extends Flag = Flag> {
  readonly flag: Row;
  /** undefined for a switch */
  readonly value?: string;
}
