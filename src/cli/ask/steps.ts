/** Asks a list of questions one by one; going back restores what was known before the one that is asked again. */
import type { Complete, Draft } from '../../answers/draft.ts';
import type { Plan } from '../plan.ts';
import { BACK, type Reply, type Ui } from './ui.ts';

export interface State {
  /** settled: by flags, a config file, or an answer */
  readonly draft: Draft;
  /** the folder as the user wrote it */
  readonly place?: string;
  readonly isMergeWanted?: boolean;
  /** every answer given before a step back: what its question shows first when it comes again */
  readonly earlier?: Draft;
  /** shown and agreed to */
  readonly plan?: Plan;
}

export interface Asking {
  readonly ui: Ui;
  readonly canGoBack: boolean;
}

export interface Question {
  readonly key: string;
  readonly isSettled: (state: State, hasAsked: boolean) => boolean;
  readonly ask: (state: State, asking: Asking) => Promise<Reply<State>>;
}

/** undefined: cancelled. */
export async function askAll(
  questions: readonly Question[],
  start: State,
  ui: Ui,
): Promise<State | undefined> {
  const answered: { readonly at: number; readonly state: State }[] = [];
  let state = start;
  let at = 0;
  while (at < questions.length) {
    const question = questions[at];
    const hasAsked = answered.length > 0;
    if (!question || question.isSettled(state, hasAsked)) {
      at += 1;
      continue;
    }
    const reply = await question.ask(state, { ui, canGoBack: hasAsked });
    if (reply === undefined) return undefined;
    if (reply === BACK) {
      const before = answered.pop() ?? { at, state };
      state = { ...before.state, earlier: { ...state.earlier, ...state.draft } };
      at = before.at;
    } else {
      answered.push({ at, state });
      state = reply;
      at += 1;
    }
  }
  return state;
}

/** The state with one more answer. */
export const settle = (state: State, answer: Partial<Complete>): State => ({
  ...state,
  draft: { ...state.draft, ...answer },
});

/** Passes BACK and a cancel on, and lets only an answer through. */
export function answered<Value>(reply: Reply<Value>, then: (value: Value) => State): Reply<State> {
  if (reply === undefined) return undefined;
  return isBack(reply) ? BACK : then(reply);
}

const isBack = (reply: unknown): reply is typeof BACK => reply === BACK;
