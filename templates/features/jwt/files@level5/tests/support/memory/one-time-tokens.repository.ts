import type { OneTimeTokensRepository } from '../../../src/repositories/account-contracts.ts';
import type { Memory, Stored } from './memory.ts';
import { later } from './records.ts';

type Kept = Parameters<OneTimeTokensRepository['issue']>[0] & Stored;

export function oneTimeTokensRepository(memory: Memory): OneTimeTokensRepository {
  const tokens = memory.table<Kept>('one_time_tokens');
  return {
    issue: (token) =>
      later(() => void tokens.put({ ...token, id: `${token.userId} ${token.purpose}` })),
    redeem: (purpose, digest, now) =>
      later(() => {
        const isGood = (one: Kept) =>
          one.purpose === purpose && one.digest === digest && one.expiresAt > now;
        const token = tokens.all().find(isGood);
        if (token) tokens.remove(token.id);
        return token?.userId;
      }),
    sweep: (now) =>
      later(() => {
        const old = tokens.all().filter(({ expiresAt }) => expiresAt < now);
        for (const { id } of old) tokens.remove(id);
        return old.length;
      }),
  };
}
