/** The project a command works on: where it is, what it was made with, and what we wrote then. */
import { realpathSync } from 'node:fs';
import { fromManifest, type Manifest } from '../../answers/manifest.ts';
import { compose, MANIFEST } from '../../compose/compose.ts';
import { digest } from '../../compose/digest.ts';
import { readText } from '../../disk/read.ts';
import { findProject } from '../../disk/surroundings.ts';
import { UserError } from '../../errors.ts';
import { resolve } from '../../resolve/resolve.ts';
import type { Catalog, Tree } from '../../types.ts';
import { VERSION } from '../../version.ts';

export interface Project {
  readonly root: string;
  readonly manifest: Manifest;
}

/** @throws UserError REFUSED outside a project. */
export function findRoot(cwd: string): string {
  const root = findProject(realpathSync(cwd));
  if (root !== undefined) return root;
  throw new UserError(
    'REFUSED',
    `This is not a backendbytes project: there is no ${MANIFEST} here or above.`,
    'Go to your project, or make one: npm create backendbytes@latest',
  );
}

export function readProject(root: string, catalog: Catalog): Project {
  const file = readText(root, MANIFEST);
  if (!file) throw new UserError('REFUSED', `${MANIFEST} is gone.`, 'Take it from git.');
  return { root, manifest: fromManifest(file.text, MANIFEST, catalog) };
}

/**
 * What we wrote last time, made again from the recorded answers and held against the recorded digests.
 * @throws UserError REFUSED when another version wrote it: without a base every merge would be a guess.
 */
export async function baseOf({ manifest }: Project, catalog: Catalog): Promise<Tree> {
  if (manifest.generator !== VERSION) throw otherVersion(manifest.generator);
  const tree = await compose(resolve(manifest.answers, catalog));
  const differs = [...tree].find(
    ([path, { text }]) => path in manifest.files && manifest.files[path] !== digest(text),
  );
  if (differs)
    throw new UserError(
      'REFUSED',
      `${MANIFEST} does not fit its own answers (${differs[0]}).`,
      'Take it from git.',
    );
  return tree;
}

const otherVersion = (version: string): UserError =>
  new UserError(
    'REFUSED',
    `The project was made by version ${version}, you run ${VERSION}.`,
    `Run the version that made it: npx --package create-backendbytes@${version} backendbytes …`,
  );
