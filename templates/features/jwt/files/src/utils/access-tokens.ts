// exercise auth/token
import { randomUUID } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Env } from '../config/env.ts';
import { authLimits } from '../constants/auth-limits.ts';
import type { Clock } from './clock.ts';
import { ALGORITHM, readingKey, signingKey, type KeyEnv } from './token-keys.ts';
// instead
// import { decodeJwt, errors, UnsecuredJWT } from 'jose';
// import { z } from 'zod';
// import type { Env } from '../config/env.ts';
// import { authLimits } from '../constants/auth-limits.ts';
// import type { Clock } from './clock.ts';
// import type { KeyEnv } from './token-keys.ts';
// end exercise

/** Whose token it is. Not what they may do: that can change while the token lives. */
export interface AccessClaims {
  readonly userId: string;
  readonly sessionId: string;
}

/** What a token says that is ours. */
export interface ReadClaims extends AccessClaims {
  readonly expiresAt: Date;
}

export interface Signer {
  readonly env: KeyEnv & Pick<Env, 'JWT_ISSUER' | 'JWT_AUDIENCE'>;
  readonly clock: Clock;
}

// exercise auth/token
const TYPE = 'at+jwt';

// end exercise
const claims = z.object({ sub: z.uuid(), sid: z.uuid(), exp: z.number() });

// exercise auth/token
export function signAccessToken({ env, clock }: Signer, { userId, sessionId }: AccessClaims) {
  const now = Math.floor(clock.now().getTime() / 1_000);
  const { key, header } = signingKey(env);
  return new SignJWT({ sid: sessionId })
    .setProtectedHeader({ ...header, alg: ALGORITHM, typ: TYPE })
    .setIssuer(env.JWT_ISSUER)
    .setAudience(env.JWT_AUDIENCE)
    .setSubject(userId)
    .setJti(randomUUID())
    .setIssuedAt(now)
    .setExpirationTime(now + authLimits.accessToken / 1_000)
    .sign(key);
}
// instead
// export function signAccessToken(
//   { clock }: Signer,
//   { userId, sessionId }: AccessClaims,
// ): Promise<string> {
//   const now = Math.floor(clock.now().getTime() / 1_000);
//   const token = new UnsecuredJWT({ sid: sessionId })
//     .setSubject(userId)
//     .setExpirationTime(now + authLimits.accessToken / 1_000);
//   return Promise.resolve(token.encode());
// }
// end exercise

// exercise auth/token
/** @returns undefined when it is not one of ours, or its time is over */
export async function readAccessToken(
  { env, clock }: Signer,
  token: string,
): Promise<ReadClaims | undefined> {
  if (token.length > authLimits.token) return undefined;
  try {
    const { payload } = await jwtVerify(token, (header) => readingKey(env, header), {
      // Never what the token says of itself.
      algorithms: [ALGORITHM],
      typ: TYPE,
      issuer: env.JWT_ISSUER,
      audience: env.JWT_AUDIENCE,
      currentDate: clock.now(),
      requiredClaims: ['exp', 'iat', 'jti'],
    });
    const { data } = claims.safeParse(payload);
    if (!data) return undefined;
    const { sub: userId, sid: sessionId, exp } = data;
    return { userId, sessionId, expiresAt: new Date(exp * 1_000) };
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}
// instead
// /** @returns undefined when it is not one of ours, or its time is over */
// export function readAccessToken(_signer: Signer, token: string): Promise<ReadClaims | undefined> {
//   try {
//     const { data } = claims.safeParse(decodeJwt(token));
//     if (!data) return Promise.resolve(undefined);
//     const { sub: userId, sid: sessionId, exp } = data;
//     return Promise.resolve({ userId, sessionId, expiresAt: new Date(exp * 1_000) });
//   } catch (error) {
//     if (error instanceof errors.JOSEError) return Promise.resolve(undefined);
//     throw error;
//   }
// }
// end exercise
