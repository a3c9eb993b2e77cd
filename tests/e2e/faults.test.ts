/** Every case of `faults/faults.json` that runs with every change, from the packed tarball. */
import { chmodSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, inject, test } from 'vitest';
import { CASES, isSweep, nameOf, type Case } from './faults/cases.ts';
import { OPEN, whyElsewhere } from './faults/elsewhere.ts';
import { lacks } from './faults/machine.ts';
import { runCase } from './faults/run-case.ts';

// A case runs as nobody, who has to be able to read the package.
beforeAll(() => chmodSync(path.dirname(inject('packed')), 0o755));

const here = CASES.filter((fault) => fault.tier === 'pr' && !isSweep(fault));
const skipped = here.flatMap((fault) => {
  const reason = whyElsewhere(fault) ?? lacks(fault);
  return reason === undefined ? [] : [{ fault, reason }];
});
const running = here.filter((fault) => !skipped.some((one) => one.fault === fault));

const run = (fault: Case) => () => runCase(fault, inject('packed'));

describe('a fault', () => {
  running.filter(({ id }) => !(id in OPEN)).forEach((fault) => test(nameOf(fault), run(fault)));
  running
    .filter(({ id }) => id in OPEN)
    .forEach((fault) => test.fails(`open: ${nameOf(fault)}`, run(fault)));
  skipped.forEach(({ fault, reason }) => test.skip(`${nameOf(fault)}: ${reason}`, () => undefined));
});

afterAll(() => {
  const reasons = skipped.map(({ fault, reason }) => `  ${nameOf(fault)}: ${reason}`);
  console.log(
    [
      `${running.length} cases ran, ${skipped.length} did not:`,
      ...reasons,
      'open:',
      ...Object.entries(OPEN).map(([id, what]) => `  ${id}: ${what}`),
    ].join('\n'),
  );
});
