/** Every workshop with every level and database it makes sense for. */
import { layersOf } from '../../src/catalog/find.ts';
import { fit } from '../../src/resolve/fit.ts';
import { resolve } from '../../src/resolve/resolve.ts';
import type { Answers, Catalog } from '../../src/types.ts';
import { stepsOf, type Step } from '../../src/workshop/steps.ts';

export interface Workshop {
  /** `todo · level 2 · none` */
  readonly label: string;
  /** with nothing solved */
  readonly answers: Answers;
  readonly steps: readonly Step[];
}

export const workshops = (catalog: Catalog): readonly Workshop[] =>
  layersOf(catalog, 'starter').flatMap(({ id: starter, starts }) =>
    layersOf(catalog, 'level').flatMap(({ id: level }) =>
      layersOf(catalog, 'database').flatMap(({ id: database }) => {
        const answers = { ...PLAIN, starter, level: Number(level), database };
        if (fit(answers, catalog).length > 0) return [];
        const features = starts?.features ?? [];
        return workshopOf({ ...answers, features }, catalog);
      }),
    ),
  );

function workshopOf(answers: Answers, catalog: Catalog): readonly Workshop[] {
  if (fit(answers, catalog).length > 0) return [];
  const steps = stepsOf(resolve(answers, catalog));
  const { starter, level, database } = answers;
  const label = `${starter} · level ${level} · ${database}`;
  return steps.length === 0 ? [] : [{ label, answers, steps }];
}

const PLAIN: Answers = {
  name: 'workshop',
  description: 'A workshop.',
  level: 0,
  database: 'none',
  features: [],
  modules: [],
  example: false,
  lessons: true,
  packageManager: 'npm',
  workshop: { solved: [] },
};

export interface State {
  readonly label: string;
  readonly solved: readonly string[];
  /** whose checks tell whether the state is right; the rest may be either */
  readonly judged: readonly Step[];
}

/** What somebody sees who goes step by step; and each step with nothing but what it says comes before. */
export function statesOf({ steps }: Workshop): readonly State[] {
  const inOrder = [0, ...steps.keys()].map((_, count) => {
    const solved = steps.slice(0, count).map(({ id }) => id);
    return { label: `with ${count} of ${steps.length} solved`, solved, judged: steps };
  });
  const alone = steps.map((step) => ({
    label: `${step.id} with only what it needs`,
    solved: [...needsOf(step, steps), step.id].sort(),
    judged: [step],
  }));
  const known = new Set(inOrder.map(({ solved }) => [...solved].sort().join()));
  return [...inOrder, ...alone.filter(({ solved }) => !known.has(solved.join()))];
}

/** Those that come before it, and those before them. */
export function needsOf({ after }: Step, steps: readonly Step[]): readonly string[] {
  const direct = steps.filter(({ id }) => after.includes(id));
  return [...new Set(direct.flatMap((step) => [...needsOf(step, steps), step.id]))];
}
