import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import type { JobKind } from '../../src/jobs/kind.ts';
import { openJobs } from '../../src/jobs/queue.ts';
import { startWorker } from '../../src/jobs/worker.ts';
import { createLogger } from '../../src/config/logger.ts';
import { startApi } from '../support/api.ts';
import { startCollector } from '../support/collector.ts';
import { probe } from '../support/probe.ts';
import { hasQueue, newQueue } from '../support/queue.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const traceparent = `00-${TRACE}-b7ad6b7169203331-01`;
const [SERVER, CONSUMER] = [2, 5];
const log = createLogger({ LOG_LEVEL: 'silent' });
const greeting: JobKind<{ to: string }> = {
  name: 'greeting',
  version: 1,
  data: z.strictObject({ to: z.string() }),
  attempts: 2,
  delay: 1,
};

describe.skipIf(!hasQueue())('a job', () => {
  test('goes on in the trace of the request that put it in, at each attempt, and so do its log lines', async () => {
    const queue = await newQueue();
    const collector = await startCollector();
    onTestFinished(collector.close);
    const jobs = openJobs({ env: queue, log });
    const api = await startApi({
      jobs,
      routes: [
        probe('/probes', async () => jobs.enqueue(greeting, { to: 'Ada' }).then(() => ({}))),
      ],
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url },
    });
    let done = 0;
    const worker = startWorker({
      env: { ...queue, WORKER_CONCURRENCY: 1 },
      log,
      handlers: [
        {
          kind: greeting,
          run: (_data, { attempt }) => {
            api.deps.log.info('at work');
            done = attempt;
            return attempt === 1 ? Promise.reject(new Error('not yet')) : Promise.resolve();
          },
        },
      ],
    });
    await api.anonymous.post('/probes', {}, { traceparent });
    await expect.poll(() => done, { timeout: 20_000 }).toBe(2);
    await worker.close();
    await api.close();

    const ours = collector.spans().filter(({ traceId }) => traceId === TRACE);
    const request = ours.find(({ kind }) => kind === SERVER);
    const attempts = ours.filter(({ kind }) => kind === CONSUMER);
    expect(attempts.map(({ name }) => name)).toEqual(['process greeting', 'process greeting']);
    const known = new Set(ours.map(({ spanId }) => spanId));
    expect(request).toBeDefined();
    expect(attempts.every(({ parentSpanId = '' }) => known.has(parentSpanId))).toBe(true);
    const lines = api.log.filter(({ msg }) => msg === 'at work');
    expect(lines.map(({ traceId }) => traceId)).toEqual([TRACE, TRACE]);
  });
});
