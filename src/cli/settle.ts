/** Settles every answer: by asking where there is a terminal, else by the flags and --yes alone. */
import { withDefaults } from '../answers/draft.ts';
import { exitCodeOf, watchingSignals } from '../disk/interrupt.ts';
import { occupied } from '../disk/target.ts';
import { EXIT } from '../errors.ts';
import type { Catalog } from '../types.ts';
import { look, placeQuestion, tidy } from './ask/place.ts';
import { planQuestion } from './ask/plan.ts';
import { questions } from './ask/questions.ts';
import { askAll, type State } from './ask/steps.ts';
import { refuseMissing } from './missing.ts';
import { detectPackageManager } from './package-manager.ts';
import { makePlan, type Plan, type Wish } from './plan.ts';
import type { Request } from './request.ts';

export interface Settling {
  readonly request: Request;
  readonly catalog: Catalog;
  readonly show: (plan: Plan) => void;
}

/** 130 and the like: cancelled. */
export type Cancelled = typeof EXIT.interrupted | 129 | 143;

/** The plan, shown to the user. */
export async function settlePlan(settling: Settling): Promise<Plan | Cancelled> {
  const { start, here } = settling.request;
  if (start.place !== undefined) await tidy(start.place, here, start);
  if (isAnswerable(settling.request)) return askForPlan(settling);
  return planAsTold(settling);
}

// Keys are only read from a terminal: text in a pipe is no answer.
export const isAnswerable = ({ isYes, isJson }: Request): boolean =>
  !isYes && !isJson && process.stdin.isTTY && process.stdout.isTTY;

async function planAsTold({ request, catalog, show }: Settling): Promise<Plan> {
  const { start, here, isYes } = request;
  refuseMissing(start, isYes, catalog);
  const target = look(start.place ?? '', here, start);
  if (target.kind === 'occupied' && !start.isMergeWanted) throw occupied(target);
  const plan = await makePlan(wishOf(start, { request, catalog }), catalog);
  show(plan);
  return plan;
}

async function askForPlan({ request, catalog, show }: Settling): Promise<Plan | Cancelled> {
  const { clackUi } = await import('./ask/clack.ts');
  const { start, here } = request;
  const around = { name: 'my-api', packageManager: packageManager() };
  const wish = (state: State): Wish => wishOf(state, { request, catalog });
  const all = [
    placeQuestion(here),
    ...questions({ catalog, around }),
    ...(here.isDryRun ? [] : [planQuestion({ catalog, wish, show })]),
  ];
  const stop = new AbortController();
  return watchingSignals(
    async (watch) => {
      const state = await askAll(all, start, clackUi(stop.signal));
      if (watch.signal) return exitCodeOf(watch.signal);
      if (!state) return EXIT.interrupted;
      if (state.plan) return state.plan;
      const plan = await makePlan(wish(state), catalog);
      show(plan);
      return plan;
    },
    () => stop.abort(),
  );
}

function wishOf(state: State, { request, catalog }: Pick<Settling, 'request' | 'catalog'>): Wish {
  const place = state.place ?? '';
  const target = look(place, request.here, state);
  const around = { name: target.name, packageManager: packageManager() };
  return { place, target, answers: withDefaults(state.draft, around, catalog) };
}

const packageManager = () => detectPackageManager(process.env['npm_config_user_agent']);
