import { createHash, createSecretKey, randomBytes } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Env } from '../config/env.ts';
import type { Clock } from './clock.ts';

/** What we remember of somebody while they are at GitHub. It travels in their cookie, signed by us. */
const journey = z.object({
  /** comes back in the address: shows that this browser started the journey */
  state: z.string(),
  /** is sent with the code: shows that we started it (PKCE) */
  verifier: z.string(),
  returnTo: z.string(),
  /** the account to connect, when somebody signed in asked for it */
  userId: z.string().optional(),
});

export type Journey = z.output<typeof journey>;

interface Signer {
  readonly env: Pick<Env, 'JWT_SECRET'>;
  readonly clock: Clock;
}

export const JOURNEY = 10 * 60;
const TYPE = 'oauth-state';

export const startJourney = (values: Pick<Journey, 'returnTo' | 'userId'>): Journey => ({
  state: randomBytes(32).toString('base64url'),
  verifier: randomBytes(32).toString('base64url'),
  ...values,
});

export const challengeOf = ({ verifier }: Journey): string =>
  createHash('sha256').update(verifier).digest('base64url');

export function writeJourney({ env, clock }: Signer, values: Journey): Promise<string> {
  const now = Math.floor(clock.now().getTime() / 1_000);
  return new SignJWT({ ...values })
    .setProtectedHeader({ alg: 'HS256', typ: TYPE })
    .setExpirationTime(now + JOURNEY)
    .sign(keyOf(env));
}

/** @returns undefined when it is not one of ours, or was too long ago */
export async function readJourney(
  { env, clock }: Signer,
  text: string,
): Promise<Journey | undefined> {
  try {
    const { payload } = await jwtVerify(text, keyOf(env), {
      algorithms: ['HS256'],
      typ: TYPE,
      currentDate: clock.now(),
      requiredClaims: ['exp'],
    });
    return journey.safeParse(payload).data;
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}

const keyOf = ({ JWT_SECRET }: Signer['env']) => createSecretKey(JWT_SECRET, 'utf8');
