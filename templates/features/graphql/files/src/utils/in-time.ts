import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../errors/app-error.ts';

/** Who waits is answered in time. What was begun ends by its own limits, those of the database. */
export async function inTime<Result>(
  work: Result | Promise<Result>,
  limit: number,
): Promise<Result> {
  const isOver = new AbortController();
  const tooLate = async (): Promise<never> => {
    await sleep(limit, undefined, { signal: isOver.signal });
    throw new AppError('unavailable', 'It takes too long.', { retryAfter: 1 });
  };
  try {
    return await Promise.race([work, tooLate()]);
  } finally {
    isOver.abort();
  }
}
