import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { startTidying } from '../../src/outbox/tidying.ts';
import { startApi } from '../support/api.ts';

const DAY = 24 * 60 * 60_000;

test('what was heard long ago is forgotten, day by day, also after a day on which that failed', async () => {
  const { deps, clock, close } = await startApi();
  onTestFinished(close);
  const { inbox } = deps.repositories;
  const [old, young] = [randomUUID(), randomUUID()];
  await inbox.accept('mail', old, clock.now());
  clock.advance(10 * DAY);
  await inbox.accept('mail', young, clock.now());
  clock.advance(5 * DAY);
  let failures = 1;
  const tidyUp = () => {
    failures -= 1;
    return failures < 0 ? deps.services.outbox.tidyUp() : Promise.reject(new Error('away'));
  };
  const tidying = startTidying({ log: deps.log, tidyUp }, 20);
  onTestFinished(tidying.close);
  await expect.poll(() => inbox.has('mail', old), { timeout: 5_000 }).toBe(false);
  expect(await inbox.has('mail', young)).toBe(true);
});
