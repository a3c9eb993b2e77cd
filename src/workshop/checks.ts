/** What `check` runs: our own copies of the checks, whatever the project's have become. */
import path from 'node:path/posix';
import type { Blueprint, Tree } from '../types.ts';
import { filesOfKind } from '../resolve/part-files.ts';
import { stepsOf, testOf } from './steps.ts';

/** Where they are written: a folder that git ignores, and that is made anew each time. */
export const CHECKS = '.local/check';

/** @returns path below `CHECKS` → text */
export function checkFiles(blueprint: Blueprint, tree: Tree): ReadonlyMap<string, string> {
  const files = new Map([
    ...[...filesOfKind(blueprint, 'checks')].map(([file, { text }]): [string, string] => [
      file,
      text,
    ]),
    ...stepsOf(blueprint).map((step): [string, string] => [testOf(step), step.test]),
  ]);
  // A Map goes on over what is added while it is walked, so what these import comes along, too.
  for (const [file, text] of files)
    importsOf(file, text)
      .filter((needed) => tree.has(needed) && !files.has(needed))
      .forEach((needed) => files.set(needed, tree.get(needed)?.text ?? ''));
  return files;
}

const importsOf = (file: string, text: string): readonly string[] =>
  [...text.matchAll(/ from '(\.[^']+\.ts)'/g)].map(([, target = '']) =>
    path.join(path.dirname(file), target),
  );
