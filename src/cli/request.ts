/** What the command line and the config file say, before anything is asked. */
import { mergeAnswers, withStarter, type Draft } from '../answers/draft.ts';
import { answersFromFlags } from '../answers/from-flags.ts';
import { nearest } from '../answers/nearest.ts';
import { UserError } from '../errors.ts';
import { printable } from '../names.ts';
import type { Catalog } from '../types.ts';
import type { Here } from './ask/place.ts';
import type { State } from './ask/steps.ts';
import { draftFromConfig, readConfig } from './config-file.ts';
import { CONFLICTS, type OnConflict } from './flags.ts';
import { has, valueOf, type Parsed } from './parse.ts';

export interface Request {
  readonly start: State;
  readonly here: Here;
  readonly isJson: boolean;
  /** take defaults for whatever is missing */
  readonly isYes: boolean;
}

export async function readRequest(parsed: Parsed, catalog: Catalog): Promise<Request> {
  const file = valueOf(parsed, 'config');
  const flags = answersFromFlags(parsed.given, catalog);
  const config = file === undefined ? {} : draftFromConfig(await readConfig(file), catalog);
  return readPlace(parsed, withStarter(mergeAnswers(config, flags), catalog));
}

/** Where it goes and how it is asked, with the answers that are there. */
export function readPlace(parsed: Parsed, draft: Draft): Request {
  const place = onlyPlace(parsed.positionals) ?? placeFromName(draft);
  const isMergeWanted = onConflict(valueOf(parsed, 'directory-conflict')) === 'merge';
  return {
    start: { draft, isMergeWanted, ...(place === undefined ? {} : { place }) },
    here: { cwd: process.cwd(), isNested: has(parsed, 'nested'), isDryRun: has(parsed, 'dry-run') },
    isJson: has(parsed, 'json'),
    isYes: has(parsed, 'yes'),
  };
}

function onlyPlace([place, extra]: readonly string[]): string | undefined {
  if (extra === undefined) return place;
  throw new UserError(
    'USAGE',
    `One directory is enough; "${printable(extra)}" is too much.`,
    'Quote a value that holds spaces.',
  );
}

/** `@team/backend` goes to `backend`. */
const placeFromName = ({ name }: Draft): string | undefined => name?.replace(/^@[^/]*\//, '');

function onConflict(value: string | undefined): OnConflict {
  const found = CONFLICTS.find((word) => word === value);
  if (found) return found;
  if (value === undefined) return 'error';
  const meant = nearest(value, CONFLICTS);
  const problem = `--directory-conflict: "${printable(value)}" is not one of: ${CONFLICTS.join(', ')}.`;
  throw new UserError('USAGE', problem, meant ? `Did you mean ${meant}?` : '');
}
