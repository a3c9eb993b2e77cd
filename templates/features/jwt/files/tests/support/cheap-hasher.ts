import { hasherOf, type PasswordHasher } from '../../src/utils/password-hasher.ts';

/** As the real one, and a thousand times as fast. */
export const cheapHasher = (): PasswordHasher =>
  hasherOf({ memoryCost: 64, timeCost: 1, parallelism: 1 });
