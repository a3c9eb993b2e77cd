/** The one document of `create --json`. Fields may be added, none is renamed or removed. */
import { planDocument, type PlanDocument } from './plan-document.ts';
import type { Exit } from './exit.ts';
import type { LaterStep } from './later-steps.ts';
import { nextSteps, type NextStep } from './next-steps.ts';
import type { Plan } from './plan.ts';

export interface Outcome {
  readonly exitCode: Exit;
  readonly isDryRun: boolean;
  readonly steps: readonly LaterStep[];
}

interface CreateDocument extends PlanDocument {
  readonly schema: 1;
  readonly ok: boolean;
  readonly exitCode: Exit;
  readonly dryRun: boolean;
  readonly steps: readonly LaterStep[];
  readonly nextSteps: readonly NextStep[];
}

export const createDocument = (
  plan: Plan,
  { exitCode, isDryRun, steps }: Outcome,
): CreateDocument => ({
  schema: 1,
  ok: exitCode === 0,
  exitCode,
  dryRun: isDryRun,
  ...planDocument(plan),
  steps,
  nextSteps: nextSteps(plan, { isInstalled: isInstalled(steps) }),
});

export const isInstalled = (steps: readonly LaterStep[]): boolean =>
  steps.some(({ name, outcome }) => name === 'install' && outcome === 'done');
