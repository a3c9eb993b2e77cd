import { UserError } from '../errors.ts';
import { printable } from '../names.ts';

const SAYINGS: Readonly<Record<string, (where: string) => string>> = {
  ENOSPC: (where) => `no space left on the disk of ${where}`,
  EDQUOT: (where) => `the disk quota of ${where} is used up`,
  EROFS: (where) => `cannot write to ${where}: read-only file system`,
  EACCES: (where) => `permission denied: ${where}`,
  EPERM: (where) => `permission denied: ${where}`,
  EMFILE: (where) => `too many open files, while writing to ${where}`,
  ENFILE: (where) => `too many open files on this machine, while writing to ${where}`,
  EIO: (where) => `the disk reported an error (EIO) in ${where}`,
  ENAMETOOLONG: (where) => `a path in ${where} is too long for this disk`,
  EBUSY: (where) => `a file in ${where} is in use by another program`,
  ENOENT: (where) => `something was removed from ${where} while I was working`,
};

/** The system's error as a UserError ENVIRONMENT; anything else (our bugs, other UserErrors) as it is. */
export function asUserError(error: unknown, where: string, hint = 'Nothing was changed.'): unknown {
  const code = codeOf(error);
  if (error instanceof UserError || code === undefined) return error;
  const saying = SAYINGS[code] ?? ((place: string) => `the system said ${code} about ${place}`);
  return new UserError('ENVIRONMENT', saying(printable(where)), hint, { cause: error });
}

/** Runs a call; what the system refuses becomes a UserError ENVIRONMENT. */
export function explained<T>(where: string, call: () => T, hint?: string): T {
  try {
    return call();
  } catch (error) {
    throw asUserError(error, where, hint);
  }
}

/** `ENOSPC` of an error the system made; undefined for all others. */
export function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) ? code : undefined;
}

/** Runs a call and lets only these codes pass as `undefined`. */
export function allowing<T>(codes: readonly string[], call: () => T): T | undefined {
  try {
    return call();
  } catch (error) {
    if (codes.includes(codeOf(error) ?? '')) return undefined;
    throw error;
  }
}

/** For tidying, whose failure changes no result: what the disk refuses twice stays for the next command. */
export function atMostTwice(call: () => void): void {
  if (!succeeds(call)) succeeds(call);
}

function succeeds(call: () => void): boolean {
  try {
    call();
    return true;
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return false;
  }
}
