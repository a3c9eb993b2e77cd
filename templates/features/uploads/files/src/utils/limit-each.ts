import { AppError } from '../errors/app-error.ts';

/** Lets so much of everybody's work run at once; more is refused, so that nobody takes the places of all. */
export function limitEach(limit: number) {
  const running = new Map<string, number>();
  const change = (who: string, by: number): void => {
    const count = (running.get(who) ?? 0) + by;
    if (count > 0) running.set(who, count);
    else running.delete(who);
  };
  return async <Result>(who: string, work: () => Promise<Result>): Promise<Result> => {
    if ((running.get(who) ?? 0) >= limit) {
      throw new AppError('rate_limited', 'Too many at the same time.', { retryAfter: 1 });
    }
    change(who, 1);
    return work().finally(() => change(who, -1));
  };
}
