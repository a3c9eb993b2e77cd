/** What a prompt can do; the terminal's version is clack.ts, tests have a scripted one. */

/** The user wants the question before this one. */
export const BACK = Symbol('back');

/** undefined: cancelled. */
export type Reply<Value> = Value | typeof BACK | undefined;

export interface Choice<Value> {
  readonly value: Value;
  readonly label: string;
  readonly hint?: string;
}

export interface Ui {
  readonly text: (question: TextQuestion) => Promise<Reply<string>>;
  readonly choose: <Value extends string | number>(
    question: ChoiceQuestion<Value>,
  ) => Promise<Reply<Value>>;
  readonly chooseMany: (question: ManyQuestion) => Promise<Reply<readonly string[]>>;
  readonly confirm: (question: ConfirmQuestion) => Promise<Reply<boolean>>;
}

export interface TextQuestion {
  readonly message: string;
  readonly initial: string;
  /** what is wrong with the text; undefined when nothing is */
  readonly check: (text: string) => Promise<string | undefined>;
}

export interface ChoiceQuestion<Value> {
  readonly message: string;
  readonly choices: readonly Choice<Value>[];
  readonly initial?: Value | undefined;
}

export interface ManyQuestion {
  readonly message: string;
  readonly choices: readonly Choice<string>[];
  readonly initial: readonly string[];
}

export interface ConfirmQuestion {
  readonly message: string;
  readonly initial: boolean;
}
