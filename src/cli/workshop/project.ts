/** The project of a learner: its steps, and how far they are. */
import { compose } from '../../compose/compose.ts';
import { nearest } from '../../answers/nearest.ts';
import { readText } from '../../disk/read.ts';
import { UserError } from '../../errors.ts';
import { printable } from '../../names.ts';
import { resolve } from '../../resolve/resolve.ts';
import type { Blueprint, Catalog, Change, Tree } from '../../types.ts';
import {
  nextStep,
  PROGRESS,
  readProgress,
  writeProgress,
  type Progress,
} from '../../workshop/progress.ts';
import { stepsOf, type Step } from '../../workshop/steps.ts';
import { findRoot, readProject } from '../life/project.ts';
import type { Tools } from '../life/apply.ts';

export interface WorkshopProject {
  readonly root: string;
  readonly blueprint: Blueprint;
  readonly steps: readonly Step[];
  readonly progress: Progress;
}

/** @throws UserError REFUSED in a project without a workshop */
export function readWorkshop({ cwd, catalog }: Pick<Tools, 'cwd' | 'catalog'>): WorkshopProject {
  const root = findRoot(cwd);
  const { manifest } = readProject(root, catalog);
  const blueprint = resolve(manifest.answers, catalog);
  if (!manifest.answers.workshop)
    throw new UserError(
      'REFUSED',
      'This project has no workshop.',
      'A starter has one: npx create-backendbytes --starter <id> --workshop',
    );
  const progress = readProgress(readText(root, PROGRESS)?.text);
  return { root, blueprint, steps: stepsOf(blueprint), progress };
}

/** By id or number. @throws UserError USAGE when there is no such step */
export function findStep(name: string, steps: readonly Step[]): Step {
  const found = steps.find(({ id, number }) => id === name || Number(number) === Number(name));
  if (found) return found;
  const ids = steps.map(({ id }) => id);
  const meant = nearest(name, ids);
  throw new UserError(
    'USAGE',
    `There is no step ${printable(name)}.`,
    meant ? `Did you mean ${meant}?` : `Steps: ${ids.join(', ')}`,
  );
}

/** The step that was named; else the next one. Undefined: all are done, and none was named. */
export function askedStep({ parsed }: Tools, project: WorkshopProject): Step | undefined {
  const [name, extra] = parsed.positionals;
  if (extra !== undefined) throw new UserError('USAGE', 'One step at a time.');
  return name === undefined
    ? nextStep(project.steps, project.progress)
    : findStep(name, project.steps);
}

/** The project as we would write it with these steps solved. */
export const treeWith = (
  { blueprint }: WorkshopProject,
  solved: readonly string[],
  catalog: Catalog,
): Promise<Tree> =>
  compose(resolve({ ...blueprint.answers, workshop: { solved: [...solved].sort() } }, catalog));

export function progressChange(root: string, progress: Progress): Change {
  const before = readText(root, PROGRESS)?.text;
  const file = { text: writeProgress(progress) };
  return before === undefined
    ? { kind: 'create', path: PROGRESS, file }
    : { kind: 'update', path: PROGRESS, file, before };
}
