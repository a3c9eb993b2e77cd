/** The steps of a project's workshop, in order, and which of them are open. */
import { filesOfKind } from '../resolve/part-files.ts';
import type { Blueprint, TemplateFile } from '../types.ts';
import type { Mark } from './marks.ts';
import { readStep, type StepText } from './step.ts';

export interface Step extends StepText {
  readonly id: string;
  /** `01` */
  readonly number: string;
  /** its checks: a test file */
  readonly test: string;
}

type Chosen = Pick<Blueprint, 'answers' | 'chosen'>;

/** `docs/workshop/01-create.md` */
export const docOf = ({ number, id }: Step): string => `docs/workshop/${number}-${id}.md`;
/** `tests/workshop/01-create.test.ts` */
export const testOf = ({ number, id }: Step): string => `tests/workshop/${number}-${id}.test.ts`;

/** Those that these answers have, whether or not somebody works through them. */
export function stepsOf(blueprint: Chosen): readonly Step[] {
  const files = filesOfKind(blueprint, 'workshop');
  return [...files]
    .filter(([path]) => path.endsWith('.md'))
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([path, { text }], place) => {
      const name = path.replace(/\.md$/, '');
      const test = files.get(`${name}.test.ts`)?.text;
      if (test === undefined) throw new Error(`${path}: the step has no checks beside it`);
      const number = String(place + 1).padStart(2, '0');
      return { ...readStep(path, text), id: name.replace(/^\d+-/, ''), number, test };
    });
}

/** The steps that a learner still has before them; undefined: nobody is learning here. */
export function openSteps(blueprint: Chosen): readonly Step[] | undefined {
  const { workshop } = blueprint.answers;
  if (!workshop) return undefined;
  return stepsOf(blueprint).filter(({ id }) => !workshop.solved.includes(id));
}

/** What stands in a template: open or not, for this project and, in a module's file, for this module. */
export function openMarks(
  blueprint: Blueprint,
  template: TemplateFile,
  module: unknown,
): ((mark: Mark) => boolean) | undefined {
  if (template.marked === undefined || !isOfStarter(blueprint, module)) return undefined;
  const open = new Set(openSteps(blueprint)?.map(({ id }) => `${blueprint.answers.starter}/${id}`));
  return open.size === 0 ? undefined : (mark) => open.has(mark);
}

const isOfStarter = ({ chosen }: Blueprint, module: unknown): boolean =>
  module === undefined ||
  chosen.some(
    ({ layer }) =>
      layer.kind === 'starter' && (layer.modules ?? []).some(({ name }) => name === module),
  );
