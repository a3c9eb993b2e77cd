import bcrypt from 'bcrypt';
import { AppError } from '../errors/app-error.ts';

export interface Verdict {
  readonly ok: boolean;
  /** It was made with another cost than we use now. */
  readonly rehash: boolean;
}

export interface PasswordHasher {
  readonly hash: (password: string) => Promise<string>;
  readonly verify: (password: string, hash: string) => Promise<Verdict>;
}

export interface Cost {
  /** one more is twice the work, for us and for whoever guesses */
  readonly rounds: number;
}

const COST: Cost = { rounds: 12 };

/** bcrypt looks no further. */
const BYTES = 72;

export const createPasswordHasher = (): PasswordHasher => hasherOf(COST);

/** bcrypt; the salt is drawn anew for each hash and stands in it. */
export const hasherOf = ({ rounds }: Cost): PasswordHasher => ({
  hash: async (password) => {
    if (isTooLong(password)) throw tooLong();
    return bcrypt.hash(password, rounds);
  },
  verify: async (password, stored) => {
    const isSame = await bcrypt.compare(password, stored);
    const ok = isSame && !isTooLong(password);
    return { ok, rehash: ok && bcrypt.getRounds(stored) !== rounds };
  },
});

const isTooLong = (password: string): boolean => Buffer.byteLength(password) > BYTES;

function tooLong(): AppError {
  const message = `Expected at most ${BYTES} bytes`;
  const errors = [{ in: 'body', field: 'password', message }];
  return new AppError('validation', 'The request is not valid.', { errors });
}
