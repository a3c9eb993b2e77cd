import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../errors.ts';
import { printable } from '../names.ts';
import type { Tree } from '../types.ts';
import { allowing, asUserError, codeOf } from './disk-error.ts';
import { renamePatiently } from './durable.ts';
import { turn, watchingSignals } from './interrupt.ts';
import { isRunning } from './lock-owner.ts';
import { whyUnsafe } from './path-rules.ts';
import { preflight } from './preflight.ts';
import { drawSecrets, modeOf, sizeOf, withSecrets } from './secrets.ts';
import { foldersOf } from './staging.ts';
import type { Target } from './target.ts';
import { commit, type Committed } from './transaction.ts';

/**
 * Writes a new project: one rename where the target is absent, a journaled change where it exists.
 * Files already there are never replaced. Throws UserError REFUSED or ENVIRONMENT, with nothing left.
 */
export async function createProject(target: Target, tree: Tree): Promise<Committed> {
  requireSafe(tree);
  if (target.kind !== 'absent') {
    const changes = [...tree].map(([path, file]) => ({ kind: 'create' as const, path, file }));
    return commit(target.dir, changes);
  }
  try {
    return await watchingSignals(async (watch) => {
      requireRoomFor(target, tree);
      const stage = stageTree(target, tree);
      await turn();
      if (watch.signal) {
        fs.rmSync(stage, { recursive: true, force: true });
        return { kind: 'stopped', signal: watch.signal };
      }
      publish(stage, target);
      await turn();
      return { kind: 'committed', paths: [...tree.keys()].sort(), stoppedBy: watch.signal };
    });
  } catch (error) {
    throw asUserError(error, target.existing);
  }
}

/** Everything, missing parents too, goes below one new directory next to what exists. */
function stageTree(target: Target, tree: Tree): string {
  sweep(target);
  const random = randomBytes(4).toString('hex');
  const stage = join(target.existing, `.${target.name}.bb-stage-${process.pid}-${random}`);
  try {
    fs.mkdirSync(stage, 0o755);
    writeTree(join(stage, ...target.missing.slice(1)), stage, tree);
    return stage;
  } catch (error) {
    fs.rmSync(stage, { recursive: true, force: true });
    throw error;
  }
}

function writeTree(root: string, stage: string, tree: Tree): void {
  const secrets = drawSecrets();
  const made = new Set([stage]);
  for (const [path, file] of tree) {
    const place = join(root, path);
    makeFolder(dirname(place), made);
    const content = withSecrets(file, secrets);
    fs.writeFileSync(place, content, { flag: 'wx', mode: modeOf(file) });
  }
}

function makeFolder(folder: string, made: Set<string>): void {
  if (made.has(folder)) return;
  makeFolder(dirname(folder), made);
  fs.mkdirSync(folder, 0o755);
  made.add(folder);
}

/** The only visible step. It fails if anything but an empty directory has appeared at the target. */
function publish(stage: string, target: Target): void {
  const top = join(target.existing, target.missing[0] ?? target.name);
  try {
    renamePatiently(stage, top);
  } catch (error) {
    fs.rmSync(stage, { recursive: true, force: true });
    if (!['ENOTEMPTY', 'EEXIST', 'ENOTDIR'].includes(codeOf(error) ?? '')) throw error;
    const problem = `${printable(top)} appeared while I was working.`;
    throw new UserError('REFUSED', problem, 'Nothing was changed. Choose another name.', {
      cause: error,
    });
  }
}

/** Removes what killed runs of ours left here. Reads names only; a stage of another user stays. */
function sweep(target: Target): void {
  // A directory that may be written to but not listed is none of our worries.
  const entries = allowing(['EACCES', 'EPERM'], () => fs.readdirSync(target.existing)) ?? [];
  entries
    .filter((entry) => isDeadStage(entry, target.name))
    .map((entry) => join(target.existing, entry))
    .filter((stage) => isMine(fs.lstatSync(stage)))
    .forEach((stage) => fs.rmSync(stage, { recursive: true, force: true }));
}

function isDeadStage(entry: string, project: string): boolean {
  const [, name, pid] = /^\.(.+)\.bb-stage-(\d+)-[0-9a-f]{8}$/.exec(entry) ?? [];
  return name === project && !isRunning(Number(pid));
}

const isMine = ({ uid }: fs.Stats): boolean => !process.getuid || uid === process.getuid();

function requireRoomFor(target: Target, tree: Tree): void {
  const folders = new Set([...tree.keys()].flatMap(foldersOf));
  const sizes = [...tree.values()].map(sizeOf);
  preflight(target.existing, { sizes, directories: folders.size + target.missing.length });
}

function requireSafe(tree: Tree): void {
  for (const path of tree.keys()) {
    const reason = whyUnsafe(path);
    if (reason)
      throw new UserError('REFUSED', `The path "${printable(path)}" is refused: ${reason}.`);
  }
}
