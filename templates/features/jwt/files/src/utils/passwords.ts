import { authLimits } from '../constants/auth-limits.ts';
import { AppError } from '../errors/app-error.ts';
import type { PasswordHasher, Verdict } from './password-hasher.ts';
import { drawSecret } from './secrets.ts';

export interface Passwords {
  readonly hash: (password: string) => Promise<string>;
  /** Costs the same whether there is a hash to compare with or not. */
  readonly verify: (password: string, hash: string | undefined) => Promise<Verdict>;
  /** Lets the hash end that was begun at the start: a thread must not end in the middle of one. */
  readonly close: () => Promise<unknown>;
}

/** Stands for "no password": nothing has this hash, so nobody signs in with one. */
export const NO_PASSWORD = '!';

interface Needs {
  readonly passwordHasher: PasswordHasher;
}

/** A hash takes much memory and a core, so that only so many are made at once. */
export function createPasswords({ passwordHasher: hasher }: Needs): Passwords {
  const { atOnce, waiting } = authLimits.passwords;
  const limit = limitTo(atOnce, waiting);
  const nobodys = hasher.hash(drawSecret());
  return {
    // exercise auth/hash
    hash: (password) => limit(() => hasher.hash(password)),
    verify: (password, hash) =>
      limit(async () => {
        const hasPassword = hash !== undefined && hash !== NO_PASSWORD;
        const { ok, rehash } = await hasher.verify(password, hasPassword ? hash : await nobodys);
        return { ok: ok && hasPassword, rehash };
      }),
    // instead
    // hash: (password) => limit(() => Promise.resolve(password)),
    // verify: (password, hash) =>
    //   limit(() => Promise.resolve({ ok: password === hash, rehash: false })),
    // end exercise
    close: () => nobodys,
  };
}

/** Some run, some wait, and the others come back later. */
function limitTo(atOnce: number, waiting: number) {
  const queue: (() => void)[] = [];
  let running = 0;
  return async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (running >= atOnce) {
      if (queue.length >= waiting) throw busy();
      await new Promise<void>((resolve) => queue.push(resolve));
    } else running += 1;
    try {
      return await work();
    } finally {
      // Whoever waits takes over the place.
      const next = queue.shift();
      if (next) next();
      else running -= 1;
    }
  };
}

const busy = (): AppError =>
  new AppError('unavailable', 'Too many people sign in at once.', { retryAfter: 1 });
