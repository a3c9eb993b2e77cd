/** Exit codes of both commands: the table of docs/commands.md. */
export const EXIT = {
  ok: 0,
  bug: 1,
  usage: 2,
  refused: 3,
  environment: 4,
  laterStep: 5,
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const EXIT_OF = {
  USAGE: EXIT.usage,
  REFUSED: EXIT.refused,
  ENVIRONMENT: EXIT.environment,
  LATER_STEP: EXIT.laterStep,
} as const;
export type UserErrorKind = keyof typeof EXIT_OF;

/** The user can fix it: what happened, then what to do next. Printed without a stack. */
export class UserError extends Error {
  readonly kind: UserErrorKind;
  /** the next command to type, or how to mend it; may be empty */
  readonly hint: string;

  constructor(kind: UserErrorKind, message: string, hint = '', options?: ErrorOptions) {
    super(message, options);
    this.name = 'UserError';
    this.kind = kind;
    this.hint = hint;
  }

  get exitCode(): ExitCode {
    return EXIT_OF[this.kind];
  }
}
