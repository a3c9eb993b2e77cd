/** The last calculations, one a line, in a file that may be deleted at any time. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const MOST = 100;

export async function readHistory(file: string): Promise<readonly string[]> {
  try {
    return (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
  } catch (error) {
    // No history yet is how every history begins; anything else is worth knowing.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

export async function remember(file: string, line: string): Promise<void> {
  const lines = [...(await readHistory(file)), line].slice(-MOST);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `${lines.join('\n')}\n`);
}
