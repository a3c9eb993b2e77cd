import type { ClientSession, mongo } from 'mongoose';
import type { Database } from './client.ts';

/** What an operation runs on; with a session, it is part of its transaction. */
export interface Executor {
  readonly db: Database;
  readonly session?: ClientSession;
  /** which members of the replica set may answer what is read; the primary, unless it says otherwise */
  readonly readPreference?: mongo.ReadPreferenceMode;
}

/** Each operation on a connection of its own, and done for good when it answers. */
export const onPool = (db: Database): Executor => ({ db });

/** The same, told by other members of the replica set as well. */
export const onMembers = (db: Database, readPreference: mongo.ReadPreferenceMode): Executor => ({
  db,
  readPreference,
});
