import { and, eq, gt, isNull, or, sql } from 'drizzle-orm';
import type { Executor } from '../db/executor.ts';
import { links } from '../models/link.model.ts';
import type { ShortLinksRepository } from './short-link-contracts.ts';

export const shortLinksRepository = (db: Executor): ShortLinksRepository => ({
  follow: async (code, now) => {
    const hasNotEnded = or(isNull(links.expiresAt), gt(links.expiresAt, now.toISOString()));
    const [counted] = await db
      .update(links)
      .set({ clicks: sql`${links.clicks} + 1` })
      .where(and(eq(links.code, code), hasNotEnded))
      .returning({ id: links.id, url: links.url });
    if (counted) return { kind: 'counted', ...counted };
    const [ended] = await db.select({ id: links.id }).from(links).where(eq(links.code, code));
    return { kind: ended ? 'ended' : 'unknown' };
  },
});
