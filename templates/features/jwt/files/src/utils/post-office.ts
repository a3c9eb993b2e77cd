import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Mail, Mailer } from './mailer.ts';

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
    if (mail) await insist(() => mailer.send(mail));
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
