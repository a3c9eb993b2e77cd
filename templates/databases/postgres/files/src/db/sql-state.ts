/** An error and what caused it, outermost first: drizzle wraps what the driver throws. */
export function* causesOf(error: unknown): Generator<Error> {
  for (let cause = error; cause instanceof Error; cause = cause.cause) yield cause;
}

/** The code of the first error in the chain that has one: `23505`, `ECONNREFUSED`. */
export function codeOf(error: unknown): string | undefined {
  for (const cause of causesOf(error)) {
    if ('code' in cause && typeof cause.code === 'string') return cause.code;
  }
  return undefined;
}
