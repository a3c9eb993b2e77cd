import type { Ports } from '../../src/config/ports.ts';

/** What takes the place of ports in every test, beside those that `testPorts` makes anew each time. */
export const standIns: Partial<Ports> = {};
