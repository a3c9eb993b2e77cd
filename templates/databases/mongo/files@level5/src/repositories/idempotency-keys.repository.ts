import type { Executor } from '../db/executor.ts';
import { codeOf } from '../db/server-error.ts';
import { idempotencyKeyModel } from '../models/idempotency-key.model.ts';
import type { IdempotencyClaim, IdempotencyKeysRepository, IdempotencyScope } from './contracts.ts';

const DUPLICATE = 11000;

const idOf = ({ key, userId, route }: IdempotencyScope): string =>
  JSON.stringify([userId, route, key]);

/** Still being worked on, by whoever has this token. */
const heldBy = (scope: IdempotencyScope, token: string) => ({
  _id: idOf(scope),
  token,
  result: null,
});

/** The lease of the same request is over, or it is so old that it counts no more. */
const free = ({ fingerprint, now, forgottenBefore }: IdempotencyClaim) => ({
  $or: [
    { result: null, lockedUntil: { $lt: now }, fingerprint },
    { createdAt: { $lt: forgottenBefore } },
  ],
});

export function idempotencyKeysRepository({ db, ...options }: Executor): IdempotencyKeysRepository {
  const keys = idempotencyKeyModel(db);

  /** Made, or taken over, in one operation; where it exists and is not free, there cannot be a second of its id. */
  const take = async (
    scope: IdempotencyScope,
    { fingerprint, token, lockedUntil, now, ...claim }: IdempotencyClaim,
  ): Promise<boolean> => {
    const filter = {
      _id: idOf(scope),
      ...free({ fingerprint, token, lockedUntil, now, ...claim }),
    };
    const values = { fingerprint, token, lockedUntil, result: null, createdAt: now };
    try {
      await keys.updateOne(filter, { $set: values }, { ...options, upsert: true });
      return true;
    } catch (error) {
      if (codeOf(error) !== DUPLICATE) throw error;
      return false;
    }
  };

  return {
    claim: async (scope, claim) => {
      if (await take(scope, claim)) return undefined;
      const found = await keys.findById(idOf(scope), null, options).lean();
      // Given back between our two looks; whoever is quick may have it.
      return found ?? { fingerprint: claim.fingerprint, result: null };
    },

    complete: async (scope, token, result) => {
      const { modifiedCount } = await keys.updateOne(
        heldBy(scope, token),
        { $set: { result } },
        options,
      );
      return modifiedCount === 1;
    },

    release: async (scope, token) => {
      await keys.deleteOne(heldBy(scope, token), options);
    },

    forget: async (before) => {
      const { deletedCount } = await keys.deleteMany({ createdAt: { $lt: before } }, options);
      return deletedCount;
    },
  };
}
