import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createLogger } from '../../src/config/logger.ts';
import { openDeadLetters } from '../../src/jobs/dead-letters.ts';
import { openJobQueue } from '../../src/jobs/queue.ts';
import { hasQueue, newQueue } from '../support/queue.ts';
import { compileApp, startProcess } from '../support/process.ts';

const log = createLogger({ LOG_LEVEL: 'silent' });

beforeAll(compileApp, 60_000);

describe.skipIf(!hasQueue())('the worker', () => {
  test('answers probes, does jobs of its queue, and stops in good order', async () => {
    const env = await newQueue();
    const queue = openJobQueue({ env, log });
    const letters = openDeadLetters({ env, log });
    onTestFinished(async () => {
      await queue.close();
      await letters.close();
    });
    await queue.add('no-such-job', { version: 1, data: {} });
    const worker = await startProcess(queueVariables(env), 'worker');
    expect((await fetch(`http://127.0.0.1:${worker.port}/livez`)).status).toBe(200);
    await expect.poll(letters.list, { timeout: 10_000 }).toMatchObject([{ name: 'no-such-job' }]);
    await expect.poll(() => queue.getJobSchedulersCount(), { timeout: 10_000 }).toBeGreaterThan(0);
    worker.kill('SIGTERM');
    expect(await worker.exitCode).toBe(0);
  });
});

const queueVariables = (env: object): Record<string, string> =>
  Object.fromEntries(Object.entries(env).map(([name, value]) => [name, String(value)]));
