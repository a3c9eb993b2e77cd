/** What a learner's project has beside the code: the steps to read, and their checks. */
import { UserError } from '../errors.ts';
import { printable } from '../names.ts';
import type { Blueprint } from '../types.ts';
import { docOf, openSteps, stepsOf, testOf, type Step } from './steps.ts';

interface WorkshopFile {
  readonly path: string;
  readonly text: string;
}

export function workshopFiles(blueprint: Blueprint): readonly WorkshopFile[] {
  const { workshop } = blueprint.answers;
  if (!workshop) return [];
  const steps = stepsOf(blueprint);
  refuseUnknown(workshop.solved, steps);
  return steps.flatMap((step) => [
    { path: docOf(step), text: docText(step, steps, blueprint) },
    { path: testOf(step), text: step.test },
  ]);
}

function refuseUnknown(solved: readonly string[], steps: readonly Step[]): void {
  const known = steps.map(({ id }) => id);
  if (known.length === 0)
    throw new UserError(
      'USAGE',
      'There is no workshop for these answers.',
      'Those there are: backendbytes list starters',
    );
  const unknown = solved.find((id) => !known.includes(id));
  if (unknown !== undefined)
    throw new UserError(
      'USAGE',
      `The workshop has no step ${printable(unknown)}.`,
      `Steps: ${known.join(', ')}`,
    );
}

/** Tests of the finished project, which no half of it can pass. */
export function withheld(blueprint: Blueprint): readonly string[] {
  const isOver = (openSteps(blueprint) ?? []).length === 0;
  return isOver ? [] : blueprint.chosen.flatMap(({ layer }) => layer.workshop?.withholds ?? []);
}

function docText(step: Step, steps: readonly Step[], { answers }: Blueprint): string {
  const before = steps.filter(({ id }) => step.after.includes(id));
  const rows = [
    `- Lesson: ${step.lesson}${answers.lessons ? ', in `docs/lessons`' : ''}`,
    ...(before.length > 0 ? [`- After: ${before.map(({ title }) => title).join('; ')}`] : []),
    `- Where: ${step.files.map((file) => `\`${file}\``).join(', ')}`,
    `- Checks: \`${testOf(step)}\``,
  ];
  return [`# ${Number(step.number)}. ${step.title}`, rows.join('\n'), step.body].join('\n\n');
}
