/** What a create is going to do, worked out in memory: shown, asked about, then written. */
import { onlyAnswers, type Complete } from '../answers/draft.ts';
import { reproduce } from '../answers/reproduce.ts';
import { compose } from '../compose/compose.ts';
import type { Target } from '../disk/target.ts';
import { resolve } from '../resolve/resolve.ts';
import type { Blueprint, Catalog, Tree } from '../types.ts';

export interface Plan {
  /** the folder as the user wrote it */
  readonly place: string;
  readonly target: Target;
  readonly answers: Complete;
  readonly blueprint: Blueprint;
  readonly tree: Tree;
  /** the command that gives the same bytes */
  readonly command: string;
}

export type Wish = Pick<Plan, 'place' | 'target' | 'answers'>;

export async function makePlan({ place, target, answers }: Wish, catalog: Catalog): Promise<Plan> {
  const blueprint = resolve(onlyAnswers(answers), catalog);
  const tree = await compose(blueprint);
  return { place, target, answers, blueprint, tree, command: reproduce(place, answers) };
}
