import { and, eq, gte, inArray, sql } from 'drizzle-orm';
import type { ClickCount } from '../clicks/store.ts';
import type { Executor } from '../db/executor.ts';
import { clickDays } from '../models/click-day.model.ts';
import { links } from '../models/link.model.ts';
import type { ClickDaysRepository } from './click-day-contracts.ts';

const { linkId, day, source, agent, clicks } = clickDays;

export const clickDaysRepository = (db: Executor): ClickDaysRepository => ({
  add: async (counts) => {
    const rows = await ofLinksThatAre(db, counts);
    if (rows.length === 0) return;
    await db
      .insert(clickDays)
      .values(rows)
      .onConflictDoUpdate({
        target: [linkId, day, source, agent],
        set: { clicks: sql`${clicks} + excluded.clicks` },
      });
  },

  list: (id, since) =>
    db
      .select()
      .from(clickDays)
      .where(and(eq(linkId, id), gte(day, since))),

  forget: async (id) => {
    await db.delete(clickDays).where(eq(linkId, id));
  },
});

/** Nobody deletes them before the commit. */
async function ofLinksThatAre(db: Executor, counts: readonly ClickCount[]): Promise<ClickCount[]> {
  const asked = new Set(counts.map((count) => count.linkId));
  const found = await db
    .select({ id: links.id })
    .from(links)
    .where(inArray(links.id, [...asked]))
    .for('key share');
  const known = new Set(found.map(({ id }) => id));
  return counts.filter((count) => known.has(count.linkId));
}
