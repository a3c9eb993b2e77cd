import { setTimeout as sleep } from 'node:timers/promises';
import type { Channel, ChannelModel, ConsumeMessage } from 'amqplib';
import type { Logger } from 'pino';
import { brokerLimits } from '../constants/broker-limits.ts';
import type { Interest, Patience, Subscription } from './broker.ts';
import { toDelivery } from './letters.ts';
import type { Link } from './link.ts';
import type { Publisher } from './publisher.ts';
import { settle } from './settle.ts';
import { declareQueues, queueOf, type Place } from './topology.ts';

export interface ConsumerDeps {
  readonly link: Link;
  readonly publisher: Publisher;
  readonly place: Place;
  readonly patience: Patience;
  readonly log: Logger;
}

/** Works on letters for as long as it is wanted, over whatever connection there is. */
export function startConsumer(deps: ConsumerDeps, interest: Interest): Subscription {
  const { link, place, patience, log } = deps;
  const unwanted = new AbortController();
  const atWork = new Set<Promise<void>>();
  let open: { readonly channel: Channel; readonly tag: string } | undefined;

  const take = (channel: Channel, message: ConsumeMessage | null): void => {
    // The queue was taken away: it is declared again.
    if (!message) return void channel.close().catch(() => undefined);
    // What still comes after the end goes back with the channel.
    if (unwanted.signal.aborted) return;
    const working = workOn(deps, interest, channel, message).finally(() => atWork.delete(working));
    atWork.add(working);
  };

  /** Resolves when the channel is over, for whatever reason. */
  const consume = async (connection: ChannelModel): Promise<void> => {
    const channel = await connection.createChannel();
    channel.on('error', (error) => log.warn({ err: error }, 'a subscription was ended'));
    const closed = new Promise((resolve) => channel.once('close', resolve));
    await declareQueues(channel, place, { ...interest, ...patience });
    await channel.prefetch(brokerLimits.prefetch);
    const queue = queueOf(place, interest.name);
    const { consumerTag: tag } = await channel.consume(queue, (message) => take(channel, message));
    open = { channel, tag };
    if (unwanted.signal.aborted) await channel.close();
    await closed;
    open = undefined;
  };

  const keepOn = async (connection: ChannelModel): Promise<void> => {
    while (!unwanted.signal.aborted && link.current() === connection) {
      await consume(connection).catch((error: unknown) => {
        log.warn({ err: error, subscription: interest.name }, 'a subscription could not begin');
      });
      const wait = { signal: unwanted.signal, ref: false };
      if (link.current() === connection) {
        await sleep(brokerLimits.rest, undefined, wait).catch(() => undefined);
      }
    }
  };

  const forget = link.onUp((connection) => void keepOn(connection));
  return {
    close: async () => {
      unwanted.abort();
      forget();
      const { channel, tag } = open ?? {};
      if (tag) await channel?.cancel(tag).catch(() => undefined);
      await Promise.all(atWork);
      await channel?.close().catch(() => undefined);
    },
  };
}

/** Acknowledged when all that follows from it is kept; where that fails, the letter comes again. */
async function workOn(
  deps: ConsumerDeps,
  { name, work }: Interest,
  channel: Channel,
  message: ConsumeMessage,
): Promise<void> {
  const delivery = toDelivery(message);
  const verdict = await work(delivery);
  try {
    await settle(deps, { name, delivery, verdict });
    channel.ack(message);
  } catch (error) {
    deps.log.warn({ err: error, message: delivery.id }, 'a letter could not be settled');
    giveBack(channel, message);
  }
}

/** A channel that is closed has given it back already. */
function giveBack(channel: Channel, message: ConsumeMessage): void {
  try {
    channel.nack(message, false, true);
  } catch {
    return;
  }
}
