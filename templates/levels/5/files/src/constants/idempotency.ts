const SECOND = 1_000;
const HOUR = 60 * 60 * SECOND;

/** In milliseconds. */
export const idempotency = {
  /** how long the work behind a key may take, before another may take it up */
  lease: 30 * SECOND,
  /** how long an answer is kept */
  keep: 24 * HOUR,
  /** how often a process deletes what is too old */
  sweep: HOUR,
} as const;
