/** What an operation may take, in milliseconds, in the words of the driver. Nothing waits for ever. */
export const databaseLimits = {
  /** for a server that can answer */
  serverSelectionTimeoutMS: 2_000,
  connectTimeoutMS: 2_000,
  /** for a free connection of the pool */
  waitQueueTimeoutMS: 2_000,
  /** for an answer of the server, which may be gone */
  socketTimeoutMS: 5_000,
  heartbeatFrequencyMS: 1_000,
} as const;

/** The server ends an operation that runs longer. */
export const OPERATION_LIMIT = 4_000;
