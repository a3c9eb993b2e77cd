import type { GetMessage, Message } from 'amqplib';
import type { DeadLetter, Delivery, Headers, Letter } from './broker.ts';

/** Headers of ours; those of others are handed on as they are. */
export const ATTEMPT = 'x-attempt';
export const REASON = 'x-reason';

/** From what the broker hands out, of which the sender may have left out anything. */
export function toLetter({ content, fields, properties }: Message): Letter {
  return {
    id: textOf(properties.messageId),
    type: textOf(properties.type) || fields.routingKey,
    content: content.toString('utf8'),
    headers: ownOf(properties.headers ?? {}),
  };
}

export function toDelivery(message: Message): Delivery {
  const attempt: unknown = message.properties.headers?.[ATTEMPT];
  return { ...toLetter(message), attempt: typeof attempt === 'number' ? attempt : 1 };
}

/** One that killed its workers was put here by the broker, which says why in a list of its own. */
export function toDeadLetter(message: GetMessage): DeadLetter {
  const { [REASON]: reason, 'x-death': deaths } = message.properties.headers ?? {};
  return { ...toLetter(message), reason: textOf(reason) || textOf(deaths?.[0]?.reason) };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const ownOf = (headers: Readonly<Record<string, unknown>>): Headers =>
  Object.fromEntries(
    Object.entries(headers).filter(
      (entry): entry is [string, string] =>
        !entry[0].startsWith('x-') && typeof entry[1] === 'string',
    ),
  );
