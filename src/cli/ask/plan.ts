/** The last question: here is everything, shall it be written? */
import { makePlan, type Plan, type Wish } from '../plan.ts';
import type { Catalog } from '../../types.ts';
import { answered, type Question, type State } from './steps.ts';
import { BACK } from './ui.ts';

export interface PlanQuestion {
  readonly catalog: Catalog;
  readonly wish: (state: State) => Wish;
  readonly show: (plan: Plan) => void;
}

/** Nothing was asked? Then the command line said it all, and this is not asked either. */
export const planQuestion = ({ catalog, wish, show }: PlanQuestion): Question => ({
  key: 'plan',
  isSettled: ({ plan }, hasAsked) => plan !== undefined || !hasAsked,
  ask: async (state, { ui }) => {
    const plan = await makePlan(wish(state), catalog);
    show(plan);
    const reply = await ui.choose({
      message: `Write these ${plan.tree.size} files?`,
      choices: ANSWERS,
    });
    if (reply === 'back') return BACK;
    return reply === 'no' ? undefined : answered(reply, () => ({ ...state, plan }));
  },
});

const ANSWERS = [
  { value: 'yes', label: 'yes' },
  { value: 'back', label: '← change an answer' },
  { value: 'no', label: 'no, stop here' },
] as const;
