import type { Delivery, Verdict } from './broker.ts';

/** Nothing is traced here, whatever a message says of the trace it is a part of. */
export const workInTrace = (_delivery: Delivery, work: () => Promise<Verdict>): Promise<Verdict> =>
  work();
