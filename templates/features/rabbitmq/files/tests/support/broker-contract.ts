import { randomUUID } from 'node:crypto';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Broker, Delivery, Interest, Letter, Verdict } from '../../src/brokers/broker.ts';

export const SOON = { timeout: 20_000 };

export const newLetter = (type: string, content = '{}'): Letter => ({
  id: randomUUID(),
  type,
  content,
  headers: { greeting: 'hello' },
});

/** Notes what comes, and judges it as it is told to. */
export function listener(verdict: (delivery: Delivery) => Verdict = () => ({ kind: 'done' })) {
  const heard: Delivery[] = [];
  const work: Interest['work'] = (delivery) => {
    heard.push(delivery);
    return Promise.resolve(verdict(delivery));
  };
  return { heard, work, ids: () => heard.map(({ id }) => id) };
}

/** A subscription that ends with the test. */
export function subscribe(broker: Broker, interest: Interest) {
  const subscription = broker.subscribe(interest);
  onTestFinished(subscription.close);
  return subscription;
}

/** A broker keeps letters for those who have subscribed before: they have when one has come through. */
export async function untilSubscribed(broker: Broker, heard: readonly unknown[], type: string) {
  await expect
    .poll(async () => {
      await broker.publish(newLetter(type)).catch(() => undefined);
      return heard.length;
    }, SOON)
    .toBeGreaterThan(0);
}

/** What every broker does, whoever it is. `open` makes one with pauses that a test can wait for, two of them. */
export function brokerContract(name: string, open: () => Promise<Broker>): void {
  /** Somebody with ears: what was sent to find that out is not in `heard`. */
  async function connect(verdict?: (delivery: Delivery) => Verdict) {
    const broker = await open();
    const { heard, work } = listener((delivery) =>
      delivery.type === 'thing.probe'
        ? { kind: 'done' }
        : (verdict?.(delivery) ?? { kind: 'done' }),
    );
    const interest = { name: 'things', types: ['thing.made', 'thing.probe'], work };
    const subscription = subscribe(broker, interest);
    await untilSubscribed(broker, heard, 'thing.probe');
    const things = () => heard.filter(({ type }) => type === 'thing.made');
    return { broker, interest, subscription, things };
  }

  describe(`the broker ${name}`, () => {
    test('hands on what is told, as it was told, to each that wants its type', async () => {
      const { broker, things } = await connect();
      const other = listener();
      const types = ['thing.made', 'other.probe'];
      subscribe(broker, { name: 'others', types, work: other.work });
      await untilSubscribed(broker, other.heard, 'other.probe');
      const letter = newLetter('thing.made', '{"place":1}');
      await broker.publish(letter);
      await broker.publish(newLetter('thing.broken'));
      await expect.poll(things, SOON).toEqual([{ ...letter, attempt: 1 }]);
      await expect.poll(other.ids, SOON).toContain(letter.id);
      expect(other.heard.map(({ type }) => type)).not.toContain('thing.broken');
    });

    test('gives a letter to one of those who share a name', async () => {
      const { broker, interest, things } = await connect();
      subscribe(broker, interest);
      const letters = Array.from({ length: 20 }, () => newLetter('thing.made'));
      await Promise.all(letters.map((letter) => broker.publish(letter)));
      await expect.poll(() => things().length, SOON).toBe(20);
      expect(new Set(things().map(({ id }) => id)).size).toBe(20);
    });

    test('keeps what is told while nobody is there', async () => {
      const { broker, interest, subscription, things } = await connect();
      await subscription.close();
      const letter = newLetter('thing.made');
      await broker.publish(letter);
      subscribe(broker, interest);
      await expect.poll(() => things().map(({ id }) => id), SOON).toEqual([letter.id]);
    });

    test('has it tried again after a failure, and lays it aside with the reason when all attempts failed', async () => {
      const { broker, things } = await connect(() => ({ kind: 'failed', reason: 'out of paper' }));
      const letter = newLetter('thing.made');
      await broker.publish(letter);
      await expect
        .poll(() => broker.dead('things'), SOON)
        .toEqual([{ ...letter, reason: 'out of paper' }]);
      expect(things().map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    });

    test('does not try again what nothing can mend', async () => {
      const { broker, things } = await connect(() => ({ kind: 'dead', reason: 'nonsense' }));
      const letter = newLetter('thing.made');
      await broker.publish(letter);
      await expect
        .poll(() => broker.dead('things'), SOON)
        .toEqual([{ ...letter, reason: 'nonsense' }]);
      expect(things()).toHaveLength(1);
    });

    test('keeps dead letters however often they are looked at, and brings them back', async () => {
      let verdict: Verdict = { kind: 'dead', reason: 'not yet' };
      const { broker, things } = await connect(() => verdict);
      const letter = newLetter('thing.made');
      await broker.publish(letter);
      await expect.poll(() => broker.dead('things'), SOON).toHaveLength(1);
      for (let looks = 0; looks < 5; looks += 1) {
        await expect.poll(() => broker.dead('things'), SOON).toHaveLength(1);
      }
      verdict = { kind: 'done' };
      await expect.poll(() => broker.revive('things'), SOON).toBe(1);
      await expect.poll(() => things().length, SOON).toBe(2);
      expect(things().at(-1)).toEqual({ ...letter, attempt: 1 });
      expect(await broker.dead('things')).toEqual([]);
    });

    test('ends a subscription when what it began is done, and gives it nothing more', async () => {
      const broker = await open();
      const events: string[] = [];
      let finish = (): void => undefined;
      const slow = new Promise<void>((resolve) => (finish = resolve));
      const subscription = broker.subscribe({
        name: 'slow',
        types: ['thing.made'],
        work: async () => {
          events.push('begun');
          await slow;
          events.push('done');
          return { kind: 'done' };
        },
      });
      await untilSubscribed(broker, events, 'thing.made');
      const closed = subscription.close().then(() => events.push('closed'));
      await broker.publish(newLetter('thing.made'));
      const begun = events.length;
      finish();
      await closed;
      expect(events.at(-1)).toBe('closed');
      expect(events.filter((event) => event === 'done')).toHaveLength(begun);
    });
  });
}
