import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Broker } from '../../src/brokers/broker.ts';
import { createLogger } from '../../src/config/logger.ts';
import { brokerLimits } from '../../src/constants/broker-limits.ts';
import {
  brokerContract,
  listener,
  newLetter,
  SOON,
  subscribe,
  untilSubscribed,
} from '../support/broker-contract.ts';
import { startBrokerProxy } from '../support/broker-proxy.ts';
import { startMuteProxy } from '../support/mute-proxy.ts';
import { amqpUrl, IMPATIENT, newPlace, startBroker, untilThere } from '../support/rabbitmq.ts';

const TYPE = 'thing.made';

/** The same broker, over a line that a test can cut. */
async function startBehindProxy(place = newPlace()) {
  const proxy = await startBrokerProxy(amqpUrl());
  onTestFinished(proxy.close);
  return { proxy, broker: await startBroker({ url: proxy.url, place }) };
}

/** Takes one letter, and is killed in the middle of it. */
async function killOneWith(broker: Broker, own: string): Promise<string> {
  const program = ['--import', 'tsx', 'tests/support/stuck-consumer.ts'];
  const child = spawn(process.execPath, [...program, amqpUrl(), own, 'things', TYPE]);
  const probe = setInterval(() => void broker.publish(newLetter(TYPE)), 100);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  clearInterval(probe);
  child.kill('SIGKILL');
  await once(child, 'close');
  return line.toString().split('\n')[0] ?? '';
}

describe.skipIf(amqpUrl() === '')('with a real RabbitMQ', () => {
  beforeAll(() => untilThere(), 60_000);

  brokerContract('RabbitMQ', startBroker);

  test('a letter whose worker is killed in the middle of it goes to another', async () => {
    const place = newPlace();
    const broker = await startBroker({ place });
    const lost = await killOneWith(broker, place.prefix);
    const { ids, work } = listener();
    subscribe(broker, { name: 'things', types: [TYPE], work });
    await expect.poll(ids, SOON).toContain(lost);
  });

  test('who has its hands full is given no more, and the rest goes to others', async () => {
    const place = newPlace();
    const broker = await startBroker({ place });
    const { heard, work } = listener();
    let finish = (): void => undefined;
    const busy = new Promise<void>((resolve) => (finish = resolve));
    const interest = { name: 'things', types: [TYPE, 'thing.probe'] };
    subscribe(broker, {
      ...interest,
      work: async (delivery) => {
        if (delivery.type === TYPE) await busy;
        return work(delivery);
      },
    });
    await untilSubscribed(broker, heard, 'thing.probe');
    const letters = Array.from({ length: 3 * brokerLimits.prefetch }, () => newLetter(TYPE));
    await Promise.all(letters.map((letter) => broker.publish(letter)));
    const other = listener();
    subscribe(await startBroker({ place }), { ...interest, work: other.work });
    await expect.poll(() => other.heard.length, SOON).toBe(2 * brokerLimits.prefetch);
    finish();
  });

  test('a queue that is there in another form is said to be, and the process goes on', async () => {
    const place = newPlace();
    const { heard, work } = listener();
    const interest = { name: 'things', types: [TYPE], work };
    const broker = await startBroker({ place });
    subscribe(broker, interest);
    await untilSubscribed(broker, heard, TYPE);
    const lines: unknown[] = [];
    const log = createLogger({ LOG_LEVEL: 'warn' }, { write: (line) => lines.push(line) });
    subscribe(await startBroker({ place, log, patience: { ...IMPATIENT, losses: 2 } }), interest);
    await expect
      .poll(() => lines.join(''), SOON)
      .toMatch(/PRECONDITION_FAILED.*a subscription could not begin/);
    await broker.publish(newLetter(TYPE));
  });

  test('a password that is wrong is said to be, and not shown', async () => {
    const address = new URL(amqpUrl());
    address.password = 'not-this-one';
    const lines: string[] = [];
    const log = createLogger({ LOG_LEVEL: 'debug' }, { write: (line) => lines.push(line) });
    const broker = await startBroker({ url: address.href, log });
    await expect(broker.publish(newLetter(TYPE))).rejects.toMatchObject({ code: 'unavailable' });
    expect(lines.join('')).toMatch(/ACCESS.REFUSED/);
    expect(lines.join('')).not.toContain('not-this-one');
  });

  test('a letter that ends its workers again and again is laid aside by the broker', async () => {
    const { proxy, broker } = await startBehindProxy();
    const { heard, work } = listener();
    const deadly = newLetter('thing.deadly');
    let losses = 0;
    subscribe(broker, {
      name: 'things',
      types: [TYPE, deadly.type],
      work: (delivery) => {
        if (delivery.id !== deadly.id) return work(delivery);
        losses += 1;
        proxy.cut();
        proxy.restore();
        // Nobody hears this: the line is gone, and as far as the broker can tell the worker is, too.
        return Promise.resolve({ kind: 'done' });
      },
    });
    await untilSubscribed(broker, heard, TYPE);
    await broker.publish(deadly).catch(() => undefined);
    await expect
      .poll(() => broker.dead('things').catch(() => []), SOON)
      .toEqual([{ ...deadly, reason: 'delivery_limit' }]);
    expect(losses).toBe(2);
  });

  test('a broker that is away at the start is found when it is there', async () => {
    const proxy = await startBrokerProxy(amqpUrl());
    onTestFinished(proxy.close);
    proxy.cut();
    const broker = await startBroker({ url: proxy.url });
    const { heard, work } = listener();
    subscribe(broker, { name: 'things', types: [TYPE], work });
    await expect(broker.publish(newLetter(TYPE))).rejects.toMatchObject({ code: 'unavailable' });
    proxy.restore();
    await untilSubscribed(broker, heard, TYPE);
  });

  test('what is sent while the line breaks again and again arrives when it is sent until it is confirmed', async () => {
    const { proxy, broker } = await startBehindProxy();
    const { heard, ids, work } = listener();
    subscribe(broker, { name: 'things', types: [TYPE, 'thing.probe'], work });
    await untilSubscribed(broker, heard, 'thing.probe');
    const letters = Array.from({ length: 200 }, () => newLetter(TYPE));
    const send = async (letter: (typeof letters)[number]): Promise<void> => {
      const isKept = () =>
        broker.publish(letter).then(
          () => true,
          () => false,
        );
      await expect.poll(isKept, SOON).toBe(true);
    };
    const sending = (async () => {
      for (let from = 0; from < letters.length; from += 20) {
        await Promise.all(letters.slice(from, from + 20).map(send));
        if (from % 60 === 0) {
          proxy.cut();
          proxy.restore();
        }
      }
    })();
    await sending;
    const told = letters.map(({ id }) => id).sort();
    const arrived = () => [...new Set(ids())].filter((id) => told.includes(id)).sort();
    await expect.poll(arrived, SOON).toEqual(told);
  });

  test('a letter whose confirmation is lost is told to have failed, though it arrives', async () => {
    const place = newPlace();
    const broker = await startBroker({ place });
    const { heard, ids, work } = listener();
    subscribe(broker, { name: 'things', types: [TYPE, 'thing.probe'], work });
    await untilSubscribed(broker, heard, 'thing.probe');
    const address = new URL(amqpUrl());
    const mute = await startMuteProxy(Number(address.port), { heard: /mark/, passOn: true });
    address.port = String(mute.port);
    const sender = await startBroker({ place, url: address.href });
    const letter = newLetter(TYPE, '{"it":"mark"}');
    const sent = sender.publish(letter);
    await mute.isMute;
    await Promise.all([mute.close(), expect(sent).rejects.toThrow()]);
    await broker.publish(letter);
    await expect.poll(() => ids().filter((id) => id === letter.id), SOON).toHaveLength(2);
  });
});
