import fs from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { BACKENDBYTES } from '../version.ts';
import { UserError } from '../errors.ts';
import { printable } from '../names.ts';
import { allowing } from './disk-error.ts';

const MANIFEST = '.backendbytes.json';

/** Real root of the project that `from` (a real path) lies in; undefined outside of one. */
export function findProject(from: string): string | undefined {
  let at = from;
  while (true) {
    if (fs.lstatSync(join(at, MANIFEST), { throwIfNoEntry: false })) return at;
    const above = dirname(at);
    if (above === at) return undefined;
    at = above;
  }
}

interface Place {
  readonly existing: string;
  readonly missing: readonly string[];
  readonly isNested: boolean;
}

/** Throws where a project must not be made: in /proc, in node_modules, in another project, beside a twin. */
export function refuseSurroundings({ existing, missing, isNested }: Place): void {
  // A recursive mkdir below /proc never returns on Node 20; nothing can be made there anyway.
  if (/^\/(?:proc|sys)(?:\/|$)/.test(existing)) {
    throw new UserError('ENVIRONMENT', `Nothing can be created below ${printable(existing)}.`);
  }
  if ([...existing.split(sep), ...missing].includes('node_modules')) {
    throw new UserError('REFUSED', 'node_modules belongs to the package manager.');
  }
  refuseProject(existing, missing.length === 0, isNested);
  if (missing[0]) return refuseTwin(existing, missing[0]);
  refuseTwin(dirname(existing), basename(existing));
}

function refuseProject(existing: string, isThere: boolean, isNested: boolean): void {
  const outer = findProject(existing);
  if (outer === undefined) return;
  if (isThere && outer === existing) {
    const problem = `${printable(outer)} is a backendbytes project already.`;
    throw new UserError(
      'REFUSED',
      problem,
      `To change it, run there: ${BACKENDBYTES} --help. A project inside a project takes --nested.`,
    );
  }
  if (isNested) return;
  throw new UserError(
    'REFUSED',
    `This is inside the backendbytes project ${printable(outer)}.`,
    'Choose a directory outside of it.',
  );
}

/** `app` beside `App` is one directory on macOS and Windows. */
function refuseTwin(parent: string, name: string): void {
  // A parent that cannot be listed may still be written to.
  const entries = allowing(['EACCES', 'EPERM'], () => fs.readdirSync(parent)) ?? [];
  const twin = entries.find((entry) => fold(entry) === fold(name));
  if (twin === undefined || entries.includes(name)) return;
  throw new UserError(
    'REFUSED',
    `"${printable(name)}" differs only by case from "${printable(twin)}".`,
    'On macOS and Windows they would be one directory. Choose another name.',
  );
}

const fold = (name: string): string => name.normalize('NFC').toLowerCase();
