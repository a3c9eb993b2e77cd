import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import type { Env } from '../config/env.ts';
import { uploadLimits } from '../constants/upload-limits.ts';
import type { Ids } from '../utils/ids.ts';

/** What came in, on disk, under a name that nobody asks for. */
export interface Received {
  readonly path: string;
  readonly size: number;
  /** its first bytes */
  readonly head: Uint8Array;
  /** Does nothing when somebody took it over. */
  readonly discard: () => Promise<void>;
}

/** A file, and what its sender calls it. */
export interface SentFile {
  readonly name: string;
  readonly received: Received;
}

export interface Incoming {
  /** Rejects, and leaves nothing behind, when the stream does not come to its end. */
  readonly receive: (body: Readable) => Promise<Received>;
  /** Deletes what a process that died left behind. @returns how many */
  readonly sweep: (before: Date) => Promise<number>;
}

interface Needs {
  readonly env: Pick<Env, 'UPLOADS_DIR'>;
  readonly ids: Ids;
}

/** Beside the files that are kept, so that taking one over is a rename and no copy. */
export function openIncoming({ env, ids }: Needs): Incoming {
  const folder = (): string => path.join(env.UPLOADS_DIR, 'incoming');
  return {
    receive: async (body) => {
      const file = path.join(folder(), ids.next());
      const discard = () => rm(file, { force: true });
      // Whoever reads is told; as long as nobody does, an error would be one that nobody caught.
      body.once('error', () => undefined);
      try {
        return { path: file, ...(await write(file, body)), discard };
      } catch (error) {
        await discard();
        throw error;
      }
    },

    sweep: async (before) => {
      const files = await readdir(folder()).catch(nothingYet);
      const old = await Promise.all(
        files.map((name) => isOlder(path.join(folder(), name), before)),
      );
      const left = files.filter((_, index) => old[index]);
      await Promise.all(left.map((name) => rm(path.join(folder(), name), { force: true })));
      return left.length;
    },
  };
}

async function write(file: string, chunks: AsyncIterable<Buffer>) {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(file, 'wx', 0o600);
  let [size, head] = [0, Buffer.alloc(0)];
  try {
    for await (const chunk of chunks) {
      await handle.appendFile(chunk);
      size += chunk.length;
      const missing = uploadLimits.head - head.length;
      if (missing > 0) head = Buffer.concat([head, chunk.subarray(0, missing)]);
    }
    // For good, before it is renamed: after a power cut there is all of it, or none.
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { size, head };
}

const isOlder = async (file: string, before: Date): Promise<boolean> => {
  const stats = await stat(file).catch(nothingYet);
  return 'mtime' in stats && stats.mtime < before;
};

function nothingYet(error: NodeJS.ErrnoException): [] {
  if (error.code === 'ENOENT') return [];
  throw error;
}
