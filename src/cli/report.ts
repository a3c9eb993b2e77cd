/** What came of it. */
import { exitCodeOf, type StopSignal } from '../disk/interrupt.ts';
import { createDocument, isInstalled, type Outcome } from './create-document.ts';
import type { Exit } from './exit.ts';
import { nextSteps, nextStepsText } from './next-steps.ts';
import type { Output } from './output.ts';
import type { Plan } from './plan.ts';

export function reportDone(plan: Plan, outcome: Outcome, output: Output): void {
  if (output.isJson) return output.document(createDocument(plan, outcome));
  const { say, styled } = output;
  const steps = nextSteps(plan, { isInstalled: isInstalled(outcome.steps) });
  say(`\n${styled('bold', 'Next')}`);
  nextStepsText(steps).forEach((line) => say(line));
}

export function reportCancelled(exitCode: Exit, output: Output): Exit {
  return ended(exitCode, 'cancelled, nothing was written', output);
}

export const reportStopped = (signal: StopSignal, output: Output): Exit =>
  ended(exitCodeOf(signal), 'stopped, nothing changed', output);

function ended(exitCode: Exit, message: string, output: Output): Exit {
  output.note(message);
  if (output.isJson)
    output.document({
      schema: 1,
      ok: false,
      exitCode,
      error: { kind: 'CANCELLED', message, hint: '' },
    });
  return exitCode;
}
