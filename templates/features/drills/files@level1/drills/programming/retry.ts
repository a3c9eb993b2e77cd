/** Tries again what may work the next time, and waits longer each time. */
export interface RetryOptions {
  readonly times: number;
  /** milliseconds before attempt 2, 3, …; doubles every time */
  readonly firstWait: number;
  readonly isWorthIt: (error: unknown) => boolean;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** from 0 to 1; spreads the attempts of many callers that failed at the same moment */
  readonly random: () => number;
}

/** @throws the last error, as it was */
export async function retry<Result>(
  work: (attempt: number) => Promise<Result>,
  { times, firstWait, isWorthIt, sleep, random }: RetryOptions,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work(attempt);
    } catch (error) {
      if (attempt >= times || !isWorthIt(error)) throw error;
      await sleep(firstWait * 2 ** (attempt - 1) * (0.5 + random() / 2));
    }
  }
}
