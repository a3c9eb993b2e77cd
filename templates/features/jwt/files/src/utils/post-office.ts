import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { limitConcurrency } from './limit-concurrency.ts';
import type { Mail, Mailer } from './mailer.ts';

/**
 * Each mail under way looks up its server, on one of the four threads that all lookups and files share. A mail server that
 * nobody finds must leave some of them to those who look for the database.
 */
const AT_ONCE = 2;

interface Needs {
  readonly mailer: Mailer;
  readonly log: Logger;
}

/** Writes a mail when its turn comes; undefined when there is nobody to write to. */
export type Letter = () => Promise<Mail | undefined>;

/**
 * Takes mail and sends it after the request was answered, so that no answer waits for a mail server, and none tells by
 * its time whether there was somebody to write to. What is not sent when the process dies is lost.
 */
export interface PostOffice {
  readonly post: (letter: Letter) => void;
  /** Sends what is there, without waiting for a server that is down. */
  readonly close: () => Promise<void>;
}

export function createPostOffice({ mailer, log }: Needs): PostOffice {
  const underWay = new Set<Promise<void>>();
  const closing = new AbortController();
  const inTurn = limitConcurrency(AT_ONCE);
  let isGivenUp = false;

  /** A process that stops has no time to learn from each mail that the server is down. */
  const send = async (mail: Mail): Promise<void> => {
    if (isGivenUp) throw new Error('the process stops, and the mail server is down');
    await mailer.send(mail).catch((error: unknown) => {
      isGivenUp = closing.signal.aborted;
      throw error;
    });
  };

  /** Now, and after each pause once more. */
  const insist = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    for (const pause of mailer.pauses) {
      try {
        return await work();
      } catch (error) {
        if (closing.signal.aborted) throw error;
        log.warn({ err: error }, 'mail not sent yet');
      }
      await wait(pause, undefined, { signal: closing.signal }).catch(() => undefined);
    }
    return work();
  };

  const deliver = async (letter: Letter): Promise<void> => {
    await wait(0);
    const mail = await insist(letter);
    if (mail) await insist(() => inTurn(() => send(mail)));
  };

  return {
    post: (letter) => {
      const delivery = deliver(letter)
        .catch((error: unknown) => log.error({ err: error }, 'mail given up'))
        .finally(() => underWay.delete(delivery));
      underWay.add(delivery);
    },
    close: async () => {
      closing.abort();
      await Promise.all(underWay);
    },
  };
}
