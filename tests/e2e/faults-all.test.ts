/** Every file call of every command that writes, and of recovery itself, killed and failing in every way. */
import { afterAll, describe, inject, test } from 'vitest';
import { CASES, isSweep, nameOf } from './faults/cases.ts';
import { whyElsewhere } from './faults/elsewhere.ts';
import { lacks } from './faults/machine.ts';
import { race } from './faults/race.ts';
import { runCase } from './faults/run-case.ts';
import { ERRORS, KILLS, Stage, SWEEPS } from './faults/sweep.ts';

const HOURS = 4 * 3_600_000;
const totals: string[] = [];

describe.each(SWEEPS)('$name, stopped at every file call', (sweep) => {
  const everyCall = (calls: number) => Array.from({ length: calls }, (_, index) => index + 1);

  test(
    'leaves the old tree or the new one',
    async () => {
      const stage = new Stage(sweep, inject('packed'));
      await stage.measure();
      const calls = everyCall(stage.calls);
      for (const at of calls) {
        for (const how of KILLS) await stage.killed(at, how);
        for (const how of ERRORS) await stage.failing(at, how);
      }
      stage.end();
      totals.push(`${sweep.name}: ${calls.length} calls × ${KILLS.length + ERRORS.length} ways`);
    },
    HOURS,
  );

  test(
    'is mended by a command that was killed at every call, too',
    async () => {
      const stage = new Stage(sweep, inject('packed'));
      await stage.measure();
      let runs = 0;
      for (const at of everyCall(stage.calls).filter((call) => call % 10 === 5)) {
        runs += await stage.killedTwice(at);
      }
      stage.end();
      totals.push(`${sweep.name}: ${runs} kills in what mends it`);
    },
    HOURS,
  );
});

test.each([1, 2, 3])(
  '24 commands at once, a third of them killed: the list is the disk (seed %i)',
  async (seed) => {
    const killed = await race(inject('packed'), { count: 24, seed });
    totals.push(`race ${seed}: ${killed} of 24 killed`);
  },
);

const nightly = CASES.filter((fault) => fault.tier === 'nightly' && !isSweep(fault));
nightly.forEach((fault) => {
  const reason = whyElsewhere(fault) ?? lacks(fault);
  if (reason === undefined) test(nameOf(fault), () => runCase(fault, inject('packed')));
  else test.skip(`${nameOf(fault)}: ${reason}`, () => undefined);
});

afterAll(() => console.log(totals.join('\n')));
