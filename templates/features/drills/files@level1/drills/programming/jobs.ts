/** A list of work in which one failure must not take the rest with it. */
import { explain } from './errors.ts';

export type Outcome =
  | { readonly kind: 'done'; readonly job: string; readonly result: number }
  | { readonly kind: 'failed'; readonly job: string; readonly reason: string };

/** Every job is tried; what failed is in the result, not in the air. */
export async function runJobs(
  jobs: readonly string[],
  work: (job: string) => Promise<number>,
): Promise<readonly Outcome[]> {
  const settled = await Promise.allSettled(jobs.map(work));
  return settled.map((outcome, place) => {
    const job = jobs[place] ?? '';
    return outcome.status === 'fulfilled'
      ? { kind: 'done', job, result: outcome.value }
      : { kind: 'failed', job, reason: explain(outcome.reason) };
  });
}
