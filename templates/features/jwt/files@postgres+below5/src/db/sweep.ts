import { lt } from 'drizzle-orm';
import { attempts } from '../models/attempt.model.ts';
import { oneTimeTokens } from '../models/one-time-token.model.ts';
import { sessions } from '../models/session.model.ts';
import type { Database } from './client.ts';

/** Deletes what has expired, and says how much that was. Refresh tokens go with their session. */
export async function sweep(db: Database, now: Date): Promise<Readonly<Record<string, number>>> {
  const moment = now.toISOString();
  const results = {
    sessions: await db.delete(sessions).where(lt(sessions.expiresAt, moment)),
    links: await db.delete(oneTimeTokens).where(lt(oneTimeTokens.expiresAt, moment)),
    attempts: await db.delete(attempts).where(lt(attempts.resetsAt, moment)),
  };
  const counts = Object.entries(results).map(([name, { rowCount }]) => [name, rowCount ?? 0]);
  return Object.fromEntries(counts) as Readonly<Record<string, number>>;
}
