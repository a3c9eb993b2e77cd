/** Paths as a folder tree that fits a screen: deep or full folders become a count. */

interface Folder {
  readonly folders: Map<string, Folder>;
  readonly files: string[];
}

/** Folders below this depth are counted, not opened. */
const DEPTH = 2;
const MANY = 12;

export function fileTree(paths: readonly string[], isFull = false): readonly string[] {
  const root = emptyFolder();
  paths.forEach((path) => place(root, path.split('/')));
  return draw(root, '', isFull ? Infinity : DEPTH);
}

const emptyFolder = (): Folder => ({ folders: new Map(), files: [] });

function place(folder: Folder, [name = '', ...rest]: readonly string[]): void {
  if (rest.length === 0) {
    folder.files.push(name);
    return;
  }
  const below = folder.folders.get(name) ?? emptyFolder();
  folder.folders.set(name, below);
  place(below, rest);
}

function draw(folder: Folder, indent: string, depth: number): readonly string[] {
  const folders = [...folder.folders].map(([name, below]) => ({
    label: isClosed(below, depth) ? `${name}/  ${counted(below)}` : `${name}/`,
    below: isClosed(below, depth) ? undefined : below,
  }));
  const rows = [...folders, ...folder.files.map((label) => ({ label, below: undefined }))];
  return rows.flatMap(({ label, below }, row) => {
    const isLast = row === rows.length - 1;
    const inner = below ? draw(below, `${indent}${isLast ? '   ' : '│  '}`, depth - 1) : [];
    return [`${indent}${isLast ? '└─ ' : '├─ '}${label}`, ...inner];
  });
}

const isClosed = (folder: Folder, depth: number): boolean =>
  depth !== Infinity && (depth <= 1 || folder.files.length > MANY);

const count = ({ folders, files }: Folder): number =>
  [...folders.values()].reduce((sum, folder) => sum + count(folder), files.length);

const counted = (folder: Folder): string =>
  `${count(folder)} ${count(folder) === 1 ? 'file' : 'files'}`;
