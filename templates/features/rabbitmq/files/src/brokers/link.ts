import { once } from 'node:events';
import { connect, type ChannelModel } from 'amqplib';
import type { Logger } from 'pino';
import { brokerLimits, recovery } from '../constants/broker-limits.ts';

/** A connection that comes back by itself. */
export interface Link {
  /** undefined while the broker is away */
  readonly current: () => ChannelModel | undefined;
  /** Called with this connection, if there is one, and with each that comes after it. @returns ends that */
  readonly onUp: (listener: (connection: ChannelModel) => void) => () => void;
  readonly close: () => Promise<void>;
}

/** Waits for the first attempt, whatever comes of it. */
export async function openLink(url: string, log: Logger): Promise<Link> {
  const connection = await connect(withHeartbeat(url), {
    timeout: brokerLimits.connect,
    noDelay: true,
    recovery: { ...recovery, waitForConnect: false },
  });
  const listeners = new Set<(model: ChannelModel) => void>();
  let current: ChannelModel | undefined;
  let isAway = false;
  connection.on('connect', (model) => {
    current = model;
    isAway = false;
    log.debug('broker connected');
    for (const listener of listeners) listener(model);
  });
  connection.on('disconnect', (error) => {
    current = undefined;
    log.warn({ err: error }, 'broker connection lost');
  });
  // Once with the reason: it may be a wrong password, which no waiting mends.
  connection.on('connect-failed', (error) => {
    log[isAway ? 'debug' : 'warn']({ err: error }, 'the broker cannot be reached');
    isAway = true;
  });
  connection.on('error', (error) => log.debug({ err: error }, 'broker connection failed'));
  await Promise.race([once(connection, 'connect'), once(connection, 'connect-failed')]);
  return {
    current: () => current,
    onUp: (listener) => {
      listeners.add(listener);
      if (current) listener(current);
      return () => void listeners.delete(listener);
    },
    close: () => connection.close(),
  };
}

/** Without it a broker that says nothing any more is believed in for a minute. */
function withHeartbeat(url: string): string {
  const address = new URL(url);
  if (!address.searchParams.has('heartbeat')) {
    address.searchParams.set('heartbeat', String(brokerLimits.heartbeat));
  }
  return address.href;
}
