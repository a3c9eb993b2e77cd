/** What the cases call by another name than we do, in one place. */
import type { Case } from './cases.ts';

/** No program of the user's machine is asked for anything unless the case says so. */
const QUIET = ['--no-install', '--no-git'] as const;

/** A small project whose one edited file is the list that every module is wired into. */
export const PROJECT_OF: Readonly<Record<string, readonly string[]>> = {
  small: ['--level', '2', '--database', 'none', '--features', 'none'],
  // What `add redis` needs.
  large: ['--level', '6', '--database', 'postgres', '--features', 'none'],
};
const BARE = ['--no-lessons', '--no-example', ...QUIET];

export const projectFlags = ({ command }: Pick<Case, 'command'>): readonly string[] => [
  ...(PROJECT_OF[command === 'add' ? 'large' : 'small'] ?? []),
  ...BARE,
];

/** Longest first: a case may name a folder and a file in it. */
const PLACES: readonly (readonly [string, string])[] = [
  ['mkdir -p app/src/modules; echo', 'mkdir -p app/src; echo'],
  ['app/src/modules/users/users.service.ts', 'app/src/controllers/users.controller.ts'],
  ['app/src/modules/users', 'app/src/controllers'],
  ['app/src/modules', 'app/src/controllers'],
  ['app/backendbytes.json', 'app/.backendbytes.json'],
  ['app/src/app.ts', 'app/src/routes/index.ts'],
  // The anchor of a module is the end of two lists, not a marker.
  [`sed -i '/backendbytes/d'`, `sed -i 's/.*/mine();/'`],
];

export const inOurPlaces = (text: string): string =>
  PLACES.reduce((said, [theirs, ours]) => said.replaceAll(theirs, ours), text);

const FLAGS: ReadonlyMap<string, readonly string[]> = new Map([
  ['--here', ['--directory-conflict', 'merge']],
]);

const PROGRAMS: Readonly<Record<string, readonly string[]>> = {
  CREATE: ['create-backendbytes.js'],
  GEN: ['backendbytes.js', 'generate', 'module'],
  ADD: ['backendbytes.js', 'add'],
  LEVELUP: ['backendbytes.js', 'level-up'],
  DOCTOR: ['backendbytes.js', 'doctor'],
  UNDO: ['backendbytes.js', 'undo'],
};

/** The script below `bin/` and its arguments, as we spell them. */
export function argvOf({ argv }: Pick<Case, 'argv'>): readonly string[] {
  const [token = '', ...given] = argv;
  const program = PROGRAMS[token] ?? [];
  const typed = given.flatMap((word) => FLAGS.get(word) ?? [word]);
  if (token === 'LEVELUP') return [...program, '3', '--database', 'postgres'];
  if (token !== 'CREATE') return [...program, ...typed];
  // Without a word there is nothing to say yes to: the questions are the case.
  return [...program, ...typed, ...(given.length === 0 ? [] : ['--yes', ...quiet(given)])];
}

const quiet = (given: readonly string[]): readonly string[] =>
  QUIET.filter((flag) => !given.includes(flag.replace('no-', '')));
