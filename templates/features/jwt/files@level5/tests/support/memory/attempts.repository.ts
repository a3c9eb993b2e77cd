import { authLimits } from '../../../src/constants/auth-limits.ts';
import type { Attempts, AttemptsRepository } from '../../../src/repositories/account-contracts.ts';
import { after } from '../../../src/utils/clock.ts';
import type { Memory, Stored } from './memory.ts';
import { later } from './records.ts';

export function attemptsRepository(memory: Memory): AttemptsRepository {
  const attempts = memory.table<Attempts & Stored>('attempts');
  return {
    count: (key, now) =>
      later(() => {
        const row = attempts.get(key);
        if (row && row.resetsAt > now) return attempts.put({ ...row, count: row.count + 1 });
        return attempts.put({
          id: key,
          count: 1,
          resetsAt: after(now, authLimits.attempts.window),
        });
      }),
    giveBack: (key) =>
      later(() => {
        const row = attempts.get(key);
        if (row && row.count > 0) attempts.put({ ...row, count: row.count - 1 });
      }),
    forget: (key) => later(() => void attempts.remove(key)),
    sweep: (now) =>
      later(() => {
        const old = attempts.all().filter(({ resetsAt }) => resetsAt < now);
        for (const { id } of old) attempts.remove(id);
        return old.length;
      }),
  };
}
