/** Prompts of the terminal. Loaded only when something is asked. */
import * as clack from '@clack/prompts';
import { BACK, type Choice, type Reply, type Ui } from './ui.ts';

const SHIFT_TAB = '\x1b[Z';
const CTRL_D = '\x04';
const LESS = '<';

// clack ends a prompt only by Enter or by its cancel action; which key it was tells a step back from a real cancel.
clack.updateSettings({ aliases: { [SHIFT_TAB]: 'cancel', [CTRL_D]: 'cancel', [LESS]: 'cancel' } });

type Prompt<Value> = (signal: AbortSignal) => Promise<Value | typeof clack.CANCEL_SYMBOL>;

const INTRO = 'Enter takes what is marked, < or Shift+Tab goes back, Ctrl-C leaves.';

/** The signal ends the prompt that is open, as a cancel. */
export function clackUi(stop: AbortSignal): Ui {
  const ask = asker(stop);
  return {
    text: ({ message, initial, check }) =>
      ask((signal) =>
        clack.text({
          message,
          signal,
          placeholder: initial,
          defaultValue: initial,
          validate: (text) => check(text || initial),
        }),
      ),
    choose: ({ message, choices, initial }) =>
      ask((signal) =>
        clack.select({
          message,
          signal,
          options: options(choices),
          ...(initial === undefined ? {} : { initialValue: initial }),
        }),
      ),
    chooseMany: ({ message, choices, initial }) =>
      ask((signal) =>
        clack.multiselect({
          message,
          signal,
          options: options(choices),
          initialValues: [...initial],
          required: false,
        }),
      ),
    confirm: ({ message, initial }) =>
      ask((signal) => clack.confirm({ message, signal, initialValue: initial })),
  };
}

/** Says once, before the first prompt, which keys there are. */
function asker(stop: AbortSignal) {
  let isGreeted = false;
  return <Value>(prompt: Prompt<Value>): Promise<Reply<Value>> => {
    if (!isGreeted) clack.intro(INTRO);
    isGreeted = true;
    // A signal of its own for each prompt: clack leaves its listeners on it.
    return listening(() => prompt(AbortSignal.any([stop])));
  };
}

// clack's type of an option hangs on its value in a way that a generic cannot follow.
const options = <Value extends string | number>(choices: readonly Choice<Value>[]) =>
  choices.map((choice) => ({ ...choice })) as Parameters<typeof clack.select<Value>>[0]['options'];

async function listening<Value>(
  prompt: () => Promise<Value | typeof clack.CANCEL_SYMBOL>,
): Promise<Reply<Value>> {
  let isBack = false;
  const onKey = (typed: string | undefined, key: { readonly sequence?: string }): void => {
    isBack = typed === LESS || key.sequence === SHIFT_TAB;
  };
  process.stdin.on('keypress', onKey);
  try {
    const value = await prompt();
    if (!clack.isCancel(value)) return value;
    return isBack ? BACK : undefined;
  } finally {
    process.stdin.off('keypress', onKey);
  }
}
