/** What a learner's project has beside the code: the steps to read, and their checks. */
import { UserError } from '../errors.ts';
import { printable } from '../names.ts';
import type { Answers, Blueprint } from '../types.ts';
import { docOf, openSteps, stepsOf, testOf, type Step } from './steps.ts';

interface WorkshopFile {
  readonly path: string;
  readonly text: string;
}

export function workshopFiles(blueprint: Blueprint): readonly WorkshopFile[] {
  const { workshop } = blueprint.answers;
  if (!workshop) return [];
  const steps = stepsOf(blueprint);
  if (steps.length === 0) throw noWorkshop(blueprint.answers);
  refuseUnknown(workshop.solved, steps);
  return steps.flatMap((step) => [
    { path: docOf(step), text: docText(step, steps, blueprint) },
    { path: testOf(step), text: step.test },
  ]);
}

function noWorkshop({ starter, level, database }: Answers): UserError {
  const [what, hint] =
    starter === undefined
      ? ['A workshop is that of a starter.', 'Add --starter <id>: backendbytes list starters']
      : [
          `There is no workshop of ${starter} at level ${level} with the database ${database}.`,
          'Take a lower level, or leave --workshop out.',
        ];
  return new UserError('USAGE', what, hint);
}

function refuseUnknown(solved: readonly string[], steps: readonly Step[]): void {
  const known = steps.map(({ id }) => id);
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
