import { attemptsIn } from '../models/attempt.model.ts';
import { oneTimeTokensIn } from '../models/one-time-token.model.ts';
import { refreshTokensIn } from '../models/refresh-token.model.ts';
import { sessionsIn } from '../models/session.model.ts';
import type { Database } from './client.ts';

/** Deletes what has expired, and says how much that was. */
export async function sweep(db: Database, now: Date): Promise<Readonly<Record<string, number>>> {
  const over = { expiresAt: { $lt: now } };
  const ids = await sessionsIn(db).distinct('_id', over);
  await refreshTokensIn(db).deleteMany({ sessionId: { $in: ids } });
  const results = {
    sessions: await sessionsIn(db).deleteMany({ _id: { $in: ids } }),
    links: await oneTimeTokensIn(db).deleteMany(over),
    attempts: await attemptsIn(db).deleteMany({ resetsAt: { $lt: now } }),
  };
  return Object.fromEntries(
    Object.entries(results).map(([name, { deletedCount }]) => [name, deletedCount]),
  );
}
