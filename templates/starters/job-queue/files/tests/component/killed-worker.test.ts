import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { QueueEnv } from '../../src/jobs/backend.ts';
import { detour, portOf } from '../support/detour.ts';
import { compileApp, startProcess, type AppProcess } from '../support/process.ts';
import { hasQueue } from '../support/queue.ts';
import { setUp, SOON, type Setting } from '../support/tasks.ts';

let forget: () => void;
beforeAll(() => {
  forget = compileApp();
}, 60_000);
afterAll(() => forget());

/** A worker is taken for dead when nobody has heard of it for half a minute; here, at once. */
async function forgetWorkers(env: QueueEnv): Promise<void> {
  const client = new Redis(env.REDIS_URL ?? '');
  onTestFinished(() => client.disconnect());
  for (const ending of ['lock', 'stalled-check']) {
    const keys = await client.keys(`${env.REDIS_PREFIX}:*:${ending}`);
    if (keys.length > 0) await client.del(...keys);
  }
}

const stringsOf = (env: object): Record<string, string> =>
  Object.fromEntries(Object.entries(env).map(([name, value]) => [name, String(value)]));

/** A worker as a process of its own, on the database and the queue of the test. */
async function startOther({ api, env }: Setting): Promise<AppProcess> {
  const database = detour(api.deps.env, portOf(api.deps.env));
  return startProcess({ ...database, ...stringsOf(env) }, 'worker');
}

describe.skipIf(!hasQueue())('a worker that is killed in the middle of a task', () => {
  test('leaves it to the next one, and the task ends once', async () => {
    const setting = await setUp();
    const { api } = setting;
    const { id } = (
      await api.post('/tasks', { kind: 'countdown', payload: { milliseconds: 1_500 } })
    ).body;
    const read = async () => (await api.get(`/tasks/${id}`)).body as Record<string, unknown>;
    const worker = await startOther(setting);
    await expect.poll(read, SOON).toMatchObject({ state: 'running', attempts: 1 });
    worker.kill('SIGKILL');
    await worker.exitCode;
    expect(await read()).toMatchObject({ state: 'running', finishedAt: null });
    await forgetWorkers(setting.env);
    setting.work();
    await expect.poll(read, SOON).toMatchObject({ state: 'done' });
    const ended = await read();
    expect(ended['attempts']).toBeGreaterThanOrEqual(2);
    // Its job once more, as a queue may do at any time: nothing happens.
    await api.deps.services.tasks.run(String(id));
    expect(await read()).toEqual(ended);
  });
});
