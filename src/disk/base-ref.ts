/** What we wrote last, kept in the project's own git under a ref of ours: no branch, no tag, nothing in the index. */
import fs from 'node:fs';
import { join } from 'node:path';
import type { Tree, TreeFile } from '../types.ts';
import { BASE_REF, git } from './git.ts';

const AUTHOR = 'create-backendbytes <create-backendbytes@localhost> 0 +0000';
const LARGEST = 64 * 1024 * 1024;
/** After an `undo` the wanted tree is not the newest one. */
const LOOK_BACK = 20;

/** One commit more under the ref. Without a repository of the project's own nothing happens, and that is fine. */
export async function recordBase(root: string, tree: Tree, message: string): Promise<void> {
  if (!hasRepository(root)) return;
  const [parent] = await revisions(root);
  const files = [...tree].filter(([, { isPrivate }]) => !isPrivate);
  const blobs = files.map(([, { text }], place) => `blob\nmark :${place + 1}\n${data(text)}`);
  const rows = files.map(
    ([path, { isExecutable }], place) =>
      `M ${isExecutable ? '100755' : '100644'} :${place + 1} ${path}`,
  );
  const commit = [
    `commit ${BASE_REF}`,
    `committer ${AUTHOR}`,
    data(message).trimEnd(),
    ...(parent === undefined ? [] : [`from ${parent}`]),
    'deleteall',
    ...rows,
  ];
  await git(root, ['fast-import', '--quiet', '--force'], {
    input: `${blobs.join('')}${commit.join('\n')}\n`,
  });
}

const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`;

/** The newest tree under the ref that `fits`. */
export async function readBase(
  root: string,
  fits: (tree: Tree) => boolean,
): Promise<Tree | undefined> {
  if (!hasRepository(root)) return undefined;
  for (const revision of await revisions(root)) {
    const tree = await treeAt(root, revision);
    if (tree && fits(tree)) return tree;
  }
  return undefined;
}

const hasRepository = (root: string): boolean =>
  fs.lstatSync(join(root, '.git'), { throwIfNoEntry: false }) !== undefined;

async function revisions(root: string): Promise<readonly string[]> {
  const args = ['rev-list', '--first-parent', `--max-count=${LOOK_BACK}`, BASE_REF, '--'];
  const listed = await git(root, args);
  return listed.kind === 'done' ? listed.output.split('\n').filter((line) => line !== '') : [];
}

interface Entry {
  readonly path: string;
  readonly blob: string;
  readonly isExecutable: boolean;
}

async function treeAt(root: string, revision: string): Promise<Tree | undefined> {
  const listed = await git(root, ['ls-tree', '-r', '-z', '--full-tree', revision], {
    keep: LARGEST,
  });
  if (listed.kind !== 'done') return undefined;
  const entries = listed.output.split('\0').flatMap(readEntry);
  const blobs = await git(root, ['cat-file', '--batch'], {
    input: entries.map(({ blob }) => `${blob}\n`).join(''),
    keep: LARGEST,
  });
  if (blobs.kind !== 'done') return undefined;
  const texts = cut(Buffer.from(blobs.output));
  if (texts.length !== entries.length) return undefined;
  return new Map(
    entries.map(({ path, isExecutable }, place): [string, TreeFile] => [
      path,
      { text: texts[place] ?? '', ...(isExecutable && { isExecutable: true }) },
    ]),
  );
}

function readEntry(line: string): readonly Entry[] {
  const [, mode, blob, path] = /^(100\d{3}) blob ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
  if (blob === undefined || path === undefined) return [];
  return [{ path, blob, isExecutable: mode === '100755' }];
}

/** `<id> blob <size>\n<bytes>\n`, one after the other. */
function cut(bytes: Buffer): readonly string[] {
  const texts: string[] = [];
  let at = 0;
  while (at < bytes.length) {
    const start = bytes.indexOf('\n', at) + 1;
    const size = Number(bytes.toString('latin1', at, start).split(' ')[2]);
    if (start === 0 || !Number.isInteger(size)) return [];
    texts.push(bytes.toString('utf8', start, start + size));
    at = start + size + 1;
  }
  return texts;
}
