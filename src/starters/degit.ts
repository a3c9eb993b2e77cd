/**
 * degit, caged. It knows where the archive of a commit is and takes it apart; it may not: look for commits, clone
 * with git, fetch by itself, keep a cache, read aliases, or run the actions of a `degit.json`.
 * `getDirectives` is no documented part of it: its version is exact, and tests/unit/starters/degit.test.ts stays.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../errors.ts';
import { printable } from '../names.ts';
import { nameOf, type Repository } from './source.ts';

export interface Cage {
  /** private, empty, and gone afterwards */
  readonly dir: string;
  readonly fetchArchive: (url: string) => Promise<Buffer>;
}

/** @returns the folder the files are in. What it is refused comes out as it was thrown in `fetchArchive`. */
export async function runDegit(
  repository: Repository,
  commit: string,
  { dir, fetchArchive }: Cage,
): Promise<string> {
  const { default: degit } = await inHome(join(dir, 'home'), () => import('degit'));
  let reason: unknown;
  const noGit = (): Promise<never> => Promise.reject(new Error('no git in here'));
  const caged = degit(`github:${nameOf(repository)}#${commit}`, {
    mode: 'tar',
    cache: false,
    aliases: {},
    git: {
      fetchRefs: () => Promise.resolve([{ hash: commit, name: commit, type: 'ref' }]),
      clone: noGit,
    },
    fetch: async (url, file) => {
      try {
        writeFileSync(file, await fetchArchive(url), { mode: 0o600 });
      } catch (error) {
        reason = error;
        throw error;
      }
    },
  });
  caged.getDirectives = () => false;
  const files = join(dir, 'files');
  try {
    await caged.clone(files);
  } catch (error) {
    throw reason instanceof Error ? reason : notUnpacked(error);
  }
  return files;
}

/** Its own words only where they name something of the user's. */
const notUnpacked = (cause: unknown): UserError =>
  new UserError(
    'ENVIRONMENT',
    (cause as { readonly code?: string }).code === 'MISSING_SUBDIR'
      ? `The template has not that folder: ${printable((cause as Error).message)}.`
      : 'The template could not be unpacked: is the disk of the temporary folder full?',
    'Nothing was written.',
    { cause },
  );

const HOMES = ['HOME', 'USERPROFILE', 'LOCALAPPDATA', 'XDG_CACHE_HOME'] as const;

/** degit decides where its cache is while it is loaded. */
async function inHome<Loaded>(home: string, load: () => Promise<Loaded>): Promise<Loaded> {
  const before = HOMES.map((name) => [name, process.env[name]] as const);
  HOMES.forEach((name) => (process.env[name] = home));
  try {
    return await load();
  } finally {
    before.forEach(([name, value]) => {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    });
  }
}
