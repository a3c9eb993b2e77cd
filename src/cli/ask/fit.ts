/** Choices that do not hold together are explained, and a way out is offered; nothing is dropped silently. */
import type { Draft } from '../../answers/draft.ts';
import { fit, type Misfit } from '../../resolve/fit.ts';
import type { Answers, Catalog } from '../../types.ts';
import type { Question, State } from './steps.ts';
import { BACK } from './ui.ts';

const AGAIN = -1;

/** Comes after every question whose answer may not fit the ones before. */
export const fitQuestion = (after: string, catalog: Catalog): Question => ({
  key: `fit after ${after}`,
  isSettled: ({ draft }) => misfits(draft, catalog).length === 0,
  ask: async (state, { ui, canGoBack }) => {
    let current = state;
    while (true) {
      const misfit = foremost(misfits(current.draft, catalog), current.draft);
      if (!misfit) return current;
      const reply = await ui.choose({
        message: misfit.reason,
        choices: waysOut(misfit, canGoBack),
      });
      if (reply === undefined) return undefined;
      const mend = reply === BACK ? undefined : misfit.mends[reply];
      if (!mend) return BACK;
      current = mended(current, mend.answers);
    }
  },
});

const waysOut = ({ mends }: Misfit, canGoBack: boolean) => [
  ...mends.map(({ label }, value) => ({ value, label })),
  ...(canGoBack ? [{ value: AGAIN, label: '← choose again' }] : []),
];

/** One the user chose, before one that only came along. */
const foremost = (found: readonly Misfit[], { features = [] }: Draft): Misfit | undefined =>
  found.find(({ layer }) => layer.kind !== 'feature' || features.includes(layer.id)) ?? found[0];

function misfits(draft: Draft, catalog: Catalog): readonly Misfit[] {
  if (draft.level === undefined) return [];
  return fit(answersOf(draft, draft.level), catalog);
}

// Features may want a certain database, which is not known before it is asked.
const answersOf = (draft: Draft, level: number): Answers => ({
  name: '',
  description: '',
  modules: draft.modules ?? [],
  example: true,
  lessons: true,
  packageManager: 'npm',
  level,
  database: draft.database ?? '',
  features: draft.database === undefined ? [] : (draft.features ?? []),
});

function mended(state: State, { level, database, features, modules }: Answers): State {
  const { draft } = state;
  const changes = {
    level,
    ...(draft.modules === undefined ? {} : { modules }),
    ...(draft.database === undefined ? {} : { database }),
    ...(draft.features === undefined || draft.database === undefined ? {} : { features }),
  };
  return { ...state, draft: { ...draft, ...changes } };
}
