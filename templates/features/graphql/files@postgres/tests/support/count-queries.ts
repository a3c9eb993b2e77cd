import type { Api } from './api.ts';

/** How often the database is asked while something is done. */
export async function countQueries(
  { deps: { db } }: Api,
  work: () => Promise<unknown>,
): Promise<number> {
  const { $client: pool } = db;
  let count = 0;
  const listener = (): void => void (count += 1);
  // Each query outside of a transaction takes a connection of its own.
  pool.on('acquire', listener);
  try {
    await work();
  } finally {
    pool.off('acquire', listener);
  }
  return count;
}
