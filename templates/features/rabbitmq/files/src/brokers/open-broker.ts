import type { Outside } from '../config/ports.ts';
import type { Broker } from './broker.ts';
import { memoryBroker } from './memory.ts';
import { rabbitBroker } from './rabbitmq.ts';

/** Without RabbitMQ, which is for development only, messages do not leave the process. */
export function openBroker({
  rabbitmq: link,
  env,
  log,
}: Pick<Outside, 'rabbitmq' | 'env' | 'log'>): Broker {
  if (!link) return memoryBroker();
  const place = { exchange: env.AMQP_EXCHANGE, prefix: env.AMQP_PREFIX };
  return rabbitBroker({ link, place, log });
}
