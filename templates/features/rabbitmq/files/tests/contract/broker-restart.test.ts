import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findInstalled, startServer } from '../../tools/local/rabbitmq-server.mjs';
import {
  listener,
  newLetter,
  SOON,
  subscribe,
  untilSubscribed,
} from '../support/broker-contract.ts';
import { startBrokerProxy } from '../support/broker-proxy.ts';
import { startBroker, untilThere } from '../support/rabbitmq.ts';

const programs = findInstalled(process.env);
const quiet = () => undefined;
if (typeof programs === 'string') {
  process.stdout.write(`what a restart of the broker does is not tested: ${programs}\n`);
}

describe.skipIf(typeof programs === 'string')('a RabbitMQ of our own', () => {
  test(
    'that is stopped and started again has lost nothing, and is told what it missed',
    { timeout: 120_000 },
    async () => {
      if (typeof programs === 'string') return;
      const dataDir = mkdtempSync(path.join(tmpdir(), 'rabbitmq-restart-'));
      const first = await startServer(programs, { dataDir, log: quiet });
      const proxy = await startBrokerProxy(first.url);
      await untilThere(first.url);
      const broker = await startBroker({ url: proxy.url });
      const { heard, ids, work } = listener(({ type }) =>
        type === 'thing.broken' ? { kind: 'dead', reason: 'broken' } : { kind: 'done' },
      );
      const types = ['thing.made', 'thing.broken', 'thing.probe'];
      const subscription = subscribe(broker, { name: 'things', types, work });
      await untilSubscribed(broker, heard, 'thing.probe');
      const broken = newLetter('thing.broken');
      await broker.publish(broken);
      await expect.poll(() => broker.dead('things'), SOON).toHaveLength(1);
      await subscription.close();

      const [kept, missed] = [newLetter('thing.made'), newLetter('thing.made')];
      await broker.publish(kept);
      await first.stop();
      await expect(broker.publish(missed)).rejects.toThrow();
      const second = await startServer(programs, { dataDir, log: quiet });
      onTestFinished(async () => {
        await proxy.close();
        await second.stop();
        rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
      });
      await untilThere(second.url);
      proxy.restore(second.url);
      const tell = () =>
        broker.publish(missed).then(
          () => true,
          () => false,
        );
      await expect.poll(tell, SOON).toBe(true);
      subscribe(broker, { name: 'things', types, work });
      await expect.poll(ids, SOON).toEqual(expect.arrayContaining([kept.id, missed.id]));
      await expect.poll(() => broker.dead('things'), SOON).toMatchObject([{ id: broken.id }]);
    },
  );
});
