import { hasherOf, type PasswordHasher } from '../../src/utils/password-hasher.ts';

/** As the real one, and a hundred times as fast. */
export const cheapHasher = (): PasswordHasher => hasherOf({ rounds: 4 });

/** Takes longer than anything else in a login, so that it shows when it is left out. */
export const slowHasher = (): PasswordHasher => hasherOf({ rounds: 9 });
