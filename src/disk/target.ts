import fs from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { UserError } from '../errors.ts';
import { checkProjectName, printable } from '../names.ts';
import { allowing, explained } from './disk-error.ts';
import { refuseSurroundings } from './surroundings.ts';
import { recover } from './transaction.ts';

/** Where `create` will write, and what is there now. Nothing has been written yet. */
export interface Target {
  /** absent: one rename makes it · free: empty, or only `.git` and the like · occupied: files of the user */
  readonly kind: 'absent' | 'free' | 'occupied';
  /** real absolute path of the project */
  readonly dir: string;
  /** basename of `dir` */
  readonly name: string;
  /** the nearest directory that exists: `dir` itself, or the one the first missing folder goes into */
  readonly existing: string;
  /** names to be made below `existing`, the project's last; empty when `dir` exists */
  readonly missing: readonly string[];
  /** what is in `dir`, sorted */
  readonly entries: readonly string[];
  /** lines worth printing, as "running as root" */
  readonly warnings: readonly string[];
}

export interface TargetOptions {
  readonly cwd: string;
  /** the user gave a package name, so the directory's own name may be anything when it is `.` */
  readonly hasName?: boolean;
  /** allow a project inside another one (not inside node_modules) */
  readonly isNested?: boolean;
}

const HARMLESS =
  /^(?:\.git|\.idea|\.vscode|\.DS_Store|Thumbs\.db|desktop\.ini|LICEN[CS]E(?:\.md|\.txt)?)$/;

/** Throws UserError: USAGE for the name, REFUSED for what is on disk, ENVIRONMENT for what the system forbids. */
export function inspectTarget(argument: string, options: TargetOptions): Target {
  const asked = checkedPlace(argument, options);
  return explained(asked, () => lookAround(asked, options.isNested ?? false));
}

function lookAround(asked: string, isNested: boolean): Target {
  const { existing, missing } = realPlace(asked);
  refuseSurroundings({ existing, missing, isNested });
  const isThere = missing.length === 0;
  const entries = isThere ? fs.readdirSync(existing).sort() : [];
  const isFree = entries.every((entry) => HARMLESS.test(entry));
  return {
    kind: isThere ? (isFree ? 'free' : 'occupied') : 'absent',
    dir: join(existing, ...missing),
    name: basename(asked),
    existing,
    missing,
    entries,
    warnings: rootWarning(existing),
  };
}

/** Like `inspectTarget`, after putting back a create that was killed there. Writes only in that case. */
export async function prepareTarget(argument: string, options: TargetOptions): Promise<Target> {
  const asked = checkedPlace(argument, options);
  const isThere = explained(asked, () => lookAt(asked)?.isDirectory());
  if (isThere) await recover(fs.realpathSync(asked));
  return inspectTarget(argument, options);
}

/** No file call before the name is known to be one. */
function checkedPlace(argument: string, { cwd, hasName }: TargetOptions): string {
  const asked = resolve(cwd, checkedArgument(argument));
  if (!(hasName && asked === resolve(cwd))) checkName(basename(asked));
  return asked;
}

/** The refusal for a directory that holds files, for when the user did not ask to merge. */
export function occupied(target: Target): UserError {
  const names = target.entries.filter((entry) => !HARMLESS.test(entry)).map(printable);
  const more = names.length > 10 ? ` and ${names.length - 10} more` : '';
  return new UserError(
    'REFUSED',
    `${printable(target.dir)} is not empty: ${names.slice(0, 10).join(', ')}${more}.`,
    'Choose another name, or add to it with --directory-conflict merge. Nothing is ever removed.',
  );
}

function checkedArgument(argument: string): string {
  if (argument === '') throw new UserError('USAGE', 'A project directory is required.', 'my-api');
  if (/^@[^/]+\/[^/]+$/.test(argument)) {
    const [scope, name] = argument.split('/');
    throw new UserError(
      'USAGE',
      `"${printable(argument)}" is a package name, not a directory.`,
      `Give the directory, and the package name by flag: ${name} --name ${scope}/${name}`,
    );
  }
  if (/^~(?:\/|$)/.test(argument)) {
    throw new UserError('USAGE', `"${printable(argument)}": the shell has not replaced the ~.`);
  }
  return argument;
}

function checkName(name: string): void {
  const check = checkProjectName(name);
  if (check.ok) return;
  const hint = check.suggestion ? `Try: ${check.suggestion}` : '';
  throw new UserError(
    'USAGE',
    `"${printable(name)}" cannot be a project name: ${check.reason}.`,
    hint,
  );
}

/** Walks up to what exists and resolves links above the target once; the target itself may be none. */
function realPlace(asked: string): { existing: string; missing: readonly string[] } {
  const stat = lookAt(asked);
  if (stat?.isSymbolicLink()) throw linkRefused(asked);
  if (stat && !stat.isDirectory()) throw new UserError('REFUSED', `${printable(asked)} is a file.`);
  if (stat) return { existing: fs.realpathSync(asked), missing: [] };
  let above = dirname(asked);
  while (!lookAt(above)) above = dirname(above);
  return { existing: realDirectory(above), missing: relative(above, asked).split(sep) };
}

const lookAt = (path: string): fs.Stats | undefined =>
  allowing(['ENOENT', 'ENOTDIR'], () => fs.lstatSync(path));

function realDirectory(above: string): string {
  const stat = fs.statSync(above, { throwIfNoEntry: false });
  if (!stat) throw new UserError('REFUSED', `${printable(above)} is a link that leads nowhere.`);
  if (!stat.isDirectory()) throw new UserError('REFUSED', `${printable(above)} is a file.`);
  return fs.realpathSync(above);
}

function linkRefused(asked: string): UserError {
  const aim = printable(resolve(dirname(asked), fs.readlinkSync(asked)));
  return new UserError(
    'REFUSED',
    `${printable(asked)} is a link to ${aim}.`,
    'Give the real path.',
  );
}

function rootWarning(existing: string): readonly string[] {
  const owner = fs.statSync(existing).uid;
  if (process.getuid?.() !== 0 || owner === 0) return [];
  return [`Running as root in a directory of user ${owner}: the new files will belong to root.`];
}
