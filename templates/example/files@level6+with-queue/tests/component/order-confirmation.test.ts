import { describe, expect, onTestFinished, test } from 'vitest';
import { createLogger } from '../../src/config/logger.ts';
import type { QueueEnv } from '../../src/jobs/backend.ts';
import { buildHandlers } from '../../src/jobs/index.ts';
import { openJobQueue, openJobs } from '../../src/jobs/queue.ts';
import { startWorker } from '../../src/jobs/worker.ts';
import type { Mail, Mailer } from '../../src/utils/mailer.ts';
import { startApi } from '../support/api.ts';
import { createRecord } from '../support/factories.ts';
import { hasQueue, newQueue } from '../support/queue.ts';

const log = createLogger({ LOG_LEVEL: 'silent' });
const SOON = { timeout: 20_000 };

/** A mail server that is down for so many attempts. */
function flaky(failures: number) {
  const sent: Mail[] = [];
  let left = failures;
  const send = (mail: Mail) => {
    left -= 1;
    return left < 0 ? Promise.resolve(void sent.push(mail)) : Promise.reject(new Error('down'));
  };
  return { sent, mailer: { send, close: () => undefined, pauses: [] } satisfies Mailer };
}

/** Takes an order in a process that is gone right after, while nobody does any jobs. */
async function orderAndLeave(env: QueueEnv): Promise<string> {
  const api = await startApi({ jobs: openJobs({ env, log }), mailer: flaky(Infinity).mailer });
  const product = await createRecord(api, 'products', { stock: 5 });
  const { status, body } = await api.post('/orders', {
    items: [{ productId: product.id, quantity: 1 }],
  });
  expect(status).toBe(201);
  await api.close();
  return (body as { id: string }).id;
}

async function work(env: QueueEnv, mailer: Mailer): Promise<void> {
  const { deps, close } = await startApi({ mailer });
  const worker = startWorker({
    env: { ...env, WORKER_CONCURRENCY: 1 },
    log,
    handlers: buildHandlers(deps),
  });
  onTestFinished(async () => {
    await worker.close();
    await close();
  });
}

describe.skipIf(!hasQueue())('the mail that confirms an order', () => {
  test('leaves when the process that took the order is gone, and the mail server was down', async () => {
    const env = await newQueue();
    const id = await orderAndLeave(env);
    const { sent, mailer } = flaky(1);
    await work(env, mailer);
    await expect
      .poll(() => sent.map(({ text }) => text), SOON)
      .toEqual([expect.stringContaining(id)]);
  });

  test('leaves once, also when its job comes again', async () => {
    const env = await newQueue();
    const id = await orderAndLeave(env);
    const queue = openJobQueue({ env, log });
    onTestFinished(() => queue.close());
    const [job] = await queue.getJobs(['waiting']);
    await queue.add('order-confirmation', job?.data);
    const { sent, mailer } = flaky(0);
    await work(env, mailer);
    await expect.poll(() => queue.getCompletedCount(), SOON).toBe(2);
    expect(sent.map(({ text }) => text)).toEqual([expect.stringContaining(id)]);
  });
});
