/** A plan that was agreed to goes to disk, and then come install and git. */
import { createProject } from '../disk/create.ts';
import { exitCodeOf } from '../disk/interrupt.ts';
import type { Target } from '../disk/target.ts';
import type { Exit } from './exit.ts';
import { laterSteps, type Later, type Written } from './later-steps.ts';
import type { Output } from './output.ts';
import { reportStopped } from './report.ts';

/** @returns what came after it was written; the exit code when a signal came before */
export async function writeProject(
  plan: Written & { readonly target: Target },
  output: Output,
): Promise<Later | Exit> {
  const committed = await createProject(plan.target, plan.tree);
  if (committed.kind === 'stopped') return reportStopped(committed.signal, output);
  output.say(`\n${output.styled('green', '✔')} ${plan.tree.size} files written`);
  if (!committed.stoppedBy) return laterSteps(plan, output);
  output.note('finished before the stop');
  return { exitCode: exitCodeOf(committed.stoppedBy), steps: [] };
}
