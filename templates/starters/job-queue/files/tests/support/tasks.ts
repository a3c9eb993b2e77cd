import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { createLogger } from '../../src/config/logger.ts';
import type { QueueEnv } from '../../src/jobs/backend.ts';
import { buildHandlers } from '../../src/jobs/index.ts';
import { openJobs } from '../../src/jobs/queue.ts';
import { startWorker } from '../../src/jobs/worker.ts';
import { byName, createTaskKinds } from '../../src/tasks/index.ts';
import { defineTask } from '../../src/tasks/kind.ts';
import { startApi, type Api } from './api.ts';
import { newQueue } from './queue.ts';

export const log = createLogger({ LOG_LEVEL: 'silent' });
export const SOON = { timeout: 15_000, interval: 20 };

/** A kind whose work is in the hands of a test, and what it was asked to do. */
export function kindOfTest(work: (text: string) => unknown, attempts = 3) {
  const begun: string[] = [];
  const kind = defineTask({
    name: 'test',
    payload: z.strictObject({ text: z.string() }),
    attempts,
    delay: 20,
    work: ({ text }) => {
      begun.push(text);
      return Promise.resolve(text).then(work);
    },
  });
  return { begun, kind };
}

export interface Setting {
  readonly api: Api;
  readonly env: QueueEnv;
  /** a worker in this process, which takes others for dead after a second */
  readonly work: (concurrency?: number) => void;
}

/** The app with a queue of its own. */
export async function setUp({
  kind,
}: Partial<ReturnType<typeof kindOfTest>> = {}): Promise<Setting> {
  const env = await newQueue();
  const taskKinds = byName([...createTaskKinds().values(), ...(kind ? [kind] : [])]);
  const api = await startApi({ jobs: openJobs({ env, log }), taskKinds });
  onTestFinished(api.close);
  return {
    api,
    env,
    work: (concurrency = 10) => {
      const worker = startWorker({
        env: { ...env, WORKER_CONCURRENCY: concurrency },
        log,
        handlers: buildHandlers(api.deps),
        limits: { lock: 1_000, losses: 5, tidy: 200 },
      });
      onTestFinished(worker.close);
    },
  };
}
