/** An error and what caused it, outermost first. */
export function* causesOf(error: unknown): Generator<Error> {
  for (let cause = error; cause instanceof Error; cause = cause.cause) yield cause;
}

/** The code of the first error in the chain that has one: `11000`, `ECONNREFUSED`. */
export function codeOf(error: unknown): number | string | undefined {
  for (const cause of causesOf(error)) {
    if ('code' in cause && (typeof cause.code === 'number' || typeof cause.code === 'string')) {
      return cause.code;
    }
  }
  return undefined;
}

interface Labelled {
  hasErrorLabel(label: string): boolean;
}

const isLabelled = (error: object): error is Labelled =>
  'hasErrorLabel' in error && typeof error.hasErrorLabel === 'function';

/** The driver labels errors by what may be done about them. */
export const hasLabel = (error: unknown, label: string): boolean =>
  [...causesOf(error)].some((cause) => isLabelled(cause) && cause.hasErrorLabel(label));
