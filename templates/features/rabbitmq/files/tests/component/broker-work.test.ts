import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Delivery } from '../../src/brokers/broker.ts';
import { toLetter, type MessageKind } from '../../src/brokers/message-kind.ts';
import { reactTo, toInterest } from '../../src/brokers/work.ts';
import { startApi, type Api } from '../support/api.ts';

interface Thing {
  readonly place: number;
}

const kind: MessageKind<Thing> = {
  type: 'thing.made',
  version: 1,
  data: z.object({ place: z.int() }),
};

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

/** Somebody who leaves a mark in the inbox for each message, and fails as often as they are told to. */
function subscriber(failures = 0) {
  const { deps } = api;
  const [name, mark] = [randomUUID(), randomUUID()];
  let left = failures;
  const reaction = reactTo(kind, async (_thing, { inbox }) => {
    if (!(await inbox.accept(name, mark, deps.clock.now()))) throw new Error('there already');
    left -= 1;
    if (left >= 0) throw new Error('not yet');
  });
  const { work } = toInterest(deps, { name, reactions: [reaction] });
  return { work, hasEffect: () => deps.repositories.inbox.has(name, mark) };
}

const delivery = (more: Partial<Delivery> = {}): Delivery => ({
  ...toLetter(kind, { place: 1 }, randomUUID()),
  attempt: 1,
  ...more,
});

describe('a message', () => {
  test('has its effect once, however often it comes', async () => {
    const { work, hasEffect } = subscriber();
    const message = delivery();
    // The effect cannot be had twice: the second time it would fail.
    const verdicts = [await work(message), await work(message), await work(message)];
    expect(verdicts).toEqual([{ kind: 'done' }, { kind: 'done' }, { kind: 'done' }]);
    expect(await hasEffect()).toBe(true);
  });

  test('that failed has no effect, and another attempt has', async () => {
    const { work, hasEffect } = subscriber(1);
    const message = delivery();
    expect(await work(message)).toEqual({ kind: 'failed', reason: 'not yet' });
    expect(await hasEffect()).toBe(false);
    expect(await work(message)).toEqual({ kind: 'done' });
    expect(await hasEffect()).toBe(true);
  });

  test.each([
    [
      'of a version to come',
      { content: `{"id":"${randomUUID()}","version":2,"data":{}}` },
      'version 2',
    ],
    ['that is none', { content: 'hello' }, 'not a message'],
    ['of a type nobody asked for', { type: 'thing.lost' }, 'nobody here knows thing.lost'],
    ['that is too large', { content: ' '.repeat(300_000) }, 'too large'],
  ])('%s is dead, and the reason is known', async (_, more, reason) => {
    const { work, hasEffect } = subscriber();
    const message = delivery(more);
    const verdict = await work(message);
    expect(verdict).toEqual({ kind: 'dead', reason: expect.stringContaining(reason) });
    expect(await hasEffect()).toBe(false);
    expect(api.log).toContainEqual(
      expect.objectContaining({ msg: 'a message was not worked on', message: message.id }),
    );
  });
});
