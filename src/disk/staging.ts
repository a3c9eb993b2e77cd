import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { dirname } from 'node:path';
import { syncDirectory, writeDurably } from './durable.ts';
import type { EmptiedDirectory, Journal } from './journal.ts';
import type { Step } from './plan.ts';
import { preflight, requireWritable } from './preflight.ts';
import { safePath } from './safe-path.ts';
import { inStore, type Store } from './store.ts';

export const newStagingId = (): string => `txn-${randomBytes(8).toString('hex')}`;

/** Throws UserError ENVIRONMENT when the disk will not take both copies of everything. */
export function requireRoom(store: Store, steps: readonly Step[]): void {
  const made = madeBy(store.root, steps);
  const sizes = steps.flatMap(({ content, before }) => [
    content?.length ?? 0,
    before?.bytes.length ?? 0,
  ]);
  preflight(store.root, { sizes, directories: made.length + 2 });
  const parents = new Set(steps.map(({ operation }) => existingParent(store.root, operation.path)));
  parents.forEach(requireWritable);
}

/** Writes every new file and a copy of every old one; after this, nothing can run out of space. */
export function stage(store: Store, id: string, steps: readonly Step[]): Journal {
  fs.mkdirSync(inStore(store, id), { mode: 0o700 });
  steps.forEach((step, index) => {
    if (step.operation.append) return;
    const { content, rights, before } = step;
    if (content) writeDurably(inStore(store, `${id}/new-${index}`), content, rights);
    if (before) writeDurably(inStore(store, `${id}/old-${index}`), before.bytes, before.rights);
  });
  syncDirectory(inStore(store, id));
  const operations = steps.map(({ operation }) => operation);
  return {
    version: 1,
    id,
    operations,
    made: madeBy(store.root, steps),
    emptied: emptiedBy(store.root, steps),
  };
}

/** `a/b/c.ts` → `a`, `a/b`. */
export const foldersOf = (path: string): readonly string[] =>
  path
    .split('/')
    .slice(0, -1)
    .map((_, index, parts) => parts.slice(0, index + 1).join('/'));

/** The nearest directory of a path that exists, absolute. */
function existingParent(root: string, path: string): string {
  let at = dirname(safePath(root, path));
  while (!fs.existsSync(at)) at = dirname(at);
  return at;
}

function madeBy(root: string, steps: readonly Step[]): readonly string[] {
  const folders = steps
    .filter(({ operation }) => operation.old === null)
    .flatMap(({ operation }) => foldersOf(operation.path));
  return [...new Set(folders)].filter((folder) => !fs.existsSync(safePath(root, folder))).sort();
}

function emptiedBy(root: string, steps: readonly Step[]): readonly EmptiedDirectory[] {
  const folders = steps
    .filter(({ operation }) => operation.new === null)
    .flatMap(({ operation }) => foldersOf(operation.path));
  return [...new Set(folders)]
    .sort()
    .reverse()
    .map((path) => ({ path, mode: fs.statSync(safePath(root, path)).mode & 0o777 }));
}
