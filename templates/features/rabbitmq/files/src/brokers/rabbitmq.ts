import type { Channel, GetMessage } from 'amqplib';
import type { Logger } from 'pino';
import { brokerLimits } from '../constants/broker-limits.ts';
import { AppError } from '../errors/app-error.ts';
import type { Broker, Patience } from './broker.ts';
import { startConsumer } from './consumer.ts';
import { toDeadLetter, toLetter } from './letters.ts';
import type { Link } from './link.ts';
import { createPublisher } from './publisher.ts';
import { deadQueueOf, queueOf, type Place } from './topology.ts';

interface RabbitDeps {
  readonly link: Link;
  readonly place: Place;
  readonly log: Logger;
  readonly patience?: Patience;
}

/** A letter is kept by the broker from its confirmation to its acknowledgement, whoever is restarted meanwhile. */
export function rabbitBroker({ link, place, log, patience = brokerLimits }: RabbitDeps): Broker {
  const publisher = createPublisher(link, place);
  return {
    publish: (letter) => publisher.send({ exchange: place.exchange, key: letter.type }, letter),
    subscribe: (interest) => startConsumer({ link, publisher, place, patience, log }, interest),
    dead: (name) =>
      looking(link, async (channel) => {
        // They go back with the channel.
        const messages = await getAll(channel, deadQueueOf(place, name));
        return messages.map(toDeadLetter);
      }),
    revive: (name) =>
      looking(link, async (channel) => {
        const messages = await getAll(channel, deadQueueOf(place, name));
        for (const message of messages) {
          const key = queueOf(place, name);
          await publisher.send({ exchange: '', key }, toLetter(message));
          channel.ack(message);
        }
        return messages.length;
      }),
    close: publisher.close,
  };
}

async function looking<Result>(
  link: Link,
  look: (channel: Channel) => Promise<Result>,
): Promise<Result> {
  const channel = await link.current()?.createChannel();
  if (!channel) throw new AppError('unavailable', 'The broker is away.');
  channel.on('error', () => undefined);
  try {
    return await look(channel);
  } finally {
    await channel.close().catch(() => undefined);
  }
}

async function getAll(channel: Channel, queue: string): Promise<readonly GetMessage[]> {
  await channel.assertQueue(queue, { durable: true });
  const messages: GetMessage[] = [];
  while (messages.length < brokerLimits.page) {
    const message = await channel.get(queue);
    if (!message) break;
    messages.push(message);
  }
  return messages;
}
