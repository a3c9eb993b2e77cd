/** `project:…`: the compiler and parsers on a generated project, with the packages of this repo. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { typeCheckAll } from '../../support/type-check.ts';
import { manifestIn } from './checks.ts';

export async function typeProblemsOf(project: string): Promise<readonly string[]> {
  const paths = [...Object.keys(manifestIn(project).files), '.backendbytes.json'].sort();
  const files = paths.map(
    (file) => [file, { text: readFileSync(path.join(project, file), 'utf8') }] as const,
  );
  return (await typeCheckAll([new Map(files)]))[0] ?? ['nothing was checked'];
}
