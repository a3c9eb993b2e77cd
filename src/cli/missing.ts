/** Without a terminal nothing is asked: every answer that is missing is listed with its flag. */
import type { Draft } from '../answers/draft.ts';
import { ANSWER_FLAGS } from '../answers/flags.ts';
import { UserError } from '../errors.ts';
import type { Catalog } from '../types.ts';

/** Answers that have to be given; the others are extras that nobody is asked for. */
const ASKED: readonly (keyof Draft)[] = [
  'level',
  'database',
  'features',
  'packageManager',
  'install',
  'git',
];

export interface Told {
  readonly draft: Draft;
  readonly place?: string;
}

/** @throws UserError USAGE that names them all; with --yes only the directory has no default. */
export function refuseMissing({ draft, place }: Told, isYes: boolean, catalog: Catalog): void {
  const keys = isYes ? [] : ASKED.filter((key) => draft[key] === undefined);
  const flags = keys.map((key) => flagsFor(key, catalog));
  const missing = [
    ...(place ? [] : ['a project directory is required: create-backendbytes my-api']),
    ...flags,
  ];
  if (missing.length === 0) return;
  const list = missing.map((row) => `\n  ${row}`).join('');
  const hint = flags.length > 0 ? 'Add them, or take the defaults with --yes.' : '';
  throw new UserError('USAGE', `Nothing can be asked here, and answers are missing:${list}`, hint);
}

/** `--install or --no-install`, `--database none|postgres|sql` */
const flagsFor = (key: keyof Draft, catalog: Catalog): string =>
  ANSWER_FLAGS.filter((flag) => flag.key === key)
    .map(({ name, value, allowed }) =>
      [`--${name}`, allowed ? allowed(catalog).join('|') : value].filter(Boolean).join(' '),
    )
    .join(' or ');
