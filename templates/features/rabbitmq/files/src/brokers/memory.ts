import { brokerLimits } from '../constants/broker-limits.ts';
import type { Broker, DeadLetter, Delivery, Interest, Letter, Patience } from './broker.ts';

/** What is kept for one name. */
interface Mailbox {
  readonly types: ReadonlySet<string>;
  readonly waiting: Delivery[];
  readonly dead: DeadLetter[];
  readonly takers: Set<(delivery: Delivery) => void>;
}

/** For one process, and gone with it: what development does where there is no broker, and tests everywhere. */
export function memoryBroker({ pauses }: Pick<Patience, 'pauses'> = brokerLimits): Broker {
  const mailboxes = new Map<string, Mailbox>();
  const timers = new Set<NodeJS.Timeout>();

  const deliver = (mailbox: Mailbox, delivery: Delivery): void => {
    const [taker] = mailbox.takers;
    if (!taker) return void mailbox.waiting.push(delivery);
    // To each in turn.
    mailbox.takers.delete(taker);
    mailbox.takers.add(taker);
    taker(delivery);
  };

  const later = (pause: number, work: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, pause);
    timers.add(timer);
  };

  const settle = async (mailbox: Mailbox, delivery: Delivery, { work }: Interest) => {
    const { attempt, ...letter } = delivery;
    const verdict = await work(delivery);
    if (verdict.kind === 'done') return;
    const pause = verdict.kind === 'failed' ? pauses[attempt - 1] : undefined;
    if (pause === undefined) return void mailbox.dead.push({ ...letter, reason: verdict.reason });
    later(pause, () => deliver(mailbox, { ...letter, attempt: attempt + 1 }));
  };

  const open = ({ name, types }: Interest): Mailbox => {
    const known = mailboxes.get(name) ?? { waiting: [], dead: [], takers: new Set() };
    const mailbox: Mailbox = { ...known, types: new Set(types) };
    mailboxes.set(name, mailbox);
    return mailbox;
  };

  return {
    publish: (letter: Letter) => {
      for (const mailbox of mailboxes.values()) {
        if (mailbox.types.has(letter.type)) deliver(mailbox, { ...letter, attempt: 1 });
      }
      return Promise.resolve();
    },
    subscribe: (interest) => {
      const mailbox = open(interest);
      const atWork = new Set<Promise<void>>();
      const take = (delivery: Delivery): void => {
        const working = settle(mailbox, delivery, interest).finally(() => atWork.delete(working));
        atWork.add(working);
      };
      mailbox.takers.add(take);
      for (const delivery of mailbox.waiting.splice(0)) deliver(mailbox, delivery);
      return {
        close: async () => {
          mailbox.takers.delete(take);
          await Promise.all(atWork);
        },
      };
    },
    dead: (name) => Promise.resolve([...(mailboxes.get(name)?.dead ?? [])]),
    revive: (name) => {
      const mailbox = mailboxes.get(name);
      const letters = mailbox?.dead.splice(0) ?? [];
      for (const { reason: _, ...letter } of letters) {
        if (mailbox) deliver(mailbox, { ...letter, attempt: 1 });
      }
      return Promise.resolve(letters.length);
    },
    close: () => {
      for (const timer of timers) clearTimeout(timer);
      return Promise.resolve();
    },
  };
}
