import { createSecretKey } from 'node:crypto';
import type { Env } from '../config/env.ts';

export type KeyEnv = Pick<Env, 'JWT_SECRET'>;

export const ALGORITHM = 'HS256';

/** Who signs and who reads have the same secret. */
export const signingKey = ({ JWT_SECRET }: KeyEnv) => ({
  key: createSecretKey(JWT_SECRET, 'utf8'),
  header: {},
});

/** What the token says of its key is not looked at: there is one. */
export const readingKey = (env: KeyEnv, _header: object) => signingKey(env).key;
