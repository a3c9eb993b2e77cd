import { setTimeout as wait } from 'node:timers/promises';
import { drizzle } from 'drizzle-orm/node-postgres';
import { codeOf } from './sql-state.ts';
import type { Database, Transaction } from './client.ts';

interface TransactionOptions {
  readonly isolation?: 'read committed' | 'repeatable read' | 'serializable';
  /** how often it may be tried again after a deadlock or a serialization failure */
  readonly retries?: number;
}

type Work<Result> = (transaction: Transaction) => Promise<Result>;

const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';

/** All or nothing. The work may run more than once, so it must have no effect outside the database. */
export async function withTransaction<Result>(
  database: Database,
  work: Work<Result>,
  { isolation = 'read committed', retries = 5 }: TransactionOptions = {},
): Promise<Result> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await runOnce(database, work, isolation);
    } catch (error) {
      if (attempt === retries || !isRetryable(error)) throw error;
    }
    await wait(backoff(attempt));
  }
}

const isRetryable = (error: unknown): boolean =>
  [SERIALIZATION_FAILURE, DEADLOCK].includes(codeOf(error) ?? '');

/** 10 to 20 ms, then twice as long each time, up to 320: those who collided come back at different moments. */
const backoff = (attempt: number): number => 10 * 2 ** Math.min(attempt, 5) * (1 + Math.random());

async function runOnce<Result>(
  { $client: pool }: Database,
  work: Work<Result>,
  isolation: string,
): Promise<Result> {
  const client = await pool.connect();
  let isBroken = false;
  try {
    await client.query(`begin isolation level ${isolation}`);
    const result = await work(drizzle(client));
    const { command } = await client.query('commit');
    // Postgres answers so, without an error, when a failed statement was caught inside the work.
    if (command === 'ROLLBACK') throw new Error('the transaction failed before its commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => {
      isBroken = true;
    });
    throw error;
  } finally {
    client.release(isBroken);
  }
}
