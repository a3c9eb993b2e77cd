import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Logger } from 'pino';
import { inject, onTestFinished } from 'vitest';
import type { Broker, Patience } from '../../src/brokers/broker.ts';
import { openLink } from '../../src/brokers/link.ts';
import { rabbitBroker } from '../../src/brokers/rabbitmq.ts';
import type { Place } from '../../src/brokers/topology.ts';
import { createLogger } from '../../src/config/logger.ts';
import type { TestService } from './services.ts';

/** Production wants an address, and says nothing of who is there. */
const NOBODY = 'amqp://127.0.0.1:1';

/** Empty where there is none on this machine; the start of the tests has said so. */
export const amqpUrl = (): string => inject('services')['AMQP_URL'] ?? '';

/** A place at the broker that no other test knows. */
export function newPlace(): Place {
  const own = `test-${randomBytes(6).toString('hex')}`;
  return { exchange: own, prefix: own };
}

/** Apps in tests say what they say to a broker in memory; this one is for processes, and for what production insists on. */
export const testRabbit: TestService = () => {
  const { exchange, prefix } = newPlace();
  const url = amqpUrl() || NOBODY;
  return Promise.resolve({ AMQP_URL: url, AMQP_EXCHANGE: exchange, AMQP_PREFIX: prefix });
};

/** The broker was started when the tests began, and takes some seconds. */
export async function untilThere(url = amqpUrl()): Promise<void> {
  const { hostname, port } = new URL(url);
  for (;;) {
    const socket = connect(Number(port), hostname);
    try {
      await once(socket, 'connect');
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    } finally {
      socket.destroy();
    }
  }
}

/** No pause worth speaking of, and one loss. */
export const IMPATIENT: Patience = { pauses: [20, 20], losses: 1 };

interface Wanted {
  readonly place?: Place;
  readonly url?: string;
  readonly patience?: Patience;
  readonly log?: Logger;
}

/** As a process of its own would have it. */
export async function startBroker(wanted: Wanted = {}): Promise<Broker> {
  const { place = newPlace(), url = amqpUrl(), patience = IMPATIENT } = wanted;
  const { log = createLogger({ LOG_LEVEL: 'silent' }) } = wanted;
  const link = await openLink(url, log);
  const broker = rabbitBroker({ link, place, log, patience });
  onTestFinished(async () => {
    await broker.close();
    await link.close();
  });
  return broker;
}
