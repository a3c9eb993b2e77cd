import { AppError, type ErrorCode } from '../errors/app-error.ts';
import { causesOf, codeOf } from './sql-state.ts';

interface Meaning {
  readonly code: ErrorCode;
  readonly message: string;
}

const invalid: Meaning = { code: 'validation', message: 'The database cannot hold such a value.' };
const missing: Meaning = { code: 'validation', message: 'A value is missing.' };
const dangling: Meaning = {
  code: 'conflict',
  message: 'A record it refers to is missing, or others refer to it.',
};
const broken: Meaning = { code: 'conflict', message: 'That would break a rule of the data.' };
const busy: Meaning = { code: 'unavailable', message: 'The database is busy; try again.' };
const away: Meaning = { code: 'unavailable', message: 'The database cannot be reached.' };

/** SQLSTATE, a whole class of it, or what the system says of a connection. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  '23505': { code: 'conflict', message: 'There is one with this value already.' },
  // On a delete, newer servers tell the first of these.
  '23001': dangling,
  '23503': dangling,
  '23502': missing,
  '23514': broken,
  '23P01': broken,
  '22001': invalid,
  '22003': invalid,
  '22007': invalid,
  '22008': invalid,
  '22021': invalid,
  '22P05': invalid,
  '25P03': busy,
  '40001': busy,
  '40P01': busy,
  '53': busy,
  '55P03': busy,
  '57014': busy,
  '57P': away,
  '08': away,
  ECONNREFUSED: away,
  ECONNRESET: away,
  EPIPE: away,
  ETIMEDOUT: away,
  EHOSTUNREACH: away,
  ENOTFOUND: away,
  EAI_AGAIN: away,
};

/** What `pg` says in words only. */
const LOST =
  /timeout exceeded when trying to connect|connection terminated|query read timeout|not queryable/i;

/** What an error of the database means to the caller; undefined when it means nothing to them. */
export function translateDatabaseError(error: unknown): AppError | undefined {
  const meaning = meaningOf(error);
  if (!meaning) return undefined;
  const { code, message } = meaning;
  return new AppError(code, message, detailsOf(code, error), { cause: error });
}

function meaningOf(error: unknown): Meaning | undefined {
  const code = codeOf(error);
  if (code) return MEANINGS[code] ?? MEANINGS[code.slice(0, 3)] ?? MEANINGS[code.slice(0, 2)];
  return [...causesOf(error)].some(({ message }) => LOST.test(message)) ? away : undefined;
}

function detailsOf(code: ErrorCode, error: unknown): Record<string, unknown> {
  if (code === 'unavailable') return { retryAfter: 1 };
  const field = fieldOf(error);
  return field ? { field } : {};
}

/** Postgres says `Key (customer_id)=(7) …` in every language it speaks. */
function fieldOf(error: unknown): string | undefined {
  for (const cause of causesOf(error)) {
    if (!('detail' in cause) || typeof cause.detail !== 'string') continue;
    const column = /\((\w+)\)=\(/.exec(cause.detail)?.[1];
    return column?.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  }
  return undefined;
}
