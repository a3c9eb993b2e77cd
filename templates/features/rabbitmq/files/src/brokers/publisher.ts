import type { ChannelModel, ConfirmChannel, Options } from 'amqplib';
import { brokerLimits } from '../constants/broker-limits.ts';
import { AppError } from '../errors/app-error.ts';
import type { Letter } from './broker.ts';
import type { Link } from './link.ts';
import { declareExchange, type Place } from './topology.ts';

export interface Publisher {
  /** To an exchange, or with an empty name to the queue of that key. Resolves when the broker keeps it. */
  readonly send: (to: Address, letter: Letter, headers?: object) => Promise<void>;
  readonly close: () => Promise<void>;
}

interface Address {
  readonly exchange: string;
  readonly key: string;
}

/** One channel, made anew for each connection. Nothing waits in memory: who is not served at once hears so. */
export function createPublisher(link: Link, place: Place): Publisher {
  let opened: { readonly of: ChannelModel; readonly channel: Promise<ConfirmChannel> } | undefined;

  /** What ended, or never began, is made again by whoever sends next. */
  const forget = (connection: ChannelModel): void => {
    if (opened?.of === connection) opened = undefined;
  };

  const open = async (connection: ChannelModel): Promise<ConfirmChannel> => {
    const channel = await connection.createConfirmChannel();
    channel.on('error', () => forget(connection)).on('close', () => forget(connection));
    await declareExchange(channel, place);
    return channel;
  };

  const channel = (): Promise<ConfirmChannel> => {
    const connection = link.current();
    if (!connection) throw new AppError('unavailable', 'The broker is away.');
    if (opened?.of !== connection) {
      opened = { of: connection, channel: open(connection) };
      opened.channel.catch(() => forget(connection));
    }
    return opened.channel;
  };

  return {
    send: (to, letter, headers = {}) =>
      inTime(async () => confirmed(await channel(), to, letter, headers)),
    close: async () => {
      const last = await opened?.channel.catch(() => undefined);
      await last?.close().catch(() => undefined);
    },
  };
}

const confirmed = (
  channel: ConfirmChannel,
  { exchange, key }: Address,
  { id, type, content, headers }: Letter,
  more: object,
): Promise<void> =>
  new Promise((resolve, reject) => {
    const options: Options.Publish = {
      messageId: id,
      type,
      contentType: 'application/json',
      persistent: true,
      headers: { ...headers, ...more },
    };
    channel.publish(exchange, key, Buffer.from(content), options, (error: unknown) =>
      error ? reject(asError(error)) : resolve(),
    );
  });

const asError = (reason: unknown): Error =>
  reason instanceof Error ? reason : new Error('the broker did not take it');

/** The letter may have arrived all the same: who sends it again sends it under the same id. */
async function inTime(work: () => Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    const error = new AppError('unavailable', 'The broker did not answer in time.');
    timer = setTimeout(() => reject(error), brokerLimits.confirm);
  });
  await Promise.race([work(), tooLate]).finally(() => clearTimeout(timer));
}
