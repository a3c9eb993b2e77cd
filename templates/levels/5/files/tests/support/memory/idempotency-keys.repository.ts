import type {
  IdempotencyClaim,
  IdempotencyKeysRepository,
  IdempotencyScope,
} from '../../../src/repositories/contracts.ts';
import type { Memory } from './memory.ts';
import { later } from './records.ts';

interface Row extends Omit<IdempotencyClaim, 'now' | 'forgottenBefore'> {
  readonly id: string;
  readonly createdAt: Date;
  readonly result: string | null;
}

const idOf = ({ key, userId, route }: IdempotencyScope): string =>
  JSON.stringify([userId, route, key]);

export function idempotencyKeysRepository(memory: Memory): IdempotencyKeysRepository {
  const keys = memory.table<Row>('idempotency_keys');
  const heldBy = (scope: IdempotencyScope, token: string): Row | undefined => {
    const row = keys.get(idOf(scope));
    return row?.token === token && row.result === null ? row : undefined;
  };
  return {
    claim: (scope, { now, forgottenBefore, ...claim }) =>
      later(() => {
        const row = keys.get(idOf(scope));
        const isSame = row?.fingerprint === claim.fingerprint;
        const isOver = isSame && row.result === null && row.lockedUntil < now;
        if (row && !isOver && row.createdAt >= forgottenBefore) return row;
        const id = idOf(scope);
        keys.put({ ...claim, id, createdAt: now, result: null });
        return undefined;
      }),
    complete: (scope, token, result) =>
      later(() => {
        const row = heldBy(scope, token);
        if (row) keys.put({ ...row, result });
        return row !== undefined;
      }),
    release: (scope, token) =>
      later(() => {
        const row = heldBy(scope, token);
        if (row) keys.remove(row.id);
      }),
    forget: (before) =>
      later(() => {
        const old = keys.all().filter(({ createdAt }) => createdAt < before);
        for (const { id } of old) keys.remove(id);
        return old.length;
      }),
  };
}
