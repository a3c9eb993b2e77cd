/** The project a command works on: where it is, and what it was made with. */
import { realpathSync } from 'node:fs';
import { fromManifest, type Manifest } from '../../answers/manifest.ts';
import { templateManifestIn, type TemplateManifest } from '../../answers/template-manifest.ts';
import { MANIFEST } from '../../compose/compose.ts';
import { readText } from '../../disk/read.ts';
import { findProject } from '../../disk/surroundings.ts';
import { UserError } from '../../errors.ts';
import type { Catalog } from '../../types.ts';

export interface Project {
  readonly root: string;
  readonly manifest: Manifest;
  /** the manifest as it is on disk */
  readonly text: string;
}

export interface TemplateProject {
  readonly root: string;
  readonly manifest: TemplateManifest;
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
  return { root, manifest: fromManifest(file.text, MANIFEST, catalog), text: file.text };
}

/** A project made from a template; undefined: it has layers, or is none. */
export function readTemplateProject(root: string): TemplateProject | undefined {
  const text = readText(root, MANIFEST)?.text ?? '';
  const manifest = templateManifestIn(text, MANIFEST);
  return manifest && { root, manifest };
}
