/** How far a learner is: one file of the project, which goes into git with the rest. */
import { formatJson } from '../answers/format-json.ts';
import { UserError } from '../errors.ts';
import type { Step } from './steps.ts';

export const PROGRESS = 'docs/workshop/progress.json';

export interface StepProgress {
  /** when it passed last, in ISO form; absent: never, or not any more */
  readonly passedAt?: string;
  /** how many hints were read */
  readonly hints: number;
}

/** step → what is known of it */
export type Progress = Readonly<Record<string, StepProgress>>;

const NOTHING: StepProgress = { hints: 0 };

export const progressOf = (progress: Progress, id: string): StepProgress =>
  Object.hasOwn(progress, id) ? (progress[id] ?? NOTHING) : NOTHING;

export const writeProgress = (progress: Progress): string =>
  formatJson({ schema: 1, steps: progress });

/** @throws UserError REFUSED when somebody wrote something else into it */
export function readProgress(text: string | undefined): Progress {
  if (text === undefined) return {};
  try {
    const { steps } = JSON.parse(text) as { readonly steps: Record<string, unknown> };
    return Object.fromEntries(Object.entries(steps).map(([id, value]) => [id, stepOf(value)]));
  } catch (cause) {
    throw new UserError(
      'REFUSED',
      `${PROGRESS} cannot be read.`,
      'Take it from git, or delete it and run: backendbytes check',
      { cause },
    );
  }
}

function stepOf(value: unknown): StepProgress {
  const { passedAt, hints } = value as Partial<Record<keyof StepProgress, unknown>>;
  return {
    ...(typeof passedAt === 'string' && { passedAt }),
    hints: typeof hints === 'number' ? hints : 0,
  };
}

/** The first that is not passed; a step whose checks fail again comes back. */
export const nextStep = (steps: readonly Step[], progress: Progress): Step | undefined =>
  steps.find(({ id }) => progressOf(progress, id).passedAt === undefined);

/** After a check: what passed has its time, what failed loses it, what was not looked at stays. */
export function checked(
  progress: Progress,
  results: ReadonlyMap<string, boolean>,
  now: string,
): Progress {
  const updated = [...results].flatMap(([id, isPassed]): [string, StepProgress][] => {
    const { hints, passedAt = now } = progressOf(progress, id);
    if (isPassed) return [[id, { passedAt, hints }]];
    return Object.hasOwn(progress, id) ? [[id, { hints }]] : [];
  });
  return { ...progress, ...Object.fromEntries(updated) };
}
