import { constants } from 'node:fs';
import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { Env } from '../config/env.ts';
import type { FileStore } from './file-store.ts';

/** What `ids` draws, in a form that leads nowhere. */
const NAME = /^[0-9a-f-]{36}$/;

const ABSENT = ['ENOENT', 'ELOOP'];

/** In a folder of this machine, which nothing serves as it is. */
export function localFiles({ UPLOADS_DIR }: Pick<Env, 'UPLOADS_DIR'>): FileStore {
  const pathOf = (name: string): string => {
    if (!NAME.test(name)) throw new Error('that is no name of a file of ours');
    return path.join(UPLOADS_DIR, 'kept', name);
  };
  return {
    put: async (name, received) => {
      const file = pathOf(name);
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
      await rename(received.path, file);
    },

    get: async (name) => (await openRegular(pathOf(name)))?.createReadStream(),

    remove: (name) => rm(pathOf(name), { force: true }),
  };
}

/** Whoever can put a link into the folder does not get to read what it points at. */
async function openRegular(file: string): Promise<FileHandle | undefined> {
  try {
    return await open(file, constants.O_RDONLY | constants.O_NOFOLLOW);
  } catch (error) {
    if (ABSENT.includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
