/** Errors that say what happened in one word, for code, and in one sentence, for people. */
export type ErrorCode = 'invalid' | 'not_found' | 'declined' | 'unavailable';

export class AppError extends Error {
  readonly code: ErrorCode;
  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'AppError';
    this.code = code;
  }
}

/** The whole story: `could not charge: connect ECONNREFUSED`. Anything can be thrown, not only errors. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}: ${explain(error.cause)}`;
}

/** Expected: somebody did something that cannot be done. Anything else is a bug, and should be heard of. */
export const isExpected = (error: unknown): error is AppError => error instanceof AppError;
