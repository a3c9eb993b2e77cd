/** A Ui that answers from a list and writes down what it was asked. */
import { BACK, type Reply, type Ui } from '../../src/cli/ask/ui.ts';

export { BACK };
/** Takes what the prompt shows first, as Enter does. */
export const ENTER = Symbol('enter');
/** Ctrl-C, Ctrl-D or Escape. */
export const CANCEL = Symbol('cancel');

export type Key =
  string | number | boolean | readonly string[] | typeof BACK | typeof ENTER | typeof CANCEL;

export interface Asked {
  readonly message: string;
  readonly initial: unknown;
  readonly choices: readonly {
    readonly value: unknown;
    readonly label: string;
    readonly hint?: string;
  }[];
}

export interface ScriptedUi extends Ui {
  readonly asked: readonly Asked[];
}

/** Choices are answered by their value or by the start of their label; a text that is refused is asked again. */
export function scriptedUi(...keys: readonly Key[]): ScriptedUi {
  const asked: Asked[] = [];
  const rest = [...keys];
  const next = ({
    message,
    initial,
    choices = [],
  }: {
    message: string;
    initial?: unknown;
    choices?: Asked['choices'];
  }): Reply<never> | Key => {
    asked.push({ message, initial, choices });
    const key = rest.shift();
    if (key === undefined) throw new Error(`no key left for "${message}"`);
    if (key === ENTER) return (initial ?? choices[0]?.value) as Key;
    if (key === CANCEL) return undefined;
    return key;
  };
  const ui: Ui = {
    text: async (question) => {
      const key = next(question);
      if (typeof key !== 'string') return key as Reply<string>;
      return (await question.check(key)) === undefined ? key : ui.text(question);
    },
    choose: (question) => {
      const key = next(question);
      const found = question.choices.find(
        ({ value, label }) => value === key || (typeof key === 'string' && label.startsWith(key)),
      );
      if (found) return Promise.resolve(found.value);
      if (key !== undefined && key !== BACK)
        throw new Error(`"${question.message}" has no choice ${String(key)}`);
      return Promise.resolve(key);
    },
    chooseMany: (question) => Promise.resolve(next(question) as Reply<readonly string[]>),
    confirm: (question) => Promise.resolve(next(question) as Reply<boolean>),
  };
  return { ...ui, asked };
}
