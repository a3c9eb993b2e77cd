import { randomUUID } from 'node:crypto';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startApi, type Api } from '../support/api.ts';
import { startCollector } from '../support/collector.ts';
import { ownDatabase } from '../support/database.ts';
import { probe } from '../support/probe.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const traceparent = `00-${TRACE}-b7ad6b7169203331-01`;
const SOON = { timeout: 15_000 };

/** As a process writes it down that dies before it can tell it. */
const leave = ({ unitOfWork, clock }: Api['deps'], type: string, age: number) =>
  unitOfWork.run(async ({ outbox }) => {
    const [id, now] = [randomUUID(), clock.now()];
    const createdAt = new Date(now.getTime() - age * 1_000);
    const moments = { createdAt, availableAt: now };
    await outbox.add({ id, type, key: id, data: {}, token: null, ...moments });
  });

async function scrape({ deps: { metrics } }: Api): Promise<readonly string[]> {
  const answer = await fetch(`http://127.0.0.1:${metrics.server?.port}/metrics`);
  return (await answer.text()).split('\n').filter((line) => line.startsWith('outbox_'));
}

describe('the outbox', () => {
  test('is seen to be behind, and how far, until its messages are told', async () => {
    const api = await startApi({ env: { METRICS_PORT: '0', ...(await ownDatabase()) } });
    onTestFinished(api.close);
    for (const age of [5, 90]) await leave(api.deps, 'thing.made', age);
    const lines = await scrape(api);
    expect(lines).toContain('outbox_messages{state="waiting"} 2');
    const oldest = Number(lines.find((line) => line.startsWith('outbox_oldest'))?.split(' ')[1]);
    expect(oldest).toBeGreaterThanOrEqual(90);
    const relay = api.deps.services.outbox.startRelay();
    await expect.poll(() => scrape(api), SOON).toContain('outbox_messages{state="waiting"} 0');
    expect(await scrape(api)).toContain('outbox_oldest_seconds 0');
    await relay.close();
  });

  test('an event that a relay tells goes on in the trace of the request that led to it', async () => {
    const collector = await startCollector();
    onTestFinished(collector.close);
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url };
    const type = `thing.${randomUUID()}`;
    // Of a key, so that it waits for a relay.
    const kind = { type, keyOf: () => 'desk' };
    const api = await startApi({
      env,
      routes: [
        probe('/things', async () => {
          const { unitOfWork, events } = api.deps;
          await unitOfWork.run((within) => events.publish(kind, {}, within));
          return {};
        }),
      ],
    });
    let heard = 0;
    api.deps.events.on(kind, () => {
      heard += 1;
      api.deps.log.info('heard of it');
      return heard === 1 ? Promise.reject(new Error('not yet')) : Promise.resolve();
    });
    await api.anonymous.post('/things', {}, { traceparent });
    const relay = api.deps.services.outbox.startRelay();
    await expect.poll(() => heard, SOON).toBe(2);
    await relay.close();
    await api.close();
    const told = collector.spans().filter(({ name }) => name === `tell ${type}`);
    expect(told.map(({ traceId }) => traceId)).toEqual([TRACE, TRACE]);
    const lines = api.log.filter(({ msg }) => msg === 'heard of it');
    expect(lines.map(({ traceId }) => traceId)).toEqual([TRACE, TRACE]);
  });
});
