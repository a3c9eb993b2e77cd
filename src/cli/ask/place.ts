/** Where the project goes: asked when no folder was given, or when the given one holds files. */
import type { Draft } from '../../answers/draft.ts';
import {
  inspectTarget,
  occupied,
  prepareTarget,
  type Target,
  type TargetOptions,
} from '../../disk/target.ts';
import { UserError } from '../../errors.ts';
import { printable } from '../../names.ts';
import type { Asking, Question, State } from './steps.ts';
import { BACK, type Reply, type Ui } from './ui.ts';

export interface Here {
  readonly cwd: string;
  readonly isNested: boolean;
  /** nothing may be written, not even to put back what a killed create has left */
  readonly isDryRun: boolean;
}

export const placeQuestion = (here: Here): Question => ({
  key: 'place',
  isSettled: (state) => state.place !== undefined && !needsWord(state, state.place, here),
  ask: async (state, { ui }: Asking): Promise<Reply<State>> => {
    let typed = state.place;
    while (true) {
      const place = typed ?? (await askPlace(ui, here, state));
      if (place === undefined || place === BACK) return place;
      if (!needsWord(state, place, here)) return { ...state, place };
      const target = look(place, here, state);
      const reply = await ui.choose({
        message: `${printable(target.dir)} is not empty.`,
        choices: WAYS,
      });
      if (reply === undefined) return undefined;
      if (reply === 'stop') throw occupied(target);
      if (reply === 'merge') return { ...state, place, isMergeWanted: true };
      typed = undefined;
    }
  },
});

const WAYS = [
  { value: 'other', label: 'take another folder' },
  { value: 'merge', label: 'add to it', hint: 'none of your files is replaced' },
  { value: 'stop', label: 'stop here' },
] as const;

/** Looks at the folder before anything is asked about what goes in. */
export const look = (place: string, here: Here, { draft }: Pick<State, 'draft'>): Target =>
  inspectTarget(place, whereOf(here, draft));

/** Puts back a create that was killed there; without one it changes nothing. */
export async function tidy(
  place: string,
  here: Here,
  { draft }: Pick<State, 'draft'>,
): Promise<void> {
  if (!here.isDryRun) await prepareTarget(place, whereOf(here, draft));
}

const whereOf = ({ cwd, isNested }: Here, { name }: Draft): TargetOptions => ({
  cwd,
  isNested,
  hasName: name !== undefined,
});

const needsWord = (state: State, place: string, here: Here): boolean =>
  look(place, here, state).kind === 'occupied' && state.isMergeWanted !== true;

const askPlace = (ui: Ui, here: Here, state: State): Promise<Reply<string>> =>
  ui.text({
    message: 'Which folder? Its name is the name of the project.',
    initial: 'my-api',
    check: (place) => whyNot(place, here, state),
  });

async function whyNot(place: string, here: Here, state: State): Promise<string | undefined> {
  try {
    await tidy(place, here, state);
    look(place, here, state);
    return undefined;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [error.message, error.hint].filter(Boolean).join(' ');
  }
}
