import type { Ports } from '../../src/config/ports.ts';
import type { Jobs } from '../../src/jobs/queue.ts';
import type { Clock } from '../../src/utils/clock.ts';
import type { Mail } from '../../src/utils/mailer.ts';
import { cheapHasher } from './hashers.ts';

export interface TestClock extends Clock {
  /** in milliseconds; the clock goes on from there */
  readonly advance: (time: number) => void;
}

export interface TestPorts {
  readonly ports: Partial<Ports>;
  readonly clock: TestClock;
  /** what would have been sent so far */
  readonly mails: readonly Mail[];
}

/** The world outside in the hands of a test: its time, its mail, a queue of nobody, and hashes that cost nothing. */
export function testPorts(given: Partial<Ports> = {}): TestPorts {
  const clock = createClock();
  const mails: Mail[] = [];
  const mailer = {
    send: (mail: Mail) => Promise.resolve(void mails.push(mail)),
    close: () => undefined,
    pauses: [1, 1, 1],
  };
  const jobs: Jobs = { enqueue: () => Promise.resolve(), close: () => Promise.resolve() };
  return { ports: { clock, passwordHasher: cheapHasher(), mailer, jobs, ...given }, clock, mails };
}

function createClock(): TestClock {
  let ahead = 0;
  return {
    now: () => new Date(Date.now() + ahead),
    advance: (time) => {
      ahead += time;
    },
  };
}
