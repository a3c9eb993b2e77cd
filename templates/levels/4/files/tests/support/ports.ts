import type { Ports } from '../../src/config/ports.ts';
import type { Clock } from '../../src/utils/clock.ts';
import type { Mail } from '../../src/utils/mailer.ts';
import { cheapHasher } from './hashers.ts';
import { standIns } from './stand-ins.ts';

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

/** The world outside in the hands of a test: its time, its mail, and hashes that cost nothing. */
export function testPorts(given: Partial<Ports> = {}): TestPorts {
  const clock = createClock();
  const mails: Mail[] = [];
  const mailer = {
    send: (mail: Mail) => Promise.resolve(void mails.push(mail)),
    close: () => undefined,
    pauses: [1, 1, 1],
  };
  const ports = { ...standIns, clock, passwordHasher: cheapHasher(), mailer, ...given };
  return { ports, clock, mails };
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
