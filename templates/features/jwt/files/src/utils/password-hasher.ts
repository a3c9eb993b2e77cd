import { hash, verify } from '@node-rs/argon2';

export interface Verdict {
  readonly ok: boolean;
  /** It was made with other parameters than we use now. */
  readonly rehash: boolean;
}

export interface PasswordHasher {
  readonly hash: (password: string) => Promise<string>;
  readonly verify: (password: string, hash: string) => Promise<Verdict>;
}

export interface Cost {
  /** in KiB: what an attacker has to bring for each guess, too */
  readonly memoryCost: number;
  readonly timeCost: number;
  readonly parallelism: number;
}

const COST: Cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const createPasswordHasher = (): PasswordHasher => hasherOf(COST);

/** argon2id; the salt is drawn anew for each hash and stands in it. */
export function hasherOf(cost: Cost): PasswordHasher {
  const { memoryCost, timeCost, parallelism } = cost;
  const start = `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$`;
  return {
    hash: (password) => hash(password, cost),
    verify: async (password, stored) => {
      const ok = await verify(stored, password);
      return { ok, rehash: ok && !stored.startsWith(start) };
    },
  };
}
