import type { Channel } from 'amqplib';
import type { Patience } from './broker.ts';

/** What the things of this app are called at the broker, which others use as well. */
export interface Place {
  /** where services tell each other what happened */
  readonly exchange: string;
  /** what the names of our queues begin with: two services with the same would take each other's letters */
  readonly prefix: string;
}

export const queueOf = ({ prefix }: Place, name: string): string => `${prefix}.${name}`;
export const deadQueueOf = (place: Place, name: string): string => `${queueOf(place, name)}.dead`;
/** A queue cannot change its pause, so another pause is another queue. */
export const waitQueueOf = (place: Place, name: string, pause: number): string =>
  `${queueOf(place, name)}.wait-${pause}`;

export const declareExchange = (channel: Channel, { exchange }: Place) =>
  channel.assertExchange(exchange, 'topic', { durable: true });

interface Wanted extends Patience {
  readonly name: string;
  readonly types: readonly string[];
}

/** All that a subscription needs. Declaring again what is there changes nothing; other arguments are refused. */
export async function declareQueues(channel: Channel, place: Place, wanted: Wanted): Promise<void> {
  const { name, types, pauses, losses } = wanted;
  const queue = queueOf(place, name);
  const dead = deadQueueOf(place, name);
  await declareExchange(channel, place);
  // Not of the kind that counts deliveries: to be looked at costs a dead letter nothing.
  await channel.assertQueue(dead, { durable: true });
  for (const pause of new Set(pauses)) {
    const wait = { 'x-message-ttl': pause, ...handedOnTo(queue) };
    await channel.assertQueue(waitQueueOf(place, name, pause), quorum(wait));
  }
  await channel.assertQueue(queue, quorum({ 'x-delivery-limit': losses, ...handedOnTo(dead) }));
  for (const type of types) await channel.bindQueue(queue, place.exchange, type);
}

/** Kept by several servers where there are several, and it counts how often a letter came back. */
const quorum = (more: Readonly<Record<string, unknown>>) => ({
  durable: true,
  arguments: { 'x-queue-type': 'quorum', ...more },
});

/** By the broker itself, and out of this queue only when it is in that one. */
const handedOnTo = (queue: string) => ({
  'x-dead-letter-exchange': '',
  'x-dead-letter-routing-key': queue,
  'x-dead-letter-strategy': 'at-least-once',
  'x-overflow': 'reject-publish',
});
