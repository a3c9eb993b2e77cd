import type { Api } from './api.ts';

/** How often the database is asked while something is done. */
export async function countQueries(
  { deps: { db } }: Api,
  work: () => Promise<unknown>,
): Promise<number> {
  let count = 0;
  db.set('debug', () => void (count += 1));
  try {
    await work();
  } finally {
    db.set('debug', false);
  }
  return count;
}
