/** Edits of a folder, from now on: those that nobody waited for are not lost. */
import fs from 'node:fs';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

export interface Edits {
  /** Something was saved since the last one was waited for. */
  readonly isThere: () => boolean;
  /** Until there is one, and an editor has finished saving; or until the signal. */
  readonly next: () => Promise<void>;
  readonly close: () => void;
}

const SETTLED_MS = 300;

export function watchEdits(folder: string, signal: AbortSignal): Edits {
  const watcher = fs.watch(folder, { recursive: true });
  let isThere = false;
  watcher.on('change', () => (isThere = true));
  return {
    isThere: () => isThere,
    next: async () => {
      try {
        if (!isThere) await once(watcher, 'change', { signal });
        await wait(SETTLED_MS);
        isThere = false;
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    },
    close: () => watcher.close(),
  };
}
