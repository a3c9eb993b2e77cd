import path from 'node:path';
import { readCatalog } from '../../src/catalog/read.ts';
import { compose } from '../../src/compose/compose.ts';
import { resolve } from '../../src/resolve/resolve.ts';
import type { Answers, Tree } from '../../src/types.ts';

export const root = path.join(import.meta.dirname, '../..');
export const catalog = await readCatalog(path.join(root, 'templates'));

/** Answers that show only what matters to a test. */
export const shop = (answers: Partial<Answers> = {}): Answers => ({
  name: 'shop',
  description: 'A shop to learn on.',
  level: 2,
  database: 'none',
  features: [],
  modules: [],
  example: true,
  lessons: true,
  packageManager: 'npm',
  ...answers,
});

/** Rendered anew each time: for tests that compare two renderings. */
export const renderAnew = (answers: Answers): Promise<Tree> => compose(resolve(answers, catalog));

const trees = new Map<string, Promise<Tree>>();

/** Rendered once a process. */
export function render(answers: Answers): Promise<Tree> {
  const key = JSON.stringify(answers);
  const tree = trees.get(key) ?? renderAnew(answers);
  trees.set(key, tree);
  return tree;
}

export const textOf = (tree: Tree, file: string): string => {
  const found = tree.get(file);
  if (!found) throw new Error(`no ${file} in the tree; it has ${[...tree.keys()].join(' ')}`);
  return found.text;
};
