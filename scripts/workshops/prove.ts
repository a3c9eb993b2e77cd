/** Proves a workshop: what is open fails, what is solved passes, and everything compiles, at every step. */
import { resolve } from '../../src/resolve/resolve.ts';
import { compose } from '../../src/compose/compose.ts';
import type { Catalog, Tree } from '../../src/types.ts';
import { testOf } from '../../src/workshop/steps.ts';
import { typeCheckAll } from '../../tests/support/type-check.ts';
import { statesOf, type State, type Workshop } from './combinations.ts';
import { openLab, type Lab, type Outcome } from './lab.ts';

export interface Proving {
  readonly catalog: Catalog;
  /** an empty folder */
  readonly dir: string;
  readonly say: (line: string) => void;
}

/** @returns what is wrong, a line each */
export async function prove(workshop: Workshop, proving: Proving): Promise<readonly string[]> {
  const states = statesOf(workshop);
  const trees = await Promise.all(states.map((state) => treeOf(workshop, state, proving.catalog)));
  const problems = (await typeCheckAll(trees)).flatMap((found, place) =>
    found.map((line) => `${states[place]?.label}: ${line}`),
  );
  proving.say(`${trees.length} states compile`);
  const [start] = trees;
  if (problems.length > 0 || !start) return problems;
  const shown = states.map((state, place) => ({ ...state, tree: trees[place] ?? start }));
  const lab = await openLab(proving.dir, start);
  return [...(await proveRest(lab, start)), ...(await proveStates(lab, shown, proving.say))];
}

const treeOf = ({ answers }: Workshop, { solved }: State, catalog: Catalog): Promise<Tree> =>
  compose(resolve({ ...answers, workshop: { solved } }, catalog));

/** What a learner gets is whole, the steps aside. */
async function proveRest(lab: Lab, start: Tree): Promise<readonly string[]> {
  lab.show(start);
  const said = await lab.script('lint');
  const outcome = await lab.test('--exclude', 'tests/workshop/**');
  return [...(said === undefined ? [] : [`start: lint: ${said}`]), ...failed('start', outcome)];
}

async function proveStates(
  lab: Lab,
  states: readonly (State & { readonly tree: Tree })[],
  say: Proving['say'],
): Promise<readonly string[]> {
  const problems: string[] = [];
  const last = states.findLastIndex(({ judged }) => judged.length > 1);
  for (const [place, state] of states.entries()) {
    lab.show(state.tree);
    const found = judge(state, await lab.test(...state.judged.map(testOf)));
    if (place === last) found.push(...failed(state.label, await lab.test()));
    say(`${state.label}: ${found.length === 0 ? 'as it should be' : 'WRONG'}`);
    problems.push(...found);
  }
  return problems;
}

function judge({ label, solved, judged }: State, outcome: Outcome): string[] {
  return judged.flatMap((step) => {
    const tests = outcome.get(testOf(step)) ?? [];
    if (tests.length === 0) return [`${label}: ${testOf(step)} did not run`];
    const isSolved = solved.includes(step.id);
    return tests
      .filter(({ isPassed }) => isPassed !== isSolved)
      .map(({ name }) => `${label}: "${name}" of ${step.id} ${isSolved ? 'fails' : 'passes'}`);
  });
}

const failed = (label: string, outcome: Outcome): readonly string[] =>
  [...outcome].flatMap(([file, tests]) =>
    tests
      .filter(({ isPassed }) => !isPassed)
      .map(({ name }) => `${label}: ${file}: "${name}" fails`),
  );
