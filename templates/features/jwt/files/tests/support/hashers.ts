import { hasherOf, type PasswordHasher } from '../../src/utils/password-hasher.ts';

/** As the real one, and a thousand times as fast. */
export const cheapHasher = (): PasswordHasher =>
  hasherOf({ memoryCost: 64, timeCost: 1, parallelism: 1 });

/** Takes longer than anything else in a login, so that it shows when it is left out. */
export const slowHasher = (): PasswordHasher =>
  hasherOf({ memoryCost: 19_456, timeCost: 2, parallelism: 1 });
