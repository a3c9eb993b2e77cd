/** What a query may take, in milliseconds, in the words of `pg`. Nothing waits for ever. */
export const databaseLimits = {
  /** for a free connection of the pool, or a new one */
  connectionTimeoutMillis: 1_500,
  /** the server ends a statement that runs longer … */
  statement_timeout: 4_000,
  /** … or waits longer for a lock … */
  lock_timeout: 2_000,
  /** … and a transaction that does nothing */
  idle_in_transaction_session_timeout: 10_000,
  /** for an answer of the server, which may be gone */
  query_timeout: 5_000,
  keepAlive: true,
} as const;
