import type { Logger } from 'pino';
import { brokerLimits } from '../constants/broker-limits.ts';
import type { UnitOfWork } from '../repositories/contracts.ts';
import type { Repositories } from '../repositories/index.ts';
import type { Clock } from '../utils/clock.ts';
import type { Delivery, Interest, Verdict } from './broker.ts';
import { readLetter, type MessageKind } from './message-kind.ts';
import { workInTrace } from './trace.ts';

/** What is done about a message: all of it in one unit of work, so that the message has its effect once. */
export interface Reaction {
  readonly kind: MessageKind<unknown>;
  readonly react: (data: unknown, within: Repositories) => Promise<void>;
}

/** A kind, and what is done about it. Messages come in any order: who needs another one first throws, and is asked again. */
export const reactTo = <Data>(
  kind: MessageKind<Data>,
  react: (data: Data, within: Repositories) => Promise<void>,
): Reaction => ({ kind, react: react as Reaction['react'] });

/** Whose queue it is, and what is done about what comes. */
export interface Subscriber {
  readonly name: string;
  readonly reactions: readonly Reaction[];
}

export interface WorkDeps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly log: Logger;
}

/** How a subscriber looks to a broker. */
export const toInterest = (deps: WorkDeps, subscriber: Subscriber): Interest => ({
  name: subscriber.name,
  types: subscriber.reactions.map(({ kind }) => kind.type),
  work: (delivery) =>
    workInTrace(delivery, () =>
      judge(deps, subscriber, delivery).then((verdict) => {
        if (verdict.kind !== 'done') report(deps.log, delivery, verdict);
        return verdict;
      }),
    ),
});

async function judge(
  { unitOfWork, clock }: WorkDeps,
  { name, reactions }: Subscriber,
  delivery: Delivery,
): Promise<Verdict> {
  if (Buffer.byteLength(delivery.content) > brokerLimits.size) return dead('it is too large');
  const reaction = reactions.find(({ kind }) => kind.type === delivery.type);
  if (!reaction) return dead(`nobody here knows ${delivery.type}`);
  try {
    const reading = readLetter(reaction.kind, delivery);
    if (!reading.isReadable) return dead(reading.reason);
    await unitOfWork.run(async (within) => {
      const isNew = await within.inbox.accept(name, reading.id, clock.now());
      if (isNew) await reaction.react(reading.data, within);
    });
    return { kind: 'done' };
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}

const dead = (reason: string): Verdict => ({ kind: 'dead', reason });

const report = (
  log: Logger,
  { id, type, attempt }: Delivery,
  verdict: Exclude<Verdict, { kind: 'done' }>,
): void => log.warn({ message: id, type, attempt, ...verdict }, 'a message was not worked on');
