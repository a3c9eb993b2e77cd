/** Times in milliseconds, unless they say otherwise. */
export const jobLimits = {
  attempts: 5,
  /** twice as long each time: 1, 2, 4, 8 seconds, less up to half of it, so that those who failed together come back apart */
  backoff: { type: 'exponential', delay: 1_000, jitter: 0.5 },
  /** of jobs that are done; `age` in seconds. As long as one is kept, its name cannot be used again */
  keep: { age: 24 * 60 * 60, count: 10_000 },
  /** a worker that is not heard of for so long is taken for dead, and its job given to another */
  lock: 30_000,
  /** how often a job may be lost with its worker before it is taken for what kills them */
  losses: 2,
  /** how long who puts a job in, or looks at the queue, waits for its server */
  patience: 3_000,
  /** how often schedules and failed jobs are looked after */
  tidy: 60_000,
} as const;
