/** First, last and a few file calls between of every command that writes; all of them in faults-all.test.ts. */
import { afterAll, describe, expect, inject, test } from 'vitest';
import { ERRORS, KILLS, some, Stage, SWEEPS } from './faults/sweep.ts';

const totals: string[] = [];

describe.each(SWEEPS)('$name', (sweep) => {
  test('stopped at some of its file calls leaves the old tree or the new one', async () => {
    const stage = new Stage(sweep, inject('packed'));
    await stage.measure();
    const calls = some(stage.calls, 4);
    for (const [place, at] of calls.entries()) {
      await stage.killed(at, KILLS[place % KILLS.length] ?? 'kill');
      await stage.failing(at, ERRORS[place % ERRORS.length] ?? 'EIO');
    }
    stage.end();
    totals.push(`${sweep.name}: ${calls.length} of ${stage.calls} calls, killed and failing`);
    expect(calls.length).toBeGreaterThan(3);
  });
});

afterAll(() => console.log(totals.join('\n')));
