import { setTimeout as wait } from 'node:timers/promises';
import type { ClientSession } from 'mongoose';
import type { Database } from './client.ts';
import { hasLabel } from './server-error.ts';

interface TransactionOptions {
  /** How often it may be tried again. Mongo lets nobody wait for a document: the second to write it fails at once. */
  readonly retries?: number;
}

/** Every operation of the work has to be given the session, or it happens outside the transaction. */
type Work<Result> = (session: ClientSession) => Promise<Result>;

/** All or nothing. The work may run more than once, so it must have no effect outside the database. */
export async function withTransaction<Result>(
  database: Database,
  work: Work<Result>,
  { retries = 12 }: TransactionOptions = {},
): Promise<Result> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await runOnce(database, work);
    } catch (error) {
      if (attempt === retries || !hasLabel(error, 'TransientTransactionError')) throw error;
    }
    await wait(backoff(attempt));
  }
}

/** 5 to 10 ms, then twice as long each time, up to 320: those who collided come back at different moments. */
const backoff = (attempt: number): number => 5 * 2 ** Math.min(attempt, 5) * (1 + Math.random());

async function runOnce<Result>(database: Database, work: Work<Result>): Promise<Result> {
  const session = await database.startSession();
  try {
    session.startTransaction({
      readConcern: { level: 'snapshot' },
      writeConcern: { w: 'majority' },
    });
    const result = await work(session);
    await session.commitTransaction();
    return result;
  } catch (error) {
    // The error of the work is the one to tell; without a server there is nothing to abort.
    if (session.inTransaction()) await session.abortTransaction().catch(() => undefined);
    throw error;
  } finally {
    await session.endSession();
  }
}
