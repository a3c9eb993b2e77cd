/** A template, wherever it is: read, checked, and in memory. Nothing of it was run, and nothing was written. */
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { TemplateOrigin } from '../answers/template-manifest.ts';
import { explained } from '../disk/disk-error.ts';
import { UserError } from '../errors.ts';
import { printable } from '../names.ts';
import { readArchive, withoutTop, type Archive } from './archive.ts';
import { runDegit } from './degit.ts';
import { digestOf, type Entry } from './entries.ts';
import { fetchBytes, type Fetching } from './fetch.ts';
import { readFolder } from './folder.ts';
import { LIMITS, megabytes } from './limits.ts';
import { commitOf } from './refs.ts';
import { normalised, refused, refuseMisshapen, refuseTooMuch, refuseUnfit } from './rules.ts';
import {
  nameOf,
  urlOf,
  type LocalTemplate,
  type Repository,
  type TemplateSource,
} from './source.ts';

export interface Template {
  readonly origin: TemplateOrigin;
  /** files only, sorted, with the mode they will have */
  readonly files: readonly Entry[];
}

export interface Reading extends Fetching {
  readonly cwd: string;
  /** paths the user vouches for */
  readonly allowed: readonly string[];
  /** what the files have to be */
  readonly sha256?: string | undefined;
}

/** @throws UserError: USAGE for a place that is none, ENVIRONMENT for everything that is wrong with the template. */
export async function readTemplate(source: TemplateSource, reading: Reading): Promise<Template> {
  const { entries, ...where } =
    source.kind === 'repository' ? await fetched(source, reading) : local(source, reading);
  refuseUnfit(entries, reading.allowed);
  const files = entries.filter(({ kind }) => kind === 'file').map(normalised);
  if (files.length === 0) throw refused(['there is no file in it']);
  const sha256 = digestOf(files);
  if (reading.sha256 !== undefined && reading.sha256 !== sha256) {
    const problem = `its digest is ${sha256}, and ${reading.sha256} is asked for`;
    throw refused([problem]);
  }
  return { origin: { ...where, sha256 }, files };
}

type Read = Omit<TemplateOrigin, 'sha256'> & { readonly entries: readonly Entry[] };

async function fetched(repository: Repository, reading: Reading): Promise<Read> {
  const commit = await commitOf(repository, reading);
  const dir = join(tmpdir(), CAGE);
  explained(dir, () => fs.mkdirSync(dir, { mode: 0o700 }));
  try {
    const fetchArchive = async (url: string): Promise<Buffer> => {
      const bytes = await fetchBytes(url, reading);
      refuseArchive(readArchive(bytes), { ...repository, ref: commit });
      return bytes;
    };
    const files = await runDegit(repository, commit, { dir, fetchArchive });
    const entries = readFolder(files);
    return { source: nameOf(repository), url: urlOf(repository), commit, entries };
  } finally {
    fs.rmSync(dir, { recursive: true, force: true });
  }
}

// One a process: degit remembers where its cache was when it was loaded.
const CAGE = `backendbytes-template-${process.pid}-${randomBytes(8).toString('hex')}`;

/** Before degit sees it: of two entries with one name, or of one behind a link, it would leave no trace. */
function refuseArchive({ entries, commit }: Archive, { ref, folder }: Repository): void {
  if (commit !== undefined && commit !== ref)
    throw refused([`it is commit ${printable(commit)}, not ${ref}`]);
  const inside = withoutTop(entries);
  if (inside === entries)
    throw refused(['it is not one folder, as the archives of github.com are']);
  refuseMisshapen(inside);
  refuseTooMuch(inside.filter(({ path }) => folder === '' || `${path}/`.startsWith(`${folder}/`)));
}

function local({ kind, path }: LocalTemplate, { cwd }: Reading): Read {
  const place = resolve(cwd, path);
  const source = basename(place);
  const stat = explained(place, () => fs.statSync(place, { throwIfNoEntry: false }), '');
  const isRight = kind === 'folder' ? stat?.isDirectory() : stat?.isFile();
  if (!stat || !isRight) throw missing(path, stat !== undefined);
  return explained(place, () => ({
    source,
    entries: kind === 'folder' ? readFolder(place, { skip: isOfItsOwner }) : unpacked(place, stat),
  }));
}

function unpacked(place: string, { size }: fs.Stats): readonly Entry[] {
  if (size > LIMITS.unpacked) throw refused([`it has more than ${megabytes(LIMITS.unpacked)}`]);
  return withoutTop(readArchive(fs.readFileSync(place)).entries);
}

/** Of a folder that somebody works in: its history, and what was installed. An archive has neither, or is refused. */
const isOfItsOwner = (path: string): boolean =>
  path === '.git' || /(?:^|\/)node_modules$/.test(path);

const missing = (path: string, isThere: boolean): UserError =>
  new UserError(
    'USAGE',
    `--template: ${printable(path)} ${isThere ? 'is neither a folder nor a tarball' : 'is not there'}.`,
    'A folder, or a file that ends with .tgz, .tar.gz or .tar.',
  );
