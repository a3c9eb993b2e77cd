import { AppError, type ErrorCode } from '../errors/app-error.ts';
import { causesOf, codeOf, hasLabel } from './server-error.ts';

interface Meaning {
  readonly code: ErrorCode;
  readonly message: string;
}

const taken: Meaning = { code: 'conflict', message: 'There is one with these values already.' };
const busy: Meaning = { code: 'unavailable', message: 'The database is busy. Try again.' };
const away: Meaning = { code: 'unavailable', message: 'The database cannot be reached.' };

/** Codes of the server. */
const MEANINGS: ReadonlyMap<number, Meaning> = new Map([
  [11000, taken],
  [50, busy],
  [112, busy],
  [251, busy],
  [262, busy],
  [11600, away],
  [11602, away],
  [10107, away],
  [13435, away],
  [189, away],
  [91, away],
]);

/** Errors of the driver, by name. */
const AWAY = new Set([
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoServerSelectionError',
  'MongooseServerSelectionError',
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
  'MongoClientClosedError',
  'MongoPoolClearedError',
  'PoolClearedOnNetworkError',
  'MongoWaitQueueTimeoutError',
  'MongoExpiredSessionError',
]);
// Mongoose refuses to wait for a connection in an error of its plain class.
const NOT_CONNECTED = /before initial connection is complete|not connected/i;

/** What an error of the driver means to a caller; undefined when it is none. */
export function translateDatabaseError(error: unknown): AppError | undefined {
  const meaning = meaningOf(error);
  if (!meaning) return undefined;
  const details = meaning.code === 'unavailable' ? { retryAfter: 1 } : {};
  return new AppError(meaning.code, meaning.message, details, { cause: error });
}

function meaningOf(error: unknown): Meaning | undefined {
  const causes = [...causesOf(error)];
  if (causes.some(({ name }) => AWAY.has(name))) return away;
  if (causes.some(({ name, message }) => name === 'MongooseError' && NOT_CONNECTED.test(message))) {
    return away;
  }
  const code = codeOf(error);
  const known = typeof code === 'number' ? MEANINGS.get(code) : undefined;
  return known ?? (hasLabel(error, 'TransientTransactionError') ? busy : undefined);
}
