import { memoryBroker } from '../../src/brokers/memory.ts';
import type { Ports } from '../../src/config/ports.ts';
import type { Jobs } from '../../src/jobs/queue.ts';

/** Takes jobs, and nobody does them. */
const jobs: Jobs = { enqueue: () => Promise.resolve(), close: () => Promise.resolve() };

/** What takes the place of ports in every test, beside those that `testPorts` makes anew each time. */
export const standIns: Partial<Ports> = {
  jobs,
  /** Another one each time it is asked for: what is told in one test is not heard in the next. */
  get broker() {
    return memoryBroker();
  },
};
