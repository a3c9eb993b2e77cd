/** Sorts a folder by kinds of files. It plans first, then moves; nothing is ever replaced. */
import { mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

export interface Move {
  readonly from: string;
  readonly to: string;
}

const KINDS: Readonly<Record<string, readonly string[]>> = {
  images: ['.jpg', '.jpeg', '.png', '.gif', '.webp', '.svg'],
  documents: ['.pdf', '.doc', '.docx', '.txt', '.md', '.csv', '.xlsx'],
  archives: ['.zip', '.tar', '.gz', '.7z'],
  media: ['.mp3', '.wav', '.mp4', '.mkv'],
  code: ['.js', '.ts', '.json', '.html', '.css', '.py'],
};
const OTHER = 'other';
/** what was moved last, so that it can be moved back */
export const UNDO = '.organize-undo.json';

/** Pure: the names that are there → the moves to make. Folders and hidden files are left alone by the caller. */
export function planMoves(
  files: readonly string[],
  taken: ReadonlySet<string> = new Set(),
): readonly Move[] {
  const used = new Set(taken);
  return [...files].sort().map((from) => {
    const to = freeName(path.posix.join(kindOf(from), from), used);
    used.add(to);
    return { from, to };
  });
}

const kindOf = (file: string): string => {
  const extension = path.extname(file).toLowerCase();
  const found = Object.entries(KINDS).find(([, extensions]) => extensions.includes(extension));
  return found?.[0] ?? OTHER;
};

/** `a.txt`, then `a (2).txt`, as your desktop does it. */
function freeName(file: string, used: ReadonlySet<string>): string {
  const { dir, name, ext } = path.posix.parse(file);
  let free = file;
  for (let count = 2; used.has(free); count += 1)
    free = path.posix.join(dir, `${name} (${count})${ext}`);
  return free;
}

/** Reads the folder and plans; changes nothing. */
export async function look(folder: string): Promise<readonly Move[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'));
  const kinds = [...Object.keys(KINDS), OTHER];
  const inside = await Promise.all(
    entries
      .filter((entry) => entry.isDirectory() && kinds.includes(entry.name))
      .map(async ({ name }) =>
        (await readdir(path.join(folder, name))).map((file) => `${name}/${file}`),
      ),
  );
  return planMoves(
    files.map(({ name }) => name),
    new Set(inside.flat()),
  );
}

/** The list for `undo` is written first: a program that is stopped half-way can still be undone. */
export async function organize(folder: string, moves: readonly Move[]): Promise<void> {
  await writeFile(path.join(folder, UNDO), JSON.stringify(moves, null, 2));
  for (const { from, to } of moves) {
    await mkdir(path.dirname(path.join(folder, to)), { recursive: true });
    await rename(path.join(folder, from), path.join(folder, to));
  }
}

/** Moves back what is still where it was put. @returns how many files that were */
export async function undo(folder: string): Promise<number> {
  const moves = JSON.parse(await readFile(path.join(folder, UNDO), 'utf8')) as readonly Move[];
  let count = 0;
  for (const { from, to } of [...moves].reverse()) {
    if (await moveBack(path.join(folder, to), path.join(folder, from))) count += 1;
  }
  await rm(path.join(folder, UNDO));
  return count;
}

async function moveBack(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    // Only a folder that is empty by now goes with it.
    await rmdir(path.dirname(from)).catch(() => undefined);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
