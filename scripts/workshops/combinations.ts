/** Every workshop with every level and database it makes sense for. */
import { layersOf } from '../../src/catalog/find.ts';
import type { Catalog } from '../../src/types.ts';
import { workshopsOf, type Offered } from '../../src/workshop/offered.ts';
import type { Step } from '../../src/workshop/steps.ts';

export interface Workshop extends Offered {
  /** `todo · level 2 · none` */
  readonly label: string;
}

export const workshops = (catalog: Catalog): readonly Workshop[] =>
  layersOf(catalog, 'starter').flatMap((starter) =>
    workshopsOf(starter, catalog).map((offered) => {
      const { level, database } = offered.answers;
      return { ...offered, label: `${starter.id} · level ${level} · ${database}` };
    }),
  );

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
