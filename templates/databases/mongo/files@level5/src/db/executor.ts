import type { ClientSession } from 'mongoose';
import type { Database } from './client.ts';

/** What an operation runs on; with a session, it is part of its transaction. */
export interface Executor {
  readonly db: Database;
  readonly session?: ClientSession;
}

/** Each operation on a connection of its own, and done for good when it answers. */
export const onPool = (db: Database): Executor => ({ db });
