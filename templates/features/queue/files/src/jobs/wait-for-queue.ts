import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { jobLimits } from '../constants/job-limits.ts';
import type { QueueEnv } from './backend.ts';
import { onDemand } from './on-demand.ts';
import { openJobQueue } from './queue.ts';

interface WaitDeps {
  readonly env: QueueEnv;
  readonly log: Logger;
}

/** For as long as it takes. @returns whether it is there; false when nobody wants it any more */
export async function waitForQueue(deps: WaitDeps, unwanted: AbortSignal): Promise<boolean> {
  for (;;) {
    if (await isReachable(deps)) return true;
    await sleep(jobLimits.patience, undefined, { signal: unwanted }).catch(() => undefined);
    if (unwanted.aborted) return false;
  }
}

async function isReachable(deps: WaitDeps): Promise<boolean> {
  const { get, close } = onDemand(
    () => openJobQueue(deps),
    (queue) => [queue],
  );
  try {
    await get();
    return true;
  } catch (error) {
    deps.log.warn({ err: error }, 'no queue yet; waiting for it');
    return false;
  } finally {
    await close();
  }
}
