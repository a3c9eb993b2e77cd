import { and, eq, gt, isNull, or, sql } from 'drizzle-orm';
import type { Deps } from '../app.ts';
import { AppError } from '../errors/app-error.ts';
import { links } from '../models/link.model.ts';

export function shortLinksController({ db }: Pick<Deps, 'db'>) {
  const hasNotEnded = or(isNull(links.expiresAt), gt(links.expiresAt, sql`now()`));

  /** @returns where the link leads; the click is counted, in the same step. */
  async function follow(code: string): Promise<string> {
    const [counted] = await db
      .update(links)
      .set({ clicks: sql`${links.clicks} + 1` })
      .where(and(eq(links.code, code), hasNotEnded))
      .returning({ url: links.url });
    if (counted) return counted.url;
    const [ended] = await db.select({ id: links.id }).from(links).where(eq(links.code, code));
    throw ended
      ? new AppError('gone', 'This link has ended.')
      : new AppError('not_found', 'There is no such link.');
  }

  return { follow };
}
