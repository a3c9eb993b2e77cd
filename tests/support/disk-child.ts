/** `node child.mjs <scenario> <folder>`: one act of the disk layer, to be killed. Bundled by the test. */
import './fault-fs.mjs';
import { exitCodeOf } from '../../src/disk/interrupt.ts';
import { UserError } from '../../src/errors.ts';
import { SCENARIOS, type ScenarioName } from './disk-scenarios.ts';

const [name, root] = process.argv.slice(2) as [ScenarioName, string];
try {
  const result = await SCENARIOS[name].act(root);
  const signal = result.kind === 'stopped' ? result.signal : result.stoppedBy;
  process.exitCode = signal ? exitCodeOf(signal) : 0;
} catch (error) {
  process.exitCode = error instanceof UserError ? error.exitCode : 1;
}
