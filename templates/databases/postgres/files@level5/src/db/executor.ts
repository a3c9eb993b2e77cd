import type { Database, Transaction } from './client.ts';

/** What a query runs on. */
export type Executor = Database | Transaction;

/** Each query on a connection of its own, and done for good when it answers. */
export const onPool = (database: Database): Executor => database;
