import { and, eq, isNull, lt, or, sql } from 'drizzle-orm';
import type { Executor } from '../db/executor.ts';
import { idempotencyKeys } from '../models/idempotency-key.model.ts';
import type { IdempotencyClaim, IdempotencyKeysRepository, IdempotencyScope } from './contracts.ts';

const { key, userId, route, fingerprint, token, lockedUntil, result, createdAt } = idempotencyKeys;

const isOf = (scope: IdempotencyScope) =>
  and(eq(key, scope.key), eq(userId, scope.userId), eq(route, scope.route));

/** Still being worked on, by whoever has this token. */
const isHeldBy = (scope: IdempotencyScope, holder: string) =>
  and(isOf(scope), eq(token, holder), isNull(result));

/** The lease of the same request is over, or it is so old that it counts no more. */
const isFree = (claim: IdempotencyClaim) =>
  or(
    and(
      isNull(result),
      lt(lockedUntil, claim.now.toISOString()),
      eq(fingerprint, claim.fingerprint),
    ),
    lt(createdAt, claim.forgottenBefore.toISOString()),
  );

export function idempotencyKeysRepository(db: Executor): IdempotencyKeysRepository {
  /** In one statement: of many at once, one has it. */
  const take = async ({ key, userId, route }: IdempotencyScope, claim: IdempotencyClaim) => {
    const values = {
      fingerprint: claim.fingerprint,
      token: claim.token,
      lockedUntil: claim.lockedUntil.toISOString(),
      result: null,
      createdAt: claim.now.toISOString(),
    };
    const taken = await db
      .insert(idempotencyKeys)
      .values({ key, userId, route, ...values })
      .onConflictDoUpdate({
        target: [idempotencyKeys.key, idempotencyKeys.userId, idempotencyKeys.route],
        set: values,
        setWhere: sql`${isFree(claim)}`,
      })
      .returning();
    return taken.length > 0;
  };

  const find = async (scope: IdempotencyScope) => {
    const [found] = await db.select().from(idempotencyKeys).where(isOf(scope));
    return found;
  };

  return {
    claim: async (scope, claim) => {
      if (await take(scope, claim)) return undefined;
      // Given back between our two looks; whoever is quick may have it.
      return (await find(scope)) ?? { fingerprint: claim.fingerprint, result: null };
    },

    complete: async (scope, holder, json) => {
      const { rowCount } = await db
        .update(idempotencyKeys)
        .set({ result: json })
        .where(isHeldBy(scope, holder));
      return rowCount === 1;
    },

    release: async (scope, holder) => {
      await db.delete(idempotencyKeys).where(isHeldBy(scope, holder));
    },

    forget: async (before) => {
      const { rowCount } = await db
        .delete(idempotencyKeys)
        .where(lt(createdAt, before.toISOString()));
      return rowCount ?? 0;
    },
  };
}
